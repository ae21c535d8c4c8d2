import { followCluster } from "../../../provider/record/follow-cluster";
import type { ClusterOperations } from "../../../provider/record/follow-cluster";
import { endClusters, kubeconfigOf } from "../../support/named-clusters";
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
const operations = (answer: object = {}) =>
  followCluster<Values, Values, ClusterOperations<Values, Values>>(
    {
      configure: () => undefined,
      diff: () => Promise.resolve(answer),
      create: (inputs: Values) => Promise.resolve({ id: "i-1", outs: inputs }),
      update: (_: string, olds: Values, news: Values) => Promise.resolve({ outs: { ...olds, ...news } }),
      read: async (id: string, props: Values) => {
        await record("read")(id, props);
        return id === "i-elsewhere" ? { id: "" } : { id, props };
      },
      delete: record("delete"),
    },
    (values) => ({ kind: "Thing", name: (values as Values).name }),
  );

const moved = { replaces: ["context"] };

test.each<[string, Partial<Values>, Record<string, Answer>, string, object, object]>([
  [
    "a renamed context of the same cluster",
    { clusterId: "0-a" },
    { new: "0-a" },
    "new",
    moved,
    { replaces: [] },
  ],
  ["another cluster", { clusterId: "0-a" }, { new: "0-b" }, "new", moved, moved],
  ["a cluster that doesn't say who it is", { clusterId: "0-a" }, { new: 403 }, "new", moved, moved],
  [
    "an old state's cluster by both its names",
    {},
    { new: "0-a", old: "0-a" },
    "new",
    moved,
    { replaces: [] },
  ],
  [
    "an old state's cluster, whose name is gone, but which has it",
    {},
    { new: "0-a" },
    "new",
    moved,
    { replaces: [] },
  ],
  [
    "the recorded context",
    { clusterId: "0-a" },
    { old: "0-a" },
    "old",
    { changes: false },
    { changes: false },
  ],
  ["the context of an old state", {}, { old: "0-a" }, "old", { changes: false }, { changes: false }],
])("a change to %s", async (_, recorded, contexts, context, answer, expected) => {
  const config = await kubeconfigOf(contexts);
  const olds = { name: "a", context: "old", kubeconfig: config, ...recorded };
  const news = { name: "a", context, kubeconfig: config };
  expect(await operations(answer).diff("i-1", olds, news)).toEqual(expected);
});

test("what an old state describes is replaced if its context is gone and the new one doesn't have it", async () => {
  const olds = { name: "a", context: "old", kubeconfig: await kubeconfigOf({ new: "0-a" }) };
  expect(await operations(moved).diff("i-elsewhere", olds, { ...olds, context: "new" })).toEqual(moved);
  expect(calls).toEqual([["read", "i-elsewhere", "new"]]);
});

test("a kubeconfig that leads to another cluster replaces the resource", async () => {
  const [before, now] = [await kubeconfigOf({ old: "0-a" }), await kubeconfigOf({ old: "0-b" })];
  const olds = { name: "a", context: "old", kubeconfig: before, clusterId: "0-a" };
  const diff = operations({ changes: false }).diff("i-1", olds, { ...olds, kubeconfig: now });
  expect(await diff).toEqual({ replaces: ["kubeconfig"] });
});

test("a cluster that was replaced under the same name isn't taken for the recorded one", async () => {
  const values = {
    name: "a",
    context: "old",
    kubeconfig: await kubeconfigOf({ old: "0-b" }),
    clusterId: "0-a",
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

test("what is in a context that was renamed is read and deleted under its new name", async () => {
  const values = {
    name: "a",
    context: "old",
    kubeconfig: await kubeconfigOf({ new: "0-a" }),
    clusterId: "0-a",
  };
  expect(await operations().read("i-1", values)).toEqual({ id: "i-1", props: { ...values, context: "new" } });
  await operations().delete("i-1", values);
  expect(calls).toEqual([
    ["read", "i-1", "new"],
    ["delete", "i-1", "new"],
  ]);
});

test("the identity is recorded by a creation and a change, or what is known without the right to read it", async () => {
  for (const [server, clusterId] of [
    ["0-a", "0-a"],
    [403, expect.stringMatching(/^[0-9a-f]{17}$/)],
  ] as const) {
    const values = { name: "a", context: "new", kubeconfig: await kubeconfigOf({ new: server }) };
    expect(await operations().create(values)).toMatchObject({ outs: { clusterId } });
    const { outs } = await operations().update!("i-1", values, values);
    expect(outs).toMatchObject({ clusterId });
    expect(await operations({ changes: false }).diff("i-1", outs as Values, values)).toEqual({
      changes: false,
    });
  }
});

test("what is in a cluster that doesn't answer isn't taken for gone", async () => {
  const clusters = [{ name: "old", cluster: { server: "http://127.0.0.1:1" } }];
  const contexts = [{ name: "old", context: { cluster: "old" } }];
  const config = JSON.stringify({ clusters, contexts, "current-context": "old" });
  const values = { name: "a", context: "old", kubeconfig: config, clusterId: "0-a" };
  expect(await operations({ changes: false }).diff("i-1", values, values)).toEqual({ changes: false });
  await operations().delete("i-1", values);
  expect(calls).toEqual([["delete", "i-1", "old"]]);
});
