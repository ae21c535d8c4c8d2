import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { down, type KindName, up } from "../../tools/local-cluster/local-cluster";
import { cacheDir } from "../../tools/toolchain/cache";

/** A local cluster of a suite's own, from the same tools: what the suite does to it would disturb the others. */
export class OwnCluster {
  readonly cache: string;
  private readonly shared = process.env["EC2_PODS_TEST_CLUSTER"];
  private own = "";

  /** @param name - Part of the name of its folder. */
  constructor(name: string) {
    this.cache = mkdtempSync(join(tmpdir(), `ec2-pods-${name}-`));
    symlinkSync(join(cacheDir(), "bin"), join(this.cache, "bin"));
  }

  async start(kind: KindName): Promise<void> {
    this.own = JSON.stringify(await this.within(() => up({ kind })));
    this.use();
  }

  async remove(): Promise<void> {
    await this.within(down);
    this.leave();
    rmSync(this.cache, { recursive: true });
  }

  /** Makes it the cluster of the stacks and commands from now on. */
  use(): void {
    process.env["EC2_PODS_TEST_CLUSTER"] = this.own;
  }

  /** The same with the cluster of all suites. */
  leave(): void {
    process.env["EC2_PODS_TEST_CLUSTER"] = this.shared;
  }

  /** Runs an operation of local clusters on this one. */
  private async within<T>(operation: () => Promise<T>): Promise<T> {
    const before = process.env["EC2_PODS_CACHE"];
    process.env["EC2_PODS_CACHE"] = this.cache;
    try {
      return await operation();
    } finally {
      if (before === undefined) delete process.env["EC2_PODS_CACHE"];
      else process.env["EC2_PODS_CACHE"] = before;
    }
  }
}
