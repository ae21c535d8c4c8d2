import { createHmac, createPrivateKey, createPublicKey } from "node:crypto";

import { sshField, uint32 } from "../../common/ssh-field";

const type = "ssh-ed25519";

/** What comes before the 32 bytes of an ED25519 key in DER. */
const derPrefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** An ED25519 key as OpenSSH writes it. */
export interface HostKey {
  /** The text of a private key's file. */
  privateKey: string;
  /** Type and key, as in known_hosts. */
  publicKey: string;
}

/** The host key of an instance on this machine, which is as secret as the secret that it is made of. */
export function hostKeyOf(secret: Buffer, instanceId: string): HostKey {
  const seed = createHmac("sha256", secret).update(instanceId).digest();
  const der = Buffer.concat([derPrefix, seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  const point = Buffer.from(x, "base64url");
  const blob = Buffer.concat([sshField(type), sshField(point)]);
  const check = seed.subarray(0, 4);
  const secrets = Buffer.concat([
    check,
    check,
    sshField(type),
    sshField(point),
    sshField(Buffer.concat([seed, point])),
    sshField(""),
  ]);
  const content = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    sshField("none"),
    sshField("none"),
    sshField(""),
    uint32(1),
    sshField(blob),
    sshField(padded(secrets)),
  ]);
  const lines = content.toString("base64").match(/.{1,70}/g) ?? [];
  const marked = (word: string) => `-----${word} OPENSSH PRIVATE KEY-----`;
  return {
    privateKey: `${[marked("BEGIN"), ...lines, marked("END")].join("\n")}\n`,
    publicKey: `${type} ${blob.toString("base64")}`,
  };
}

/** To a multiple of eight bytes, by 1, 2, 3 and so on. */
const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, -bytes.length & 7))]);
