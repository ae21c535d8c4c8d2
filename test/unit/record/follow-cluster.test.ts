import { recordedIdentity } from "../../../provider/cluster/identity";
import { followCluster } from "../../../provider/record/follow-cluster";
import type { ClusterOperations } from "../../../provider/record/follow-cluster";
import { checkTarget } from "../../../provider/record/target";
import { asked, endClusters, kubeconfigOf } from "../../support/named-clusters";
import type { Answer } from "../../support/named-clusters";

interface Values {
  context?: string;
  kubeconfig?: string;
  clusterId?: string;
  name: string;
}

afterAll(endClusters);

const calls: unknown[] = [];
const said = jest.spyOn(console, "log").mockImplementation(() => undefined);
beforeEach(() => {
  calls.length = 0;
  said.mockClear();
});

const record = (operation: string) => (id: string, props: Values) =>
  Promise.resolve(void calls.push([operation, id, props.context]));
const operations = () =>
  followCluster<Values, Values, ClusterOperations<Values, Values>>(
    {
      configure: () => undefined,
      diff: (_: string, olds: Values, news: Values) =>
        Promise.resolve(olds.context === news.context ? { changes: false } : { replaces: ["context"] }),
      create: (inputs: Values) => Promise.resolve({ id: "i-1", outs: inputs }),
      update: (_: string, olds: Values, news: Values) => Promise.resolve({ outs: { ...olds, ...news } }),
      read: async (id: string, props: Values) => {
        await record("read")(id, props);
        if (id === "i-diskless") return { id, props: { ...props, podName: "" } };
        if (id === "i-stopped") return { id, props: { ...props, podName: "", ebsBlockDevices: [{}] } };
        return id === "i-elsewhere" ? { id: "" } : { id, props };
      },
      delete: record("delete"),
    },
    (values) => ({ kind: "Thing", name: (values as Values).name }),
  );

const same = { changes: false };
const live = { changes: true };
const moved = { replaces: ["context"] };

/** What a state records of the cluster with this uid, whatever its server is. */
const recorded = (uid: string) => ({ clusterId: `${uid} 0123456789abcdef0` });

interface Case {
  clusterId?: string;
  contexts: Record<string, Answer>;
  context?: string;
  id?: string;
  expected: object;
  asked?: boolean;
}

test.each<[string, Case]>([
  ["a renamed context", { ...recorded("0-a"), contexts: { new: "0-a" }, expected: live }],
  ["another cluster", { ...recorded("0-a"), contexts: { new: "0-b" }, expected: moved }],
  ["the recorded context", { ...recorded("0-a"), contexts: { old: "0-a" }, context: "old", expected: same }],
  [
    "one that doesn't say who it is",
    { ...recorded("0-a"), contexts: { new: 403 }, expected: live, asked: true },
  ],
  [
    "one that doesn't say who it is, and doesn't have it",
    { ...recorded("0-a"), contexts: { new: 403 }, id: "i-elsewhere", expected: moved, asked: true },
  ],
  [
    "the recorded context, which doesn't say",
    { ...recorded("0-a"), contexts: { old: 403 }, context: "old", expected: same },
  ],
  ["an old state's cluster by both its names", { contexts: { new: "0-a", old: "0-a" }, expected: live }],
  ["another one than an old state's", { contexts: { new: "0-b", old: "0-a" }, expected: moved }],
  ["a new name of an old state's, which has it", { contexts: { new: "0-a" }, expected: live, asked: true }],
  [
    "another one than an old state's, whose name is gone",
    { contexts: { new: "0-b" }, id: "i-elsewhere", expected: moved, asked: true },
  ],
  [
    "a new name of an old state's, which has nothing of a stopped machine",
    { contexts: { new: "0-a" }, id: "i-diskless", expected: live, asked: true },
  ],
  ["the context of an old state", { contexts: { old: "0-a" }, context: "old", expected: same }],
])(
  "a change to %s",
  async (_, { contexts, context = "new", id = "i-1", expected, asked = false, ...state }) => {
    const kubeconfig = await kubeconfigOf(contexts);
    const olds = { name: "a", context: "old", kubeconfig, ...state };
    expect(await operations().diff(id, olds, { name: "a", context, kubeconfig })).toEqual(expected);
    expect(calls).toEqual(asked ? [["read", id, context]] : []);
  },
);

test("a rename is rejected if it is unclear what it leads to", async () => {
  const stopped = { name: "a", context: "old", kubeconfig: await kubeconfigOf({ new: "0-a" }) };
  const rename = (id: string, olds: Values) => operations().diff(id, olds, { ...olds, context: "new" });
  await expect(rename("i-stopped", stopped)).rejects.toThrow(
    'Cannot update Thing "a": it is stopped, so you can\'t tell whether context "new" leads to the cluster that it was created in. Name that cluster "old" again with "kubectl config rename-context"',
  );
  const silent = { ...stopped, kubeconfig: await kubeconfigOf({ new: 500 }), ...recorded("0-a") };
  await expect(rename("i-1", silent)).rejects.toThrow(
    'Cannot update Thing "a": context "new" doesn\'t answer, so you can\'t tell whether it leads to the cluster that it was created in. Run the same command again',
  );
});

