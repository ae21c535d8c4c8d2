import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { run, succeed } from "../command";
import { images } from "./node-files";

/** Writes the node's images as archives for containerd: there may be no registry to pull them from. */
export async function makeImageArchives(folder: string, busybox: string, coredns: string): Promise<void> {
  const applets = (await succeed(busybox, ["--list"])).trim().split("\n");
  const libraries = await sharedLibraries(busybox);
  const shell = (tree: string) => {
    for (const name of ["bin", "etc", "root", "tmp", "usr/bin", "var/log"]) {
      mkdirSync(join(tree, name), { recursive: true });
    }
    chmodSync(join(tree, "tmp"), 0o1777);
    copyFileSync(busybox, join(tree, "bin", "busybox"));
    for (const applet of applets) {
      if (applet !== "busybox") symlinkSync("busybox", join(tree, "bin", applet));
    }
    for (const library of libraries) {
      mkdirSync(join(tree, dirname(library)), { recursive: true });
      copyFileSync(library, join(tree, library));
    }
    writeFileSync(join(tree, "etc", "passwd"), "root:x:0:0:root:/root:/bin/sh\n");
    writeFileSync(join(tree, "etc", "group"), "root:x:0:\n");
  };
  await archive(folder, "busybox", { name: images.busybox, cmd: ["sh"] }, shell);
  await archive(folder, "pause", { name: images.pause, cmd: ["/bin/sleep", "2147483647"] }, shell);
  await archive(folder, "coredns", { name: images.coredns, entrypoint: ["/coredns"] }, (tree) =>
    copyFileSync(coredns, join(tree, "coredns")),
  );
}

/** What a program needs to be loaded; nothing for a static one. */
async function sharedLibraries(program: string): Promise<string[]> {
  const { stdout } = await run("ldd", [program]);
  return [...stdout.matchAll(/\s(\/\S+) \(0x/g)].map(([, path = ""]) => path);
}

async function archive(
  folder: string,
  file: string,
  image: { name: string; cmd?: string[]; entrypoint?: string[] },
  fill: (tree: string) => void,
): Promise<void> {
  const work = join(folder, file);
  const tree = join(work, "tree");
  mkdirSync(tree, { recursive: true });
  fill(tree);
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
    config: { Env: ["PATH=/bin:/usr/bin:/sbin:/usr/sbin"], Cmd: image.cmd, Entrypoint: image.entrypoint },
    rootfs: { type: "layers", diff_ids: [`sha256:${digest}`] },
  };
  writeFileSync(join(work, "config.json"), JSON.stringify(config));
  const manifest = [{ Config: "config.json", RepoTags: [image.name], Layers: ["layer.tar"] }];
  writeFileSync(join(work, "manifest.json"), JSON.stringify(manifest));
  const parts = ["manifest.json", "config.json", "layer.tar"];
  await succeed("tar", ["-C", work, "-cf", join(folder, `${file}.tar`), ...parts]);
  rmSync(work, { recursive: true });
}
