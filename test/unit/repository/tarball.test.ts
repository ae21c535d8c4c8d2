import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "../../../tools/stack";
import { packTo } from "../../../tools/tarball";

// Each npm takes a second, or several on a busy machine.
jest.setTimeout(300_000);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ec2-pods-tarball-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readManifest = (checkout: string) =>
  JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as Record<string, unknown>;
const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
const contentsOf = (path: string) => filesIn(path).map((file) => [file, readFileSync(file, "utf8")]);

describe("the tarball of this checkout", () => {
  let unpacked: string;

  beforeAll(async () => {
    const tarball = await packTo(join(folder, "made", "by", "pack"));
    execFileSync("tar", ["-xzf", tarball, "-C", folder]);
    unpacked = join(folder, "package");
  });

  test("contains the built package, its three pages and its schema, unchanged", () => {
    const files = filesIn(unpacked).map((file) => file.slice(unpacked.length + 1));
    const built = filesIn(join(root, "dist")).map((file) => file.slice(root.length + 1));
    expect(built).toContain("dist/index.js");
    expect(files).toEqual(
      ["CHANGELOG.md", "LICENSE", "README.md", "package.json", "schema/reachability.json", ...built].sort(),
    );
    for (const file of files.filter((name) => name !== "package.json")) {
      expect(readFileSync(join(unpacked, file), "utf8")).toBe(readFileSync(join(root, file), "utf8"));
    }
  });

  test("has the package.json of this checkout without the fields that only work in a checkout", () => {
    const checkoutOnly = ["devDependencies", "overrides", "packageManager", "scripts"];
    const all = readManifest(root);
    expect(Object.keys(all)).toEqual(expect.arrayContaining(checkoutOnly));
    const expected = Object.fromEntries(
      Object.entries(all).filter(([field]) => !checkoutOnly.includes(field)),
    );
    expect(readManifest(unpacked)).toEqual(expected);
  });

  test("has each file that its package.json names", () => {
    const paths = (value: unknown): string[] =>
      typeof value === "string" ? [value] : Object.values(value as object).flatMap(paths);
    const { main, types, exports, bin } = readManifest(unpacked);
    const named = [main, types, exports, bin].flatMap(paths);
    expect(named.length).toBeGreaterThanOrEqual(10);
    for (const path of named) expect(() => readFileSync(join(unpacked, path))).not.toThrow();
  });
});

describe("a checkout", () => {
  let checkout: string;
  let out: string;
  const change = (fields: object) =>
    writeFileSync(join(checkout, "package.json"), JSON.stringify({ ...readManifest(checkout), ...fields }));

  beforeEach(() => {
    checkout = mkdtempSync(join(folder, "checkout-"));
    out = mkdtempSync(join(folder, "out-"));
    for (const name of ["dist", "schema"]) mkdirSync(join(checkout, name));
    writeFileSync(join(checkout, "dist", "index.js"), "1");
    for (const file of ["README.md", "LICENSE", "CHANGELOG.md", "package.json", "tsconfig.json"]) {
      cpSync(join(root, file), join(checkout, file));
    }
    // The scripts of this checkout, without the one that would build it again.
    const { scripts } = readManifest(root) as { scripts: Record<string, string> };
    const inRoot = (command: string) =>
      command.replace(/(?<= )(ts-node|tools)\//g, (path) =>
        join(root, path === "tools/" ? "" : "node_modules", path),
      );
    const { postpack, prepublishOnly } = scripts;
    change({ scripts: { postpack: inRoot(postpack!), prepublishOnly: inRoot(prepublishOnly!) } });
  });

  const npm = (...args: string[]) => spawnSync("npm", args, { cwd: checkout, encoding: "utf8" });

  test("stays unchanged if packing fails, and no tarball is left", async () => {
    change({ version: undefined });
    const before = contentsOf(checkout);
    await expect(packTo(out, checkout)).rejects.toThrow("Invalid package");
    expect([contentsOf(checkout), filesIn(out)]).toEqual([before, []]);
  });

  test("is packed by a plain npm pack exactly as by the script", async () => {
    const before = contentsOf(checkout);
    expect(npm("pack", "--dry-run", "--pack-destination", out)).toMatchObject({ status: 0 });
    expect(filesIn(out)).toEqual([]);
    const { status, stdout } = npm("pack", "--json", "--pack-destination", out);
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    expect([status, filesIn(out)]).toEqual([0, [join(out, filename)]]);
    const plain = readFileSync(join(out, filename));
    expect(plain.equals(readFileSync(await packTo(join(out, "script"), checkout)))).toBe(true);
    expect(contentsOf(checkout)).toEqual(before);
  });

  test("leaves no tarball if a plain npm pack fails", () => {
    rmSync(join(checkout, "CHANGELOG.md"));
    const before = contentsOf(checkout);
    const { status, stderr } = npm("pack", "--pack-destination", out);
    expect(status).toBe(1);
    expect(stderr).toContain("CHANGELOG.md");
    expect([contentsOf(checkout), filesIn(out)]).toEqual([before, []]);
  });

  test("can't be published directly", () => {
    const { status, stderr } = npm("publish", "--dry-run");
    expect(status).toBe(1);
    expect(stderr).toContain('Run "npm run pack", and publish the tarball whose path it prints.');
  });
});
