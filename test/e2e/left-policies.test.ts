import { writeFileSync } from "node:fs";

import { ApiProxy } from "../support/api-proxy";
import type { ApiCall } from "../support/api-proxy";
import { kubectl, list, livePods } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
let proxy: ApiProxy;

beforeEach(async () => {
  proxy = await ApiProxy.start();
  stack = await TestStack.create("left-policies", program(80));
  stack.env["PULUMI_SKIP_CHECKPOINTS"] = "true";
  stack.kubeconfig = `${stack.folder}/kubeconfig`;
  writeFileSync(stack.kubeconfig, proxy.kubeconfig);
});
afterEach(async () => {
  await stack.remove();
  proxy.end();
});

/** Its transformation is as programs have it that add dependencies. */
const program = (port: number) => `
import * as pulumi from "@pulumi/pulumi";
pulumi.runtime.registerStackTransformation(({ props, opts }) => ({
  props, opts: { ...opts, dependsOn: [...((opts.dependsOn as pulumi.Resource[]) ?? [])] },
}));
const groups = ["web", "db"].map((name) => {
  const group = new SecurityGroup(name, { tags: { owner: pulumi.secret("team") } });
  new SecurityGroupIngressRule(name, {
    securityGroupId: group.id, ipProtocol: "tcp", fromPort: ${port}, toPort: ${port}, cidrIpv4: "10.0.0.0/8",
  });
  return group;
});
new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: groups.map(({ id }) => id) });
`;

type Moment = "before" | "after";

/** The name of a call, which says whether it is about a copy. */
const nameOf = ({ name, from }: ApiCall): string =>
  from.url?.includes("/networkpolicies/left.") ? `${name} of a copy` : name;

/** Ends an update at the nth call of this name, before the server acts or after it has. False if there was no such call. */
async function killedAt(name: string, moment: Moment, nth = 1): Promise<boolean> {
  let reached: () => void;
  let calls = 0;
  const atCall = new Promise<boolean>((resolve) => (reached = () => resolve(true)));
  proxy.treatment = (call) => void treat(call);
  const treat = async (call: ApiCall) => {
    if (nameOf(call) !== name || ++calls < nth) return call.pass();
    if (moment === "after") await call.act();
    reached();
  };
  const update = stack.pulumi("up", "--yes", "--skip-preview");
  const isKilled = await Promise.race([atCall, update.then(() => false)]);
  await stack.kill();
  await update;
  proxy.treatment = (call) => call.pass();
  return isKilled;
}

interface Policy {
  metadata: { name: string; uid: string; annotations: Record<string, string> };
  spec: {
    podSelector: { matchLabels: Record<string, string> };
    policyTypes: string[];
    ingress?: { ports?: { port: number }[] }[];
  };
}

const policies = (): Promise<Policy[]> => list<Policy>(stack.namespace, "networkpolicies");
const namesOf = (found: Policy[]): string[] => found.map(({ metadata }) => metadata.name).sort();
const portsOf = ({ spec: { ingress = [] } }: Policy): number[] =>
  ingress.flatMap(({ ports = [] }) => ports.map(({ port }) => port));

/** What is blocked unless a rule allows it: the labels of the members of each group, with the direction. */
const blocking = (found: Policy[]): string[] =>
  [
    ...new Set(
      found.flatMap(({ spec: { podSelector, policyTypes } }) =>
        Object.keys(podSelector.matchLabels).flatMap((label) =>
          policyTypes.map((type) => `${label} ${type}`),
        ),
      ),
    ),
  ].sort();

/** An update that is killed when the cluster has all four policies, and the state at most three or none of them. */
const modes: { mode: string; skips: string; first: [name: string, moment: Moment, nth?: number] }[] = [
  { mode: "with checkpoints", skips: "false", first: ["POST networkpolicies", "after", 4] },
  { mode: "without checkpoints", skips: "true", first: ["POST pods", "after"] },
];

test.each(modes)(
  "$mode, the same command goes on with the groups and rules that a killed update made, wherever it is killed again",
  async ({ skips, first }) => {
    stack.env["PULUMI_SKIP_CHECKPOINTS"] = skips;
    expect(await killedAt(...first)).toBe(true);
    const before = await policies();
    expect(before).toHaveLength(4);
    // Each further kill is at a step that the one before was on its way to.
    const kills = [
      ["PATCH networkpolicies of a copy", "before"],
      ["PATCH networkpolicies of a copy", "after"],
      ["DELETE networkpolicies", "before"],
      ["DELETE networkpolicies", "after"],
      ["POST networkpolicies", "before"],
      ["POST networkpolicies", "after"],
      ["DELETE networkpolicies of a copy", "before"],
      ["DELETE networkpolicies of a copy", "after"],
      ["POST pods", "before"],
    ] as const;
    for (const [name, moment] of kills) {
      expect([name, moment, await killedAt(name, moment)]).toEqual([name, moment, true]);
      expect(blocking(await policies())).toEqual(blocking(before));
    }
    await stack.up();
    expect(namesOf(await policies())).toEqual(namesOf(before));
    expect(await livePods(stack.namespace)).toHaveLength(1);
    await stack.succeed("preview", "--expect-no-changes");
  },
);

