import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "../command";
import { step } from "../progress";
import { obtain } from "../toolchain/obtain";
import type { ClusterKind } from "./kinds";

const name = "ec2-pods";
const nodeImage = "EC2_PODS_KIND_IMAGE";

const kubeconfigIn = (state: string) => join(state, "kubeconfig");
/** Says, from before its first container on, that the cluster of this name is ours. */
const markIn = (state: string) => join(state, "kind-cluster");

/** True if a Docker engine answers. */
export async function docker(): Promise<boolean> {
  const answer = await run("docker", ["info", "--format", "{{.ServerVersion}}"]).catch(() => undefined);
  return answer?.code === 0;
}

/** A kind cluster in Docker. */
export const kindCluster: ClusterKind = {
  realContainers: true,

  async start(state) {
    const kubeconfig = kubeconfigIn(state);
    const kind = await obtain("kind");
    const list = await run(kind, ["get", "clusters"]);
    if (list.code !== 0) throw failure(list);
    if (list.stdout.split("\n").includes(name)) throw foreign();
    writeFileSync(markIn(state), "");
    const image = process.env[nodeImage];
    const flags = ["--name", name, "--kubeconfig", kubeconfig, ...(image ? ["--image", image] : [])];
    const created = await step("created the kind cluster", () =>
      run(kind, ["create", "cluster", ...flags, "--wait", "120s"]),
    );
    if (/already exist for a cluster with the name/.test(created.stderr)) {
      rmSync(markIn(state));
      throw foreign();
    }
    if (created.code !== 0) throw failure(created);
    return { kubeconfig, context: `kind-${name}` };
  },

  async clean(state) {
    const isOurs = [markIn(state), kubeconfigIn(state)].some((file) => existsSync(file));
    if (!isOurs) return;
    const kind = await obtain("kind");
    const live = await run(kind, ["get", "kubeconfig", "--name", name]);
    const own = existsSync(kubeconfigIn(state)) && authorityIn(readFileSync(kubeconfigIn(state), "utf8"));
    // Another folder has deleted it and created its own.
    if (live.code === 0 && own && authorityIn(live.stdout) !== own) return;
    await run(kind, ["delete", "cluster", "--name", name, "--kubeconfig", kubeconfigIn(state)]);
  },
};

/** What no two clusters have in common. */
const authorityIn = (kubeconfig: string): string | undefined =>
  /certificate-authority-data: (\S+)/.exec(kubeconfig)?.[1];

const foreign = (): Error =>
  new Error(
    `Cannot start the local cluster: there already is a kind cluster "${name}", which another folder or cache created. ` +
      `Use it with "kind export kubeconfig --name ${name}" and "--context kind-${name}", or delete it with "kind delete cluster --name ${name}".`,
  );

function failure({ code, stderr }: { code: number; stderr: string }): Error {
  const instead = 'use "--kind node" (as root on Linux) or "--kind simulated", which need no Docker';
  const fix = /failed to pull image/.test(stderr)
    ? `Name a node image that Docker has or can pull in ${nodeImage}, or ${instead}`
    : `Fix that, or ${instead}`;
  return new Error(
    `Cannot start the local cluster: kind ended with exit code ${code}:\n${stderr.trim()}\n${fix}.`,
  );
}
