import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

import { run, succeed } from "../command";
import { images } from "./node-files";
import { findProgram, python } from "./packages";

/** Writes the node's images as archives for containerd, because the machine may reach no registry. */
export async function makeImageArchives(folder: string, coredns: string): Promise<void> {
  await Promise.all([
    archive(folder, "busybox", { name: images.busybox, cmd: ["sh"] }, fillWithApplets),
    archive(folder, "pause", { name: images.pause, cmd: ["/bin/sleep", "2147483647"] }, fillWithApplets),
    archive(folder, "bash", { name: images.bash, cmd: ["bash"] }, fillWithBash),
    archive(folder, "user", { name: images.user, cmd: ["sh"], user: "app" }, fillWithUser),
    archive(folder, "metadata", { name: images.metadata, cmd: ["sh"] }, fillWithIptables),
    archive(folder, "haproxy", { name: images.haproxy, cmd: ["haproxy"] }, fillWithHaproxy),
    archive(folder, "coredns", { name: images.coredns, entrypoint: ["/coredns"] }, async (tree) =>
      copyFileSync(coredns, join(tree, "coredns")),
    ),
  ]);
}

async function fillWithApplets(tree: string): Promise<void> {
  for (const name of ["etc", "root", "run", "tmp", "var/log"]) {
    mkdirSync(join(tree, name), { recursive: true });
  }
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    mkdirSync(join(tree, "usr", name), { recursive: true });
    symlinkSync(`usr/${name}`, join(tree, name));
  }
  chmodSync(join(tree, "tmp"), 0o1777);
  const busybox = findProgram("busybox") ?? "";
  await copyProgram(tree, "usr/bin", busybox);
  for (const applet of (await succeed(busybox, ["--list"])).trim().split("\n")) {
    if (applet !== "busybox") symlinkSync("busybox", join(tree, "usr/bin", applet));
  }
  writeFileSync(join(tree, "etc", "passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  writeFileSync(join(tree, "etc", "group"), "root:x:0:\n");
}

async function fillWithUser(tree: string): Promise<void> {
  await fillWithApplets(tree);
  appendFileSync(join(tree, "etc", "passwd"), "app:x:1000:1000::/tmp:/bin/sh\n");
  appendFileSync(join(tree, "etc", "group"), "app:x:1000:\n");
}

/** Adds what user data on EC2 expects: bash, also as sh, and Python with its standard library. */
async function fillWithBash(tree: string): Promise<void> {
  await fillWithApplets(tree);
  rmSync(join(tree, "usr/bin/sh"));
  symlinkSync("bash", join(tree, "usr/bin/sh"));
  await copyProgram(tree, "usr/bin", findProgram("bash") ?? "");
  const ask = "import sysconfig; print(sysconfig.get_path('stdlib'))";
  const library = (await succeed(python, ["-Ic", ask])).trim();
  const modules = readdirSync(join(library, "lib-dynload")).map((name) => join(library, "lib-dynload", name));
  await copyProgram(tree, "usr/bin", python, modules);
  const unneeded =
    /\/(__pycache__|test|config-[^/]*|lib2to3|idlelib|pydoc_data|ensurepip|(dist|site)-packages)$/;
  const filter = (path: string) => !unneeded.test(path);
  cpSync(library, join(tree, library), { recursive: true, dereference: true, filter });
}

/** Adds what the metadata sidecar needs to redirect the traffic of its own Pod. */
async function fillWithIptables(tree: string): Promise<void> {
  await fillWithApplets(tree);
  const libraries = await copyProgram(tree, "usr/sbin", findProgram("iptables") ?? "");
  // The extensions are in a folder beside the library that loads them.
  const loader = libraries.find((path) => path.includes("/libxtables.")) ?? "";
  const extensions = join(dirname(realpathSync(loader)), "xtables");
  cpSync(extensions, join(tree, extensions), { recursive: true });
}

/** Adds the proxy of load balancers, beside the shell that its Pod ends it with. */
async function fillWithHaproxy(tree: string): Promise<void> {
  await fillWithApplets(tree);
  await copyProgram(tree, "usr/sbin", findProgram("haproxy") ?? "");
}

/** Copies a program, and the libraries that it and its modules load. Returns the libraries. */
async function copyProgram(
  tree: string,
  folder: string,
  program: string,
  modules: string[] = [],
): Promise<string[]> {
  const libraries = await sharedLibraries([program, ...modules]);
  for (const library of libraries) {
    mkdirSync(join(tree, dirname(library)), { recursive: true });
    copyFileSync(library, join(tree, library));
  }
  copyFileSync(program, join(tree, folder, basename(program)));
  return libraries;
}

/** The shared libraries that programs load; none for a static program. */
async function sharedLibraries(programs: string[]): Promise<string[]> {
  const { stdout } = await run("ldd", programs);
  return [...new Set([...stdout.matchAll(/\s(\/\S+) \(0x/g)].map(([, path = ""]) => path))];
}

/** Writes an image as an archive for containerd. */
export async function archive(
  folder: string,
  file: string,
  image: { name: string; cmd?: string[]; entrypoint?: string[]; user?: string },
  fill: (tree: string) => Promise<void>,
): Promise<void> {
  const work = join(folder, file);
  const tree = join(work, "tree");
  mkdirSync(tree, { recursive: true });
  await fill(tree);
  await succeed("tar", [
    "-C",
    tree,
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "-cf",
    join(work, "layer.tar"),
    ".",
  ]);
  const digest = createHash("sha256")
    .update(readFileSync(join(work, "layer.tar")))
    .digest("hex");
  const config = {
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    config: {
      Env: ["PATH=/bin:/usr/bin:/sbin:/usr/sbin"],
      Cmd: image.cmd,
      Entrypoint: image.entrypoint,
      User: image.user,
    },
    rootfs: { type: "layers", diff_ids: [`sha256:${digest}`] },
  };
  writeFileSync(join(work, "config.json"), JSON.stringify(config));
  const manifest = [{ Config: "config.json", RepoTags: [image.name], Layers: ["layer.tar"] }];
  writeFileSync(join(work, "manifest.json"), JSON.stringify(manifest));
  const parts = ["manifest.json", "config.json", "layer.tar"];
  await succeed("tar", ["-C", work, "-cf", join(folder, `${file}.tar`), ...parts]);
  rmSync(work, { recursive: true });
}
