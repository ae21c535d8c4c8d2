// Runs tools/<script>.ts, or bench/bench.ts, after its set-up: it needs nothing but Node itself.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scripts = [
  "start",
  "down",
  "test",
  "verify",
  "chaos",
  "cluster",
  "bench",
  "docs",
  "instance-types",
  "pack",
];
const installStamp = join(root, "node_modules", ".package-lock-stamp");
const buildStamp = join(root, "node_modules", ".build-stamp");

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

function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(installStamp) && readFileSync(installStamp, "utf8") === lock) return;
  const began = Date.now();
  console.error("  0:00  installing the dependencies with npm ci");
  required("install the dependencies", "npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(installStamp, lock);
  console.error(`        npm ci (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/** True where nothing that the build reads or writes is newer than the build, and all that it writes is there. */
function isBuilt() {
  const sources = readdirSync(join(root, "provider"), { recursive: true }).map(String);
  const outputs = sources
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join("dist", file.replace(/\.ts$/, ".js")));
  // The folder too: its time tells that a source is gone.
  const files = ["tsconfig.json", "tsconfig.build.json", "provider", ...outputs];
  try {
    const built = statSync(buildStamp).mtimeMs;
    return [...files, ...sources.map((file) => join("provider", file))].every(
      (file) => statSync(join(root, file)).mtimeMs <= built,
    );
  } catch {
    return false;
  }
}

function build() {
  if (isBuilt()) return;
  // What a removed source left would still be loaded and packed.
  rmSync(join(root, "dist"), { recursive: true, force: true });
  required("build the package", process.execPath, [
    join(root, "node_modules", "typescript", "bin", "tsc"),
    "-p",
    join(root, "tsconfig.build.json"),
  ]);
  writeFileSync(buildStamp, "");
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Cannot run the tools: this is Node ${process.versions.node}. Install 20.19 or newer (https://nodejs.org).`,
  );
}
const [script, ...args] = process.argv.slice(2);
if (!scripts.includes(script)) {
  fail(`There is no script "${script ?? ""}". Use one of ${scripts.join(", ")}.`);
}

install();
required("link the package", process.execPath, [join(root, "tools", "link.mjs")]);
build();

const child = spawn(
  process.execPath,
  [
    "-r",
    "ts-node/register/transpile-only",
    join(root, script === "bench" ? script : "tools", `${script}.ts`),
    ...args,
  ],
  { cwd: root, stdio: "inherit" },
);
// A terminal sends Ctrl-C to the child itself; a second one would end the child in the middle of its cleaning up.
const forward = (signal) => {
  if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
};
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, forward);
child.on("exit", (code, signal) => {
  if (!signal) process.exit(code);
  for (const forwarded of ["SIGINT", "SIGTERM"]) process.removeListener(forwarded, forward);
  process.kill(process.pid, signal);
});
