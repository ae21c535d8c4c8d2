import { instancesJson, instancesText, poweredText } from "../../../provider/cli/instance-report";
import { findInstance, type Listed, listInstances, runningPod } from "../../../provider/cli/instances";
import type { StoredInstance } from "../../../provider/cli/stack-state";
import type { Pod } from "../../../provider/cluster/objects";
import { toState } from "../../../provider/instance/model";
import { toPod } from "../../../provider/instance/pod";
import { group, instanceInputs as inputs } from "../../support/instance";

const now = new Date("2026-01-01T01:00:00Z");
const id = inputs.instanceId;

const stored = (more: Partial<StoredInstance["outputs"]> = {}): StoredInstance => ({
  id,
  inputs,
  outputs: { ...toState(inputs, { namespace: "apps", booted: true }), instanceState: "running", ...more },
});

const spawn = { podName: "ec2-web-1", namespace: "apps", origin: "me", firstBoot: true, metadata: false };
const made = toPod({ ...inputs, tags: { Name: "shop" } }, spawn);
const podWith = (status: Pod["status"], metadata: Pod["metadata"] = {}): Pod => ({
  ...made,
  metadata: { ...made.metadata, creationTimestamp: "2026-01-01T00:00:00Z", ...metadata },
  status,
});
const ready = {
  phase: "Running",
  podIP: "10.244.0.7",
  conditions: [{ type: "Ready", status: "True" }],
};
const running = podWith(ready);
const stopped = podWith({ phase: "Failed", reason: "DeadlineExceeded", podIP: "10.244.0.7" });

const states = (pods: Pod[], state: StoredInstance[] | undefined) =>
  listInstances(pods, state, now).map(({ name, state: is, why, pod }) => [name, is, pod, why]);

test("an instance that runs is told by its state and its Pod", () => {
  expect(listInstances([running], [stored()], now)).toEqual([
    {
      name: "web",
      id,
      state: "running",
      type: "t3.micro",
      namespace: "apps",
      pod: "ec2-web-1",
      privateIp: "10.244.0.7",
      groups: [group],
      tags: { Name: "shop" },
      ageSeconds: 3600,
    },
  ]);
});

test("without a state, the Pod alone tells as much", () => {
  expect(listInstances([running], undefined, now)).toEqual(listInstances([running], [stored()], now));
});

test.each<[string, Pod[], StoredInstance[], unknown[]]>([
  ["one that was stopped has a Pod that ended", [stopped], [stored()], ["stopped", "ec2-web-1", undefined]],
  [
    "one whose container ended by itself says how",
    [
      podWith({
        phase: "Failed",
        containerStatuses: [
          { name: "instance", state: { terminated: { exitCode: 3, reason: "Error" } } },
        ] as never,
      }),
    ],
    [stored()],
    ["stopped", "ec2-web-1", 'the container "instance" exited with code 3 (Error)'],
  ],
  [
    "one that waits says what for",
    [podWith({ phase: "Pending" })],
    [stored()],
    ["pending", "ec2-web-1", "its Pod isn't ready: not scheduled yet"],
  ],
  [
    "one whose Pod is on its way out is stopping",
    [podWith(ready, { deletionTimestamp: "2026-01-01T00:59:00Z" })],
    [stored()],
    ["stopping", "ec2-web-1", undefined],
  ],
  [
    "one that the program stopped has no Pod",
    [],
    [stored({ instanceState: "stopped" })],
    ["stopped", undefined, undefined],
  ],
  [
    "one with volumes is stopped without its Pod",
    [],
    [stored({ ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }] })],
    ["stopped", undefined, undefined],
  ],
  [
    "one without is terminated",
    [],
    [stored()],
    [
      "terminated",
      undefined,
      'its Pod is gone; "pulumi refresh" takes it out of the state, "ec2-pods start" makes a new Pod',
    ],
  ],
  [
    "the Pod of an unknown instance is said to be",
    [running],
    [],
    ["running", "ec2-web-1", 'the state doesn\'t have it; see "ec2-pods reap"'],
  ],
  [
    "of two Pods the one that runs counts, however old it is",
    [podWith({ phase: "Failed" }, { name: "ec2-web-2", creationTimestamp: "2026-01-01T00:30:00Z" }), running],
    [stored()],
    ["running", "ec2-web-1", undefined],
  ],
])("%s", (_, pods, state, [is, pod, why]) => {
  expect(states(pods, state)).toEqual([["web", is, pod, why]]);
});

