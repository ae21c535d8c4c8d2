import { IPv4, IPv6 } from "ipaddr.js";

/** A range of addresses, as far as its text says. */
export interface Cidr {
  version: 4 | 6;
  /** The one spelling that every spelling of this range has. */
  canonical: string;
  /** False where the address has bits beyond the prefix: EC2 takes only the first address of a range. */
  isNetwork: boolean;
}

/** IP version of an address without prefix length; undefined where the text is no address. */
export function addressVersion(text: string): 4 | 6 | undefined {
  if (IPv4.isValidFourPartDecimal(text)) return 4;
  // A zone or an IPv4 tail is an address, too, but neither EC2 nor Kubernetes takes it in a range.
  return /^[0-9a-f:]+$/i.test(text) && IPv6.isValid(text) ? 6 : undefined;
}

/** The range that `address/length` names; undefined where the text is none. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", length = "", ...rest] = text.split("/");
  const version = addressVersion(address);
  if (!version || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  if (Number(length) > (version === 4 ? 32 : 128)) return undefined;
  const parsed = version === 4 ? IPv4.parse(address) : IPv6.parse(address);
  // Kubernetes refuses these ranges: some readers take them for IPv4.
  if (parsed instanceof IPv6 && parsed.isIPv4MappedAddress() && Number(length) >= 96) return undefined;
  const network = (version === 4 ? IPv4 : IPv6).networkAddressFromCIDR(text);
  return {
    version,
    canonical: `${network.toString()}/${length}`,
    isNetwork: parsed.toNormalizedString() === network.toNormalizedString(),
  };
}

/** The canonical spelling of a checked range, so that another spelling is no change. */
export const canonicalCidr = (text: string): string => parseCidr(text)?.canonical ?? text;
