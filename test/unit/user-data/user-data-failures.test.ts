import { gzipSync } from "node:zlib";

import { userDataFailures, userDataFiles } from "../../../provider/user-data/user-data";

const script = "#!/bin/sh\necho hi\n";
const config = (yaml: string) => `#cloud-config\n${yaml}`;
const mime = (parts: string, type = 'multipart/mixed; boundary="=b="') =>
  `Content-Type: ${type}\nMIME-Version: 1.0\n\n${parts}--=b=--\n`;
const part = (headers: string, body: string) => `--=b=\n${headers}\n${body}\n`;
const packed = (bytes: number) => gzipSync("#!/bin/sh\n".padEnd(bytes, "#")).toString("base64");

const whose = "has a cloud-config whose";
test.each([
  ["an include", "#include\nhttps://example.org/a", 'starts with "#include", which isn\'t supported. Start'],
  ["a part handler", "#part-handler\n", 'starts with "#part-handler", which'],
  ["jinja", "## template: jinja\n#cloud-config\n", 'starts with "## template: jinja", which'],
  ["an archive", "#cloud-config-archive\n- a\n", 'starts with "#cloud-config-archive", which'],
  ["a script without an interpreter", "#!\nls\n", "is a script without an interpreter. Start it"],
  ["a boothook without one", "#cloud-boothook\nls\n", "is a boothook without an interpreter. Start it"],
  ["broken gzip", "H4sIAAAA", "isn't valid gzip. Compress it again"],
  ["a gzip bomb", packed(1_048_577), "unpacks to more than 1 MiB. Shorten it"],
  [
    "more than the limit of a Secret",
    packed(1_048_570),
    "unpacks to more than 1 MiB, the limit of a Secret. Shorten it",
  ],

  [
    "invalid YAML",
    config("a: [\n"),
    "has a cloud-config that isn't valid YAML (BAD_INDENT on line 3, column 1). Corr",
  ],
  [
    "a key given twice",
    config("runcmd: []\nruncmd: []"),
    "has a cloud-config that isn't valid YAML (DUPLICATE",
  ],
  [
    "an unknown tag",
    config("runcmd: [!x y]"),
    "has a cloud-config that isn't valid YAML (TAG_RESOLVE_FAILED",
  ],
  [
    "an unknown alias",
    config("runcmd: [*x]"),
    "has a cloud-config with a YAML alias that can't be resolved. R",
  ],
  ["a list", config("- ls"), "has a cloud-config that is a list. Use a mapping with keys such as"],
  ["packages", config("packages: [nginx, --purge]"), `${whose} packages[1] isn't a package. Use a name`],
  [
    "a mistyped key",
    config("runcmds: []"),
    "has a cloud-config with the key runcmds, which isn't supported. Did you mean runcmd?",
  ],
  [
    "an unknown key",
    config("lxd: {}"),
    "has a cloud-config with the key lxd, which isn't supported. Remove it; the supported keys are bootcmd, write_files, runcmd, ",
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
    `${whose} bootcmd[0][1] is a number that YAML reads differently`,
  ],
  [
    "a switch as argument",
    config("runcmd: [[echo, yes]]"),
    `${whose} runcmd[0][1] is a boolean. Put it in quotes`,
  ],
  [
    "NUL",
    config('runcmd: ["a\\0"]'),
    `${whose} runcmd[0] has a NUL character, which commands can't contain. Remove it`,
  ],
  ["files that aren't a list", config("write_files: /a"), `${whose} write_files is a string. Use a list`],
  [
    "a file that isn't a mapping",
    config("write_files: [/a]"),
    `${whose} write_files[0] is a string. Use a mapping with`,
  ],
  [
    "a relative path",
    config("write_files: [{path: a}]"),
    `${whose} write_files[0].path isn't the absolute path`,
  ],
  [
    "a mistyped file key",
    config("write_files: [{path: /a, contents: b}]"),
    "has a cloud-config with the key write_files[0].contents, which isn't supported. Did you mean content?",
  ],
  [
    "a decimal mode",
    config("write_files: [{path: /a, permissions: 644}]"),
    `${whose} write_files[0].permissions isn't`,
  ],
  [
    "an unknown encoding",
    config("write_files: [{path: /a, encoding: rot13}]"),
    `${whose} write_files[0].encoding isn't a known`,
  ],
  [
    "content that isn't base64",
    config("write_files: [{path: /a, encoding: b64, content: '?'}]"),
    `${whose} write_files[0].content isn't valid base64`,
  ],
  [
    "content that isn't gzip",
    config("write_files: [{path: /a, encoding: gz, content: a}]"),
    `${whose} write_files[0].content isn't valid gzip`,
  ],
  [
    "a number as content",
    config("write_files: [{path: /a, content: 5}]"),
    `${whose} write_files[0].content is a nu`,
  ],
  [
    "a hostile owner",
    config("write_files: [{path: /a, owner: 'a b'}]"),
    `${whose} write_files[0].owner isn't an`,
  ],
  [
    "a switch that isn't a boolean",
    config("write_files: [{path: /a, append: 1}]"),
    `${whose} write_files[0].append is a nu`,
  ],

  [
    "MIME without a version",
    mime("").replace(/MIME.*\n/, ""),
    'is MIME without the header "MIME-Version: 1.0", which cloud-init requires. Add',
  ],
  ["no boundary", mime("", "multipart/mixed"), "is MIME multipart without a boundary. Set it in the Content"],
  [
    "no parts",
    mime(""),
    'is MIME multipart without parts. Start each part with a line of "--" and the boundary',
  ],
  [
    "nested multipart",
    mime(part("Content-Type: multipart/mixed; boundary=x\n", "")),
    "has part 1, which has the type multipart/mixed, which isn't supported. Use text/x-shellscript",
  ],
  [
    "another part type",
    mime(part("", script) + part("Content-Type: text/jinja2\n", "")),
    "has part 2, which has the type text/jinja2, which",
  ],
  [
    "a part without a format",
    mime(part("", "ls")),
    "has part 1, which isn't in a format of cloud-init. Start the",
  ],
  [
    "an unknown merge type",
    mime(part("X-Merge-Type: list[append]\n", config("runcmd: []"))),
    `has part 1, which ${whose} X-Merge-Type isn't a merge type. Use`,
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
    "a part that isn't base64",
    mime(part("Content-Transfer-Encoding: base64\n", "?")),
    "has part 1, which isn't valid base64",
  ],
  [
    "a part in utf-16",
    mime(part("Content-Type: text/plain; charset=utf-16\n", "")),
    "has part 1, which has a charset",
  ],
  [
    "two scripts of one name",
    mime(part("Content-Disposition: attachment; filename=a\n", script).repeat(2)),
    "has part 2, which is a script whose filename another script",
  ],
  [
    "a part's config",
    mime(part("Content-Type: text/cloud-config\n", "runcmd: 1")),
    `has part 1, which ${whose} runcmd is`,
  ],
])("%s is rejected with its name", (_, text, message) => {
  const failures = userDataFailures("userData", text);
  expect(failures[0]).toContain(message);
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatch(/\. [A-Z][^.]*[^.]$/);
});

