import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import fc from "fast-check";

import { userDataFiles } from "../../../provider/user-data/user-data";
import { requireShells, shells } from "../../support/shells";

beforeAll(requireShells);

let folder: string;
const sem = (name = ""): string => join(folder, "instance/sem", name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "user data "));
  mkdirSync(sem(), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function lay(userData: string | Buffer): void {
  for (const [name, content] of Object.entries(userDataFiles(Buffer.from(userData)))) {
    // Its marks are of this test, not of this machine.
    const text = content.toString("latin1").replaceAll("/var/lib/cloud", folder);
    writeFileSync(join(folder, name), name === "boot.sh" ? Buffer.from(text, "latin1") : content);
    chmodSync(join(folder, name), 0o700);
  }
}

function boot(shell: string[], userData: string | Buffer, turn = "first") {
  lay(userData);
  const [program = "", ...rest] = shell;
  const { status, stdout } = spawnSync(program, [...rest, join(folder, "boot.sh"), turn], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], INSTANCE_ID: "i-0123" },
    input: "not for user data",
  });
  return { status, output: stdout };
}

const mime = (...parts: [headers: string, body: string][]) =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="a+b (c)"\r\n\r\npreamble\r\n${parts
    .map(([headers, body]) => `--a+b (c)\r\n${headers}\r\n\r\n${body}\r\n`)
    .join("")}--a+b (c)--\r\nepilogue`;

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("%s", (_, shell) => {
  test("a script runs with its interpreter, in /, with the instance's id and no input", () => {
    const script = '#!/bin/sh\necho "$INSTANCE_ID $PWD"; cat; exit 3\n';
    const expected = { status: 3, output: "i-0123 /\n" };
    expect(boot(shell, script)).toEqual(expected);
    expect(boot(shell, script.replaceAll("\n", "\r\n"))).toEqual(expected);
    expect(boot(shell, gzipSync(script))).toEqual(expected);
    expect(boot(shell, script, "again")).toEqual({ status: 0, output: "" });
  });

  test("an interpreter other than sh runs its script", () => {
    expect(boot(shell, `#!${process.execPath}\nconsole.log(1 + 1)\n`)).toEqual({ status: 0, output: "2\n" });
    expect(boot(shell, "#!/usr/bin/env -S bash -e\nfalse\necho on\n")).toEqual({ status: 1, output: "" });
  });

  test.each(["/usr/bin/no-python3", "no-python3"])("a missing interpreter %s is named", (interpreter) => {
    const line = interpreter.startsWith("/") ? interpreter : `/usr/bin/env ${interpreter} -x`;
    const output = `cloud-init: ${interpreter} is not in the image\n`;
    expect(boot(shell, `#!${line}\n`)).toEqual({ status: 127, output });
  });

  test("steps run in cloud-init's order, those of every boot first", () => {
    const userData = mime(
      [
        "Content-Type: text/x-shellscript\r\nContent-Disposition: attachment; filename=z",
        "#!/bin/sh\necho z",
      ],
      ["Content-Type: text/x-shellscript", `#!/bin/sh\necho part; cat '${folder}/late'`],
      [
        "Content-Type: text/cloud-config",
        `runcmd: [echo runcmd]\nbootcmd: ['echo bootcmd $INSTANCE_ID', 'exit 4']\nwrite_files:\n` +
          `- {path: '${folder}/late', content: '2', append: true, defer: true}\n` +
          `- {path: '${folder}/late', content: '1'}\n`,
      ],
      ["Content-Type: text/cloud-boothook", "#cloud-boothook\r\n#!/bin/sh\r\necho hook $INSTANCE_ID\r\n"],
    );
    const everyBoot = "hook i-0123\nbootcmd i-0123\n";
    expect(boot(shell, userData)).toEqual({ status: 4, output: `${everyBoot}part\n12runcmd\nz\n` });
    expect(boot(shell, userData, "again").output).toBe(everyBoot);
  });

  test("a first boot that was cut off goes on with the modules of cloud-init that it hadn't begun", () => {
    const userData = `#cloud-config\nbootcmd: [echo bootcmd]\nruncmd: [echo runcmd]\nwrite_files:\n- {path: '${folder}/late', defer: true}\n`;
    writeFileSync(sem("config_write_files_deferred"), "");
    expect(boot(shell, userData).output).toBe("bootcmd\nruncmd\n");
    expect(existsSync(join(folder, "late"))).toBe(false);
    expect(existsSync(sem("config_scripts_user"))).toBe(true);
    rmSync(sem(), { recursive: true });
    expect(boot(shell, userData).output).toMatch(
      /^bootcmd\ncloud-init: user data runs again at the next boot, because .*config_scripts_user can't be written. Make the root disk writable.\nruncmd\n$/,
    );
    expect(existsSync(join(folder, "late"))).toBe(true);
  });

  test("a step that fails stops no other step, and the exit status is that of the last failure", () => {
    const failing = (status: number): [string, string] => [
      "Content-Type: text/plain",
      `#!/bin/sh\nexit ${status}`,
    ];
    expect(boot(shell, mime(failing(5), failing(6), failing(0))).status).toBe(6);
    const config = "#cloud-config\nwrite_files: [{path: /proc/no/file}]\nruncmd: ['false', echo on]\n";
    const { status, output } = boot(shell, config);
    expect(status).toBeGreaterThan(0);
    expect(output).toBe("cloud-init: /proc/no/file was not written\non\n");
  });

  test.each([
    ["plain", "{content: 'a b\n\n  c'}", "a b\nc", 0o644],
    ["nothing", "{permissions: '0600'}", "", 0o600],
    ["base64", "{encoding: b64, content: aGk=, permissions: 0755}", "hi", 0o755],
    [
      "compressed",
      `{encoding: gz+base64, content: ${gzipSync("hi").toString("base64")}, permissions: '4711'}`,
      "hi",
      0o4711,
    ],
    ["binary", `{encoding: gzip, content: !!binary ${gzipSync("hi").toString("base64")}}`, "hi", 0o644],
    ["one's own", `{content: hi, owner: '${process.getuid?.()}:${process.getgid?.()}'}`, "hi", 0o644],
  ])("write_files writes %s content, with its mode", (_name, entry, content, mode) => {
    const path = join(folder, "new $(dir) `x`", 'it\'s "here"');
    const yaml = `#cloud-config\nwrite_files:\n- ${entry.replace("{", `{path: ${JSON.stringify(path)}, `)}\n`;
    expect(boot(shell, yaml)).toEqual({ status: 0, output: "" });
    expect(readFileSync(path, "utf8")).toBe(content);
    expect(statSync(path).mode & 0o7777).toBe(mode);
  });

  test("parts survive every transfer encoding", () => {
    const userData = mime(
      ["Content-Transfer-Encoding: base64", btoa("#!/bin/sh\necho base64\n").replace(/.{10}/g, "$&\r\n")],
      ["Content-Transfer-Encoding: quoted-printable", "#!/bin/sh\necho quoted=3D=\r\n=C3=BC\n"],
      ["Content-Transfer-Encoding: 8bit", "#!/bin/sh\necho ü\n"],
    );
    expect(boot(shell, userData)).toEqual({ status: 0, output: "base64\nquoted=ü\nü\n" });
  });

  test("a later part's key replaces an earlier one", () => {
    const type = "Content-Type: text/cloud-config";
    const userData = mime([type, "runcmd: [echo 1]\nbootcmd: [echo 0]"], [type, "runcmd: [echo 2]"]);
    expect(boot(shell, userData).output).toBe("0\n2\n");
  });

  test("every argument of a command arrives as written", () => {
    const word = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("'", '"', "\\", "$", "`", "\n", " ", "*", "!", "-", "#", "x") }),
    );
    const words = fc.array(
      word.filter((text) => !text.includes("\0")),
      { minLength: 1 },
    );
    const [program = "", ...rest] = shell;
    fc.assert(
      fc.property(words, (argv) => {
        const config = JSON.stringify({ runcmd: [["printf", "%s\\0", ...argv]] });
        const script = userDataFiles(Buffer.from(`#cloud-config\n${config}`))["runcmd-001"];
        const { stdout } = spawnSync(program, rest, { input: script });
        expect(stdout.toString()).toBe(argv.map((text) => `${text}\0`).join(""));
      }),
    );
  });
});
