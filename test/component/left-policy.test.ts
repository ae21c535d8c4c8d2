import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import * as clusters from "../../provider/cluster/cluster";
import type { Cluster } from "../../provider/cluster/cluster";
import * as identity from "../../provider/cluster/identity";
import type { NetworkPolicy } from "../../provider/cluster/objects";
import { ownerHash } from "../../provider/common/names";
import { ownOrigin } from "../../provider/common/origin";
import { takingOver } from "../../provider/security-group/left-policy";
import { mock } from "../support/mocks";

const owner = ownerHash({ project: "shop", stack: "dev" });

/** The policies of the cluster, and what was asked of it. */
let policies: NetworkPolicy[];
let asked: unknown[];
let answers: boolean;

beforeEach(async () => {
  await mock();
  policies = [];
  asked = [];
  answers = true;
  jest
    .spyOn(identity, "identityOf")
    .mockImplementation(() => Promise.resolve(answers ? { access: "a" } : undefined));
  jest.spyOn(clusters, "connect").mockImplementation(({ kubeconfig, context }) => {
    asked.push({ kubeconfig, context });
    const networkPolicies = (namespace?: string) => {
      asked.push(namespace);
      return Promise.resolve(policies);
    };
    return Promise.resolve({ networkPolicies } as Partial<Cluster> as Cluster);
  });
});
afterEach(() => jest.restoreAllMocks());

const resource = "0123456789abcdef";

const policy = (changes: { owner?: string; maker?: string; resource?: string } = {}): NetworkPolicy => ({
  metadata: {
    name: "sg-1",
    labels: { "ec2-pods/owner": changes.owner ?? owner },
    annotations: {
      "ec2-pods/resource": changes.resource ?? resource,
      "ec2-pods/maker": changes.maker ?? ownOrigin(),
    },
  },
});

/** The id that the engine is asked to import. */
async function imported(metadata: object, provider?: pulumi.ProviderResource): Promise<string | undefined> {
  const opts = { ignoreChanges: ["spec"] };
  const args = { custom: true, type: "", name: "", props: { metadata }, opts };
  const result = await takingOver(resource, provider)(args);
  if (result) expect(result).toMatchObject({ props: { metadata }, opts });
  return (result?.opts as pulumi.CustomResourceOptions | undefined)?.import;
}

test("the stack's own policy is imported, and the policies of a namespace are read once", async () => {
  policies = [policy()];
  expect(await imported({ name: "sg-1", namespace: "apps" })).toBe("apps/sg-1");
  expect(await imported({ name: "sg-2", namespace: "apps" })).toBeUndefined();
  expect(asked).toEqual([{ kubeconfig: undefined, context: undefined }, "apps"]);
});

test.each([
  ["another stack", { owner: "other" }],
  ["another user", { maker: "0123456789abcdef" }],
  ["another resource", { resource: "fedcba9876543210" }],
  ["a run that saved its state at each step", { resource: "" }],
])("the policy of %s of the same name is left to the Kubernetes provider", async (_, changes) => {
  policies = [policy(changes)];
  expect(await imported({ name: "sg-1", namespace: "apps" })).toBeUndefined();
});

test.each([
  ["has a secret or unknown namespace", { name: "sg-1", namespace: pulumi.secret("apps") }],
  ["has no name yet", { namespace: "apps" }],
])("nothing is asked for a policy that %s", async (_, metadata) => {
  policies = [policy()];
  expect([await imported(metadata), asked]).toEqual([undefined, []]);
});

test("a cluster that doesn't answer has nothing to take over", async () => {
  answers = false;
  policies = [policy()];
  expect([await imported({ name: "sg-1", namespace: "apps" }), asked]).toEqual([undefined, []]);
});

test("a program's own Provider says which cluster that is, once a preview knows it", async () => {
  policies = [policy()];
  const own = new Provider("own", { kubeconfig: "/own", context: "there", namespace: "team" });
  expect(await imported({ name: "sg-1" }, own)).toBe("team/sg-1");
  expect(asked).toEqual([{ kubeconfig: "/own", context: "there" }, "team"]);
});
