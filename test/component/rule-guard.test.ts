import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import * as pulumi from "@pulumi/pulumi";

import { SecurityGroup } from "../../provider/security-group/security-group";
import { SecurityGroupIngressRule } from "../../provider/security-group/security-group-rule";
import { guardType, lateFailureOf, policyType, registered, settled, unknownText } from "../support/mocks";
import { asked, endClusters, kubeconfigOf, listed } from "../support/named-clusters";

const folder = mkdtempSync(join(tmpdir(), "rule-guard-"));
afterAll(() => {
  endClusters();
  rmSync(folder, { recursive: true });
});

let runs = 0;

/** A program whose group was created in the context "before". */
async function program(contexts: Record<string, string>): Promise<void> {
  process.env["KUBECONFIG"] = join(folder, String(++runs));
  writeFileSync(process.env["KUBECONFIG"], await kubeconfigOf(contexts));
  const place = { clusterId: "0-a 0123456789abcdef0", clusterContext: "before" };
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as (typeof registered)[number]["inputs"] });
        const state = inputs as Record<string, unknown>;
        return { id: `${name}-id`, state: type === guardType ? { ...state, ...place } : state };
      },
      call: () => ({}),
    },
    "shop",
    "dev",
    true,
  );
  asked.length = 0;
  listed.length = 0;
}

function addRule(web: SecurityGroup, cidrIpv4: pulumi.Input<string> = "10.0.0.0/8"): void {
  const http = { ipProtocol: "tcp", fromPort: 80, toPort: 80 };
  new SecurityGroupIngressRule("http", { securityGroupId: web.id, ...http, cidrIpv4 });
}

function rule(cidrIpv4: pulumi.Input<string> = "10.0.0.0/8"): void {
  addRule(new SecurityGroup("web", { namespace: "apps" }), cidrIpv4);
}

/** The policy of the rule, as the program declares it. */
const policy = () => {
  const { metadata, spec } = registered.find(
    ({ type, name }) => type === policyType && name === "http",
  )!.inputs;
  return { metadata, spec };
};

/** A program after one that has declared the rule, whose policy the cluster now has. */
async function programAfterRule(): Promise<void> {
  await program(elsewhere);
  rule();
  await compared();
  const declared = policy();
  await program(elsewhere);
  listed.push(declared);
}

/** Waits until the list has been read. */
async function compared(): Promise<void> {
  while (lists().length === 0) await pause(10);
  await pause(100);
}

const lists = () => asked.filter((url) => url.includes("/networkpolicies"));
const refusal =
  'Cannot update SecurityGroupIngressRule "http": its NetworkPolicies are in the cluster of context "before", and the Kubernetes provider now looks for them in context "now". Run "pulumi config set kubernetes:context before" before you change or delete them.';

const elsewhere = { now: "0-b", before: "0-a" };

test("a rule isn't changed once the current context has left the cluster of its group", async () => {
  await programAfterRule();
  expect(await lateFailureOf(() => rule("192.168.0.0/16"))).toBe(refusal);
  expect(lists()).toHaveLength(1);
});

test("a rule isn't changed there to what a preview doesn't know", async () => {
  await program(elsewhere);
  expect(await lateFailureOf(() => rule(unknownText()))).toBe(refusal);
});

test("a rule that stays as it is, or that is new, ends no program", async () => {
  await programAfterRule();
  rule();
  await compared();
});

/** The program's end, as Node says it. */
const end = () => process.emit("beforeExit", 0);

test("a rule isn't removed once the current context has left the cluster of its group", async () => {
  await programAfterRule();
  const { metadata } = listed[0] as { metadata: { name: string } };
  const failure = await lateFailureOf(async () => {
    new SecurityGroup("web", { namespace: "apps" });
    await settled();
    end();
  });
  expect(failure).toBe(
    refusal
      .replace('SecurityGroupIngressRule "http": ', 'SecurityGroup "web": the program doesn\'t have ')
      .replace(
        "its Net",
        `security group rule ${metadata.name} ("http") in namespace "apps", which the cluster has, and its Net`,
      ),
  );
});

test("a rule of another stack, or one that the program declares late, ends no program", async () => {
  await programAfterRule();
  const { metadata, spec } = listed[0] as { metadata: { labels: object }; spec: object };
  const labels = { ...metadata.labels, "ec2-pods/owner": "0123456789abcdef" };
  listed.push({ metadata: { ...metadata, name: "sgr-00000000000000000", labels }, spec });
  const web = new SecurityGroup("web", { namespace: "apps" });
  await settled();
  addRule(web);
  await settled();
  end();
  await compared();
});

test.each([
  ["the context is still the current one", { before: "0-a", now: "0-b" }, {}],
  ["a setting names the cluster", { now: "0-b", before: "0-a" }, { "kubernetes:context": "now" }],
])("no cluster is asked if %s", async (_, contexts, config) => {
  pulumi.runtime.setAllConfig(config);
  await program(contexts);
  rule("192.168.0.0/16");
  await settled();
  expect(policy().metadata).toMatchObject({ namespace: "apps" });
  expect(asked).toEqual([]);
});
