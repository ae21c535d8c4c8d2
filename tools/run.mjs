// Runs tools/<script>.ts after its set-up: it needs nothing but Node itself.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scripts = ["start", "down", "test", "cluster"];

function fail(message) {
  console.error(message);
  process.exit(1);
}

function required(title, command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) fail(`Cannot ${title}:\n${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}`);
}

const [script, ...args] = process.argv.slice(2);
if (!scripts.includes(script)) fail(`There is no script "${script}". Use one of ${scripts.join(", ")}.`);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Cannot run ${script}: this is Node ${process.versions.node}. Use 20.19 or newer (https://nodejs.org).`,
  );
}

const stamp = join(root, "node_modules", ".lock-stamp");
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) {
  required("build the package", process.execPath, [join(root, "tools", "link.mjs")]);
  required("build the package", process.execPath, [
    join(root, "node_modules", "typescript", "bin", "tsc"),
    "-p",
    join(root, "tsconfig.build.json"),
  ]);
} else {
  const began = Date.now();
  required("install the dependencies", "npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(stamp, lock);
  console.error(`  0:00  npm ci (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

const child = spawn(
  process.execPath,
  ["-r", "ts-node/register/transpile-only", join(root, "tools", `${script}.ts`), ...args],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  process.exitCode = signal ? 1 : code;
});
