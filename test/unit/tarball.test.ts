import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "../../tools/stack";
import { packTo } from "../../tools/tarball";

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
  }, 60_000);

  test("holds the built package and its three pages, as they are", () => {
    const files = filesIn(unpacked).map((file) => file.slice(unpacked.length + 1));
    const built = filesIn(join(root, "dist")).map((file) => file.slice(root.length + 1));
    expect(built).toContain("dist/index.js");
    expect(files).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json", ...built].sort());
    for (const file of files.filter((name) => name !== "package.json")) {
      expect(readFileSync(join(unpacked, file), "utf8")).toBe(readFileSync(join(root, file), "utf8"));
    }
  });

  test("has the package.json of this checkout without what only works in a checkout", () => {
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

test("a pack that fails leaves the checkout, and the folder for the tarball, as they were", async () => {
  const checkout = join(folder, "checkout");
  const out = join(folder, "out");
  mkdirSync(join(checkout, "dist"), { recursive: true });
  mkdirSync(out);
  for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) cpSync(join(root, file), join(checkout, file));
  writeFileSync(join(checkout, "dist", "index.js"), "1");
  writeFileSync(
    join(checkout, "package.json"),
    JSON.stringify({ ...readManifest(root), version: undefined }),
  );
  const before = contentsOf(checkout);
  await expect(packTo(out, checkout)).rejects.toThrow("Invalid package");
  expect([contentsOf(checkout), filesIn(out)]).toEqual([before, []]);
}, 60_000);

test('a plain "npm pack" stops before it makes a tarball, and names the script to use', () => {
  const { status, stdout, stderr } = spawnSync("npm", ["pack", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stdout + stderr).toContain('Use "npm run pack"');
  expect(readdirSync(folder).filter((name) => name.endsWith(".tgz"))).toEqual([]);
}, 60_000);
