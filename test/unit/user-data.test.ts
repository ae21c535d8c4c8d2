import { gzipSync } from "node:zlib";

import { decodeUserData, userDataFailure } from "../../provider/user-data";

const script = "#!/bin/sh\necho hi\n";
const base64 = Buffer.from(script).toString("base64");

test("userData is taken as plain text or as base64, as aws.ec2.Instance takes it", () => {
  expect(decodeUserData({ userData: script })?.toString()).toBe(script);
  expect(decodeUserData({ userData: base64 })?.toString()).toBe(script);
  expect(decodeUserData({ userData: `${base64}\n` })?.toString()).toBe(script);
  expect(decodeUserData({ userDataBase64: base64 })?.toString()).toBe(script);
  expect(decodeUserData({})).toBeUndefined();
});

test("a script of exactly 16,384 bytes is taken", () => {
  const full = "#!/bin/sh\n".padEnd(16_384, "#");
  expect(userDataFailure("userData", full)).toBeUndefined();
  expect(userDataFailure("userData", `${full}#`)).toMatch(/^has 16385 bytes; EC2 takes 16384/);
});

test("user data that isn't a script is refused, compressed or not", () => {
  const compressed = gzipSync(script).toString("base64");
  expect(userDataFailure("userDataBase64", compressed)).toMatch(/^is not a script/);
  expect(userDataFailure("userData", "#cloud-config\n")).toMatch(/^is not a script/);
});
