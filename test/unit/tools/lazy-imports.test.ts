import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ec2-pods-lazy-"));
  mkdirSync(join(root, "tools"));
  cpSync(resolve("tools", "lazy-imports.mjs"), join(root, "tools", "lazy-imports.mjs"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes what the compiler makes of a module. */
function write(file: string, ...lines: string[]): void {
  const path = join(root, "dist", file);
  mkdirSync(dirname(path), { recursive: true });
  const start = ['"use strict";', 'Object.defineProperty(exports, "__esModule", { value: true });'];
  writeFileSync(path, [...start, `process.stdout.write("${file} ");`, ...lines, ""].join("\n"));
}
const rewrite = () =>
  spawnSync(process.execPath, [join(root, "tools", "lazy-imports.mjs")], { encoding: "utf8" });
const run = (...args: string[]) =>
  spawnSync(process.execPath, args, { encoding: "utf8", cwd: join(root, "dist") }).stdout;

const importStar = "var __importStar = (module) => module;";

test("each import is loaded at its first use, whatever it is used for", () => {
  write("base.js", "class Base {}", "exports.Base = Base;");
  write("other.js", "exports.name = () => 'other';");
  write(
    "user.js",
    'const base_1 = require("./base");',
    'const other_1 = require("./other");',
    "exports.make = () => [new base_1.Base() instanceof base_1.Base, (0, other_1.name)()].join();",
  );
  expect(rewrite()).toMatchObject({ status: 0, stderr: "" });
  expect(run("-e", 'require("./user"); process.stdout.write("| ")')).toBe("user.js | ");
  expect(run("-p", 'require("./user").make()')).toBe("user.js base.js other.js true,other\n");
});

test("exports load their modules at their first use, and ESM still finds their names", () => {
  write("space.js", "exports.value = 'space';");
  write("class.js", "exports.Thing = 'thing';");
  write(
    "index.js",
    importStar,
    "exports.space = exports.Other = exports.Thing = void 0;",
    'var class_1 = require("./class");',
    'Object.defineProperty(exports, "Thing", { enumerable: true, get: function () { return class_1.Thing; } });',
    'Object.defineProperty(exports, "Other", { enumerable: true, get: function () { return class_1.Thing; } });',
    'exports.space = __importStar(require("./space"));',
  );
  rewrite();
  const program = 'const all = require("./index"); process.stdout.write(Object.keys(all).sort().join())';
  expect(run("-e", program)).toBe("index.js Other,Thing,space");
  expect(run("-p", 'require("./index").space.value')).toBe("index.js space.js space\n");
  const imported = 'import { Other, Thing, space } from "./index.js"; console.log(Other, Thing, space.value)';
  expect(run("--input-type=module", "-e", imported)).toContain("thing thing space\n");
});

test("what is rewritten stays so, and a use that isn't understood fails the build", () => {
  write("user.js", 'const base_1 = require("./base");', "exports.make = () => base_1.make();");
  rewrite();
  const once = readFileSync(join(root, "dist", "user.js"), "utf8");
  rewrite();
  expect(readFileSync(join(root, "dist", "user.js"), "utf8")).toBe(once);
  write("user.js", 'const base_1 = require("./base");', "exports.all = { ...base_1 };");
  expect(rewrite()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(
      `Cannot make the imports of user.js lazy: "exports.all = { ...base_1 };" isn't understood.`,
    ) as string,
  });
});
