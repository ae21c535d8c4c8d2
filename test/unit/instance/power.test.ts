import type { Cluster } from "../../../provider/cluster/cluster";
import type { Pod } from "../../../provider/cluster/objects";
import type { InstanceInputs } from "../../../provider/instance/model";
import { toPod } from "../../../provider/instance/pod";
import { isOff, isTerminated, powerOff, powerOn } from "../../../provider/instance/power";
import { offLine, onLine, powerSignals, shutDownLine } from "../../../provider/user-data/supervisor";
import { instanceInputs } from "../../support/instance";

const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: false };
const ready = { phase: "Running", podIP: "10.0.0.1", conditions: [{ type: "Ready", status: "True" }] };
const running = { name: "instance", state: { running: {} } };
const containerStatuses = [{ ...running, containerID: "containerd://1" }];

const podWith = (status: object, inputs: Partial<InstanceInputs> = {}): Pod => ({
  ...toPod({ ...instanceInputs, ...inputs }, launch),
  status: status as Pod["status"],
});
const supervised = podWith({ ...ready, containerStatuses });
const stopped = { instanceState: "stopped" } as const;
const simulated = (inputs = {}) => podWith({ ...ready, containerStatuses: [running] }, inputs);
const restarting = { containerStatuses: [{ name: "instance", state: { waiting: {} } }] };
const older: Pod = { ...supervised, metadata: { ...supervised.metadata, annotations: {} } };

/** A cluster whose console has this text, and whose shell ends with this code. */
function clusterWith({ console = "", code = 0 }) {
  const did: unknown[] = [];
  const cluster = {
    console: () => Promise.resolve(console),
    followConsole: (_pod: Pod, _container: string, signal: AbortSignal, look: (line: string) => unknown) => {
      const found = look(console.trimEnd().split("\n").at(-1) ?? "");
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)));
    },
    execute: (_pod: Pod, container: string, command: string) => {
      did.push(`${container}: ${command}`);
      return Promise.resolve(code);
    },
  };
  return { cluster: cluster as unknown as Cluster, did };
}

test.each<[string, Pod, string, boolean]>([
  ["its console ends so", supervised, `booted\n${offLine}\n`, true],
  ["it is on again", supervised, `${offLine}\nec2-pods: powered on\n`, false],
  ["something in it says more afterward", supervised, `${offLine}\nhello`, false],
  [
    "its console is empty, although it was told so",
    podWith({ ...ready, containerStatuses }, stopped),
    "",
    false,
  ],
  ["its console is empty, and it wasn't told so", supervised, "", false],
  ["its console ends so, but it was told to be on", supervised, `${offLine}\n`, true],
  ["it was told so, but is on", podWith({ ...ready, containerStatuses }, stopped), "booted\n", false],
  ["no supervisor of an older release could say so", older, `${offLine}\n`, false],
  ["its container doesn't run", podWith({ ...ready, ...restarting }), `${offLine}\n`, false],
  [
    "its Pod isn't ready, because another container isn't",
    podWith({ phase: "Running", containerStatuses }),
    `${offLine}\n`,
    true,
  ],
  ["a simulated node was told so", simulated(stopped), "", true],
  ["a simulated node wasn't told so", simulated(), `${offLine}\n`, false],
])("whether an instance is off: %s", async (_, pod, console, expected) => {
  expect(await isOff(clusterWith({ console }).cluster, pod)).toBe(expected);
});

test("a console that can't be read says nothing", async () => {
  const cluster = { console: () => Promise.reject(new Error("the kubelet doesn't answer")) };
  await expect(isOff(cluster, supervised)).rejects.toThrow("the kubelet doesn't answer");
});

test.each([
  ["shut itself down to be terminated", "terminate", shutDownLine, true],
  ["shut itself down", "stop", shutDownLine, false],
  ["was stopped", "terminate", offLine, false],
  ["runs", "terminate", "booted", false],
])("whether an instance is terminated: it %s", async (_, behavior, console, expected) => {
  const inputs = { instanceInitiatedShutdownBehavior: behavior };
  const pod = podWith({ ...ready, containerStatuses }, inputs);
  expect(await isTerminated(clusterWith({ console }).cluster, pod)).toBe(expected);
});

