// Sets up the checkout, then runs tools/<script>.ts or bench/bench.ts. It needs only Node, so that it works in a new clone.
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
  "records",
  "api-data",
  "instance-types",
  "regions",
  "pack",
];
/** What follows the compiler. */
const buildSteps = ["tools/copy-scripts.mjs", "tools/lazy-imports.mjs"];
const installStamp = join(root, "node_modules", ".package-lock-stamp");
const buildStamp = join(root, "node_modules", ".build-stamp");

function fail(message) {
  console.error(message);
  process.exit(1);
}

function mustSucceed(title, command, args) {
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
  mustSucceed("install the dependencies", "npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(installStamp, lock);
  console.error(`        npm ci (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/** True if all outputs of the build exist, and no input or output is newer than the build. */
function isBuilt() {
  const sources = readdirSync(join(root, "provider"), { recursive: true }).map(String);
  const outputs = sources
    .filter((file) => /[.](ts|sh)$/.test(file))
    .map((file) => join("dist", file.replace(/\.ts$/, ".js")));
  // The folder's own time changes if a source is removed.
  const files = ["tsconfig.json", "tsconfig.build.json", ...buildSteps, "provider", ...outputs];
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
  // Otherwise the output of a removed source would still be loaded and packed.
  rmSync(join(root, "dist"), { recursive: true, force: true });
  mustSucceed("build the package", process.execPath, [
    join(root, "node_modules", "typescript", "bin", "tsc"),
    "-p",
    join(root, "tsconfig.build.json"),
  ]);
  for (const step of buildSteps) mustSucceed("build the package", process.execPath, [join(root, step)]);
  writeFileSync(buildStamp, "");
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Cannot run the tools: this is Node ${process.versions.node}. Install Node 20.19 or later (https://nodejs.org).`,
  );
}
const [script, ...args] = process.argv.slice(2);
if (!scripts.includes(script)) {
  fail(`Cannot run the script "${script ?? ""}": no such script. Use one of ${scripts.join(", ")}.`);
}

install();
mustSucceed("link the package", process.execPath, [join(root, "tools", "link.mjs")]);
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
// A terminal sends Ctrl-C to the child as well. Forwarding it would be a second Ctrl-C, which interrupts the cleanup.
const forward = (signal) => {
  if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
};
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, forward);
child.on("exit", (code, signal) => {
  if (!signal) process.exit(code);
  for (const forwarded of ["SIGINT", "SIGTERM"]) process.removeListener(forwarded, forward);
  process.kill(process.pid, signal);
});
