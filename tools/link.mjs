// Links node_modules/pulumi-ec2-pods to this checkout. Examples, tests and the provider process then import the package
// by its name, as in a project that installs it.
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
