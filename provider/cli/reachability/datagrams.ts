import type { Attempt, Target } from "./attempts";

/** Datagrams of one attempt: more than else arrive at an instance in that second. */
const burst = 32;

/**
 * Sends datagrams with what the image has: bash, python3, perl or busybox's tftp. Each has its own socket, because a
 * refusal ends one.
 *
 * Prints `sent`, `none` if it has no such tool, or what the tool said.
 */
const script = `
burst=$1
shift
export LC_ALL=C
send() {
  for each in bash python3 perl tftp; do
    command -v "$each" >/dev/null 2>&1 || continue
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
    tftp)
      left=$burst started=
      while [ "$left" -gt 0 ]; do
        tftp -g -r ec2-pods -l /dev/null "$@" >/dev/null 2>&1 & started="$started $!"
        left=$((left - 1))
      done
      sleep 1
      kill $started 2>/dev/null ;;
    esac
    return
  done
  echo none
}
while [ $# -gt 1 ]; do
  said=$(send "$1" "$2" 2>&1 </dev/null)
  case "$said" in
  none) echo none; exit 0 ;;
  ''|*efused*) ;;
  *) printf %s "$said" | tr '\\n' ' '; exit 0 ;;
  esac
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

/** Bytes that a datagram takes at least in the queue of a socket: the kernel counts it only once it is read. */
const queuedBytes = 512;

/** What the kernel of an instance has counted. */
export interface Counts {
  /** Datagrams for a port on which something listens. */
  taken: number;
  /** Datagrams for the other ports. */
  refused: number;
}

/** The counts in the text of the tables; undefined if they aren't there. */
export function countsIn(text: string): Counts | undefined {
  const [names = [], values = []] = [...text.matchAll(/^Udp: (.*)$/gm)].map(([, line = ""]) =>
    line.trim().split(" "),
  );
  if (values.length === 0) return undefined;
  const count = (name: string): number => {
    const [, ofIpv6 = "0"] = new RegExp(`^Udp6${name}\\s+(\\d+)`, "m").exec(text) ?? [];
    return Number(values[names.indexOf(name)] ?? 0) + Number(ofIpv6);
  };
  const sockets = text.matchAll(/^ *\d+: \S+ \S+ \S\S [0-9A-F]{8}:([0-9A-F]{8}) /gm);
  const queued = [...sockets].reduce((sum, [, bytes = ""]) => sum + parseInt(bytes, 16), 0);
  return {
    taken: count("InDatagrams") + count("InErrors") + queued / queuedBytes,
    refused: count("NoPorts"),
  };
}

/** What has become of a burst. Policies drop what they block before the instance counts it. */
export function outcomeOf(before: Counts, after: Counts): Attempt["outcome"] {
  const hasGrown = (name: keyof Counts) => after[name] - before[name] >= burst / 2;
  return hasGrown("refused") ? "refused" : hasGrown("taken") ? "open" : "blocked";
}
