import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

import { run, succeed } from "../command";
import { clock, progress, step } from "../progress";
import { cacheDir } from "./cache";
import { download } from "./download";
import { ensureEntry } from "./entry";
import { tools, type GoProgram, type Tool, type ToolName } from "./tools";

const modules = resolve(__dirname, "..", "modules");
const goVersion = 26;

const obtained = new Map<string, Promise<string>>();

/** Path of a tool's executable: an installed one, else from the cache, which an official download or Go fills. */
export function obtain(name: ToolName): Promise<string> {
  const path = obtained.get(name) ?? find(name, tools[name]);
  obtained.set(name, path);
  return path;
}

/** Several tools, one after the other: a Go build uses the whole machine. */
export async function obtainAll<Name extends ToolName>(...names: Name[]): Promise<Record<Name, string>> {
  const paths: Partial<Record<Name, string>> = {};
  for (const name of names) paths[name] = await obtain(name);
  return paths as Record<Name, string>;
}

async function find(name: string, tool: Tool): Promise<string> {
  const installed = await findInstalled(name, tool);
  if (installed) return installed;
  const folder = join(cacheDir(), "bin", `${name}-${fingerprint(tool)}`);
  await ensureEntry(folder, async (scratch) => {
    const release = tool.release?.(process.platform, process.arch === "arm64" ? "arm64" : "amd64");
    if (release && (await download(name, release, scratch))) {
      progress(`downloaded ${name} ${release.version}`);
      return;
    }
    await build(name, tool, scratch);
  });
  return join(folder, name);
}

async function findInstalled(name: string, { installed }: Tool): Promise<string | undefined> {
  if (!installed) return undefined;
  for (const folder of process.env["PATH"]?.split(delimiter) ?? []) {
    const path = join(folder, name);
    if (![name, ...(installed.beside ?? [])].every((file) => existsSync(join(folder, file)))) continue;
    const { stdout } = await run(path, installed.args);
    if (installed.accepts.test(stdout)) return path;
  }
  return undefined;
}

/** A tool's cache entry goes by all that it is made from. */
function fingerprint({ go, release }: Tool): string {
  const hash = createHash("sha256").update(JSON.stringify([go, release?.("linux", "amd64")]));
  for (const module of new Set(Object.values(go.programs).map((program) => program.module))) {
    hash.update(readFileSync(join(modules, module, "go.mod")));
  }
  return `${go.version}-${hash.digest("hex").slice(0, 8)}`;
}

async function build(name: string, { go }: Tool, folder: string): Promise<void> {
  await checkGo(name);
  for (const [output, program] of Object.entries(go.programs)) {
    await step(`built ${output} ${go.version} from its Go module`, () =>
      withSignsOfLife(`building ${output}`, () => goBuild(program, join(folder, output))),
    );
  }
  for (const [output, { module, of, file }] of Object.entries(go.copies ?? {})) {
    const source = await succeed("go", ["list", "-m", "-f", "{{.Dir}}", of], { cwd: join(modules, module) });
    copyFileSync(join(source.trim(), file), join(folder, output));
    chmodSync(join(folder, output), 0o755);
  }
}

async function goBuild(program: GoProgram, output: string): Promise<void> {
  const stamps = Object.entries(program.stamps ?? {}).map(([key, value]) => `-X ${key}=${value}`);
  await succeed(
    "go",
    ["build", "-trimpath", "-ldflags", ["-s -w", ...stamps].join(" "), "-o", output, program.package],
    {
      cwd: join(modules, program.module),
      env: { ...process.env, CGO_ENABLED: "0" },
    },
  );
}

async function checkGo(name: string): Promise<void> {
  const answer = await run("go", ["env", "GOVERSION"]).catch(() => undefined);
  const version = answer?.stdout.trim() || "none";
  if (Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0) >= goVersion) return;
  throw new Error(
    `Cannot obtain the tool "${name}": it is neither installed nor downloadable from here, and building it needs Go 1.${goVersion}, where there is ${version}. ` +
      `Install Go 1.${goVersion} or newer (https://go.dev/dl), or connect this machine to the internet.`,
  );
}

async function withSignsOfLife<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const timer = setInterval(() => progress(`${what}, for ${clock(Date.now() - began)} now`), 30_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
