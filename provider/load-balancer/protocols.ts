/** Protocols of listeners, by the type of the load balancer. */
export const listenerProtocols: Readonly<Record<string, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
};

/** Protocols of the target groups that a listener of a protocol may forward to. */
export const groupProtocols: Readonly<Record<string, readonly string[]>> = {
  HTTP: ["HTTP", "HTTPS"],
  HTTPS: ["HTTP", "HTTPS"],
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
  QUIC: ["QUIC", "TCP_QUIC"],
  TCP_QUIC: ["TCP_QUIC"],
};

export const isHttp = (protocol: unknown): boolean => protocol === "HTTP" || protocol === "HTTPS";

/** The listeners that the proxy has a port for. There is no certificate of AWS for the encrypted ones, and it has no UDP. */
export const isServed = (protocol: unknown): boolean =>
  ["HTTP", "TCP", "TCP_UDP", "TCP_QUIC"].includes(String(protocol));

/** What a program is told about a listener that isn't served, or only in part; undefined for others. */
export function unservedPart(protocol: unknown): string | undefined {
  switch (protocol) {
    case "HTTPS":
    case "TLS":
      return `protocol is "${protocol}", and there is no certificate of AWS here, so nothing answers on its port`;
    case "UDP":
    case "QUIC":
      return `protocol is "${protocol}", which the proxy doesn't forward, so nothing answers on its port`;
    case "TCP_UDP":
    case "TCP_QUIC":
      return `protocol is "${protocol}", and the proxy only forwards its TCP part`;
    default:
      return undefined;
  }
}
