// npx ts-node -T bench/tunnel.ts [turns]: compares "ec2-pods tunnel" with "kubectl port-forward" on the local cluster.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { labelKeys, managedBy, memberLabel, newInstanceId } from "../provider/common/names";
import { publicAddress } from "../provider/common/public-address";
import { clusterFlags, kubectl } from "../tools/kubectl";
import { up } from "../tools/local-cluster/local-cluster";
import { runScript } from "../tools/script";
import { root } from "../tools/stack";
import { obtain } from "../tools/toolchain/obtain";
import { spread } from "./statistics";

const namespace = "bench-tunnel";
const id = newInstanceId();
const group = "sg-0123456789abcdef0";
const megabytes = 64;
const parallel = 100;

/** A web server with a file of this size, as an instance whose group opens port 80. */
const objects = [
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "ec2-web",
      labels: {
        [labelKeys.managedBy]: managedBy,
        [labelKeys.instanceId]: id,
        [labelKeys.name]: "web",
        [memberLabel(group)]: "member",
      },
    },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: "instance",
          image: "busybox:1.35",
          env: [{ name: "EC2_INSTANCE_ID", value: id }],
          command: [
            "sh",
            "-c",
            `mkdir /srv; echo hello >/srv/index.html; head -c ${megabytes}m /dev/urandom >/srv/big; exec httpd -f -p 80 -h /srv`,
          ],
          readinessProbe: { httpGet: { path: "/", port: 80 }, periodSeconds: 1 },
        },
      ],
    },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: group, labels: { [labelKeys.service]: "ec2" } },
    spec: {
      podSelector: { matchLabels: { [memberLabel(group)]: "member" } },
      policyTypes: ["Ingress"],
      ingress: [{ ports: [{ protocol: "TCP", port: 80 }] }],
    },
  },
];

/** A way to the web server, and the process that it costs. */
interface Way {
  host: string;
  port: number;
  process: ChildProcess;
}

async function begin(
  command: string,
  args: string[],
  cwd: string,
  ready: RegExp,
): Promise<[ChildProcess, string]> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, XDG_STATE_HOME: cwd },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  while (!ready.test(text)) await once(child.stdout, "data");
  return [child, text];
}

/** Reads a page on a connection of its own; answers its length. */
const read = ({ host, port }: Way, path: string, agent?: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    get({ host, port, path, agent }, (response) => {
      let length = 0;
      response.on("data", (chunk: Buffer) => (length += chunk.length));
      response.on("end", () => resolve(length)).on("error", reject);
    }).on("error", reject);
  });

/** Processor time of a process in seconds. Linux only. */
function cpuSeconds({ process: { pid } }: Way): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

interface Cost {
  seconds: number;
  cpuSeconds: number;
}

async function costOf(way: Way, run: () => Promise<unknown>): Promise<Cost> {
  const [cpu, began] = [cpuSeconds(way), performance.now()];
  await run();
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: cpuSeconds(way) - cpu };
}

const works: Record<string, (way: Way) => Promise<unknown>> = {
  [`${megabytes} MiB in one connection`]: (way) => read(way, "/big"),
  [`${parallel} requests at once`]: (way) => {
    const agent = new Agent({ maxSockets: Infinity });
    return Promise.all(Array.from({ length: parallel }, () => read(way, "/", agent)));
  },
  "one request": (way) => read(way, "/"),
};

async function compare([count = "7"]: string[]): Promise<void> {
  const cluster = await up({ kind: "node" });
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const inCluster = (...args: string[]) => kubectl(cluster, ["--namespace", namespace, ...args]);
  const processes: ChildProcess[] = [];
  try {
    await kubectl(cluster, ["create", "namespace", namespace]);
    for (const object of objects) {
      await kubectl(cluster, ["--namespace", namespace, "apply", "--filename", "-"], JSON.stringify(object));
    }
    await inCluster("wait", "--for=condition=Ready", "pod/ec2-web", "--timeout=120s");
    const [forward, text] = await begin(
      await obtain("kubectl"),
      [...clusterFlags(cluster), "--namespace", namespace, "port-forward", "pod/ec2-web", ":80"],
      folder,
      /127\.0\.0\.1:(\d+) ->/,
    );
    processes.push(forward);
    const flags = [
      "--kubeconfig",
      cluster.kubeconfig,
      "--context",
      cluster.context,
      "--namespace",
      namespace,
    ];
    const tunnel = [join(root, "dist", "cli", "main.js"), "tunnel", ...flags];
    const [serving] = await begin(process.execPath, tunnel, folder, /^127\..* 80 /m);
    processes.push(serving);
    const ways: Record<string, Way> = {
      tunnel: { host: publicAddress(id), port: 80, process: serving },
      "kubectl port-forward": {
        host: "127.0.0.1",
        port: Number(/127\.0\.0\.1:(\d+) ->/.exec(text)?.[1]),
        process: forward,
      },
    };
    await report(ways, Number(count));
  } finally {
    processes.forEach((child) => child.kill());
    await kubectl(cluster, ["delete", "namespace", namespace, "--wait=false"]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The ways take turns, so that both meet the same conditions; the first turn only warms up. */
async function report(ways: Record<string, Way>, turns: number): Promise<void> {
  const names = Object.keys(ways);
  console.log(
    `| work | ${names.join(" | ")} | ratio of time | ratio of CPU |\n| --- | --- | --- | --- | --- |`,
  );
  for (const [work, run] of Object.entries(works)) {
    const costs = new Map<string, Cost[]>(names.map((name) => [name, []]));
    for (let turn = 0; turn <= turns; turn++) {
      for (const [name, way] of Object.entries(ways)) {
        const cost = await costOf(way, () => run(way));
        if (turn > 0) costs.get(name)?.push(cost);
      }
    }
    const [one, other] = names.map((name) => {
      const median = (key: keyof Cost) =>
        spread((costs.get(name) ?? []).map((cost) => cost[key]))?.median ?? NaN;
      return { seconds: median("seconds"), cpuSeconds: median("cpuSeconds") };
    }) as [Cost, Cost];
    const cell = ({ seconds, cpuSeconds: cpu }: Cost) => `${seconds.toFixed(3)} s, CPU ${cpu.toFixed(2)} s`;
    const ratio = (key: keyof Cost) => (one[key] / other[key]).toFixed(2);
    console.log(`| ${work} | ${cell(one)} | ${cell(other)} | ${ratio("seconds")} | ${ratio("cpuSeconds")} |`);
  }
}

runScript(compare);
