export const protocols = ["tcp", "udp"] as const;
export type Protocol = (typeof protocols)[number];

export interface Port {
  protocol: Protocol;
  port: number;
}

/** A port of an instance to try. */
export interface Target extends Port {
  address: string;
}

/**
 * The result of an attempt. A refusal comes from the other host, or from a network plugin that refuses what policies
 * block; `blocked` means that no answer came.
 */
export type Outcome = "open" | "refused" | "blocked" | "error";

export interface Attempt extends Target {
  outcome: Outcome;
  /** What the tool said, if it is an error. */
  detail: string;
}

/** Seconds that one attempt waits for an answer. */
const limit = 3;

/** Attempts at the same time, so that an instance with little memory can make them. */
const atOnce = 16;

/**
 * Tries connections with what the image has: bash, python3, perl or nc, because their messages are known.
 *
 * Prints `<address> <port> <outcome> <message>` for each. Each attempt also has a killer, because some tools wait for
 * minutes.
 */
const script = `
limit=$1 most=$2
shift 2
export LC_ALL=C
tool=
for each in bash python3 perl nc; do
  if command -v "$each" >/dev/null 2>&1; then tool=$each; break; fi
done
if [ -z "$tool" ]; then echo none; exit 0; fi
flags=
if [ "$tool" = nc ]; then
  case "$(nc -h 2>&1 </dev/null)" in *-z*) flags='-n -v -v -z' ;; esac
fi
connect() {
  case $tool in
  bash) exec bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" ;;
  python3) exec python3 -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), int(sys.argv[3]))' "$1" "$2" "$limit" ;;
  perl) exec perl -MIO::Socket::INET -e 'IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1], Timeout => $ARGV[2]) or die "$!"' "$1" "$2" "$limit" ;;
  nc) exec nc $flags -w "$limit" "$1" "$2" ;;
  esac
}
bounded() {
  connect "$1" "$2" </dev/null & connecting=$!
  (
    trap 'kill "$!"; exit' TERM
    sleep $((limit * 2)) &
    wait "$!"
    kill "$connecting"
  ) >/dev/null 2>&1 </dev/null & killer=$!
  wait "$connecting" 2>/dev/null; code=$?
  kill "$killer" 2>/dev/null
  return $code
}
attempt() {
  said=$(bounded "$1" "$2" 2>&1); code=$?
  said=$(printf %s "$said" | tr '\\n' ' ')
  case "$code $said" in
  "0 "*) echo "$1 $2 open" ;;
  *efused*) echo "$1 $2 refused" ;;
  *nreachable*|*"o route"*) echo "$1 $2 error $said" ;;
  *"imed out"*|*"imeout"*|*"in progress"*) echo "$1 $2 blocked" ;;
  "143 "*)
    if [ "$tool" = nc ]; then echo "$1 $2 error nc was ended after its limit"; else echo "$1 $2 blocked"; fi ;;
  "1 ") echo "$1 $2 error $tool ended without a message" ;;
  *) echo "$1 $2 error $said" ;;
  esac
}
running=0
while [ $# -gt 1 ]; do
  attempt "$1" "$2" &
  shift 2
  running=$((running + 1))
  if [ "$running" -ge "$most" ]; then wait; running=0; fi
done
wait
`;

/** The command that tries these TCP connections from inside an instance. */
export const attemptCommand = (targets: readonly Target[]): string[] => [
  ...["sh", "-c", script, "sh", String(limit), String(atOnce)],
  ...targets.flatMap(({ address, port }) => [address, String(port)]),
];

/** Reads what {@link attemptCommand} prints. A target without a line is an error, which `failure` of the command explains. */
export function attemptsIn(output: string, targets: readonly Target[], failure?: string): Attempt[] {
  const lines = output.split("\n").map((line) => line.trim());
  if (lines.includes("none")) {
    const detail = "its image has none of bash, python3, perl and nc";
    return targets.map((target) => ({ ...target, outcome: "error", detail }));
  }
  return targets.map((target) => {
    const start = `${target.address} ${target.port} `;
    const [outcome = "", ...words] =
      lines
        .find((line) => line.startsWith(start))
        ?.slice(start.length)
        .split(" ") ?? [];
    return isOutcome(outcome)
      ? { ...target, outcome, detail: words.join(" ") }
      : { ...target, outcome: "error", detail: failure ?? "the attempt printed no result" };
  });
}

const isOutcome = (word: string): word is Outcome => ["open", "refused", "blocked", "error"].includes(word);
