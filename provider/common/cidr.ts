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
  // Without a colon, because the parser throws for IPv6, which takes longer than all else here.
  if (!text.includes(":")) return IPv4.isValidFourPartDecimal(text) ? 4 : undefined;
  // An address can also have a zone or an IPv4 tail, but neither EC2 nor Kubernetes accepts it in a range.
  return /^[0-9a-f:]+$/i.test(text) && IPv6.isValid(text) ? 6 : undefined;
}

/** The range of `address/length`; undefined if the text isn't one. */
export function parseCidr(text: string): Cidr | undefined {
  const range = rangeOf(text);
  if (!range) return undefined;
  const { version, address, length } = range;
  const network = (version === 4 ? IPv4 : IPv6).networkAddressFromCIDR(text);
  return {
    version,
    canonical: `${network.toString()}/${length}`,
    isNetwork: address.toNormalizedString() === network.toNormalizedString(),
  };
}

function rangeOf(text: string) {
  const [address = "", length = "", ...rest] = text.split("/");
  const version = addressVersion(address);
  if (!version || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  if (Number(length) > (version === 4 ? 32 : 128)) return undefined;
  const parsed = version === 4 ? IPv4.parse(address) : IPv6.parse(address);
  // Kubernetes rejects these ranges, because some parsers read them as IPv4.
  if (parsed instanceof IPv6 && parsed.isIPv4MappedAddress() && Number(length) >= 96) return undefined;
  return { version, address: parsed, length: Number(length) };
}

/** The canonical spelling of a valid range, so that another spelling isn't a change. */
export const canonicalCidr = (text: string): string => parseCidr(text)?.canonical ?? text;

/** The first and the last address of a range, as numbers. */
export interface Addresses {
  version: 4 | 6;
  first: bigint;
  last: bigint;
}

/** The addresses of `address/length`; undefined if the text isn't a range. */
export function addressesOf(text: string): Addresses | undefined {
  const range = rangeOf(text);
  if (!range) return undefined;
  const bytes = range.address.toByteArray();
  const address = bytes.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  const size = 1n << BigInt(bytes.length * 8 - range.length);
  const first = address - (address % size);
  return { version: range.version, first, last: first + size - 1n };
}

/** True if every address of the second range is in the first one. */
export const coversAddresses = (outer: Addresses, inner: Addresses): boolean =>
  outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;

/** The same text for the same addresses. */
export const keyOfRange = ({ version, first, last }: Addresses): string => `${version} ${first} ${last}`;

/** The range and those around it, the smallest first: one for each shorter prefix. */
export function rangesAround({ version, first, last }: Addresses): Addresses[] {
  const around: Addresses[] = [];
  const all = 1n << (version === 4 ? 32n : 128n);
  for (let size = last - first + 1n; size <= all; size *= 2n) {
    const start = first - (first % size);
    around.push({ version, first: start, last: start + size - 1n });
  }
  return around;
}

/** True if every address of the second range is in the first one; false for what isn't a range. */
export function coversCidr(outer: string, inner: string): boolean {
  const [a, b] = [addressesOf(outer), addressesOf(inner)];
  return a !== undefined && b !== undefined && coversAddresses(a, b);
}

/** True if an address is in both ranges; false for what isn't a range. */
export function overlapsCidr(one: string, other: string): boolean {
  const [a, b] = [addressesOf(one), addressesOf(other)];
  return a !== undefined && b?.version === a.version && a.first <= b.last && b.first <= a.last;
}

/** The n-th part of this length of a range, for example the second /20 of 172.31.0.0/16. */
export function cidrPart(range: string, length: number, index: number): string {
  const size = 1n << BigInt(32 - length);
  return `${ipv4At(range, BigInt(index) * size)}/${length}`;
}

/** The n-th address of an IPv4 range. */
export function ipv4At(range: string, offset: bigint): string {
  const number = (addressesOf(range)?.first ?? 0n) + offset;
  return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 255n)).join(".");
}