test("every failure is reported, without content", () => {
  const text = config(
    "hunter: 2\nruncmd: [{hunter2: hunter2}, [hunter2, true]]\nwrite_files:\n- {path: hunter2, content: {a: hunter2}}\n",
  );
  const failures = userDataFailures("userData", text);
  expect(failures).toHaveLength(5);
  expect(JSON.stringify(failures)).not.toContain("hunter2");
});

test("a cloud-config that isn't UTF-8 is rejected", () => {
  const bytes = Buffer.from(config("runcmd: [\xff]"), "latin1");
  expect(userDataFailures("userDataBase64", bytes.toString("base64"))).toEqual([
    "has a cloud-config that isn't UTF-8. Encode it as UTF-8",
  ]);
});

test.each([
  ["blank text", " \n", []],
  ["text of no format, which cloud-init ignores", "echo hi\n", []],
  ["whitespace before a shebang, which no kernel runs", "\n #!/bin/sh\necho hi\n", [/^script-/]],
])("%s is accepted, as on EC2, and none of it runs", (_, text, files) => {
  expect(userDataFailures("userData", text)).toEqual([]);
  const written = userDataFiles(Buffer.from(text));
  const others = Object.keys(written).filter(
    (name) => !["user-data.txt", "boot.sh", "systemctl", "sudo"].includes(name),
  );
  expect(others).toEqual(files.map((name) => expect.stringMatching(name) as string));
  expect(written["user-data.txt"]!.toString()).toBe(text);
  for (const name of others) expect(written[name]!.toString()).not.toContain("echo hi");
});
