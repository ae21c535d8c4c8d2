import { readDeployment } from "../../../../provider/common/deployment";
import { readInstances, readKeyPairs, readState } from "../../../../provider/cli/stack/stack-state";
import { nothing } from "../../../support/orphans";

const dev = { project: "shop", stack: "dev" };
const instanceType = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance";
const snapshotType = "pulumi-nodejs:ebs/snapshot:Snapshot";
const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const resource = (type: string, more: object) => ({
  urn: `urn:pulumi:dev::shop::${type}::web`,
  type,
  ...more,
});
const read = (deployment: object, name = dev) => readState(deployment, name);

test("the state has instances and policies, including those about to be deleted", () => {
  const state = read({
    resources: [
      resource("pulumi:pulumi:Stack", {}),
      resource(instanceType, { id: "i-1" }),
      resource(instanceType, { id: "i-2", delete: true }),
      resource(policyType, { id: "apps/sg-1" }),
      resource(policyType, { id: "sg-2", outputs: { metadata: { namespace: "team", name: "sg-2" } } }),
      resource("kubernetes:core/v1:Pod", { id: "apps/other" }),
    ],
  });
  expect(state.instances).toEqual(new Set(["i-1", "i-2"]));
  expect([...state.policies]).toEqual(expect.arrayContaining(["apps/sg-1", "default/sg-2", "team/sg-2"]));
  expect(state.policies).not.toContain("apps/other");
});

test("a resource under creation isn't in the state yet; one under update or deletion still is", () => {
  const operation = (type: string, more: object) => ({ type, resource: resource(instanceType, more) });
  const inputs = { instanceId: "i-1", timeouts: { create: "1h" } };
  const state = read({
    resources: [],
    pending_operations: [
      operation("creating", { inputs }),
      operation("creating", { inputs: { instanceId: "i-2" } }),
      operation("updating", { id: "i-3" }),
      operation("deleting", { id: "i-4" }),
    ],
  });
  expect(state.instances).toEqual(new Set(["i-3", "i-4"]));
  expect([...state.creating]).toEqual([
    ["i-1", 3_600_000],
    ["i-2", 0],
  ]);
});

test("a policy and a snapshot under creation are unfinished, not in the state", () => {
  const operation = (type: string, inputs: object) => ({
    type: "creating",
    resource: resource(type, { inputs }),
  });
  const state = read({
    pending_operations: [
      operation(policyType, { metadata: { namespace: "apps", name: "sg-1" } }),
      operation(policyType, { metadata: { name: "sg-2" } }),
      operation(snapshotType, { namespace: "apps", recordId: "snap-1" }),
      operation("kubernetes:core/v1:Pod", { metadata: { name: "other" } }),
    ],
  });
  expect([...state.unfinished]).toEqual(["apps/sg-1", "default/sg-2", "apps/snap-1"]);
  expect([...state.policies, ...state.snapshots]).toEqual([]);
});

test("a new stack has nothing", () => {
  expect(read({ manifest: {} })).toEqual(nothing);
});

test("an export and the file of a state are read as the same, and a new stack's file is empty", () => {
  const deployment = { resources: [resource(instanceType, { id: "i-1" })] };
  expect(readDeployment(JSON.stringify({ version: 3, deployment }))).toEqual(deployment);
  expect(readDeployment(JSON.stringify({ version: 3, checkpoint: { latest: deployment } }))).toEqual(
    deployment,
  );
  expect(readDeployment('{"version":3,"checkpoint":{"stack":"organization/shop/dev"}}')).toEqual({});
});

test.each([
  ["no deployment", () => readDeployment("{}"), /^it has no deployment$/],
  ["text that isn't JSON", () => readDeployment("warning"), /JSON/],
  [
    "another stack's state",
    () => read({ resources: [resource(instanceType, { id: "i-1" })] }, { project: "shop", stack: "prod" }),
    /^it has the resource urn:pulumi:dev::shop::/,
  ],
  [
    "another project's state",
    () => read({ resources: [resource(instanceType, { id: "i-1" })] }, { project: "cart", stack: "dev" }),
    /^it has the resource urn:pulumi:dev::shop::/,
  ],
])("%s is rejected", (_, attempt, message) => {
  expect(attempt).toThrow(message);
});

const secret = (shown: object) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ...shown,
});

test("instances that stay are read with the secrets that the CLI shows", () => {
  const resources = [
    resource(instanceType, {
      id: "i-1",
      inputs: { tags: { Name: "web" }, userData: secret({ plaintext: '"#!/bin/sh"' }) },
      outputs: { podName: "ec2-web-1", groups: ["sg-1"], kubeconfig: secret({ ciphertext: "v1:x" }) },
    }),
    resource(instanceType, { id: "i-2", delete: true }),
    resource(policyType, { id: "apps/sg-1" }),
  ];
  expect(readInstances({ resources }, dev)).toEqual([
    {
      id: "i-1",
      inputs: { tags: { Name: "web" }, userData: "#!/bin/sh" },
      outputs: { podName: "ec2-web-1", groups: ["sg-1"], kubeconfig: undefined },
    },
  ]);
  expect(() => readInstances({ resources }, { project: "cart", stack: "dev" })).toThrow(
    /^it has the resource urn:/,
  );
});

test("a snapshot is known by its namespace and id", () => {
  const type = "pulumi-nodejs:ebs/snapshot:Snapshot";
  const urn = `urn:pulumi:dev::shop::${type}::backup`;
  const resources = [{ urn, type, id: "snap-1", outputs: { namespace: "apps" } }];
  expect(read({ resources }).snapshots).toEqual(new Set(["apps/snap-1"]));
});

test("key pairs have their name, region and key, unless that is a secret", () => {
  const type = "pulumi-nodejs:ec2/keyPair:KeyPair";
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "v1:x",
  };
  const pair = (id: string, publicKey: unknown, more = {}) =>
    resource(type, { id, outputs: { region: "eu-west-1", publicKey }, ...more });
  const resources = [
    pair("one", "ssh-rsa A"),
    pair("two", secret),
    pair("old", "ssh-rsa B", { delete: true }),
  ];
  expect(readKeyPairs({ resources })).toEqual([
    { keyName: "one", region: "eu-west-1", publicKey: "ssh-rsa A" },
    { keyName: "two", region: "eu-west-1", publicKey: undefined },
  ]);
});
