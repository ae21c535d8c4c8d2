import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { succeed } from "../tools/command";
import { fileBackend, pulumiEnvironment } from "../tools/stack";
import { pulumiToolchain } from "../tools/toolchain/pulumi";
import { count as countRequests, eventsSince, mark } from "./audit";
import { type Account, type BenchCluster, workFolder } from "./cluster";
import { kubernetesAlone } from "./contenders/kubernetes-alone";
import type { Cell, Phase, Requests } from "./results";
import { timed } from "./timed-command";
import { instance, namespace, plainPod, providers } from "./workload";

/** A Pulumi program to measure. */
interface Program {
  folder: string;
  /** A word in the command line of the process that creates its resources. */
  provider: string;
  userData?: string;
  /** The engine saves the state once, at the end. */
  savesOnce?: true;
  /** A process takes the marks off the Pods after that. */
  hasMarks?: true;
}

const programs: Record<string, Program> = {
  instances: { folder: "instances", provider: "dynamic-provider" },
  "instances with user data": {
    folder: "instances",
    provider: "dynamic-provider",
    userData: "#!/bin/sh\ntrue\n",
  },
  "a group and instances": { folder: "group", provider: "dynamic-provider" },
  "instances, one save": {
    folder: "instances",
    provider: "dynamic-provider",
    savesOnce: true,
    hasMarks: true,
  },
  "plain Pods": { folder: "plain-pods", provider: "pulumi-resource-kubernetes" },
  "dynamic resources": { folder: "dynamic-resource", provider: "dynamic-provider" },
  "engine alone": { folder: "engine-alone", provider: "dynamic-provider" },
  "engine alone, one save": { folder: "engine-alone", provider: "dynamic-provider", savesOnce: true },
};
export const kubernetesContender = "Kubernetes alone";

/** Waits for the process that takes the marks off, whose requests belong to the update and must not fall into the next phase. */
async function untilUnmarked(requests: () => Requests, count: number): Promise<void> {
  const end = Date.now() + 90_000;
  while ((requests()["patch pods"] ?? 0) < count && Date.now() < end) await pause(500);
}

/** Measures one contender with one number of resources. A failure is part of the result. */
export async function measureCell(
  cluster: BenchCluster,
  account: Account,
  contender: string,
  count: number,
): Promise<Cell> {
  const cell: Cell = { cluster: cluster.name, contender, count, seconds: {}, created: {}, deleted: {} };
  const program = programs[contender];
  try {
    if (program) await measureProgram(cluster, account, program, cell);
    else Object.assign(cell.seconds, await kubernetesAlone(account, count));
  } catch (error) {
    cell.failure = (error as Error).message;
  }
  await cluster.kubectl("delete", "pods", "--all", "--wait=true");
  return cell;
}

async function measureProgram(
  { auditLog }: BenchCluster,
  account: Account,
  program: Program,
  cell: Cell,
): Promise<void> {
  const { bin } = await pulumiToolchain();
  const cwd = join(__dirname, "contenders", program.folder);
  const backend = join(workFolder, "backend");
  rmSync(backend, { recursive: true, force: true });
  mkdirSync(backend, { recursive: true });
  const env = async (revision = "1") => ({
    ...(await pulumiEnvironment(account)),
    PULUMI_BACKEND_URL: fileBackend(backend),
    ...(program.savesOnce && { PULUMI_SKIP_CHECKPOINTS: "true" }),
    BENCH: JSON.stringify({
      count: cell.count,
      revision,
      instance: { ...instance, userData: program.userData },
      pod: plainPod(),
      nothing: providers.nothing,
    }),
  });
  const prepare = async (...args: string[]) =>
    succeed(bin, [...args, "--non-interactive"], { cwd, env: await env() });
  /** Runs one phase, which must succeed. Returns the requests that it made. */
  const phase = async (name: Phase, args: string[], revision?: string): Promise<Requests> => {
    const from = mark(auditLog);
    const options = { cwd, env: await env(revision), watched: program.provider };
    const { code, seconds, processor, peakMiB, stdout, stderr } = await timed(
      bin,
      [...args, "--non-interactive"],
      options,
    );
    if (code !== 0) throw new Error(`${name}: ${stderr}${stdout}`.trim());
    cell.seconds[name] = seconds;
    cell.processor = { ...cell.processor, [name]: processor };
    if (peakMiB !== undefined) cell.providerMiB = Math.max(cell.providerMiB ?? 0, peakMiB);
    const requests = () => countRequests(eventsSince(auditLog, from, account.username));
    if (name === "up" && program.hasMarks) await untilUnmarked(requests, cell.count);
    return requests();
  };
  await prepare("stack", "init", "bench");
  await prepare("config", "set", "kubernetes:namespace", namespace, "--stack", "bench");
  const update = ["up", "--yes", "--skip-preview"];
  try {
    cell.created = await phase("up", update);
    cell.stateBytes = statSync(
      join(backend, ".pulumi", "stacks", `bench-${program.folder}`, "bench.json"),
    ).size;
    await phase("no-op up", update);
    await phase("preview", ["preview"]);
    await phase("one-change up", update, "2");
    cell.deleted = await phase("destroy", ["destroy", "--yes", "--skip-preview"]);
  } finally {
    rmSync(join(cwd, "Pulumi.bench.yaml"), { force: true });
  }
}
