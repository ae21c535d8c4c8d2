import ipaddr from "ipaddr.js";

/** The proxy that the environment names for a server, by Go's rules, which are kubectl's. */
export function environmentProxy(
  { protocol, hostname, port }: URL,
  environment: Readonly<Record<string, string | undefined>>,
): { variable: string; value: string } | undefined {
  const variableOf = (name: string) => [name, name.toLowerCase()].find((each) => environment[each]);
  const host = hostname.replace(/^\[|\]$/g, "");
  const isExcluded =
    isLoopback(host) ||
    (environment[variableOf("NO_PROXY") ?? ""] ?? "")
      .split(",")
      .some((rule) =>
        excludes(rule.trim().toLowerCase(), host, port || (protocol === "http:" ? "80" : "443")),
      );
  const variable = isExcluded ? undefined : variableOf(protocol === "http:" ? "HTTP_PROXY" : "HTTPS_PROXY");
  const value = variable && environment[variable];
  return value ? { variable, value: value.includes("://") ? value : `http://${value}` } : undefined;
}

const isLoopback = (host: string): boolean =>
  host === "localhost" || (ipaddr.isValid(host) && ipaddr.process(host).range() === "loopback");

/** A rule of NO_PROXY: "*", an address, a range, or a domain with its subdomains, each but "*" with or without a port. */
function excludes(rule: string, host: string, port: string): boolean {
  if (rule === "*") return true;
  if (ipaddr.isValid(host)) {
    const address = ipaddr.process(host);
    if (ipaddr.isValidCIDR(rule)) {
      const [range, length] = ipaddr.parseCIDR(rule);
      return range.kind() === address.kind() && address.match(range, length);
    }
    if (ipaddr.isValid(rule)) return ipaddr.process(rule).toString() === address.toString();
  }
  const [, name = "", only] = /^(?:\*(?=\.))?(.*?)(?::(\d+))?$/.exec(rule) ?? [];
  const bare = name.replace(/^\[|\]$/g, "");
  const isNamed = bare.startsWith(".") ? host.endsWith(bare) : host === bare || host.endsWith(`.${bare}`);
  return bare !== "" && isNamed && (only === undefined || only === port);
}
