import { homedir } from "node:os";
import { join } from "node:path";

/** The folder of the tools and of the cluster's state: `EC2_PODS_CACHE`, else a folder in the user's cache. */
export const cacheDir = (): string =>
  process.env["EC2_PODS_CACHE"] ??
  join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "pulumi-ec2-pods");