test("a server or an authority that changes is no other cluster to a user who may not ask it", async () => {
  const [before, now] = [await kubeconfigOf({ old: 403 }), await kubeconfigOf({ old: "0-a" })];
  const created = { name: "a", context: "old", kubeconfig: before };
  const { outs } = await operations().create(created);
  const olds = { ...created, ...outs };
  expect(await operations().diff("i-1", olds, { ...olds, kubeconfig: now })).toEqual(same);
  await operations().delete("i-1", { ...olds, kubeconfig: now });
  expect(calls).toEqual([["delete", "i-1", "old"]]);
});

test("what a state knows of its cluster isn't lost to users who may ask less, or to a cluster that is silent", async () => {
  const values = { name: "a", context: "old", kubeconfig: await kubeconfigOf({ old: 500 }) };
  const { outs } = await operations().update!("i-1", { ...values, ...recorded("0-a") }, values);
  expect(outs).toMatchObject(recorded("0-a"));
  const access = "0123456789abcdef0";
  expect(recordedIdentity({ access }, `0-a ${access}`)).toBe(`0-a ${access}`);
  expect(recordedIdentity({ access: "other" }, `0-a ${access}`)).toBe(" other");
  expect(recordedIdentity({ access, uid: "0-b" }, `0-a ${access}`)).toBe(`0-b ${access}`);
});

test("a kubeconfig that leads to another cluster replaces the resource", async () => {
  const [before, now] = [await kubeconfigOf({ old: "0-a" }), await kubeconfigOf({ old: "0-b" })];
  const olds = { name: "a", context: "old", kubeconfig: before, ...recorded("0-a") };
  const diff = operations().diff("i-1", olds, { ...olds, kubeconfig: now });
  expect(await diff).toEqual({ replaces: ["kubeconfig"] });
});

test("a cluster that was replaced under the same name isn't taken for the recorded one", async () => {
  const values = {
    name: "a",
    context: "old",
    kubeconfig: await kubeconfigOf({ old: "0-b" }),
    ...recorded("0-a"),
  };
  await expect(operations().diff("i-1", values, values)).rejects.toThrow(
    'Cannot update Thing "a": context "old" leads to another cluster than the one that it was created in. If that cluster was replaced, run "pulumi up --refresh"',
  );
  expect(await operations().read("i-1", values)).toEqual({ id: "" });
  await operations().delete("i-1", values);
  expect(calls).toEqual([]);
  const line =
    'Thing "a": is gone: context "old" leads to another cluster than the one that it was created in';
  expect(said.mock.calls).toEqual([[line], [line]]);
});

test("a cluster that says only in the update that it isn't the recorded one gets nothing", async () => {
  const kubeconfig = await kubeconfigOf({ old: "0-b", new: "0-a" });
  const olds = { name: "a", context: "old", kubeconfig, ...recorded("0-a") };
  await expect(operations().update!("i-1", olds, { name: "a", context: "old", kubeconfig })).rejects.toThrow(
    'Cannot update Thing "a": context "old" leads to another cluster than the one that it was created in',
  );
  const renamed = { name: "a", context: "new", kubeconfig };
  expect(await operations().update!("i-1", olds, renamed)).toMatchObject({ outs: { context: "new" } });
});

test.each<[string, Record<string, Answer>, string]>([
  [
    "several contexts",
    { old: "0-b", other: 500 },
    'name the right one with "pulumi config set kubernetes:context <name>"',
  ],
  [
    "one context",
    { old: "0-b" },
    'name the kubeconfig of the right one with "pulumi config set kubernetes:kubeconfig <path>"',
  ],
])(
  "a kubeconfig of the configuration with %s that leads to another cluster is rejected, and the message says what to set",
  async (_, contexts, fix) => {
    const kubeconfig = await kubeconfigOf(contexts);
    const subject = operations();
    subject.configure({
      config: { get: (key) => (key === "kubernetes:kubeconfig" ? kubeconfig : undefined) },
    });
    const values = { name: "a", context: "old", ...recorded("0-a") };
    await expect(subject.diff("i-1", values, values)).rejects.toThrow(
      `If that cluster was replaced, run "pulumi up --refresh", which creates everything again. Otherwise ${fix}`,
    );
    subject.configure({ config: { get: () => undefined } });
  },
);

