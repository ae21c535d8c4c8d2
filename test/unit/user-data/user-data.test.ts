import { gzipSync } from "node:zlib";

import {
  decodeUserData,
  userDataExitStatus,
  userDataFailures,
  userDataFiles,
} from "../../../provider/user-data/user-data";

const script = "#!/bin/sh\necho hi\n";
const base64 = Buffer.from(script).toString("base64");
const config = (yaml: string) => `#cloud-config\n${yaml}`;
const mime = (parts: string, type = 'multipart/mixed; boundary="=b="') =>
  `Content-Type: ${type}\nMIME-Version: 1.0\n\n${parts}--=b=--\n`;
const part = (headers: string, body: string) => `--=b=\n${headers}\n${body}\n`;

test("userData is plain text or base64, as in aws.ec2.Instance", () => {
  expect(decodeUserData({ userData: script })?.toString()).toBe(script);
  expect(decodeUserData({ userData: base64 })?.toString()).toBe(script);
  expect(decodeUserData({ userData: `${base64}\n` })?.toString()).toBe(script);
  expect(decodeUserData({ userDataBase64: base64 })?.toString()).toBe(script);
  expect(decodeUserData({})).toBeUndefined();
});

test.each([
  ["gzip", gzipSync(script)],
  ["MIME", Buffer.from(mime(part("", script)))],
  ["a script with bytes that aren't UTF-8", Buffer.from("#!/bin/sh\n# \xff\n", "latin1")],
])("base64 of %s is distinguished from plain text", (_, bytes) => {
  expect(decodeUserData({ userData: bytes.toString("base64") })).toEqual(bytes);
});

test("text that happens to be base64 stays text", () => {
  expect(decodeUserData({ userData: "echohihi" })?.toString()).toBe("echohihi");
});

test("exactly 16,384 bytes are accepted, counted before unpacking", () => {
  const full = "#!/bin/sh\n".padEnd(16_384, "#");
  expect(userDataFailures("userData", full)).toEqual([]);
  expect(userDataFailures("userData", `${full}#`)).toEqual([
    "has 16385 bytes; EC2 accepts at most 16384. Shorten it, or fetch the rest from a script",
  ]);
  expect(userDataFailures("userDataBase64", gzipSync(`${full}#`).toString("base64"))).toEqual([]);
});

test.each([
  ["a script", "#!/usr/bin/env python3\nprint(1)\n"],
  ["a script with an interpreter's option", "#! /bin/sh -e\n"],
  ["a boothook", "#cloud-boothook\n#!/bin/sh\n"],
  ["an empty cloud-config", "#cloud-config\n"],
  ["every supported key", config("bootcmd: [ls]\nruncmd: [[ls, 5], null]\nwrite_files: [{path: /a}]\n")],
  ["a MIME message of one part", mime("", "text/x-shellscript").replace("--=b=--\n", script)],
  [
    "every supported part",
    mime(
      part("Content-Type: text/x-shellscript; charset=utf-8\n", script) +
        part("Content-Type: text/cloud-config\n", "runcmd: [ls]") +
        part("Content-Type: text/cloud-boothook\n", "#!/bin/sh") +
        part("Content-Type: text/plain\n", "#cloud-config\nbootcmd: [ls]"),
    ),
  ],
  [
    "parts whose type is empty",
    mime(part("Content-Type:\n", script) + part("Content-Type: ;charset=utf-8\n", "#cloud-config\n")),
  ],
])("%s is accepted", (_, text) => {
  expect(userDataFailures("userData", text)).toEqual([]);
  expect(userDataFailures("userDataBase64", gzipSync(text).toString("base64"))).toEqual([]);
});

test("the Secret's files have valid names", () => {
  const files = userDataFiles(
    Buffer.from(
      mime(
        part('Content-Disposition: attachment; filename="../ü x.sh"\n', script) +
          part("", config("bootcmd: [ls]\nwrite_files: [{path: '/a b/c'}]")),
      ),
    ),
  );
  expect(Object.keys(files)).toEqual([
    "user-data.txt",
    "boot.sh",
    "bootcmd-001",
    "file-002",
    "script-003",
    "systemctl",
    "sudo",
  ]);
  expect(files["script-003"]?.toString()).toBe(script);
});

test.each([
  ["hi\ncloud-init: user data ended with exit status 3\n", 3],
  ["no line end before it: cloud-init: user data ended with exit status 0\r\n", 0],
  ["cloud-init: user data ended with exit status 1\ncloud-init: user data ended with exit status 127\n", 127],
  ["cloud-init: user data ended with exit status\n", undefined],
  ["", undefined],
])("the console %j has exit status %s", (console, status) => {
  expect(userDataExitStatus(console)).toBe(status);
});
