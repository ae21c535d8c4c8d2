import { forget, remember } from "../../../provider/record/registry";
import { create, delete as remove, diff, update } from "../../../provider/security-group/guard-lifecycle";
import { asked, endClusters, kubeconfigOf } from "../../support/named-clusters";
import type { Answer } from "../../support/named-clusters";

afterAll(endClusters);

const said = jest.spyOn(console, "log").mockImplementation(() => undefined);

/** A guard whose policy has a provider of its own, which names no context. */
async function guard(contexts: Record<string, Answer>, recorded: object = {}) {
  return {
    kind: "SecurityGroup",
    name: "web",
    groupId: "sg-1",
    policyName: "sg-1",
    namespace: "default",
    ownTarget: true,
    kubeconfig: await kubeconfigOf(contexts),
    ...recorded,
  };
}

const unchanged = { changes: false, replaces: [] };

test("a guard records its cluster when it is created and when it changes", async () => {
  const inputs = await guard({ dev: "0-a" });
  const clusterId = expect.stringMatching(/^0-a [0-9a-f]{17}$/) as string;
  const outs = { ...inputs, clusterId, clusterContext: "dev" };
  expect(await create(inputs)).toEqual({ id: "default/sg-1", outs });
  expect(await update("default/sg-1", inputs, inputs)).toEqual({ outs });
  const { outs: state } = await create(inputs);
  expect(await diff("default/sg-1", state, inputs)).toEqual(unchanged);
  asked.length = 0;
  await remove("default/sg-1", state);
  expect(asked).toContainEqual(expect.stringContaining("/namespaces/default/pods"));
});

test("a state of an older release isn't a change, and asks no cluster", async () => {
  asked.length = 0;
  const inputs = await guard({ dev: "0-a" });
  expect(await diff("default/sg-1", inputs, inputs)).toEqual(unchanged);
  expect(asked).toEqual([]);
});

test("policies that the current context leaves behind are named, and not deleted", async () => {
  const recorded = { clusterId: "0-a 0123456789abcdef0", clusterContext: "before" };
  const inputs = await guard({ now: "0-b", before: "0-a" }, recorded);
  const reason =
    'its NetworkPolicies are in the cluster of context "before", and the Kubernetes provider now looks for them in context "now". Run "pulumi config set kubernetes:context before" before you change or delete them';
  expect(await diff("default/sg-1", inputs, inputs)).toEqual(unchanged);
  await diff("default/sg-1", inputs, inputs);
  expect(said.mock.calls).toEqual([[`SecurityGroup "web": warning: ${reason}`]]);
  await expect(remove("default/sg-1", inputs)).rejects.toThrow(
    `Cannot delete SecurityGroup "web": ${reason}`,
  );
});

test.each<[string, Record<string, Answer>, boolean]>([
  ["the same cluster by another name", { renamed: "0-a" }, false],
  ["a cluster that was replaced", { dev: "0-b" }, true],
  ["a cluster that doesn't say who it is", { dev: 403 }, false],
  ["a cluster that fails", { dev: 500 }, false],
])("with %s in place of the recorded one", async (_, contexts, changes) => {
  const inputs = await guard(contexts, { clusterId: "0-a 0123456789abcdef0", clusterContext: "dev" });
  expect(await diff("default/sg-1", inputs, inputs)).toEqual({ changes, replaces: [] });
});

test("a group that only a stopped instance of the program names isn't deleted", async () => {
  const inputs = await guard({ dev: "0-a" });
  const urn = "ec2:Instance i-1";
  const instance = (instanceState: string) =>
    remember(urn, {
      kind: "ec2:Instance",
      id: "i-1",
      values: { name: "db", vpcSecurityGroupIds: ["sg-1"], instanceState },
    });
  instance("stopped");
  await expect(remove("default/sg-1", inputs)).rejects.toThrow(
    'Cannot delete SecurityGroup "web": DependencyViolation: resource sg-1 has a dependent object: instance i-1 ("db"), which is stopped. Remove the instance from the group',
  );
  // One that runs has a Pod, which the cluster would show.
  instance("running");
  await remove("default/sg-1", inputs);
  forget(urn);
});

test("what was in a cluster that was replaced is deleted without looking at the new one", async () => {
  const inputs = await guard({ dev: "0-b" }, { clusterId: "0-a 0123456789abcdef0", clusterContext: "dev" });
  asked.length = 0;
  await remove("default/sg-1", inputs);
  expect(new Set(asked)).toEqual(new Set(["/api/v1/namespaces/kube-system"]));
});
