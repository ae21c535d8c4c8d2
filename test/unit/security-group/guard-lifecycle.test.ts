import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { unknownValue } from "../../../provider/common/values";
import { forget, remember } from "../../../provider/record/registry";
import {
  check,
  create,
  delete as remove,
  diff,
  read,
  update,
} from "../../../provider/security-group/guard-lifecycle";
import { apiServer, guard as guarded, unchanged } from "../../support/guards";
import { asked, endClusters, kubeconfigOf, listed } from "../../support/named-clusters";
import type { Answer } from "../../support/named-clusters";

afterAll(endClusters);

const said = jest.spyOn(console, "log").mockImplementation(() => undefined);
let endCluster: (() => void) | undefined;
afterEach(() => {
  said.mockClear();
  endCluster?.();
  endCluster = undefined;
});

/** A guard whose policy has a provider of its own, which names no context. */
async function guard(contexts: Record<string, Answer>, recorded: object = {}) {
  return { ...guarded, kubeconfig: await kubeconfigOf(contexts), ...recorded };
}

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

test("a state of an older release isn't a change", async () => {
  const inputs = await guard({ dev: "0-a" });
  expect(await diff("default/sg-1", inputs, inputs)).toEqual(unchanged);
});

test("a deleted guard names the rules of its own stack that stay behind, and none of another stack", async () => {
  const policy = (name: string, owner: string, group = "sg-1") => ({
    metadata: { name, namespace: "default", labels: { "ec2-pods/owner": owner, "ec2-pods/name": "http" } },
    spec: { podSelector: { matchLabels: { [`security-group.ec2-pods/${group}`]: "member" } } },
    // This cluster lists the same as Pods.
    status: { phase: "Succeeded" },
  });
  listed.push(
    ...[
      policy("sg-1", "own"),
      policy("sgr-1", "own"),
      policy("sgr-2", "other"),
      policy("sgr-3", "own", "sg-2"),
    ],
  );
  try {
    const { outs } = await create(await guard({ dev: "0-a" }));
    await remove("default/sg-1", outs);
  } finally {
    listed.length = 0;
  }
  expect(said.mock.calls.map(([line]) => line as string)).toEqual([
    'SecurityGroup "web": warning: security group rule sgr-1 ("http") in namespace "default" is still there. If no program has it, run "kubectl delete networkpolicy sgr-1 --namespace default"',
  ]);
});

test("what a preview doesn't know of the place isn't a change", async () => {
  const inputs = await guard({ dev: "0-a" });
  const { outs } = await create(inputs);
  const place = { kubeconfig: unknownValue, context: unknownValue, namespace: unknownValue };
  for (const [key, value] of Object.entries(place))
    expect(await diff("default/sg-1", outs, { ...inputs, [key]: value })).toEqual(unchanged);
  expect(await diff("default/sg-1", outs, { ...inputs, ...place })).toEqual(unchanged);
});

const lists = () => asked.filter((url) => url.includes("/networkpolicies"));

test("the guards of a run read the policies of a namespace once, and none if the cluster doesn't answer", async () => {
  asked.length = 0;
  const inputs = await guard({ dev: "0-a" });
  for (const policyName of ["sg-1", "sg-2"]) {
    const other = { ...inputs, policyName };
    expect(await diff(`default/${policyName}`, other, other)).toEqual(unchanged);
    expect(await read(`default/${policyName}`, other)).toEqual({ id: `default/${policyName}`, props: other });
  }
  expect(lists()).toHaveLength(1);
  asked.length = 0;
  const failing = await guard({ dev: 500 });
  expect(await diff("default/sg-1", failing, failing)).toEqual(unchanged);
  expect(lists()).toEqual([]);
});

/** A cluster with one policy, which somebody has opened and has changed as often as it is read. */
async function clusterWithEdit({ accepted = "", refusal = 200, refusedLists = 0 }) {
  let version = 0;
  let lists = 0;
  const selector = { podSelector: { matchLabels: { "security-group.ec2-pods/sg-1": "member" } } };
  const policy = () => ({
    metadata: {
      name: "sg-1",
      namespace: "default",
      resourceVersion: String(++version),
      labels: { "ec2-pods/owner": "0-own" },
      annotations: {
        "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify({ spec: selector }),
      },
      managedFields: [
        { manager: "pulumi-resource-kubernetes", fieldsV1: { "f:spec": { "f:podSelector": {} } } },
        { manager: "kubectl-patch", fieldsV1: { "f:spec": { "f:ingress": {} } } },
      ],
    },
    spec: { ...selector, ingress: [{}] },
  });
  const patches: { url: string; body: { metadata: { resourceVersion: string }; spec: object } }[] = [];
  const { kubeconfig, end } = await apiServer(({ url = "", method }, text) => {
    const isOfPolicies = url.includes("/networkpolicies");
    if (isOfPolicies && method === "GET" && ++lists <= refusedLists) return { status: 403 };
    if (method !== "PATCH") {
      return { body: isOfPolicies ? { items: [policy()] } : { metadata: { uid: "0-a" }, items: [] } };
    }
    const body = JSON.parse(text) as (typeof patches)[number]["body"];
    patches.push({ url, body });
    return { status: body.metadata.resourceVersion === accepted ? 200 : refusal };
  });
  endCluster = end;
  return { kubeconfig, patches };
}