test("what is in a context that was renamed is read and deleted under its new name", async () => {
  const values = {
    name: "a",
    context: "old",
    kubeconfig: await kubeconfigOf({ new: "0-a" }),
    ...recorded("0-a"),
  };
  expect(await operations().read("i-1", values)).toEqual({ id: "i-1", props: { ...values, context: "new" } });
  await operations().delete("i-1", values);
  expect(calls).toEqual([
    ["read", "i-1", "new"],
    ["delete", "i-1", "new"],
  ]);
});

describe("a context that was renamed while another cluster is current", () => {
  const contexts = { other: "0-b", third: "0-c", renamed: "0-a" };
  const state = async (all: Record<string, Answer> = contexts) => ({
    name: "a",
    context: "old",
    kubeconfig: await kubeconfigOf(all),
    ...recorded("0-a"),
  });
  /** What the engine passes on to a diff, by the inputs before. */
  const checked = ({ kubeconfig, context }: Values, given: object = {}) => ({
    name: "a",
    ...checkTarget({ kubeconfig, ...given }, { context }).inputs,
  });

  test("is found by reads and deletions, which ask each cluster once", async () => {
    const values = await state();
    asked.length = 0;
    expect(await operations().read("i-1", values)).toMatchObject({ props: { context: "renamed" } });
    await operations().delete("i-1", values);
    expect(calls).toEqual([
      ["read", "i-1", "renamed"],
      ["delete", "i-1", "renamed"],
    ]);
    expect(asked).toHaveLength(3);
  });

  test.each<[string, Record<string, Answer>, object, string]>([
    [
      "which one has it",
      contexts,
      {},
      'it is in the cluster of context "renamed", and the current context "other" leads to another. Name the right one with "pulumi config set kubernetes:context renamed"',
    ],
    [
      "that its Provider can name it",
      contexts,
      { ownTarget: true },
      'it is in the cluster of context "renamed", and the current context "other" leads to another. Set context of its Kubernetes Provider to "renamed"',
    ],
    [
      "that none has it",
      { other: "0-b", silent: 500 },
      {},
      'no context of the kubeconfig leads to its cluster, which was that of "old", and the current context "other" leads to another. Name the right one with "pulumi config set kubernetes:context <name>". If its cluster was replaced, run "kubectl config rename-context other old" and "pulumi up --refresh"',
    ],
    [
      "that its kubeconfig must be another if it has no other context",
      { other: "0-b" },
      {},
      'no context of the kubeconfig leads to its cluster, which was that of "old", and the current context "other" leads to another. Set kubeconfig to that of the right one. If its',
    ],
    [
      "that its Provider can have that kubeconfig",
      { other: "0-b" },
      { ownTarget: true },
      'no context of the kubeconfig leads to its cluster, which was that of "old", and the current context "other" leads to another. Set kubeconfig of its Kubernetes Provider to that of the right one. If its',
    ],
  ])("replaces nothing, and says %s", async (_, all, given, reason) => {
    const olds = { ...(await state(all)), ...given };
    const diff = operations().diff("i-1", olds, checked(olds, given));
    await expect(diff).rejects.toThrow(`Cannot update Thing "a": ${reason}`);
  });

  test("replaces nothing after a refresh either", async () => {
    const olds = await state();
    const { props } = await operations().read("i-1", olds);
    const diff = operations().diff("i-1", props as Values, checked(olds));
    await expect(diff).rejects.toThrow('it is in the cluster of context "renamed"');
  });

  test("is left for what a setting names", async () => {
    const olds = await state();
    const changeTo = (context: string) => operations().diff("i-1", olds, checked(olds, { context }));
    expect(await changeTo("other")).toEqual(moved);
    expect(await changeTo("renamed")).toEqual(live);
  });
});

test("the identity is recorded by a creation and a change, or what is known without the right to read it", async () => {
  for (const [server, clusterId] of [
    ["0-a", expect.stringMatching(/^0-a [0-9a-f]{17}$/)],
    [403, expect.stringMatching(/^ [0-9a-f]{17}$/)],
  ] as const) {
    const values = { name: "a", context: "new", kubeconfig: await kubeconfigOf({ new: server }) };
    expect(await operations().create(values)).toMatchObject({ outs: { clusterId } });
    const { outs } = await operations().update!("i-1", values, values);
    expect(outs).toMatchObject({ clusterId });
    expect(await operations().diff("i-1", outs as Values, values)).toEqual({
      changes: false,
    });
  }
});

test("what is in a cluster that doesn't answer isn't taken for gone", async () => {
  const clusters = [{ name: "old", cluster: { server: "http://127.0.0.1:1" } }];
  const contexts = [{ name: "old", context: { cluster: "old" } }];
  const config = JSON.stringify({ clusters, contexts, "current-context": "old" });
  const values = { name: "a", context: "old", kubeconfig: config, ...recorded("0-a") };
  expect(await operations().diff("i-1", values, values)).toEqual({ changes: false });
  await operations().delete("i-1", values);
  expect(calls).toEqual([["delete", "i-1", "old"]]);
});
