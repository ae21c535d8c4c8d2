import { lostPolicies } from "../../../../provider/cli/restore/plan";
import type { StoredResource } from "../../../../provider/common/deployment";
import type { NetworkPolicy } from "../../../../provider/cluster/objects";
import { securityGroupId, securityGroupRuleId } from "../../../../provider/common/names";
import { stateOf } from "../../../support/orphans";

const names = { project: "shop", stack: "dev" };
const identity = (name: string) => ({ ...names, name });
const group = securityGroupId(identity("web"));
const rule = securityGroupRuleId(identity("http"), "ingress");

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const resource = (type: string, name: string, more: Partial<StoredResource> = {}): StoredResource => ({
  urn: urn(type, name),
  type,
  ...more,
});
const component = "ec2-pods:index:SecurityGroup";
const web = resource(component, "web");
const http = resource(`${component}IngressRule`, "http", { outputs: { securityGroupId: group } });
const guard = (inputs: Record<string, unknown>) =>
  resource("pulumi-nodejs:dynamic/ec2-pods:SecurityGroupGuard", "web", { parent: web.urn!, inputs });
const shared = guard({ ownTarget: false });
const provider = (name: string, inputs = {}) => resource("pulumi:providers:kubernetes", name, { inputs });

const policy = (name: string, namespace = "apps", metadata: NetworkPolicy["metadata"] = {}) => ({
  metadata: { name, namespace, annotations: { "ec2-pods/maker": "me" }, ...metadata },
});
const criteria = { others: new Map(), origins: ["me"], now: new Date("2026-01-01T12:00:00Z") };
const lost = (found: NetworkPolicy[], resources: StoredResource[], more: Partial<typeof criteria> = {}) =>
  lostPolicies(found, { resources }, names, { ...criteria, ...more });

test("policies of groups and rules are imported below them, with the namespace in the name elsewhere", () => {
  const found = [policy(group), policy(rule), policy(`${rule}-team`, "team")];
  const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
  expect(lost(found, [web, shared, http, provider("default_4_34_2")])).toEqual([
    {
      ...{ namespace: "apps", name: group, verdict: "lost", why: 'the state has its SecurityGroup "web"' },
      import: { type, name: "web", id: `apps/${group}`, parent: web.urn },
    },
    {
      namespace: "apps",
      name: rule,
      verdict: "lost",
      why: 'the state has its SecurityGroupIngressRule "http"',
      import: { type, name: "http", id: `apps/${rule}`, parent: http.urn },
    },
    {
      namespace: "team",
      name: `${rule}-team`,
      verdict: "lost",
      why: 'the state has its SecurityGroupIngressRule "http"',
      import: { type, name: "http/team", id: `team/${rule}-team`, parent: http.urn },
    },
  ]);
});

test.each([
  ["SecurityGroupEgressRule", securityGroupRuleId(identity("http"), "egress")],
  ["SecurityGroupRule", securityGroupRuleId(identity("http"), "rule")],
])("the policy of a %s is imported below it", (kind, name) => {
  const own = resource(`ec2-pods:index:${kind}`, "http");
  expect(lost([policy(name)], [web, shared, own])).toMatchObject([{ import: { parent: own.urn } }]);
});

test("a policy in the state isn't lost", () => {
  const kept = resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "web", { id: `apps/${group}` });
  expect(lost([policy(group)], [web, shared, kept])).toEqual([]);
});

test.each<[string, NetworkPolicy, StoredResource[], Partial<typeof criteria>, string]>([
  [
    "another origin",
    policy(group),
    [web, shared],
    { origins: ["other"] },
    "another machine, another user or",
  ],
  [
    "another stack",
    policy(group),
    [web, shared],
    { others: new Map([["old", stateOf({ policies: new Set([`apps/${group}`]) })]]) },
    'it is in the state of stack "old"',
  ],
  [
    "a deletion",
    policy(group, "apps", { deletionTimestamp: "2026-01-01T11:59:00Z" }),
    [web, shared],
    {},
    "it is already being deleted",
  ],
  ["a killed recovery", policy(`left.${group}`), [web, shared], {}, "a killed update has copied a policy"],
  ["a kill without checkpoints", policy(group), [], {}, "the state doesn't have its group or rule"],
  [
    "a group that is about to be deleted",
    policy(group),
    [{ ...web, delete: true }],
    {},
    "the state doesn't have its group or rule",
  ],
])("a policy of %s is left", (_, found, resources, more, why) => {
  const [only] = lost([found], resources, more);
  expect(only).toMatchObject({ verdict: "left" });
  expect(only).not.toHaveProperty("import");
  expect(only?.why).toContain(why);
});

const one = provider("one", { context: "kind-one" });
const two = provider("two", { context: "kind-two" });
const own = provider("ec2-pods");
const explicit = guard({ ownTarget: true, context: "kind-two" });

test.each([
  ["the default one", [shared, one], undefined],
  ["the one for ec2-pods:context", [shared, one, own], own.urn],
  ["an explicit one, by its context", [explicit, one, two, own], two.urn],
])("the provider of a group, and of its rules, is %s", (_, resources, wanted) => {
  const found = lost([policy(group), policy(rule)], [web, http, ...resources]);
  expect(found.map((each) => each.import?.provider)).toEqual([wanted, wanted]);
});

test.each([
  ["isn't in the state", [web, explicit, one], group],
  ['may be "two" or "three"', [web, explicit, two, provider("three", two.inputs)], group],
  ['may be "one" or the default one', [http, one], rule],
])("a policy whose provider %s is left", (reason, resources, name) => {
  expect(lost([policy(name)], resources)).toMatchObject([
    { verdict: "left", why: `its Kubernetes provider ${reason}` },
  ]);
});
