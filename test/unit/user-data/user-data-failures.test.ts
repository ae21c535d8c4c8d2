import { gzipSync } from "node:zlib";

import { userDataFailures } from "../../../provider/user-data/user-data";

const script = "#!/bin/sh\necho hi\n";
const config = (yaml: string) => `#cloud-config\n${yaml}`;
const mime = (parts: string, type = 'multipart/mixed; boundary="=b="') =>
  `Content-Type: ${type}\nMIME-Version: 1.0\n\n${parts}--=b=--\n`;
const part = (headers: string, body: string) => `--=b=\n${headers}\n${body}\n`;
const packed = (bytes: number) => gzipSync("#!/bin/sh\n".padEnd(bytes, "#")).toString("base64");

const whose = "has a cloud-config whose";
test.each([
  ["plain text", "echo hi", "is in no format of cloud-init. Start its first line"],
  ["an include", "#include\nhttps://example.org/a", 'starts with "#include", which is not supported. Start'],
  ["a part handler", "#part-handler\n", 'starts with "#part-handler", which'],
  ["jinja", "## template: jinja\n#cloud-config\n", 'starts with "## template: jinja", which'],
  ["an archive", "#cloud-config-archive\n- a\n", 'starts with "#cloud-config-archive", which'],
  ["a script without an interpreter", "#!\nls\n", "is a script that names no interpreter. Start it"],
  ["a boothook without one", "#cloud-boothook\nls\n", "is a boothook that names no interpreter. Start it"],
  ["broken gzip", "H4sIAAAA", "is not gzip that can be unpacked. Compress it again"],
  ["a gzip bomb", packed(1_048_577), "unpacks to more than 1 MiB. Shorten it"],
  [
    "more than a Secret holds",
    packed(1_048_570),
    "unpacks to more than 1 MiB, which is what a Secret holds. S",
  ],

  [
    "YAML that isn't",
    config("a: [\n"),
    "has a cloud-config that is not valid YAML (BAD_INDENT on line 3). Corr",
  ],
  [
    "a key given twice",
    config("runcmd: []\nruncmd: []"),
    "has a cloud-config that is not valid YAML (DUPLICATE",
  ],
  [
    "an unknown tag",
    config("runcmd: [!x y]"),
    "has a cloud-config that is not valid YAML (TAG_RESOLVE_FAILED",
  ],
  [
    "an unknown alias",
    config("runcmd: [*x]"),
    "has a cloud-config with a YAML alias that can't be followed. W",
  ],
  [
    "a list",
    config("- ls"),
    "has a cloud-config that is a list. Use a mapping with the keys bootcmd, runcmd and w",
  ],
  [
    "packages",
    config("packages: [nginx]"),
    "has a cloud-config with the key packages, but nothing installs packa",
  ],
  [
    "a mistyped key",
    config("runcmds: []"),
    "has a cloud-config with the key runcmds, which is not supported. Did you mean runcmd?",
  ],
  [
    "an unknown key",
    config("users: []"),
    "has a cloud-config with the key users, which is not supported. Remove it; supported are bootcmd, runcmd and write_files",
  ],
  ["commands that are a string", config("runcmd: ls"), `${whose} runcmd is a string. Use a list`],
  [
    "a command that is a mapping",
    config("runcmd:\n- ls\n- echo a: b"),
    `${whose} runcmd[1] is a mapping. Use a`,
  ],
  [
    "an octal argument",
    config("bootcmd: [[chmod, 0644]]"),
    `${whose} bootcmd[0][1] is a number that YAML doesn't`,
  ],
  [
    "a switch as argument",
    config("runcmd: [[echo, yes]]"),
    `${whose} runcmd[0][1] is a boolean. Put it in quotes`,
  ],
  [
    "NUL",
    config('runcmd: ["a\\0"]'),
    `${whose} runcmd[0] has a NUL character, which no command can. Remove it`,
  ],
  ["files that are none", config("write_files: /a"), `${whose} write_files is a string. Use a list`],
  [
    "a file that is none",
    config("write_files: [/a]"),
    `${whose} write_files[0] is a string. Use a mapping with`,
  ],
  [
    "a relative path",
    config("write_files: [{path: a}]"),
    `${whose} write_files[0].path is not the absolute path`,
  ],
  [
    "a mistyped file key",
    config("write_files: [{path: /a, contents: b}]"),
    "has a cloud-config with the key write_files[0].contents, which is not supported. Did you mean content?",
  ],
  [
    "a decimal mode",
    config("write_files: [{path: /a, permissions: 644}]"),
    `${whose} write_files[0].permissions is`,
  ],
  [
    "an unknown encoding",
    config("write_files: [{path: /a, encoding: rot13}]"),
    `${whose} write_files[0].encoding`,
  ],
  [
    "content of no base64",
    config("write_files: [{path: /a, encoding: b64, content: '?'}]"),
    `${whose} write_files[0].content is not valid base64`,
  ],
  [
    "content of no gzip",
    config("write_files: [{path: /a, encoding: gz, content: a}]"),
    `${whose} write_files[0].content is not gzip`,
  ],
  [
    "a number as content",
    config("write_files: [{path: /a, content: 5}]"),
    `${whose} write_files[0].content is a nu`,
  ],
  [
    "a hostile owner",
    config("write_files: [{path: /a, owner: 'a b'}]"),
    `${whose} write_files[0].owner is not an`,
  ],
  [
    "a switch that is none",
    config("write_files: [{path: /a, append: 1}]"),
    `${whose} write_files[0].append is a nu`,
  ],

  [
    "MIME of no version",
    mime("").replace(/MIME.*\n/, ""),
    'is MIME without "MIME-Version: 1.0" among its heade',
  ],
  [
    "no boundary",
    mime("", "multipart/mixed"),
    "is MIME multipart without a boundary. Name it in the Content",
  ],
  [
    "no parts",
    mime(""),
    'is MIME multipart without parts. Start each part with a line of "--" and the boundary',
  ],
  [
    "nested multipart",
    mime(part("Content-Type: multipart/mixed; boundary=x\n", "")),
    "has part 1, which has the type multipart/mixed, which is not supported. Use text/x-shellscript",
  ],
  [
    "another part type",
    mime(part("", script) + part("Content-Type: text/jinja2\n", "")),
    "has part 2, which has the type text/jinja2, which",
  ],
  ["a part of no format", mime(part("", "ls")), "has part 1, which is in no format of cloud-init. Start its"],
  [
    "a merge type",
    mime(part("X-Merge-Type: list(append)\n", script)),
    "has part 1, which has the header x-merge-type",
  ],
  [
    "no gap after the headers",
    mime("--=b=\nContent-Type: text/plain\n#!/bin/sh\n\n"),
    "has part 1, which has a header line without a colon. Put an empty line between",
  ],
  [
    "an unknown encoding of a part",
    mime(part("Content-Transfer-Encoding: x-uu\n", script)),
    "has part 1, which has an unknown Content-Transfer-Encoding. Use",
  ],
  [
    "a part of no base64",
    mime(part("Content-Transfer-Encoding: base64\n", "?")),
    "has part 1, which is not valid base64",
  ],
  [
    "a part in utf-16",
    mime(part("Content-Type: text/plain; charset=utf-16\n", "")),
    "has part 1, which has a charset",
  ],
  [
    "two scripts of one name",
    mime(part("Content-Disposition: attachment; filename=a\n", script).repeat(2)),
    "has part 2, which is a script with the filename of another script",
  ],
  [
    "a part's config",
    mime(part("Content-Type: text/cloud-config\n", "runcmd: 1")),
    `has part 1, which ${whose} runcmd is`,
  ],
])("%s is refused by name", (_, text, message) => {
  const failures = userDataFailures("userData", text);
  expect(failures[0]).toContain(message);
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatch(/\. [A-Z][^.]*[^.]$/);
});

test("every failure is told, and no content", () => {
  const text = config(
    "hunter: 2\nruncmd: [{hunter2: hunter2}, [hunter2, true]]\nwrite_files:\n- {path: hunter2, content: {a: hunter2}}\n",
  );
  const failures = userDataFailures("userData", text);
  expect(failures).toHaveLength(5);
  expect(JSON.stringify(failures)).not.toContain("hunter2");
});

test("a cloud-config of other bytes than UTF-8 is refused", () => {
  const bytes = Buffer.from(config("runcmd: [\xff]"), "latin1");
  expect(userDataFailures("userDataBase64", bytes.toString("base64"))).toEqual([
    "has a cloud-config that is not UTF-8. Encode it as UTF-8",
  ]);
});