test("power off is a signal to PID 1, and done once the console ends so", async () => {
  const { cluster, did } = clusterWith({ console: `booted\n${offLine}\n` });
  await powerOff(cluster, supervised, 1000);
  expect(did).toEqual([`instance: kill -${powerSignals.off} 1`]);
});

test("a machine that doesn't end in time is an error that names the limit", async () => {
  const { cluster } = clusterWith({ console: `${offLine}\nstill writing` });
  await expect(powerOff(cluster, supervised, 20)).rejects.toMatchObject({
    message: expect.stringContaining("it isn't powered off") as string,
    fix: 'Raise timeouts.update, for example "5m"',
  });
});

test.each([137, 143])("a shell that its own signal ends with %i told it to be off", async (code) => {
  const { cluster } = clusterWith({ console: offLine, code });
  await powerOff(cluster, supervised, 1000);
  await expect(powerOn(cluster, supervised, 1000)).rejects.toThrow(`kill ended with ${code}`);
});

test.each([1, 126, 127])("a shell that ends with %i told nothing", async (code) => {
  const { cluster } = clusterWith({ console: offLine, code });
  const told = "its supervisor can't be told: kill ended with";
  await expect(powerOff(cluster, supervised, 1000)).rejects.toThrow(`${told} ${code}`);
  await expect(powerOn(cluster, supervised, 1000)).rejects.toThrow(`${told} ${code}`);
});

test("power on waits for this version of the user data first, if there is a new one", async () => {
  const { cluster, did } = clusterWith({});
  await powerOn(cluster, supervised, 1000);
  await powerOn(cluster, supervised, 1000, { userData: "abc123" });
  expect(did).toEqual([
    `instance: kill -${powerSignals.on} 1`,
    expect.stringMatching(
      new RegExp(`^instance: turns=120; until grep -q abc123 /\\S+/version .*; kill -${powerSignals.on} 1$`),
    ),
  ]);
});

test.each([
  ["off", [offLine, offLine, onLine]],
  ["shut-down", [shutDownLine, onLine]],
  ["off", [offLine, shutDownLine]],
] as const)(
  "power on of a machine that is %s is done once its console says something else",
  async (was, said) => {
    const lines: string[] = [];
    const followConsole = (...[, , , look]: Parameters<Cluster["followConsole"]>) =>
      Promise.resolve(said.find((line) => lines.push(line) && look(line)));
    const { cluster } = clusterWith({});
    await powerOn({ ...cluster, followConsole } as Cluster, supervised, 1000, { was });
    expect(lines).toEqual(said);
  },
);

test("a machine that doesn't come on in time is an error, unless nothing says that it was off", async () => {
  const { cluster } = clusterWith({ console: offLine });
  await expect(powerOn(cluster, supervised, 20, { was: "off" })).rejects.toMatchObject({
    message: expect.stringContaining("it isn't powered on") as string,
    fix: 'Raise timeouts.update, for example "5m"',
  });
  await powerOn(cluster, supervised, 20);
});

test("a machine whose boot shuts it down at once was on", async () => {
  const { timeout } = AbortSignal;
  const limits = jest.spyOn(AbortSignal, "timeout").mockImplementation((limit) => timeout(limit / 100));
  try {
    const { cluster } = clusterWith({ console: shutDownLine });
    await powerOn(cluster, supervised, 60_000, { was: "shut-down" });
    expect(limits.mock.calls).toEqual([[60_000], [5_000]]);
  } finally {
    limits.mockRestore();
  }
});

test("a simulated node runs nothing that could be told", async () => {
  const { cluster, did } = clusterWith({});
  await powerOff(cluster, simulated(), 1000);
  await powerOn(cluster, simulated(), 1000);
  expect(did).toEqual([]);
});
