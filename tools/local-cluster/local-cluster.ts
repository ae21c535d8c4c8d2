import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { run } from "../command";
import { clusterFlags } from "../kubectl";
import { cacheDir } from "../toolchain/cache";
import { startTimeOf, withLock } from "../toolchain/lock";
import { obtain } from "../toolchain/obtain";
import { endedComponent } from "./components";
import { docker, kindCluster } from "./kind";
import type { Access, ClusterKind } from "./kinds";
import { namedCluster } from "./named";
import { canRunNode, node, snapshotNode } from "./node";
import { simulated } from "./simulated";

const kinds = { kind: kindCluster, node, simulated, "snapshot-node": snapshotNode } satisfies Record<
  string,
  ClusterKind
>;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as KindName[];

/** A running cluster. */
export interface LocalCluster extends Access {
  /** `named` is the user's own cluster, which these tools never start or stop. */
  kind: KindName | "named";
  /** False if its Pods are objects without containers. */
  realContainers: boolean;
  /** True if this call started it. */
  isNew: boolean;
}

export interface UpOptions {
  /** Only this kind. */
  kind?: KindName;
  /** A context of the user's kubeconfig. */
  context?: string;
}

/** What the state folder records of a cluster, written before its first process starts. */
interface ClusterRecord {
  kind: KindName;
  pid?: number;
  startTime?: string;
  access?: Access;
}

const state = () => join(cacheDir(), "cluster");
const recordFile = () => join(state(), "state.json");
const lockFile = () => `${state()}.lock`;

/** The cluster that the user names, else the running one, else a new one: kind, a real node, or a simulated one. */
export async function up(options: UpOptions = {}): Promise<LocalCluster> {
  const named = namedByUser(options);
  if (named) return named;
  return withLock(lockFile(), async () => {
    const running = await status();
    if (running && (!options.kind || running.kind === options.kind)) return running;
    if (running) {
      throw new Error(
        `Cannot start a local cluster of kind "${options.kind ?? ""}": one of kind "${running.kind}" is running. Run "npm run down" first.`,
      );
    }
    await remove();
    return start(options.kind ?? (await chooseKind()));
  });
}

/** The cluster that {@link up} would use without starting one. */
export const current = async (options: UpOptions = {}): Promise<LocalCluster | undefined> =>
  namedByUser(options) ?? status();

function namedByUser({ kind, context }: UpOptions): LocalCluster | undefined {
  const access = kind ? undefined : namedCluster(context);
  return access && { kind: "named", realContainers: true, isNew: false, ...access };
}

async function chooseKind(): Promise<KindName> {
  if (await docker()) return "kind";
  return canRunNode() ? "node" : "simulated";
}

async function start(kind: KindName): Promise<LocalCluster> {
  if (kind.endsWith("node") && !canRunNode()) {
    throw new Error(
      `Cannot start the local cluster: a real node needs root on Linux, but this is user ${process.getuid?.() ?? "?"} on ${process.platform}. ` +
        'Run it as root, install Docker for a kind cluster, or use "--kind simulated", which has no containers.',
    );
  }
  mkdirSync(state(), { recursive: true });
  const record: ClusterRecord = { kind };
  const write = () => writeFileSync(recordFile(), JSON.stringify(record));
  write();
  const interrupted = () => void remove().finally(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, interrupted);
  try {
    record.access = await kinds[kind].start(state(), (pid) => {
      Object.assign(record, { pid, startTime: startTimeOf(pid) });
      write();
    });
    write();
    return { kind, realContainers: kinds[kind].realContainers, isNew: true, ...record.access };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"]) process.removeListener(signal, interrupted);
  }
}

/** The cluster that {@link up} started, if all of it is running. */
export async function status(): Promise<LocalCluster | undefined> {
  const record = readRecord();
  if (!record?.access || !isAlive(record) || endedComponent(state())) return undefined;
  const { kind, access } = record;
  const get = [...clusterFlags(access), "--request-timeout=5s", "get", "--raw", "/readyz"];
  const { code } = await run(await obtain("kubectl"), get);
  if (code !== 0) return undefined;
  return { kind, realContainers: kinds[kind].realContainers, isNew: false, ...access };
}

/** Removes the cluster that {@link up} started, with everything that it left on this machine. */
export const down = (): Promise<void> => withLock(lockFile(), remove);

async function remove(): Promise<void> {
  const record = readRecord();
  if (record) {
    if (record.pid && isAlive(record)) await killGroup(record.pid);
    await kinds[record.kind].clean(state());
  }
  rmSync(state(), { recursive: true, force: true });
}

function readRecord(): ClusterRecord | undefined {
  return existsSync(recordFile())
    ? (JSON.parse(readFileSync(recordFile(), "utf8")) as ClusterRecord)
    : undefined;
}

const isAlive = ({ pid, startTime }: ClusterRecord): boolean =>
  pid === undefined || startTimeOf(pid) === startTime;

/** Kills the cluster's process group and waits until it has ended. */
async function killGroup(leader: number): Promise<void> {
  process.kill(-leader, "SIGKILL");
  while (groupExists(leader)) await pause(50);
}

function groupExists(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
}
