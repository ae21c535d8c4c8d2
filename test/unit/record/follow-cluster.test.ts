import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { followCluster } from "../../../provider/record/follow-cluster";
import type { ClusterOperations } from "../../../provider/record/follow-cluster";

interface Values {
  context?: string;
  kubeconfig?: string;
  clusterId?: string;
  name: string;
}

/** API servers that answer who they are, by the uid or the status that they answer. */
const servers = new Map<string | number, Server>();
const serverOf = async (answer: string | number): Promise<string> => {
  const server =
    servers.get(answer) ??
    createServer((_, response) =>
      typeof answer === "number"
        ? response.writeHead(answer).end("{}")
        : response.end(JSON.stringify({ metadata: { uid: answer } })),
    );
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.set(answer, server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterAll(() => servers.forEach((server) => server.close()));

let serial = 0;

/** The contents of a kubeconfig with these contexts, the first of which is current. None was asked before. */
async function kubeconfig(contexts: Record<string, string | number>): Promise<string> {
  const names = Object.keys(contexts);
  const clusters = names.map(async (name) => ({
    name,
    cluster: { server: await serverOf(contexts[name]!) },
  }));
  return JSON.stringify({
    clusters: await Promise.all(clusters),
    contexts: names.map((name) => ({ name, context: { cluster: name } })),
    "current-context": names[0],
    preferences: { serial: ++serial },
  });
}

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
        return { id, props };
      },
      delete: record("delete"),
    },
    (values) => ({ kind: "Thing", name: (values as Values).name }),
  );

const moved = { replaces: ["context"] };

test.each<[string, Partial<Values>, Record<string, string | number>, string, object, object]>([
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
  ["an old state's cluster, whose name is gone", {}, { new: "0-a" }, "new", moved, moved],
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
  const config = await kubeconfig(contexts);
  const olds = { name: "a", context: "old", kubeconfig: config, ...recorded };
  const news = { name: "a", context, kubeconfig: config };
  expect(await operations(answer).diff("i-1", olds, news)).toEqual(expected);
});

test("a kubeconfig that leads to another cluster replaces the resource", async () => {
  const [before, now] = [await kubeconfig({ old: "0-a" }), await kubeconfig({ old: "0-b" })];
  const olds = { name: "a", context: "old", kubeconfig: before, clusterId: "0-a" };
  const diff = operations({ changes: false }).diff("i-1", olds, { ...olds, kubeconfig: now });
  expect(await diff).toEqual({ replaces: ["kubeconfig"] });
});

test("a cluster that was replaced under the same name isn't taken for the recorded one", async () => {
  const values = {
    name: "a",
    context: "old",
    kubeconfig: await kubeconfig({ old: "0-b" }),
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
    kubeconfig: await kubeconfig({ new: "0-a" }),
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
    const values = { name: "a", context: "new", kubeconfig: await kubeconfig({ new: server }) };
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
