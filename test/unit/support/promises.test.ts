import { unknownValue } from "../../../provider/common/values";
import { privateDnsName } from "../../../provider/instance/private-dns";
import { brokenRules, refusalsIn } from "../../support/chaos/promised-rules";
import { brokenPromises, stepsIn } from "../../support/chaos/promises";

const instance = "urn:pulumi:test::p::pulumi-nodejs:dynamic/aws:Ec2Instance::web";
const policy = "urn:pulumi:test::p::kubernetes:networking.k8s.io/v1:NetworkPolicy::web/second";

type Inputs = Record<string, unknown>;
type Event = [op: string, urn: string, inputs?: Inputs];

const steps = (...events: Event[]) =>
  stepsIn(
    events
      .map(([op, urn, inputs]) =>
        JSON.stringify({ resourcePreEvent: { metadata: { op, urn, new: inputs && { inputs } } } }),
      )
      .join("\n"),
  );

describe("of a preview's steps", () => {
  test.each<[string, Event[], Event[]]>([
    ["nothing", [["same", instance, {}]], [["same", instance, {}]]],
    ["an update", [["update", instance, { a: 1 }]], [["update", instance, { a: 1 }]]],
    ["a look", [["read", instance, {}]], [["same", instance, {}]]],
    [
      "a replacement in more steps",
      [["replace", instance, { a: 1 }]],
      [
        ["create-replacement", instance, { a: 1 }],
        ["replace", instance, { a: 1 }],
        ["delete-replaced", instance],
      ],
    ],
    [
      "less than an unknown value may do",
      [["replace", instance, { a: unknownValue }]],
      [["same", instance, {}]],
    ],
    [
      "a value that wasn't known",
      [["update", instance, { a: unknownValue }]],
      [["update", instance, { a: 1 }]],
    ],
    [
      "another id of a new resource",
      [["create", instance, { id: "i-00000000000000001" }]],
      [["create", instance, { id: "i-00000000000000002" }]],
    ],
    [
      "another id of the launch template of a new resource",
      [["create", instance, { launchTemplate: { id: "lt-00000000000000001" } }]],
      [["create", instance, { launchTemplate: { id: "lt-00000000000000002" } }]],
    ],
    [
      "a part of the Pod that only a preview spells out",
      [["update", instance, { pod: { clusterDomain: "cluster.local" }, privateDns: unknownValue }]],
      [
        [
          "update",
          instance,
          { pod: {}, privateDns: privateDnsName("i-00000000000000001", "apps", "cluster.local") },
        ],
      ],
    ],
    [
      "another name of a new resource",
      [["create", instance, { name: "front-228ca89", arn: "app/front-228ca89/1bfa581301619d56" }]],
      [["create", instance, { name: "front-740836b", arn: "app/front-740836b/92ba1264f4817c4e" }]],
    ],
  ])("%s is kept", (_, said, done) => {
    expect(brokenPromises(steps(...said), steps(...done))).toEqual([]);
  });

  test.each<[string, Event[], Event[], string]>([
    [
      "an update instead of nothing",
      [["same", instance, {}]],
      [["update", instance, {}]],
      "says same, the update does update",
    ],
    ["a deletion that isn't shown", [], [["delete", instance]], "says same, the update does delete"],
    ["a deletion that doesn't happen", [["delete", instance]], [], "says delete, the update does same"],
    [
      "more than an unknown value may do",
      [["update", instance, { a: unknownValue }]],
      [["replace", instance, { a: 1 }]],
      "says update, the update does replace",
    ],
    [
      "a deletion beside an unknown value",
      [["update", instance, { a: unknownValue }]],
      [["delete", instance]],
      "does delete",
    ],
    [
      "another value",
      [["update", instance, { a: { b: 1 } }]],
      [["update", instance, { a: { b: 2 } }]],
      ".a.b is 1 in the preview, 2 in the update",
    ],
    [
      "a value more",
      [["update", instance, {}]],
      [["update", instance, { a: 1 }]],
      ".a is undefined in the preview, 1 in the update",
    ],
  ])("%s is a broken promise", (_, said, done, broken) => {
    expect(brokenPromises(steps(...said), steps(...done))).toEqual([expect.stringContaining(broken)]);
  });
});

