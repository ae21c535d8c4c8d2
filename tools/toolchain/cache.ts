import { homedir } from "node:os";
import { join } from "node:path";

/** Where tools and the cluster's state lie, outside the repo: `EC2_PODS_CACHE`, else the user's cache folder. */
export const cacheDir = (): string =>
  process.env["EC2_PODS_CACHE"] ??
  join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "pulumi-ec2-pods");
