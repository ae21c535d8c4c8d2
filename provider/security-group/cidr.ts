import { IPv4, IPv6 } from "ipaddr.js";

/** A range of addresses. */
export interface Cidr {
  version: 4 | 6;
  /** The same for every spelling of the range. */
  canonical: string;
  /** False if the address has bits after the prefix: EC2 accepts only the first address of a range. */
  isNetwork: boolean;
}

/** IP version of an address without a prefix length; undefined if the text isn't an address. */
export function addressVersion(text: string): 4 | 6 | undefined {
  if (IPv4.isValidFourPartDecimal(text)) return 4;
  // An address can also have a zone or an IPv4 tail, but neither EC2 nor Kubernetes accepts it in a range.
  return /^[0-9a-f:]+$/i.test(text) && IPv6.isValid(text) ? 6 : undefined;
}

/** The range of `address/length`; undefined if the text isn't one. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", length = "", ...rest] = text.split("/");
  const version = addressVersion(address);
  if (!version || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  if (Number(length) > (version === 4 ? 32 : 128)) return undefined;
  const parsed = version === 4 ? IPv4.parse(address) : IPv6.parse(address);
  // Kubernetes rejects these ranges, because some parsers read them as IPv4.
  if (parsed instanceof IPv6 && parsed.isIPv4MappedAddress() && Number(length) >= 96) return undefined;
  const network = (version === 4 ? IPv4 : IPv6).networkAddressFromCIDR(text);
  return {
    version,
    canonical: `${network.toString()}/${length}`,
    isNetwork: parsed.toNormalizedString() === network.toNormalizedString(),
  };
}

/** The canonical spelling of a valid range, so that another spelling isn't a change. */
export const canonicalCidr = (text: string): string => parseCidr(text)?.canonical ?? text;
