import type { Attempt, Target } from "./attempts";

/** Datagrams of one attempt, half of which must arrive. */
const burst = 32;

/**
 * Sends datagrams with what the image has: bash, python3, perl, nc or busybox's tftp. Each has its own socket, because a
 * refusal ends one. The kernel says how many left: of a tool that has sent nothing, nothing arrives.
 *
 * Prints `sent`, `none` if the image has no such tool, or what went wrong.
 */
const script = `
burst=$1
shift
export LC_ALL=C
left() {
  total=0
  while read -r name first second third fourth rest; do
    case "$name $fourth" in "Udp: OutDatagrams") ;; "Udp: "*) total=$fourth ;; esac
  done </proc/net/snmp
  if [ -r /proc/net/snmp6 ]; then
    while read -r name value; do
      [ "$name" != Udp6OutDatagrams ] || total=$((total + value))
    done </proc/net/snmp6
  fi
  echo "$total"
}
has() {
  command -v "$1" >/dev/null 2>&1 || return
  [ "$1" != nc ] || case "$(nc -h 2>&1 </dev/null)" in *-u*) ;; *) return 1 ;; esac
}
# Whether one of these still runs. One that has ended counts until the shell looks at its jobs.
runs() {
  jobs >/dev/null 2>&1
  for one; do kill -0 "$one" 2>/dev/null && return; done
  return 1
}
several() {
  more=$burst started= turns=100
  while [ "$more" -gt 0 ]; do
    echo | "$@" >/dev/null 2>&1 & started="$started $!"
    more=$((more - 1))
  done
  while [ "$turns" -gt 0 ] && [ "$(($(left) - before))" -lt "$burst" ] && runs $started; do
    sleep 0.1 2>/dev/null || sleep 1
    turns=$((turns - 1))
  done
  kill $started 2>/dev/null
}
send() {
  for each in bash python3 perl nc tftp; do
    has "$each" || continue
    case $each in
    bash) bash -c 'for ((each = 0; each < $2; each++)); do echo >"/dev/udp/$0/$1" || exit; done' "$@" "$burst" ;;
    python3) python3 -c '
import socket, sys
address, port, burst = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
family, *_, to = socket.getaddrinfo(address, port, type=socket.SOCK_DGRAM)[0]
for each in range(burst):
    socket.socket(family, socket.SOCK_DGRAM).sendto(bytes(1), to)' "$@" "$burst" ;;
    perl) perl -MIO::Socket::INET -e '
for (1 .. $ARGV[2]) {
  my $socket = IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1], Proto => "udp") or die "$@";
  $socket->send("\\n") or die "$!";
}' "$@" "$burst" ;;
    nc) several nc -u -w 1 "$@" ;;
    tftp) several tftp -g -r ec2-pods -l - "$@" ;;
    esac
    return 0
  done
  echo none
}
while [ $# -gt 1 ]; do
  before=$(left)
  said=$(send "$1" "$2" 2>&1 </dev/null)
  sent=$(($(left) - before))
  if [ "$said" = none ]; then echo none; exit 0; fi
  if [ "$sent" -lt "$burst" ]; then
    echo "$sent of $burst datagrams were sent $(printf %s "$said" | tr '\\n' ' ')"
    exit 0
  fi
  shift 2
done
echo sent
`;

/** The command that sends a burst to each of these from inside an instance. */
export const datagramCommand = (targets: readonly Target[]): string[] => [
  ...["sh", "-c", script, "sh", String(burst)],
  ...targets.flatMap(({ address, port }) => [address, String(port)]),
];

/** Prints the tables that {@link countsIn} reads. A kernel without IPv6 has only half of them. */
export const countCommand = [
  "sh",
  "-c",
  "cat /proc/net/udp /proc/net/udp6 /proc/net/snmp /proc/net/snmp6 2>/dev/null; true",
];

/** What the kernel of an instance has counted. */
export interface Counts {
  /** Datagrams that a program has read, or whose queue was full, and packets that were passed on to a network in it. */
  taken: number;
  /** Bytes that wait in the queues of sockets: the kernel counts a datagram only once it is read. */
  queued: number;
  /** Datagrams for ports on which nothing listens. */
  refused: number;
}

/** The counts in the text of the tables; undefined if they aren't there. */
export function countsIn(text: string): Counts | undefined {
  const counts = new Map<string, number>();
  const add = (name: string, value: string) => counts.set(name, (counts.get(name) ?? 0) + Number(value));
  const names = new Map<string, string[]>();
  for (const [, protocol = "", line = ""] of text.matchAll(/^(Udp|Ip): (.*)$/gm)) {
    const words = line.trim().split(" ");
    const columns = names.get(protocol);
    if (!columns) names.set(protocol, words);
    else words.forEach((value, index) => add(`${protocol}${columns[index]}`, value));
  }
  for (const [, protocol = "", name = "", value = ""] of text.matchAll(/^(Udp|Ip)6(\w+)\s+(\d+)/gm)) {
    add(`${protocol}${name.replace("OutForwDatagrams", "ForwDatagrams")}`, value);
  }
  const count = (name: string) => counts.get(name) ?? 0;
  if (!["UdpInDatagrams", "UdpNoPorts"].every((name) => counts.has(name))) return undefined;
  const sockets = text.matchAll(/^ *\d+: \S+ \S+ \S\S [0-9A-F]{8}:([0-9A-F]{8}) /gm);
  return {
    taken: count("UdpInDatagrams") + count("UdpInErrors") + count("IpForwDatagrams"),
    queued: [...sockets].reduce((sum, [, bytes = ""]) => sum + parseInt(bytes, 16), 0),
    refused: count("UdpNoPorts"),
  };
}

/** Bytes that a datagram takes at least in a queue. */
const queuedBytes = 768;

/** What has become of a burst. Policies drop what they block before the instance counts it. */
export function outcomeOf(before: Counts, after: Counts): Attempt["outcome"] {
  const waiting = Math.max(0, after.queued - before.queued) / queuedBytes;
  if (after.refused - before.refused >= burst / 2) return "refused";
  return after.taken - before.taken + waiting >= burst / 2 ? "open" : "blocked";
}
