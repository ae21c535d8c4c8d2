import { createHash, createPublicKey } from "node:crypto";

import type { Check } from "../common/checks";
import { accountId } from "../common/names";
import { idOf, made, type RecordKinds, text } from "../record/kind";

/** The parts of the binary form of an OpenSSH key, each after its length. */
function partsOf(blob: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length;) {
    const end = at + 4 + blob.readUInt32BE(at);
    parts.push(blob.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

/** The type and the binary form of `ssh-ed25519 AAAA… comment`; undefined for another text. */
function parseKey(line: string): { type: "rsa" | "ed25519"; blob: Buffer } | undefined {
  const [algorithm = "", base64 = ""] = line.trim().split(/\s+/);
  const type = ({ "ssh-rsa": "rsa", "ssh-ed25519": "ed25519" } as const)[algorithm];
  const blob = Buffer.from(base64, "base64");
  return type && partsOf(blob)[0]?.toString() === algorithm ? { type, blob } : undefined;
}

/** The fingerprint of an imported key as EC2 shows it: MD5 of an RSA key's DER form, SHA-256 of an ED25519 key. */
export function fingerprint(line: string): string {
  const key = parseKey(line);
  if (!key) return "";
  if (key.type === "ed25519") return createHash("sha256").update(key.blob).digest("base64");
  const [, e, n] = partsOf(key.blob).map((part) => part.toString("base64url"));
  const der = createPublicKey({ key: { kty: "RSA", e, n }, format: "jwk" }).export({
    type: "spki",
    format: "der",
  });
  return createHash("md5")
    .update(der)
    .digest("hex")
    .replace(/..(?=.)/g, "$&:");
}

const publicKey: Check = (value, fail) => {
  if (typeof value === "string" && parseKey(value)) return;
  // A private key given by mistake must not be shown.
  fail(
    "",
    'isn\'t an OpenSSH public key of type RSA or ED25519. Use the line of a .pub file: "ssh-ed25519 AAAA…"',
  );
};

export const keyPairKinds: RecordKinds = {
  "ec2:KeyPair": {
    note: "A public key for logins by SSH.",
    id: ({ keyName }) => keyName,
    name: "keyName",
    arn: ({ keyName, region }) => text`arn:aws:ec2:${region}:${accountId}:key-pair/${keyName}`,
    replaces: ["keyName", "keyNamePrefix", "publicKey"],
    checks: { publicKey },
    outputs: ({ keyName, publicKey: line }) => ({
      fingerprint: made(fingerprint, line),
      keyPairId: idOf("key", keyName),
      keyType: made((text) => parseKey(text)?.type, line),
    }),
  },
};
