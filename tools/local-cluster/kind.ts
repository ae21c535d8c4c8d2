import { join } from "node:path";

import { run } from "../command";
import { step } from "../progress";
import { obtain } from "../toolchain/obtain";
import type { ClusterKind } from "./kinds";

const name = "ec2-pods";

/** True if a Docker engine answers. */
export async function docker(): Promise<boolean> {
  const answer = await run("docker", ["info", "--format", "{{.ServerVersion}}"]).catch(() => undefined);
  return answer?.code === 0;
}

/** A kind cluster in Docker. */
export const kindCluster: ClusterKind = {
  realContainers: true,

  async start(state) {
    const kubeconfig = join(state, "kubeconfig");
    const kind = await obtain("kind");
    const { code, stderr } = await step("created the kind cluster", () =>
      run(kind, ["create", "cluster", "--name", name, "--kubeconfig", kubeconfig, "--wait", "120s"]),
    );
    if (code !== 0) {
      throw new Error(`Cannot start the local cluster: kind ended with exit code ${code}:\n${stderr}`);
    }
    return { kubeconfig, context: `kind-${name}` };
  },

  async clean(state) {
    const flags = ["--name", name, "--kubeconfig", join(state, "kubeconfig")];
    await run(await obtain("kind"), ["delete", "cluster", ...flags]);
  },
};
