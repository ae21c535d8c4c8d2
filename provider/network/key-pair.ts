import { createHash, createPublicKey } from "node:crypto";

import type { Check } from "../common/checks";
import { ec2Arn } from "../common/names";
import { sshField } from "../common/ssh-field";
import { idOf, made } from "../record/kind";
import type { RecordKinds } from "../record/kind";

/** The parts of the binary form of an OpenSSH key, each after its length; none of bytes that have another form. */
function partsOf(blob: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < blob.length;) {
    const start = at + 4;
    if (start > blob.length) return [];
    at = start + blob.readUInt32BE(at);
    if (at > blob.length) return [];
    parts.push(blob.subarray(start, at));
  }
  return parts;
}

/** The bytes of base64; none of another text. */
function base64Bytes(text: string): Buffer {
  const compact = text.replace(/\s/g, "");
  const bytes = Buffer.from(compact, "base64");
  return bytes.toString("base64") === compact ? bytes : Buffer.alloc(0);
}

const edBytes = 32;

interface PublicKey {
  type: "rsa" | "ed25519";
  /** The binary form of OpenSSH. */
  blob: Buffer;
}

/** The body of `---- BEGIN SSH2 PUBLIC KEY ----`, after its headers, each on one line. */
const rfc4716 = /^---- BEGIN SSH2 PUBLIC KEY ----\r?\n(?:[^\n:]+:[^\n]*\n)*([A-Za-z0-9+/=\s]+)---- END/;
/** How a header goes on in the next line. */
const continuation = /\\\r?\n/g;

/** The key in one of the forms that EC2 takes, but base64 of DER; undefined for another text. */
function parseKey(text: string): PublicKey | undefined {
  const [algorithm, openSsh = ""] = text.trim().split(/\s+/);
  const body = rfc4716.exec(text.trim().replace(continuation, ""))?.[1];
  const blob = base64Bytes(body ?? openSsh);
  const [inner = "", ...numbers] = partsOf(blob);
  const name = String(inner);
  if (body === undefined && name !== algorithm) return undefined;
  if (name === "ssh-rsa" && numbers.length === 2) return { type: "rsa", blob };
  if (name === "ssh-ed25519" && numbers.length === 1 && numbers[0]?.length === edBytes) {
    return { type: "ed25519", blob };
  }
  return undefined;
}

/** An RSA key of base64 of DER, in DER. */
function derKey(text: string): Buffer | undefined {
  try {
    const key = createPublicKey({ key: base64Bytes(text), format: "der", type: "spki" });
    return key.asymmetricKeyType === "rsa" ? key.export({ type: "spki", format: "der" }) : undefined;
  } catch {
    return undefined;
  }
}

/** The key as a line of OpenSSH, from any form that EC2 takes; undefined for another text. */
export function openSshKey(text: string): string | undefined {
  const der = derKey(text);
  const { type, blob } = parseKey(text) ?? (der && { type: "rsa" as const, blob: rsaBlob(der) }) ?? {};
  return type && blob && `ssh-${type} ${blob.toString("base64")}`;
}

/** The binary form of OpenSSH for an RSA key in DER. */
function rsaBlob(der: Buffer): Buffer {
  const { e = "", n = "" } = createPublicKey({ key: der, format: "der", type: "spki" }).export({
    format: "jwk",
  });
  const numbers = [e, n].map((text) => {
    const number = Buffer.from(text, "base64url");
    // One that begins with a set bit would be negative.
    return (number[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), number]) : number;
  });
  return Buffer.concat(["ssh-rsa", ...numbers].map(sshField));
}

function rsaDer({ blob }: PublicKey): Buffer {
  const [, e, n] = partsOf(blob).map((part) => part.toString("base64url"));
  return createPublicKey({ key: { kty: "RSA", e, n }, format: "jwk" }).export({
    type: "spki",
    format: "der",
  });
}

/** The fingerprint of an imported key as EC2 shows it: MD5 of an RSA key's DER form, SHA-256 of an ED25519 key. */
export function fingerprint(text: string): string {
  const key = parseKey(text);
  if (key?.type === "ed25519") return createHash("sha256").update(key.blob).digest("base64");
  const der = key ? rsaDer(key) : derKey(text);
  return der
    ? createHash("md5")
        .update(der)
        .digest("hex")
        .replace(/..(?=.)/g, "$&:")
    : "";
}

/** Bits that EC2 takes of an RSA key. */
const fewestBits = 1024;
const mostBits = 4096;

/** The bits of an RSA key; undefined for another one, and for a text that only looks like one. */
function rsaBits(text: string): number | undefined {
  try {
    const key = parseKey(text);
    const der = key?.type === "rsa" ? rsaDer(key) : derKey(text);
    return (
      der && createPublicKey({ key: der, format: "der", type: "spki" }).asymmetricKeyDetails?.modulusLength
    );
  } catch {
    return undefined;
  }
}

const publicKey: Check = (value, fail) => {
  const text = typeof value === "string" ? value : "";
  const bits = rsaBits(text);
  if (bits === undefined && parseKey(text)?.type !== "ed25519") {
    fail("", 'isn\'t a public key of type RSA or ED25519. Use the line of a .pub file: "ssh-ed25519 AAAA…"');
  } else if (bits !== undefined && (bits < fewestBits || bits > mostBits)) {
    fail(
      "",
      `is an RSA key of ${bits} bits; EC2 accepts ${fewestBits} to ${mostBits}. Use "ssh-keygen -t ed25519"`,
    );
  }
};

export const keyPairKinds: RecordKinds = {
  "ec2:KeyPair": {
    note: "A public key for logins by SSH.",
    id: ({ keyName }) => keyName,
    name: "keyName",
    arn: ({ keyName, region }) => made(ec2Arn, region, "key-pair", keyName),
    replaces: ["keyName", "keyNamePrefix", "publicKey"],
    checks: { publicKey },
    // It may be a private key by mistake.
    concealed: ["publicKey"],
    outputs: ({ keyName, publicKey: line }) => ({
      fingerprint: made(fingerprint, line),
      keyPairId: idOf("key", keyName),
      keyType: made((text) => parseKey(text)?.type ?? "rsa", line),
    }),
  },
};
