// Makes node_modules/pulumi-ec2-pods this checkout itself, so that examples, tests and the provider process find the
// package by its name, as they do where it is installed.
import { mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const link = join(dirname(dirname(fileURLToPath(import.meta.url))), "node_modules", "pulumi-ec2-pods");

const target = () => {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
};

if (target() !== "..") {
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { recursive: true, force: true });
  symlinkSync("..", link, "junction");
}