test("an edited policy is a change, and the update makes it what Pulumi wrote, in Pulumi's name", async () => {
  const { kubeconfig, patches } = await clusterWithEdit({});
  const inputs = { ...(await guard({})), kubeconfig };
  expect(await diff("default/sg-1", inputs, inputs)).toEqual({ changes: true, replaces: [] });
  expect(said.mock.calls).toEqual([
    [
      'SecurityGroup "web": warning: NetworkPolicy "sg-1" in namespace "default" was edited by "kubectl-patch". "pulumi up" restores what it was',
    ],
  ]);
  await update("default/sg-1", inputs, inputs);
  expect(patches).toEqual([
    {
      url: "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/sg-1?fieldManager=pulumi-resource-kubernetes",
      body: {
        metadata: { resourceVersion: "2" },
        spec: { podSelector: { matchLabels: { "security-group.ec2-pods/sg-1": "member" } }, ingress: null },
      },
    },
  ]);
});

test("an edit that makes the policy what the program says is none", async () => {
  const { kubeconfig } = await clusterWithEdit({});
  const inputs = { ...(await guard({})), kubeconfig };
  const podSelector = { matchLabels: { "security-group.ec2-pods/sg-1": "member" } };
  const content = { spec: { podSelector, ingress: [{}] }, annotations: {} };
  await check({}, { ...inputs, content });
  expect(await diff("default/sg-1", inputs, inputs)).toEqual(unchanged);
  expect(said).not.toHaveBeenCalled();
  await check({}, { ...inputs, content: { ...content, spec: { podSelector } } });
  expect(await diff("default/sg-1", inputs, inputs)).toMatchObject({ changes: true });
  forget("guard/sg-1");
});

test("policies that couldn't be listed are listed again by the next guard", async () => {
  const { kubeconfig } = await clusterWithEdit({ refusedLists: 1 });
  const inputs = { ...(await guard({})), kubeconfig };
  expect(await diff("default/sg-1", inputs, inputs)).toEqual(unchanged);
  expect(await diff("default/sg-1", inputs, inputs)).toMatchObject({ changes: true });
});

test("an update that may not restore an edited policy fails", async () => {
  const { kubeconfig } = await clusterWithEdit({ refusal: 403 });
  const inputs = { ...(await guard({})), kubeconfig };
  await expect(update("default/sg-1", inputs, inputs)).rejects.toThrow(
    'Cannot update SecurityGroup "web": the API server returned 403',
  );
});

test("a policy that somebody changes while it is restored is read again", async () => {
  const { kubeconfig, patches } = await clusterWithEdit({ refusal: 409, accepted: "3" });
  const inputs = { ...(await guard({})), kubeconfig };
  await update("default/sg-1", inputs, inputs);
  expect(patches.map(({ body }) => body.metadata.resourceVersion)).toEqual(["2", "3"]);
});

test.each([
  ["", "before"],
  [", by the name that the context has now", "old"],
])(
  "policies that the current context leaves behind are named, and not deleted%s",
  async (_, clusterContext) => {
    const home = clusterContext === "old" ? "renamed" : clusterContext;
    const recorded = { clusterId: "0-a 0123456789abcdef0", clusterContext };
    const inputs = await guard({ now: "0-b", [home]: "0-a" }, recorded);
    const reason = `its NetworkPolicies are in the cluster of context "${home}", and the Kubernetes provider now looks for them in context "now". Run "pulumi config set kubernetes:context ${home}" before you change or delete them`;
    expect(await diff("default/sg-1", inputs, inputs)).toEqual(unchanged);
    await diff("default/sg-1", inputs, inputs);
    expect(said.mock.calls).toEqual([[`SecurityGroup "web": warning: ${reason}`]]);
    await expect(remove("default/sg-1", inputs)).rejects.toThrow(
      `Cannot delete SecurityGroup "web": ${reason}`,
    );
  },
);

describe("a group whose cluster only the current context names, which now leads elsewhere", () => {
  const before = process.env["KUBECONFIG"];
  const folder = mkdtempSync(join(tmpdir(), "guard-"));
  afterAll(() => {
    if (before === undefined) delete process.env["KUBECONFIG"];
    else process.env["KUBECONFIG"] = before;
    rmSync(folder, { recursive: true });
  });

  const left = async (policyName: string, content: string | { spec: object; annotations: object }) => {
    const { kubeconfig, ...rest } = await guard(
      { now: "0-b", before: "0-a" },
      { clusterId: "0-a 0123456789abcdef0", clusterContext: "before", ownTarget: false, policyName },
    );
    process.env["KUBECONFIG"] = join(folder, policyName);
    writeFileSync(process.env["KUBECONFIG"], kubeconfig);
    const { inputs } = await check({}, { ...rest, content } as Parameters<typeof check>[1]);
    expect(inputs).not.toHaveProperty("content");
    forget(`guard/${policyName}`);
    return inputs;
  };

  test("isn't changed to what a preview doesn't know", async () => {
    const inputs = await left("sg-unknown", unknownValue);
    await expect(diff("default/sg-unknown", inputs, inputs)).rejects.toThrow(
      'Cannot update SecurityGroup "web": its NetworkPolicies are in the cluster of context "before", and the Kubernetes provider now looks for them in context "now". Run "pulumi config set kubernetes:context before"',
    );
  });

  test("stays unchanged if a setting names the other cluster, or its own cluster has no such policy", async () => {
    const inputs = await left("sg-named", unknownValue);
    const named = { ...inputs, context: "now" };
    expect(await diff("default/sg-named", named, named)).toEqual(unchanged);
    const gone = await left("sg-gone", { spec: {}, annotations: {} });
    expect(await diff("default/sg-gone", gone, gone)).toEqual(unchanged);
  });
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