test("an update goes on with the policies whose answers were lost, and with those that a refresh dropped while the cluster was down", async () => {
  stack.env["PULUMI_SKIP_CHECKPOINTS"] = "false";
  proxy.treatment = (call) =>
    call.name === "POST networkpolicies" ? void call.act().then(() => call.drop()) : call.pass();
  await stack.pulumi("up", "--yes", "--skip-preview");
  proxy.treatment = (call) => call.pass();
  const made = namesOf(await policies());
  expect(made.length).toBeGreaterThan(0);
  await stack.up();
  const before = await policies();
  expect(before).toHaveLength(4);
  expect(namesOf(before)).toEqual(expect.arrayContaining(made));
  await stack.succeed("preview", "--expect-no-changes");

  proxy.treatment = (call) => call.drop();
  await stack.pulumi("refresh", "--yes", "--skip-preview");
  proxy.treatment = (call) => call.pass();
  expect(await stack.exported()).not.toContain(":NetworkPolicy::");
  const moments = watchBlocking();
  expect(await stack.up()).not.toContain("still allows");
  expect(moments.length).toBeGreaterThanOrEqual(12);
  expect(moments.filter((groups) => groups.join() !== blocking(before).join())).toEqual([]);
  expect(namesOf(await policies())).toEqual(namesOf(before));
  await stack.succeed("preview", "--expect-no-changes");
});

test("an update that lost nothing asks for the policies of a namespace once, for its guards, also with new groups", async () => {
  stack.env["PULUMI_SKIP_CHECKPOINTS"] = "false";
  const unnamed = 'new SecurityGroup("unnamed", { namespace: pulumi.output(undefined) });';
  stack.program(`${program(80)} ${unnamed}`);
  await stack.up();
  stack.program(`${program(81)} ${unnamed} new SecurityGroup("more");`);
  const calls: string[] = [];
  proxy.treatment = (call) => {
    const { "user-agent": agent } = call.from.headers;
    if (agent === "pulumi-ec2-pods" && call.name.endsWith("networkpolicies")) calls.push(call.name);
    call.pass();
  };
  await stack.up();
  expect(calls).toEqual(["GET networkpolicies"]);
});

