import { createHash, generateKeyPairSync } from "node:crypto";

import fc from "fast-check";

import { fingerprint, openSshKey } from "../../../provider/network/key-pair";
import { publicKey } from "../../support/record-samples";
import { endRun, make } from "../../support/records";

afterEach(endRun);

/** Fields as in a key's binary form, each after its length. */
const fields = (...parts: (string | Buffer)[]): string =>
  Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, Buffer.from(part)];
    }),
  ).toString("base64");

/** The line of a .pub file for an RSA key, and the DER form of the same key. */
function rsaKey(modulusLength = 2048): { line: string; der: Buffer } {
  const key = generateKeyPairSync("rsa", { modulusLength }).publicKey;
  const { e = "", n = "" } = key.export({ format: "jwk" });
  const positive = (bytes: Buffer) =>
    (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
  const numbers = [e, n].map((text) => positive(Buffer.from(text, "base64url")));
  return {
    line: `ssh-rsa ${fields("ssh-rsa", ...numbers)} me`,
    der: key.export({ type: "spki", format: "der" }),
  };
}

test("the fingerprint of an ED25519 key is that of OpenSSH, padded as EC2 pads it", () => {
  const blob = Buffer.from(publicKey.split(" ")[1] ?? "", "base64");
  expect(fingerprint(publicKey)).toBe(createHash("sha256").update(blob).digest("base64"));
  expect(fingerprint(publicKey)).toMatch(/^[A-Za-z0-9+/]{43}=$/);
});

test("the fingerprint of an RSA key is the MD5 of its DER form", () => {
  const { line, der } = rsaKey();
  const expected = createHash("md5").update(der).digest("hex").match(/../g)?.join(":");
  expect(fingerprint(line)).toBe(expected);
});

test("EC2's other forms of a key have the same fingerprint", () => {
  const { line, der } = rsaKey();
  const [, base64 = ""] = line.split(" ");
  const body = (base64.match(/.{1,70}/g) ?? []).join("\n");
  const rfc4716 = (headers: string) =>
    `---- BEGIN SSH2 PUBLIC KEY ----\n${headers}${body}\n---- END SSH2 PUBLIC KEY ----\n`;
  for (const headers of ["", 'Comment: "me"\n', "Subject: a:b:c\nComment: my key for \\\nservers\n"]) {
    expect(fingerprint(rfc4716(headers))).toBe(fingerprint(line));
  }
  expect(fingerprint(rfc4716("Comment: me\n").replaceAll("\n", "\r\n"))).toBe(fingerprint(line));
  expect(fingerprint(rfc4716(`X: ${"a:".repeat(60)}\n`.repeat(20)).replace("---- END", "---- FIN"))).toBe("");
  expect(fingerprint(der.toString("base64"))).toBe(fingerprint(line));
});

test("every form of a key is the same line of OpenSSH", () => {
  const { line, der } = rsaKey();
  const [type, base64] = line.split(" ");
  expect(openSshKey(line)).toBe(`${type} ${base64}`);
  expect(openSshKey(der.toString("base64"))).toBe(`${type} ${base64}`);
  expect(openSshKey(publicKey)).toBe(publicKey.split(" ").slice(0, 2).join(" "));
  expect(openSshKey("secret")).toBeUndefined();
});

test.each([
  ["another type inside", `ssh-rsa ${fields("ssh-ed25519", Buffer.alloc(32))}`],
  ["a short ED25519 key", `ssh-ed25519 ${fields("ssh-ed25519", Buffer.alloc(31))}`],
  ["more after its end", `ssh-ed25519 ${fields("ssh-ed25519", Buffer.alloc(32), "")}`],
  ["a length beyond its end", `${publicKey.split(" ").slice(0, 2).join(" ").slice(0, -8)}`],
  ["characters that aren't base64", publicKey.replace(/^(\S+ .{20})/, "$1*")],
  ["no type", publicKey.split(" ")[1] ?? ""],
])("a key with %s is rejected", async (_, line) => {
  const { failures } = await make("ec2:KeyPair", { publicKey: line });
  expect(failures.join()).toContain("isn't a public key of type RSA or ED25519");
  expect(openSshKey(line)).toBeUndefined();
});

test("no text but a key is one", () => {
  const [type = "", body = ""] = publicKey.split(" ");
  const bytes = Buffer.from(body, "base64");
  const damaged = fc
    .tuple(fc.nat(bytes.length - 33), fc.integer({ min: 1, max: 255 }))
    .map(([at, change]) => bytes.map((byte, index) => (index === at ? byte ^ change : byte)));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 80 })), (blob) => {
      expect(openSshKey(`${type} ${Buffer.from(blob).toString("base64")}`)).toBeUndefined();
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => openSshKey(text) === undefined));
});

test.each([768, 4104])("an RSA key of %i bits is rejected, in all forms", async (bits) => {
  const { line, der } = rsaKey(bits);
  for (const key of [line, der.toString("base64")]) {
    const { failures } = await make("ec2:KeyPair", { publicKey: key });
    expect(failures.join()).toContain(`is an RSA key of ${bits} bits`);
  }
});

test("a key pair's id is its name, its type that of the key", async () => {
  const { id, inputs } = await make("ec2:KeyPair", { keyName: "deployer", publicKey });
  expect(id).toBe("deployer");
  expect(inputs).toMatchObject({ keyType: "ed25519", keyPairId: expect.stringMatching(/^key-/) as string });
  const named = await make("ec2:KeyPair", { publicKey }, "mine");
  expect(named.id).toMatch(/^mine-[0-9a-f]{7}$/);
  expect((await make("ec2:KeyPair", { publicKey }, "mine", named.inputs)).id).toBe(named.id);
  // An alias gives it another logical name.
  const renamed = await make("ec2:KeyPair", { publicKey }, "ours", named.inputs);
  expect(renamed.id).toBe(named.id);
  expect((await make("ec2:KeyPair", { publicKey }, "ours", renamed.inputs)).id).toBe(named.id);
  expect((await make("ec2:KeyPair", { publicKey, keyNamePrefix: "team-" }, "mine")).id).toMatch(/^team-/);
});

test.each([
  "",
  "ssh-dss AAAA",
  "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----",
  "ssh-rsa AAAA",
])("rejects %j, and never shows it", async (text) => {
  const { failures } = await make("ec2:KeyPair", { publicKey: text });
  expect(failures).toEqual([
    'publicKey isn\'t a public key of type RSA or ED25519. Use the line of a .pub file: "ssh-ed25519 AAAA…"',
  ]);
});
