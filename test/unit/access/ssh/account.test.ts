import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";

import {
  isUserName,
  lookUpAccount,
  readAccount,
  userOfImage,
  userOfSystem,
} from "../../../../provider/access/ssh/account";
import { families } from "../../../../provider/image/catalogue";
import { run } from "../../../../tools/command";

test("reads an account and the lines of keys", () => {
  expect(readAccount("app:x:1000:1001:The app:/srv/app:/bin/ash\nssh-rsa AAAA\n\n")).toEqual({
    account: { name: "app", uid: "1000", gid: "1001", home: "/srv/app", shell: "/bin/ash" },
    keys: ["ssh-rsa AAAA", "", ""],
  });
  expect(readAccount("app:x:1000:1000:::")?.account).toMatchObject({ home: "/", shell: "/bin/sh" });
});

test("nothing that isn't an account is one", () => {
  for (const text of ["", "root", "root:x:zero:0:root:/root:/bin/sh", "-x:x:0:0::/:", "a b:x:0:0::/:"]) {
    expect(readAccount(text)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (text) => void readAccount(text)));
});

test("no name of a user can be an option, a pattern or two fields", () => {
  for (const name of ["root", "ec2-user", "_apt", "svc.web"]) expect(isUserName(name)).toBe(true);
  for (const name of ["", "-root", "root:x", "*", "a b", "a\nb", "$(id)", "../x", "a".repeat(40)]) {
    expect(isUserName(name)).toBe(false);
  }
});

test("the look-up finds root, and for an unknown user nothing but the AMI's own", async () => {
  const look = async (user: string, own: string) =>
    readAccount((await run("sh", ["-c", lookUpAccount, "sh", user, own])).stdout)?.account.name;
  expect(await look("root", "ubuntu")).toBe("root");
  expect(await look("nobody-has-this", "nobody-has-this")).toBe("root");
  expect(await look("nobody-has-this", "ubuntu")).toBeUndefined();
  expect(await look("*", "")).toBeUndefined();
  expect(await look("r[o]ot", "")).toBeUndefined();
});

describe("authorized_keys", () => {
  let home: string;
  let file: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "ec2-pods-account-"));
    file = join(home, ".ssh/authorized_keys");
    mkdirSync(join(home, ".ssh"));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  /** The lines of keys that let in a user with this number. */
  async function keysOf(uid: number): Promise<string[] | undefined> {
    const passwd = join(home, "passwd");
    writeFileSync(passwd, `app:x:${uid}:100::${home}:/bin/sh\n`);
    const script = lookUpAccount.replaceAll("/etc/passwd", passwd);
    return readAccount((await run("sh", ["-c", script, "sh", "app", ""])).stdout)?.keys;
  }

  test("what isn't a file has no keys, and doesn't hold up the look-up", async () => {
    expect(await keysOf(4711)).toEqual([""]);
    await run("mkfifo", [file]);
    expect(await keysOf(4711)).toEqual([""]);
  });

  test("a file of another user has no keys", async () => {
    writeFileSync(file, "ssh-rsa AAAA\n");
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(file, 4712, 4712);
    const owner = isRoot ? 4712 : (process.getuid?.() ?? 0);
    expect(await keysOf(owner)).toEqual(["ssh-rsa AAAA", ""]);
    expect(await keysOf(4711)).toEqual([""]);
    if (isRoot) chownSync(file, 0, 0);
    expect(await keysOf(isRoot ? 4711 : owner)).toEqual(["ssh-rsa AAAA", ""]);
  });
});

test("every system of the catalogue has a user", () => {
  const users = Object.fromEntries(
    families.map(({ system }) => [system.replace(/ [\d.]+.*/, ""), userOfSystem(system)]),
  );
  expect(users).toMatchObject({
    "Amazon Linux": "ec2-user",
    AlmaLinux: "ec2-user",
    Debian: "admin",
    Ubuntu: "ubuntu",
    Fedora: "fedora",
    "Rocky Linux": "rocky",
    "Red Hat Enterprise Linux": "ec2-user",
  });
});

test.each([
  ["ubuntu:24.04", "ubuntu"],
  ["public.ecr.aws/amazonlinux/amazonlinux:2023", "ec2-user"],
  ["docker.io/library/debian@sha256:00", "admin"],
  ["rockylinux:9", "rocky"],
  ["busybox:1.35", undefined],
  ["constructor", undefined],
])("the user of the image %s is %s", (image, user) => {
  expect(userOfImage(image)).toBe(user);
});
