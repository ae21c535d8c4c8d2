import { spawn } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { nodeNames } from "../../tools/local-cluster/node";
import { killAtOnce } from "../../tools/processes";
import { inside, kubectl, podsByName } from "../support/cluster";
import { OwnCluster } from "../support/own-cluster";
import { TestStack } from "../support/stack";

const cluster = new OwnCluster("restart");
let stack: TestStack;

beforeAll(async () => {
  await cluster.start("node");
  stack = await TestStack.create("restart", program());
  await stack.up();
  stack.program(program("stopped"));
  await stack.up();
});
afterAll(async () => {
  await cluster.remove();
  rmSync(stack.folder, { recursive: true });
});

const userData = `#cloud-config
${JSON.stringify({ bootcmd: [["httpd", "-h", "/etc"]], runcmd: ["echo ran | tee -a /ran /mnt/sdf/ran"] })}`;
const program = (dbState = "running", args = "") => `
const machine = {
  ami: "busybox:1.35", instanceType: "t3.nano", userData: ${JSON.stringify(userData)}, waitForUserData: true,
  ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }], ${args}
};
new Ec2Instance("web", machine);
new Ec2Instance("db", { ...machine, instanceState: "${dbState}" as const });
`;

interface Output {
  podName: string;
  instanceState: string;
  privateIp: string;
}

const outputsOf = async (name: string) => {
  const { id, outputs } = await stack.resource(name);
  const { podName, instanceState, privateIp } = outputs as unknown as Output;
  return { id, podName, instanceState, privateIp };
};
const inInstance = async (name: string, command: string) =>
  (await inside(stack.namespace, (await outputsOf(name)).podName, command)).stdout;
const page = "timeout 60 wget -qO- http://127.0.0.1/hostname";
/** The console of the container that runs now; empty while none does. */
const consoleOf = async ({ podName }: Output, restarts: number) => {
  const path = "{.status.containerStatuses[?(@.name=='instance')].restartCount}";
  const count = await kubectl(stack.namespace, "get", "pod", podName, `--output=jsonpath=${path}`);
  return Number(count) < restarts ? "" : kubectl(stack.namespace, "logs", podName, "--container=instance");
};
const containerIds = async () =>
  Object.values(await podsByName(stack.namespace)).map(
    ({ status }) => status.containerStatuses?.[0]?.containerID,
  );

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(200);
}

const untilReady = () =>
  kubectl(stack.namespace, "wait", "pods", "--all", "--for=condition=Ready", "--timeout=180s");

/** The processes of the node: its own, and those in its Pods. */
function nodeProcesses(): { init: number; own: { pid: number; argv: string[] }[]; inPods: number[] } {
  const state = join(cluster.cache, "cluster");
  const leader = (JSON.parse(readFileSync(join(state, "state.json"), "utf8")) as { pid: number }).pid;
  const init = Number(readFileSync(`/proc/${leader}/task/${leader}/children`, "utf8"));
  const { cgroup } = nodeNames(state);
  const own: { pid: number; argv: string[] }[] = [];
  const inPods: number[] = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const isOwn = readlinkSync(`/proc/${pid}/ns/pid`) === readlinkSync(`/proc/${init}/ns/pid`);
      if (readFileSync(`/proc/${pid}/cgroup`, "utf8").includes(cgroup)) inPods.push(Number(pid));
      else if (isOwn) {
        const argv = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
        own.push({ pid: Number(pid), argv });
      }
    } catch {
      // It ended meanwhile.
    }
  }
  return { init, own, inPods };
}

/** What starts a program of the node again: the kubelet ends while containerd isn't up yet. */
const untilItRuns = 'until "$@"; do sleep 0.2; done';

