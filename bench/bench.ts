import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";

import { succeed } from "../tools/command";
import { down } from "../tools/local-cluster/local-cluster";
import { progress, step } from "../tools/progress";
import { runScript } from "../tools/script";
import { root } from "../tools/stack";
import { obtain } from "../tools/toolchain/obtain";
import { gateCount, gates } from "./bars";
import { type Account, type BenchCluster, onNewCluster, useOwnCache, workFolder } from "./cluster";
import { kubernetesContender, measureCell } from "./measure-cell";
import { measureStart, measureWait, measureWarmCreates, type Watcher, watchPods } from "./measure-provider";
import { plot } from "./plot";
import { report } from "./report";
import type { ClusterName, Results } from "./results";

const usage = `npm run bench -- [options]

Measures the package on new clusters and writes bench/results/<date>.{json,md,svg}. Takes 80 minutes.

  --quick            Measure less, in a few minutes, and write the results to .local/bench
  --gate             Measure on kwok what no machine's speed changes, in two minutes; fail if a limit isn't met
  --only <cluster>   Measure on kwok or on node only, and write the results to .local/bench
  --count <N>        Measure this number of resources only; may be given several times, as --only
  --contender <name> Measure this contender only; may be given several times, as --only
  --json             Print the results as JSON`;

/** Contenders that take turns, so that all of them meet the same conditions. */
interface Round {
  contenders: string[];
  counts: number[];
  times: number;
}

interface Plan {
  rounds: Record<ClusterName, Round[]>;
  /** Starts and single creates. */
  singles: number;
  waitSeconds: number;
}

const pulumiAlone = ["dynamic resources", "engine alone"];
const all = ["instances", "plain Pods", ...pulumiAlone, kubernetesContender];
const withUserData = ["instances with user data"];
const asWritten = ["a group and instances"];
const savedOnce = ["instances, one save", "engine alone, one save"];
const onNode = all.filter((contender) => !pulumiAlone.includes(contender));

const full: Plan = {
  rounds: {
    kwok: [
      { contenders: all, counts: [1, 20, 100], times: 3 },
      { contenders: withUserData, counts: [20, 100], times: 1 },
      { contenders: [...asWritten, ...savedOnce], counts: [1, 100], times: 3 },
      { contenders: [...pulumiAlone, "instances", kubernetesContender], counts: [500, 1000], times: 1 },
      { contenders: savedOnce, counts: [1000, 2000], times: 1 },
      { contenders: ["engine alone", "instances"], counts: [2000], times: 1 },
    ],
    node: [
      { contenders: onNode, counts: [1, 20], times: 3 },
      { contenders: onNode, counts: [100], times: 1 },
    ],
  },
  singles: 10,
  waitSeconds: 20,
};

const quick: Plan = {
  rounds: {
    kwok: [
      { contenders: all, counts: [1, 100], times: 1 },
      { contenders: withUserData, counts: [20, 100], times: 1 },
      { contenders: [...asWritten, ...savedOnce], counts: [1, 100], times: 1 },
      { contenders: savedOnce, counts: [1000], times: 1 },
    ],
    node: [{ contenders: onNode, counts: [1, 20], times: 1 }],
  },
  singles: 3,
  waitSeconds: 20,
};

const gate: Plan = {
  rounds: {
    kwok: [
      { contenders: ["instances", "engine alone"], counts: [1], times: 1 },
      { contenders: ["instances", "engine alone"], counts: [gateCount], times: 2 },
    ],
    node: [],
  },
  singles: 1,
  waitSeconds: 10,
};

async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean" },
      gate: { type: "boolean" },
      only: { type: "string" },
      count: { type: "string", multiple: true },
      contender: { type: "string", multiple: true },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return console.log(usage);
  const isPart = Boolean(values.only ?? values.count ?? values.contender);
  if (values.gate && (values.quick || isPart || values.json)) {
    throw new Error(
      "Cannot measure with --gate and another option: it says itself what it measures. Use it alone.",
    );
  }
  const only = values.gate ? "kwok" : values.only;
  const clusters = (["kwok", "node"] as const).filter((name) => (only ?? name) === name);
  if (clusters.length === 0) {
    throw new Error(`Cannot measure on "${only ?? ""}": no such cluster. Use kwok or node.`);
  }
  const plan = partOf(values.gate ? gate : values.quick ? quick : full, values);
  const cells = clusters.flatMap((name) => plan.rounds[name].flatMap(cellsOf));
  if (cells.length === 0) {
    const counts = full.rounds.kwok
      .flatMap(cellsOf)
      .map(([contender, count]) => `${contender} with ${count}`);
    throw new Error(`Cannot measure what no plan has. These are measured: ${counts.join(", ")}.`);
  }
  useOwnCache();
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => void down().finally(() => process.exit(130)));
  }
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    machine: await machine(),
    cells: [],
    starts: [],
    creates: [],
    waits: [],
    failures: [],
  };
  const began = Date.now();
  for (const name of clusters) {
    await onNewCluster(name, (cluster) => measure(cluster, plan, results)).catch((error: Error) => {
      progress(`${name}: ${error.message}`);
      results.failures.push(`${name}: ${error.message}`);
      process.exitCode = 1;
    });
  }
  results.machine["took"] = `${Math.round((Date.now() - began) / 60_000)} minutes`;
  const folder = values.quick || values.gate || isPart ? workFolder : join(root, "bench", "results");
  mkdirSync(folder, { recursive: true });
  const write = (extension: string, text: string) =>
    writeFileSync(join(folder, `${results.date}.${extension}`), text);
  write("json", `${JSON.stringify(results, null, 2)}\n`);
  write("svg", plot(results));
  write("md", report(results));
  if (values.gate) return pass(results);
  console.log(values.json ? JSON.stringify(results) : report(results));
}

