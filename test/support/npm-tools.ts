import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { succeed } from "../../tools/command";
import { progress } from "../../tools/progress";
import { cacheDir } from "../../tools/toolchain/cache";
import { ensureEntry } from "../../tools/toolchain/entry";

/** A program that is ready to run in an npm package. */
interface NpmTool {
  package: string;
  version: string;
  /** Path of the program in the package. */
  program: string;
  /** The part of the package that the program needs. */
  folder: string;
}

const platform = `${process.platform}-${process.arch}`;

// Not the package "node": it gets its program from this one in an install script, and npm can refuse to run scripts.
const node = (version: string): NpmTool => ({
  package: `node-${platform}`,
  version,
  program: "bin/node",
  folder: "bin",
});

/** The versions of Node.js and the package managers that the packed package is tested with. */
export const npmTools = {
  "Node 20": node("20.20.2"),
  "Node 22": node("22.23.3"),
  "Node 24": node("24.21.0"),
  pnpm: { package: `@pnpm/exe.${platform}`, version: "12.21.0", program: "pnpm", folder: "." },
  "Yarn 1": { package: "yarn", version: "1.22.22", program: "bin/yarn.js", folder: "." },
  "Yarn 4": { package: "@yarnpkg/cli-dist", version: "4.18.1", program: "bin/yarn.js", folder: "bin" },
} satisfies Record<string, NpmTool>;

type NpmToolName = keyof typeof npmTools;
export type NodeName = Extract<NpmToolName, `Node ${string}`>;
export const nodeNames: NodeName[] = ["Node 20", "Node 22", "Node 24"];
export type ManagerName = Exclude<NpmToolName, NodeName>;

/** Path of a tool's program in the cache, which npm fills without running a script. */
export async function obtainFromNpm(name: NpmToolName): Promise<string> {
  const { package: packageName, version, program, folder } = npmTools[name];
  const spec = `${packageName}@${version}`;
  const entry = join(cacheDir(), "npm", spec.replace(/[@/]/g, "-").replace(/^-/, ""));
  await ensureEntry(entry, async (scratch) => {
    const archive = join(scratch, ".archive");
    mkdirSync(archive);
    const pack = ["pack", spec, "--json", "--prefer-offline", "--pack-destination", archive];
    const packed = await succeed("npm", pack).catch((error: Error) => {
      throw new Error(
        `Cannot obtain the tool "${name}": ${error.message}\n` +
          `Make sure that "npm view ${spec}" works: each platform has a package of its own.`,
      );
    });
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    const part = join("package", folder);
    await succeed("tar", ["-xzf", join(archive, filename), "-C", scratch, "--strip-components", "1", part]);
    rmSync(archive, { recursive: true });
    chmodSync(join(scratch, program), 0o755);
    progress(`obtained ${spec} from npm`);
  });
  return join(entry, program);
}

/** What a version of Node.js calls itself. */
export const versionOf = (name: NodeName): string => `v${npmTools[name].version}`;

/** The folder to put first in PATH for a version of Node.js. */
export const nodeFolder = async (name: NodeName): Promise<string> => dirname(await obtainFromNpm(name));