test("a policy that the state no longer has stays if its group went to another stack", async () => {
  stack.env["PULUMI_SKIP_CHECKPOINTS"] = "false";
  stack.program('new SecurityGroup("web");');
  await stack.up();
  const before = await policies();
  await stack.succeed("stack", "init", "other");
  const [urn] = /urn:[^"]*:SecurityGroup::web/.exec(await stack.exported())!;
  const parents = ["--include-parents"];
  await stack.succeed("state", "move", "--yes", "--source", "test", "--dest", "other", ...parents, urn);
  await stack.succeed("stack", "select", "test");
  // The first one saves the group, whose policy it can't create.
  for (const skips of ["false", "false", "true"]) {
    stack.env["PULUMI_SKIP_CHECKPOINTS"] = skips;
    expect(await stack.failingUp()).toContain("already exists");
    expect(await policies()).toEqual(before);
  }
});

/** What is blocked at each call that changes a policy, from now on. */
function watchBlocking(): string[][] {
  const moments: string[][] = [];
  const watched = async (call: ApiCall) => {
    if (/^(POST|PATCH|DELETE) networkpolicies$/.test(call.name)) moments.push(blocking(await policies()));
    call.pass();
  };
  proxy.treatment = (call) => void watched(call);
  return moments;
}

test("a group blocks at each moment, and a changed program changes what is left", async () => {
  await killedAt("POST pods", "after");
  const before = await policies();
  stack.program(program(81));
  const moments = watchBlocking();
  await stack.up();
  expect(moments.length).toBeGreaterThanOrEqual(12);
  expect(moments.filter((groups) => groups.join() !== blocking(before).join())).toEqual([]);
  const after = await policies();
  expect(namesOf(after)).toEqual(namesOf(before));
  expect([...new Set(after.flatMap(portsOf))]).toEqual([81]);
  await stack.succeed("preview", "--expect-no-changes");
});

test("the policy of another user of the same name stays as it is", async () => {
  await killedAt("POST pods", "after");
  const before = await policies();
  const [foreign] = before.filter(({ metadata }) => metadata.name.startsWith("sgr-")) as [Policy];
  await kubectl(
    stack.namespace,
    ...["annotate", "--overwrite", "networkpolicy", foreign.metadata.name, "ec2-pods/maker=0123456789abcdef"],
  );
  stack.program(program(81));
  expect(await stack.failingUp()).toContain(`"${foreign.metadata.name}" already exists`);
  const after = await policies();
  expect(after.find(({ metadata }) => metadata.uid === foreign.metadata.uid)?.spec).toEqual(foreign.spec);
  expect(namesOf(after)).not.toContain(`left.${foreign.metadata.name}`);
  const kept = new Set(after.map(({ metadata }) => metadata.uid));
  expect(before.filter(({ metadata }) => kept.has(metadata.uid))).toHaveLength(1);
});

test("a policy with a finalizer, as some network plugins set, is replaced once it is gone", async () => {
  await killedAt("POST pods", "after");
  const before = await policies();
  const [{ metadata }] = before.filter(({ metadata: { name } }) => name.startsWith("sg-")) as [Policy];
  const finalizers = (list: string[]) =>
    kubectl(
      stack.namespace,
      ...["patch", "networkpolicy", metadata.name, "--type=merge"],
      `--patch=${JSON.stringify({ metadata: { finalizers: list } })}`,
    );
  await finalizers(["example.com/rules"]);
  const uids = async () => (await policies()).map(({ metadata: { uid } }) => uid);
  proxy.treatment = (call) => void treat(call);
  let looks = 0;
  const treat = async (call: ApiCall) => {
    call.pass();
    const isLook = call.name === "GET networkpolicies" && call.from.url?.endsWith(`/${metadata.name}`);
    if (isLook && ++looks === 3) await finalizers([]);
  };
  await stack.up();
  expect(looks).toBeGreaterThanOrEqual(3);
  expect(await uids()).not.toContain(metadata.uid);
  expect(namesOf(await policies())).toEqual(namesOf(before));
  await stack.succeed("preview", "--expect-no-changes");
});

test("what the state has stays: a group that moves to another parent without an alias", async () => {
  const under = (parent: string) => `
import * as pulumi from "@pulumi/pulumi";
const site = new pulumi.ComponentResource("shop:Site", "site");
new SecurityGroup("web", {}, { ${parent} });
new SecurityGroup("db");
`;
  stack.program(under(""));
  await stack.up();
  const before = await policies();
  stack.program(under("parent: site"));
  expect(await stack.failingUp()).toContain("already exists");
  expect(await policies()).toEqual(before);
});

test("with --target, what a killed update left of the other groups goes on to block, and the next update makes it again", async () => {
  await killedAt("POST pods", "after");
  const before = await policies();
  const targets = ["**:SecurityGroup::db", "**:SecurityGroup$**::db"].flatMap((urn) => ["--target", urn]);
  await stack.succeed("up", "--yes", "--skip-preview", ...targets);
  // The copies of the others stay.
  expect(namesOf(await policies()).filter((name) => name.startsWith("left."))).toHaveLength(3);
  expect(blocking(await policies())).toEqual(blocking(before));
  await stack.up();
  expect(namesOf(await policies())).toEqual(namesOf(before));
  await stack.succeed("preview", "--expect-no-changes");
});

test("an update ends the copy that a killed one left, although no pending operation says so", async () => {
  stack.env["PULUMI_SKIP_CHECKPOINTS"] = "false";
  expect(await killedAt("POST networkpolicies", "after", 4)).toBe(true);
  const before = namesOf(await policies());
  expect(await killedAt("DELETE networkpolicies of a copy", "before")).toBe(true);
  await stack.refresh("--clear-pending-creates");
  expect(namesOf(await policies()).some((name) => name.startsWith("left."))).toBe(true);
  expect(Object.values(await stack.preview()).flat()).toContain("update");
  await stack.up();
  expect(namesOf(await policies())).toEqual(before);
  await stack.succeed("preview", "--expect-no-changes");
});

test("reap deletes the copies of a killed update whose rules the program no longer has", async () => {
  await killedAt("POST pods", "after");
  expect(await killedAt("DELETE networkpolicies", "after")).toBe(true);
  stack.program("");
  await stack.up();
  expect(namesOf(await policies()).some((name) => name.startsWith("left."))).toBe(true);
  await stack.ec2Pods("reap", "--yes", "--older-than", "0s", "--include-saved");
  expect(await policies()).toEqual([]);
});
