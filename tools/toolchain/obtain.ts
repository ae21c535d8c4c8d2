import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

import { run, succeed } from "../command";
import { clock, progress, step } from "../progress";
import { cacheDir } from "./cache";
import { download } from "./download";
import { ensureEntry } from "./entry";
import { type GoProgram, type Tool, tools } from "./tools";

const moduleFolder = (module: string) => resolve(__dirname, "..", "modules", module);
const goVersion = 26;

const arch = process.arch === "arm64" ? "arm64" : "amd64";

export interface Toolbox<Name extends string> {
  /** Path of a tool's executable: the installed one, else the cached one, which is downloaded or built if missing. */
  obtain(name: Name): Promise<string>;
  /** Obtains several tools: downloads in parallel, Go builds one after the other. */
  obtainAll<Some extends Name>(...names: Some[]): Promise<Record<Some, string>>;
}

/** Makes the tools of a table available. Looks for each of them once. */
export function toolbox<Name extends string>(
  table: Record<Name, Tool>,
  goBuild = buildWithGo,
): Toolbox<Name> {
  const obtained = new Map<Name, Promise<string>>();
  // One build at a time, because each uses the whole machine. If one fails, those that wait for it fail as well.
  let builds = Promise.resolve();

  const fill = async (name: Name, folder: string) => {
    const { release, go } = table[name];
    const official = release?.(process.platform, arch);
    if (official && (await download(name, official, folder))) {
      progress(`downloaded ${name} ${official.version}`);
      return;
    }
    builds = builds.then(() => build(name, go, folder, goBuild));
    await builds;
  };
  const find = async (name: Name) => {
    const installed = await findInstalled(name, table[name]);
    if (installed) return installed;
    const folder = join(cacheDir(), "bin", `${name}-${fingerprint(table[name])}`);
    await ensureEntry(folder, (scratch) => fill(name, scratch));
    return join(folder, name);
  };
  const obtain = (name: Name) => {
    const path = obtained.get(name) ?? find(name);
    obtained.set(name, path);
    return path;
  };
  return {
    obtain,
    async obtainAll<Some extends Name>(...names: Some[]) {
      const paths = await Promise.all(names.map(async (name) => [name, await obtain(name)]));
      return Object.fromEntries(paths) as Record<Some, string>;
    },
  };
}

export const { obtain, obtainAll } = toolbox(tools);

async function findInstalled(name: string, { installed }: Tool): Promise<string | undefined> {
  if (!installed) return undefined;
  for (const folder of process.env["PATH"]?.split(delimiter) ?? []) {
    const path = join(folder, name);
    if (![name, ...(installed.beside ?? [])].every((file) => existsSync(join(folder, file)))) continue;
    const answer = await run(path, installed.args).catch(() => undefined);
    if (answer?.code === 0 && installed.accepts.test(answer.stdout)) return path;
  }
  return undefined;
}

/** The name of a tool's cache entry, which changes with everything that the tool is made from. */
function fingerprint({ go, release }: Tool): string {
  const hash = createHash("sha256").update(JSON.stringify([go, release?.(process.platform, arch)]));
  for (const module of new Set(Object.values(go.programs).map((program) => program.module))) {
    const folder = moduleFolder(module);
    const sources = readdirSync(folder).filter((file) => file.endsWith(".go"));
    for (const file of ["go.mod", ...sources.sort()]) hash.update(readFileSync(join(folder, file)));
  }
  return [go.version, process.platform, arch, hash.digest("hex").slice(0, 8)].join("-");
}

async function build(
  name: string,
  go: Tool["go"],
  folder: string,
  goBuild: typeof buildWithGo,
): Promise<void> {
  await checkGo(name);
  for (const [output, program] of Object.entries(go.programs)) {
    const title = `${output} ${program.version ?? go.version} from its Go module`;
    progress(`building ${title}`);
    await step(`built ${title}`, () =>
      withHeartbeat(`building ${output}`, () =>
        goBuild(program, join(folder, output)).catch((error: Error) => {
          throw new Error(
            `Cannot build the tool "${output}" from its Go module: ${error.message}\n` +
              `Make sure that "go mod download" works in ${moduleFolder(program.module)}, and run the command again.`,
          );
        }),
      ),
    );
  }
  for (const [output, { module, of, file }] of Object.entries(go.copies ?? {})) {
    const source = await succeed("go", ["list", "-m", "-f", "{{.Dir}}", of], { cwd: moduleFolder(module) });
    copyFileSync(join(source.trim(), file), join(folder, output));
    chmodSync(join(folder, output), 0o755);
  }
}

async function buildWithGo(program: GoProgram, output: string): Promise<void> {
  const stamps = Object.entries(program.stamps ?? {}).map(([key, value]) => `-X ${key}=${value}`);
  await succeed(
    "go",
    [
      "build",
      "-trimpath",
      "-buildvcs=false",
      "-ldflags",
      ["-s -w", ...stamps].join(" "),
      "-o",
      output,
      program.package,
    ],
    {
      cwd: moduleFolder(program.module),
      env: { ...process.env, CGO_ENABLED: "0" },
    },
  );
}

async function checkGo(name: string): Promise<void> {
  const answer = await run("go", ["env", "GOVERSION"]).catch(() => undefined);
  const version = answer?.stdout.trim() || "none";
  if (Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0) >= goVersion) return;
  throw new Error(
    `Cannot obtain the tool "${name}": it isn't installed, it can't be downloaded, and building it needs Go 1.${goVersion} (installed: ${version}). ` +
      `Install Go 1.${goVersion} or later (https://go.dev/dl), or connect this machine to the internet.`,
  );
}

async function withHeartbeat<T>(title: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const timer = setInterval(() => progress(`still ${title} after ${clock(Date.now() - began)}`), 30_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
