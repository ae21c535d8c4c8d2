import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

let root: string;

const write = (file: string, text: string, mode = 0o644) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text, { mode });
};
const log = () =>
  existsSync(join(root, "log")) ? readFileSync(join(root, "log"), "utf8").trim().split("\n") : [];
const env = () => ({
  ...process.env,
  ROOT: root,
  PATH: [join(root, "bin"), process.env["PATH"]].join(delimiter),
});
const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, "tools", "run.mjs"), ...args], { encoding: "utf8", env: env() });

// A checkout whose npm and tsc record their calls, and do only what these tests need.
// Like the real tsc, this one assumes that its earlier outputs still exist.
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ec2-pods-"));
  for (const file of ["run.mjs", "link.mjs", "copy-scripts.mjs", "lazy-imports.mjs"])
    cpSync(resolve("tools", file), join(root, "tools", file));
  const fakes = `
    mkdir -p "$ROOT/node_modules/typescript/bin" "$ROOT/node_modules/ts-node/register"
    echo 'require.extensions[".ts"] = require.extensions[".js"]' > "$ROOT/node_modules/ts-node/register/transpile-only.js"
    cp "$ROOT/tsc.js" "$ROOT/node_modules/typescript/bin/tsc"`;
  write("bin/npm", `#!/bin/sh\necho "npm $*" >> "$ROOT/log"\n${fakes}\n`, 0o755);
  write(
    "tsc.js",
    `const fs = require("node:fs");
    fs.appendFileSync("log", "tsc\\n");
    if (fs.existsSync("dist/.tsbuildinfo")) process.exit();
    fs.mkdirSync("dist", { recursive: true });
    fs.writeFileSync("dist/.tsbuildinfo", "");
    fs.copyFileSync("provider/index.ts", "dist/index.js");`,
  );
  write("package-lock.json", "{}");
  write("tsconfig.json", "{}");
  write("tsconfig.build.json", "{}");
  write("provider/index.ts", "1");
  write("tools/start.ts", `console.log("started", process.argv.slice(2).join()); process.exitCode = 3;`);
  write(
    "tools/cluster.ts",
    `process.once("SIGTERM", () => { console.log("cleaned"); process.exit(5); });
     setTimeout(() => {}, 10_000);
     console.log("up");`,
  );
  write("tools/down.ts", `process.kill(process.pid, "SIGKILL");`);
});
afterEach(() => rmSync(root, { recursive: true }));

const npm = "npm ci --no-audit --no-fund";

test("the first run installs, links and builds, passes the arguments on, and ends with the script's exit code", () => {
  const { stdout, stderr, status } = run("start", "--kind", "node");
  expect([stdout, status]).toEqual(["started --kind,node\n", 3]);
  expect(stderr).toMatch(/^ {2}0:00 {2}installing the dependencies with npm ci\n {8}npm ci \(\d+\.\d s\)\n$/);
  expect(log()).toEqual([npm, "tsc"]);
  expect(readlinkSync(join(root, "node_modules", "pulumi-ec2-pods"))).toBe("..");
});

test("the next run neither installs nor builds", () => {
  run("start");
  expect(run("start").stderr).toBe("");
  expect(log()).toEqual([npm, "tsc"]);
});

test("a changed package-lock.json is installed", () => {
  run("start");
  write("package-lock.json", '{"other":1}');
  run("start");
  expect(log().filter((line) => line === npm)).toHaveLength(2);
});

test.each<[string, () => void]>([
  ["a changed source", () => utimesSync(join(root, "provider/index.ts"), later(), later())],
  ["a changed output", () => utimesSync(join(root, "dist/index.js"), later(), later())],
  ["a missing output", () => rmSync(join(root, "dist/index.js"))],
  ["a changed configuration", () => utimesSync(join(root, "tsconfig.json"), later(), later())],
])("%s causes a new build", (_, change) => {
  run("start");
  change();
  run("start");
  expect(log()).toEqual([npm, "tsc", "tsc"]);
  expect(existsSync(join(root, "dist/index.js"))).toBe(true);
});
const later = () => Date.now() / 1000 + 60;

test("a failed install shows npm's output, and the next run retries it", () => {
  write("bin/npm", '#!/bin/sh\necho "no such package"\nexit 1\n', 0o755);
  for (let runs = 0; runs < 2; runs++) {
    const { stderr, status } = run("start");
    expect(status).toBe(1);
    expect(stderr).toContain("Cannot install the dependencies:\nno such package\n");
  }
});

test.each([
  ["nonsense", "nonsense"],
  ["", undefined],
])('the error for the script "%s" lists the existing ones', (name, argument) => {
  const { stderr, status } = run(...(argument ? [argument] : []));
  expect([stderr, status]).toEqual([
    `Cannot run the script "${name}": no such script. Use one of start, down, test, verify, chaos, cluster, bench, docs, records, api-data, instance-types, regions, pack.\n`,
    1,
  ]);
  expect(log()).toEqual([]);
});

test("a signal reaches the script, and the run waits for its exit code", async () => {
  const child = spawn(process.execPath, [join(root, "tools", "run.mjs"), "cluster"], { env: env() });
  let output = "";
  child.stdout.on("data", (text) => {
    output += String(text);
    if (output === "up\n") child.kill("SIGTERM");
  });
  const code = await new Promise((done) => child.on("close", done));
  expect([output, code]).toEqual(["up\ncleaned\n", 5]);
});

test("if a signal ends the script, the run ends by the same signal", () => {
  expect(run("down").signal).toBe("SIGKILL");
});

test("a package that another project installs isn't linked to itself", () => {
  const folder = join(root, "app", "node_modules", "pulumi-ec2-pods");
  mkdirSync(join(folder, "tools"), { recursive: true });
  cpSync(resolve("tools", "link.mjs"), join(folder, "tools", "link.mjs"));
  expect(spawnSync(process.execPath, [join(folder, "tools", "link.mjs")]).status).toBe(0);
  expect(existsSync(join(folder, "node_modules"))).toBe(false);
});
