/** A TCP port that something in an instance listens on. */
export interface ListeningPort {
  port: number;
  /** Only the instance itself reaches it. */
  isLocal: boolean;
}

/** State of a listening socket in /proc/net/tcp. */
const listen = "0A";

/** Prints the tables that {@link listeningPorts} reads. An image without IPv6 has only one. */
export const listeningCommand = ["sh", "-c", "cat /proc/net/tcp /proc/net/tcp6 2>/dev/null; true"];

/** The listening ports in the text of /proc/net/tcp and /proc/net/tcp6. */
export function listeningPorts(text: string): ListeningPort[] {
  const ports = new Map<number, boolean>();
  for (const line of text.split("\n")) {
    const [, address = "", port = "", state] =
      /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /.exec(line) ??
      [];
    if (state !== listen) continue;
    const number = parseInt(port, 16);
    ports.set(number, isLoopback(address) && (ports.get(number) ?? true));
  }
  return [...ports].map(([port, isLocal]) => ({ port, isLocal })).sort((a, b) => a.port - b.port);
}

/** An address in words of this machine's byte order, which is the lowest byte first on all that Kubernetes runs on but s390x. */
const isLoopback = (address: string): boolean =>
  address.length === 8
    ? address.endsWith("7F")
    : address === "00000000000000000000000001000000" || /^0{16}FFFF0000.{6}7F$/.test(address);