const cellsOf = ({ contenders, counts }: Round) =>
  counts.flatMap((count) => contenders.map((contender) => [contender, count] as const));

/** A plan without the rounds that weren't asked for. */
function partOf(plan: Plan, asked: { count?: string[]; contender?: string[] }): Plan {
  const isAsked = (list: string[] | undefined, each: string | number) => list?.includes(String(each)) ?? true;
  const partOfRound = (round: Round): Round => ({
    ...round,
    counts: round.counts.filter((count) => isAsked(asked.count, count)),
    contenders: round.contenders.filter((contender) => isAsked(asked.contender, contender)),
  });
  const { kwok, node } = plan.rounds;
  return { ...plan, rounds: { kwok: kwok.map(partOfRound), node: node.map(partOfRound) } };
}

/** Fails the command if a limit isn't met or wasn't measured, or if an update failed. */
function pass(results: Results): void {
  const limits = gates(results);
  for (const { title, bar, measured, met } of limits) {
    console.log(`${met ? "met" : "NOT MET"}: ${title}: ${measured} (${bar})`);
  }
  const failures = [...results.failures, ...results.cells.flatMap(({ failure }) => failure ?? [])];
  failures.forEach((failure) => console.log(failure));
  if (failures.length > 0 || limits.some(({ met }) => !met)) process.exitCode = 1;
}

async function measure(cluster: BenchCluster, plan: Plan, results: Results): Promise<void> {
  const accounts = new Map<string, Account>();
  const accountOf = async (contender: string): Promise<Account> => {
    const client = contender.toLowerCase().replaceAll(/\W+/g, "-");
    const account = accounts.get(client) ?? (await cluster.account(client));
    accounts.set(client, account);
    return account;
  };
  const watcher = await watchPods(await accountOf("watcher"));
  try {
    await measureSingles(cluster, plan, results, await accountOf("single"), watcher);
  } finally {
    watcher.end();
  }
  for (const { contenders, counts, times } of plan.rounds[cluster.name]) {
    for (const count of counts) {
      for (let turn = 1; turn <= times; turn++) {
        for (const contender of contenders) {
          const account = await accountOf(contender);
          const title = `${cluster.name}: ${contender}, ${count}, turn ${turn} of ${times}`;
          const cell = await step(title, () => measureCell(cluster, account, contender, count));
          if (cell.failure) progress(`        failed: ${cell.failure.split("\n")[0] ?? ""}`);
          results.cells.push(cell);
        }
      }
    }
  }
}

async function measureSingles(
  cluster: BenchCluster,
  { singles, waitSeconds }: Plan,
  results: Results,
  account: Account,
  watcher: Watcher,
): Promise<void> {
  for (let turn = 1; turn <= singles; turn++) {
    const title = `${cluster.name}: start and first create, turn ${turn} of ${singles}`;
    const { start, create } = await step(title, () => measureStart(cluster, account, watcher));
    if (cluster.name === "kwok") results.starts.push(start);
    results.creates.push(create);
  }
  const further = `${cluster.name}: further creates of one process`;
  results.creates.push(
    ...(await step(further, () => measureWarmCreates(cluster, account, watcher, singles))),
  );
  if (cluster.name === "kwok") {
    const title = `${cluster.name}: requests of an instance that waits`;
    results.waits.push(await step(title, () => measureWait(cluster, account, watcher, waitSeconds)));
  }
}

async function machine(): Promise<Record<string, string>> {
  const [pulumi, plugin, apiServer] = await Promise.all([
    obtain("pulumi"),
    obtain("pulumi-resource-kubernetes"),
    obtain("kube-apiserver"),
  ]);
  const versionIn = (path: string) => /v\d+(\.\d+)+/.exec(basename(dirname(path)))?.[0] ?? "installed";
  const sdk = JSON.parse(
    readFileSync(join(root, "node_modules", "@pulumi", "pulumi", "package.json"), "utf8"),
  ) as { version: string };
  return {
    machine: `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}, Node ${process.versions.node}`,
    Pulumi: `CLI ${(await succeed(pulumi, ["version"])).trim()}, SDK ${sdk.version}, plugin kubernetes ${versionIn(plugin)}`,
    Kubernetes: versionIn(apiServer),
    commit: (await succeed("git", ["describe", "--always", "--dirty"], { cwd: root })).trim(),
  };
}

runScript(bench);