/** Kills containerd and the kubelet, and with the power also what runs in Pods; then starts both again. */
function restartNode({ losesPower }: { losesPower: boolean }): void {
  // Those of an earlier restart would start theirs beside the new ones.
  killAtOnce(nodeProcesses().own.flatMap(({ pid, argv }) => (argv[2] === untilItRuns ? [pid] : [])));
  const { init, own, inPods } = nodeProcesses();
  const named = (pattern: RegExp) => own.filter(({ argv }) => pattern.test(argv[0] ?? ""));
  // What one of them is about to start has its name for a moment, and a higher id.
  const programs = named(/(^|\/)(containerd|kubelet)$/).sort((a, b) => b.pid - a.pid);
  const first = new Map(programs.map((each) => [basename(each.argv[0] ?? ""), each]));
  const restarted = [...first.values()].map((each) => ({
    ...each,
    variables: readFileSync(`/proc/${each.pid}/environ`, "utf8").split("\0").slice(0, -1),
  }));
  expect(restarted).toHaveLength(2);
  const lost = losesPower ? [...named(/containerd-shim/).map(({ pid }) => pid), ...inPods] : [];
  killAtOnce([...restarted.map(({ pid }) => pid), ...lost]);
  for (const { argv, variables } of restarted) {
    const enter = ["--target", String(init), "--pid", "--mount", "--net", "--", "env", "-i", ...variables];
    // Both end with process 1 of the node.
    const command = ["sh", "-c", untilItRuns, "sh", ...argv];
    spawn("nsenter", [...enter, ...command], { detached: true, stdio: "ignore" }).unref();
  }
}

test("a node whose kubelet and containerd are killed and started again has the same machines", async () => {
  const [web, db, containers] = [await outputsOf("web"), await outputsOf("db"), await containerIds()];
  await inInstance("web", "echo mine >/file");
  restartNode({ losesPower: false });
  await until(async () => (await inside(stack.namespace, web.podName, "true")).code === 0);
  // The Pods still look as before the kubelet was killed, and its first status may say that they aren't ready.
  const isAsBefore = async () =>
    (await stack.pulumi("refresh", "--preview-only", "--expect-no-changes")).code === 0;
  await until(isAsBefore);
  await stack.refresh("--expect-no-changes");
  expect([await outputsOf("web"), await outputsOf("db"), await containerIds()]).toEqual([
    web,
    db,
    containers,
  ]);
  expect(await inInstance("web", `cat /file /ran; ${page}`)).toBe(`mine\nran\n${web.id}\n`);
});

test("a node that loses its power and starts again has the same instances, with user data run on new disks", async () => {
  const [web, db] = [await outputsOf("web"), await outputsOf("db")];
  await inInstance("web", "echo mine >/file");
  restartNode({ losesPower: true });
  await until(async () => (await consoleOf(web, 1)).includes("ended with"));
  await until(async () => (await consoleOf(db, 1)).endsWith("powered off\n"));
  await untilReady();
  const said = await stack.refresh();
  expect(said).toContain(
    'Ec2Instance "db": its node restarted its container, so its disk is new: user data runs again',
  );
  const pods = await podsByName(stack.namespace);
  expect(await outputsOf("web")).toEqual({ ...web, privateIp: pods["web"]!.status.podIP });
  expect(await outputsOf("db")).toEqual({ ...db, privateIp: pods["db"]!.status.podIP });
  expect(await inInstance("web", `ls /file; cat /ran /mnt/sdf/ran; ${page}`)).toBe(
    `ran\nran\nran\n${web.id}\n`,
  );
  expect(await inInstance("db", "ls /ran; ps -o args | grep -c '^httpd'")).toBe("0\n");
  expect(await stack.preview()).toEqual({});
  stack.program(program());
  await stack.up();
  expect(await inInstance("db", `cat /ran /mnt/sdf/ran; ${page}`)).toBe(`ran\nran\nran\n${db.id}\n`);
});

test("after a drain, an instance is stopped; it starts on a new disk, with its volume and user data run", async () => {
  const before = await outputsOf("web");
  const drain = ["--force", "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=180s"];
  await kubectl("default", "drain", "ec2-pods", `--pod-selector=ec2-pods/name=web`, ...drain);
  await stack.refresh();
  expect(await outputsOf("web")).toEqual({ ...before, podName: "", privateIp: "", instanceState: "stopped" });
  stack.program(program("running", 'timeouts: { update: "40s" }'));
  expect(await stack.failingUp()).toContain("no node can run its Pod: Unschedulable");
  await kubectl("default", "uncordon", "ec2-pods");
  stack.program(program());
  await stack.up();
  const after = await outputsOf("web");
  expect(after).toEqual({ ...before, podName: after.podName, privateIp: after.privateIp });
  expect(await inInstance("web", `cat /ran /mnt/sdf/ran; ${page}`)).toBe(
    `ran\nran\nran\nran\n${before.id}\n`,
  );
});
