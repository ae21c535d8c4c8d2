import { succeed } from "./command";
import type { Access } from "./local-cluster/kinds";
import { obtain } from "./toolchain/obtain";

/** The flags that name a cluster to kubectl and to ec2-pods. */
export const clusterFlags = ({ kubeconfig, context }: Access): string[] => [
  "--kubeconfig",
  kubeconfig,
  "--context",
  context,
];

/** Runs kubectl on a cluster. It must succeed; returns its stdout. */
export const kubectl = async (cluster: Access, args: string[], input?: string): Promise<string> =>
  succeed(await obtain("kubectl"), [...clusterFlags(cluster), ...args], { input });
