import fc from "fast-check";
import { utils } from "ssh2";

import { keyIn } from "../../../../provider/access/ssh/login";
import { newKey } from "../../../support/ssh-client";

const keysIn = (line: string) => keyIn(line, utils.parseKey);
const types = ["ssh-rsa", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"];
const lines = (["ed25519", "rsa", "ecdsa"] as const).map((type) => newKey(type).public);

test("a key with a comment is one, whatever its type", () => {
  for (const line of lines) expect(keysIn(`${line} me@home`)).toHaveLength(1);
});

test.each(['from="10.0.0.0/8" ', 'command="id" ', "# ", " "])("a key after %j is none", (start) => {
  for (const line of lines) expect(keysIn(`${start}${line}`)).toEqual([]);
});

test("a damaged line is a key or none, and keeps no other one out", () => {
  const damaged = fc
    .tuple(fc.constantFrom(...lines), fc.nat(600), fc.nat(255), fc.boolean())
    .map(([line, at, byte, isCut]) => {
      const [type, body = ""] = line.split(" ");
      const bytes = Buffer.from(body, "base64");
      const place = at % bytes.length;
      bytes[place] = byte;
      return `${type} ${bytes.subarray(0, isCut ? place : undefined).toString("base64")}`;
    });
  const made = fc
    .tuple(fc.constantFrom(...types), fc.uint8Array({ minLength: 1, maxLength: 120 }))
    .map(([type, bytes]) => `${type} ${Buffer.from(bytes).toString("base64")}`);
  fc.assert(
    fc.property(fc.oneof(damaged, made, fc.string()), (line) => expect(keysIn(line).length).toBeLessThan(2)),
    { numRuns: 2000 },
  );
});
