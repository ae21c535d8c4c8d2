import { createHash } from "node:crypto";

/**
 * The public address of an instance or an Elastic IP with this id: a loopback address, 127.1.0.1 to 127.255.255.254.
 *
 * 127.0.0.0/16 stays free, because other programs listen there: 127.0.0.1, 127.0.0.53, 127.0.1.1.
 */
export function publicAddress(id: string): string {
  const hash = createHash("sha256").update(id).digest();
  // The last number is neither 0 nor 255, which some systems take for a network or a broadcast.
  const numbers = [1 + (hash.readUInt16BE(0) % 255), hash.readUInt8(2), 1 + (hash.readUInt16BE(3) % 254)];
  return ["127", ...numbers].join(".");
}

/** Whether {@link publicAddress} can answer with this. */
export function isPublicAddress(address: string): boolean {
  const [, second = "", third = "", last = ""] = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address) ?? [];
  const inRange = (text: string, least: number, most: number) =>
    String(Number(text)) === text && Number(text) >= least && Number(text) <= most;
  return inRange(second, 1, 255) && inRange(third, 0, 255) && inRange(last, 1, 254);
}
