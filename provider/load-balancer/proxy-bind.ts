/** Set for HAProxy if the kernel of the node has IPv6. Without it, HAProxy would end at a port of IPv6. */
const ipv6Variable = "EC2_PODS_IPV6";

/** The lines that open a port: for IPv4, and for IPv6 beside it, as one for both would call clients ::ffff:10.0.0.1. */
export const bindLines = (port: number): string[] => [
  `bind *:${port}`,
  `.if defined(${ipv6Variable})`,
  `bind :::${port} v6only`,
  ".endif",
];

/** The command that runs HAProxy by this configuration. A network without IPv6 has no line in the file, or no file. */
export const startCommand = (file: string): string[] => [
  "sh",
  "-c",
  `{ read -r _ </proc/net/if_inet6; } 2>/dev/null && export ${ipv6Variable}=1; exec haproxy -db -f ${file}`,
];
