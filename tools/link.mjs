// Makes node_modules/pulumi-ec2-pods this checkout itself, so that examples, tests and the provider process find the
// package by its name, as they do where it is installed.
import { mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const link = join(root, "node_modules", "pulumi-ec2-pods");
const isDependency = basename(dirname(root)) === "node_modules";

const target = () => {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
};

if (!isDependency && target() !== "..") {
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { recursive: true, force: true });
  symlinkSync("..", link, "junction");
}