describe("of a preview that may not know the place of an instance", () => {
  const broken = (said: Event[], done: Event[], hasUnknownPlace: boolean) =>
    brokenPromises(steps(...said), steps(...done), { hasUnknownPlace });

  test.each<[string, Event[], Event[]]>([
    ["a policy in a namespace of members", [["delete", policy]], []],
    ["an instance that may stay", [["update", instance, {}]], [["same", instance, {}]]],
  ])("%s is kept", (_, said, done) => {
    expect(broken(said, done, true)).toEqual([]);
    expect(broken(said, done, false)).toHaveLength(1);
  });

  test.each<[string, Event[], Event[]]>([
    ["a policy in the group's own namespace", [["delete", policy.replace("/second", "")]], []],
    ["an instance that does more", [["same", instance, {}]], [["update", instance, {}]]],
    ["an instance that goes", [["update", instance, {}]], [["delete", instance]]],
  ])("%s is a broken promise", (_, said, done) => {
    expect(broken(said, done, true)).toHaveLength(1);
  });
});

type Rule = [effect: string, group: string, peer: string, ...ports: string[]];
const rules = (...all: Rule[]) =>
  all.map(([effect, group, peer, ...ports]) => ({ effect, group, peer, ports }));

describe("of a rule whose group a preview doesn't know", () => {
  const rule = { effect: "opens", group: "web", peer: "10.0.0.0/8", ports: ["tcp/80"] };
  const vague = { ...rule, group: "http", isUnknownGroup: true };

  test.each([vague, { ...vague, peer: "unknown" }])("any group may have it: %j", (said) => {
    expect(brokenRules([said], [rule])).toEqual([]);
    expect(brokenRules([{ ...rule, effect: "closes" }, said], [])).toEqual([]);
  });

  test.each([
    { ...vague, ports: ["tcp/81"] },
    { ...vague, peer: "0.0.0.0/0" },
  ])("no group has another one: %j", (said) => {
    expect(brokenRules([said], [rule])).toHaveLength(1);
    expect(brokenRules([{ ...rule, effect: "closes" }, said], [])).toHaveLength(1);
  });
});

describe("of a preview's rules", () => {
  const open: Rule = ["opens", "web", "10.0.0.0/8", "tcp/80"];

  const unknown: Rule = ["opens", "web", "unknown", "tcp/80-90"];

  test.each<[string, Rule[], Rule[]]>([
    ["the same rule", [open], [open]],
    ["a rule from a peer that wasn't known", [unknown], [open]],
    ["a rule of a policy that wasn't known", [["opens", "web", "unknown", "all traffic"]], [open]],
    ["a rule that closes what wasn't known", [unknown], [["closes", "web", "10.0.0.0/8", "tcp/80"]]],
    ["an unknown rule that changes nothing", [unknown], []],
  ])("%s is kept", (_, said, done) => {
    expect(brokenRules(rules(...said), rules(...done))).toEqual([]);
  });

  test.each<[string, Rule[], Rule[], string[]]>([
    ["that isn't done", [open], [], ["only the preview opens web 10.0.0.0/8 tcp/80"]],
    ["that isn't said", [], [open], ["only the update opens web 10.0.0.0/8 tcp/80"]],
    [
      "of more ports",
      [open],
      [["opens", "web", "10.0.0.0/8", "tcp/80-90"]],
      ["only the update opens web 10.0.0.0/8 tcp/80-90"],
    ],
    [
      "of another group than the unknown one",
      [unknown],
      [["opens", "app", "10.0.0.0/8", "tcp/80"]],
      ["only the update opens app 10.0.0.0/8 tcp/80"],
    ],
    [
      "of another protocol than the unknown one",
      [unknown],
      [["opens", "web", "10.0.0.0/8", "udp/80"]],
      ["only the update opens web 10.0.0.0/8 udp/80"],
    ],
  ])("a rule %s is a broken promise", (_, said, done, broken) => {
    expect(brokenRules(rules(...said), rules(...done))).toEqual(broken);
  });
});

test.each([
  [
    'error: Cannot replace Ec2Instance "web": a. Cannot replace Ec2Instance "web"',
    'Cannot replace Ec2Instance "web"',
  ],
  [
    'warning: Cannot combine SecurityGroupIngressRule "http": a\nerror: Cannot update Ec2Instance "web": b',
    'Cannot update Ec2Instance "web"',
  ],
  ["error: pulumi-nodejs:ebs/volume:Volume resource 'logs': property size", "Volume resource 'logs'"],
])("a refusal is known by its resource: %s", (output, refusal) => {
  expect(refusalsIn(output)).toEqual([refusal]);
});