const listed = (name: string, last: string, more: Partial<Listed> = {}): Listed => ({
  name,
  id: `i-0123456789abcde${last}`,
  state: "running",
  type: "t3.micro",
  namespace: "apps",
  groups: [],
  tags: {},
  ...more,
});
const web = listed("web", "f0", { tags: { Name: "shop" }, pod: "ec2-web-1", privateIp: "10.0.0.7" });
const db = listed("db", "e1", { tags: { Name: "store" }, state: "stopped" });
const old = listed("store-old", "e2", { tags: { Name: "store" } });
const all = [web, db, old];

test.each([
  ["web", web],
  ["shop", web],
  [web.id, web],
  ["i-0123456789abcdef", web],
  ["0123456789abcdee1", db],
  ["db", db],
])("%s is found", (wanted, instance) => {
  expect(findInstance(all, wanted, "stop")).toBe(instance);
});

const there = "web (i-0123456789abcdef0), db (i-0123456789abcdee1), store-old (i-0123456789abcdee2)";

test.each([
  ["webb", all, `there is none; there are ${there}. Did you mean "web"?`],
  ["mail-server", all, `there is none; there are ${there}. See "ec2-pods list".`],
  ["i-012", all, `there is none; there are ${there}. See "ec2-pods list".`],
  [
    "store",
    all,
    "2 instances are called that: db (i-0123456789abcdee1), store-old (i-0123456789abcdee2). Name one by its id, for example i-0123456789abcdee1.",
  ],
  ["web", [], 'there are no instances. See "ec2-pods list --all".'],
])("%s is not found among %j", (wanted, instances, said) => {
  expect(() => findInstance(instances, wanted, "stop")).toThrow(
    new Error(`Cannot stop Ec2Instance "${wanted}": ${said}`),
  );
});

test("only an instance that runs can be entered", () => {
  expect(runningPod(web, "enter")).toBe("ec2-web-1");
  expect(() => runningPod(db, "enter")).toThrow(
    new Error('Cannot enter Ec2Instance "db": it is stopped. Start it with "ec2-pods start db".'),
  );
  expect(() => runningPod({ ...web, state: "pending", why: "no node" }, "enter")).toThrow(
    new Error(
      'Cannot enter Ec2Instance "web": it is pending: no node. Run it again once "ec2-pods list" shows it running.',
    ),
  );
});

test("people get a table, without columns that say nothing and without spaces at the end of a line", () => {
  const groups = ["sg-1", "sg-2"];
  expect(instancesText([{ ...web, groups, ageSeconds: 3600 * 3 }, db])).toBe(
    [
      "NAME   INSTANCE              STATE     TYPE       POD         PRIVATE IP   GROUPS      AGE",
      "web    i-0123456789abcdef0   running   t3.micro   ec2-web-1   10.0.0.7     sg-1,sg-2   3h",
      "db     i-0123456789abcdee1   stopped   t3.micro   -           -            -           -",
    ].join("\n"),
  );
  expect(instancesText([web, { ...db, namespace: "data", why: "its Pod failed" }])).toBe(
    [
      "NAME   INSTANCE              STATE     TYPE       NAMESPACE   POD         PRIVATE IP   GROUPS   AGE   WHY",
      "web    i-0123456789abcdef0   running   t3.micro   apps        ec2-web-1   10.0.0.7     -        -",
      "db     i-0123456789abcdee1   stopped   t3.micro   data        -           -            -        -     its Pod failed",
    ].join("\n"),
  );
  expect(instancesText([])).toBe("No instances.");
  expect(JSON.parse(instancesJson(all))).toEqual({ instances: all });
});

test("what was done is told, and that the state doesn't have it yet", () => {
  const { name, id: webId } = web;
  expect(poweredText("stop", { name, id: webId, changed: true, state: "stopped" })).toBe(
    'web (i-0123456789abcdef0) stopped\nThe state isn\'t changed: "pulumi refresh" shows it.',
  );
  const started = { name, id: webId, state: "running" as const, pod: "ec2-web-2", privateIp: "10.0.0.8" };
  expect(poweredText("start", { ...started, changed: true })).toBe(
    'web (i-0123456789abcdef0) started: Pod ec2-web-2, private IP 10.0.0.8\nThe state isn\'t changed: "pulumi refresh" shows it.',
  );
  expect(poweredText("start", { ...started, changed: false })).toBe(
    "web (i-0123456789abcdef0) is running already",
  );
});
