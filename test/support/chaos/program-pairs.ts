import type { Balancer, Held, Parts } from "./program-text";
import { textOf } from "./program-text";
import { randomOf } from "./random";

type Random = ReturnType<typeof randomOf>;
type Choices = readonly (readonly [argument: string, ...values: string[]])[];

/** A rule range that only the update knows if the instance `source` gets another Pod. */
const unknownRange = "pulumi.interpolate`${source.privateIp}/32`";

const inlineOf = (peer: string) => `[{ protocol: "tcp", fromPort: 80, toPort: 80, ${peer} }]`;
const inline = (range: string) => inlineOf(`cidrBlocks: [${range}]`);
const groupChoices: Choices = [
  ["ingress", inline('"10.1.0.0/16"'), inline('"0.0.0.0/0"'), inline(unknownRange)],
  ["egress", '[{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }]'],
  ["description", '"one"', '"two"'],
  ["tags", '{ Name: "a" }', "{ Source: source.privateIp }"],
  ["namespace", "second"],
];
const ruleChoices: Choices = [
  ["cidrIpv4", '"10.2.0.0/16"', '"0.0.0.0/0"', unknownRange],
  ["fromPort", "80", "81"],
  ["toPort", "90", "91"],
  ["description", '"one"', "source.privateIp"],
];
/** One or two arguments of each effect: live, restart, a new Pod and a replacement. */
const instanceChoices: Choices = [
  ["tags", '{ Name: "a" }', '{ Name: "b" }', "{ Source: source.privateIp }"],
  ["instanceType", '"t3.micro"', '"t3.small"'],
  ["userData", '"#!/bin/sh\\ntrue"', "pulumi.interpolate`#!/bin/sh\n: ${source.privateIp}`"],
  ["rebootTrigger", '"1"', "source.podName"],
  ["instanceState", '"stopped"'],
  ["availabilityZone", '"us-east-1b"'],
  ["associatePublicIpAddress", "true"],
  ["disableApiTermination", "true"],
  ["namespace", "second", "source.podName.apply(() => second)"],
  ["kubeconfig", "kubeconfig", "source.podName.apply(() => kubeconfig)"],
];
const volumeSizes: Choices = [["size", "1", "2"]];
const volumeChoices: Choices = [
  ["type", '"gp3"', '"gp2"'],
  ["tags", '{ Name: "a" }', "{ Source: source.privateIp }"],
];
/** The first choice of each is a required argument. */
const balancerChoices: Readonly<Record<string, Choices>> = {
  LoadBalancer: [
    ["subnets", "subnets"],
    ["idleTimeout", "30", "60"],
    ["tags", '{ Name: "a" }', "{ Source: source.privateIp }"],
  ],
  TargetGroup: [
    ["port", "80", "81"],
    ["healthCheck", '{ path: "/a" }', "{ path: pulumi.interpolate`/${source.privateIp}` }"],
  ],
  Listener: [
    ["port", "80", "8080"],
    ["tags", '{ Name: "a" }', "{ Source: source.privateIp }"],
  ],
};
/** A replacement makes the source's address unknown. */
const sourceChoices: Choices = [
  ["availabilityZone", '"us-east-1b"'],
  ["tags", '{ Name: "source" }'],
];

/** An image by another name, and volumes of the instance's own. */
const laterInstanceChoices: Choices = [
  ["ami", "image", "source.podName.apply(() => image)"],
  [
    "ebsBlockDevices",
    '[{ deviceName: "/dev/sdh", volumeSize: 1 }]',
    '[{ deviceName: "/dev/sdh", volumeSize: 2 }]',
    '[{ deviceName: "/dev/sdi", volumeSize: 1, tags: { Source: source.privateIp } }]',
  ],
];
const templateSizes: Choices = [["instanceType", '"t3.micro"', '"t3.small"']];
const templateChoices: Choices = [
  [
    "userData",
    'Buffer.from("#!/bin/sh\\ntrue").toString("base64")',
    'source.privateIp.apply((ip) => Buffer.from(`#!/bin/sh\n: ${ip}`).toString("base64"))',
  ],
];

const groupNames = ["web", "app", "db"];

/** The protocol of each rule. With one protocol, two rules could be one, which EC2 rejects. */
const protocols: Readonly<Record<string, string>> = { http: "tcp", https: "udp", out: "tcp" };
const ruleNames = ["http", "https"];

/** Whether a preview may not know the namespace or the cluster of an instance of this program. */
export const hasUnknownPlace = (program: string): boolean =>
  /podName\.apply\(\(\) => (second|kubeconfig)\)/.test(program);

/** The two programs of a seed, as source text: the second is the first with a few changes. */
export function programPair(seed: number): { before: string; after: string } {
  const random = randomOf(seed);
  const before = partsOf(random);
  const after = changed(random, before);
  const renamed = renames(random, after);
  const first = additionsTo(random, before);
  const gone = chance(random, 0.3) ? Object.keys(after.groups).at(-1) : undefined;
  const second = without(gone, withAdditions(after, additionsTo(random, after, first)));
  return { before: textOf(withAdditions(before, first), {}), after: textOf(second, renamed) };
}

const chance = (random: Random, probability: number): boolean => random() < probability;
const oneOf = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;

/** Some of the arguments, each with one of its values. */
const argumentsOf = (random: Random, choices: Choices, probability: number): string[] =>
  choices.flatMap(([name, ...values]) =>
    chance(random, probability) ? [`${name}: ${oneOf(random, values)}`] : [],
  );

/** The id of a group, which a preview may not know. */
const idOf = (random: Random, groups: readonly string[]): string => {
  const group = oneOf(random, groups);
  return oneOf(random, [
    `${group}.id`,
    `${group}.id`,
    `pulumi.all([${group}.id, source.podName]).apply(([id]) => id)`,
  ]);
};

const ruleOf = (random: Random, groups: readonly string[], name: string): string[] => {
  const id = idOf(random, groups);
  return [
    ...argumentsOf(random, ruleChoices, 1),
    `ipProtocol: "${protocols[name]!}"`,
    `securityGroupId: ${id}`,
  ];
};

const instanceOf = (random: Random, groups: readonly string[]): string[] => {
  const own = groups.filter(() => chance(random, 0.5));
  return [
    ...argumentsOf(random, instanceChoices, 0.25),
    ...(own.length > 0 ? [`vpcSecurityGroupIds: [${own.map((name) => `${name}.id`).join(", ")}]`] : []),
  ];
};

const named = <T>(names: readonly string[], make: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, make(name)]));

function partsOf(random: Random): Parts {
  const groups = groupNames.slice(0, Math.floor(random() * 4));
  const upTo = (names: string[]) => names.slice(0, Math.floor(random() * (names.length + 1)));
  return {
    groups: named(groups, () => argumentsOf(random, groupChoices, 0.35)),
    outs: {},
    template: undefined,
    rules: named(groups.length > 0 ? upTo(ruleNames) : [], (name) => ruleOf(random, groups, name)),
    instances: {
      source: argumentsOf(random, sourceChoices, 0.2),
      ...named(upTo(["one", "two"]), () => instanceOf(random, groups)),
    },
    eip: chance(random, 0.3) ? oneOf(random, ["source.id", "undefined"]) : undefined,
    volumes: named(upTo(["data", "logs"]), () => volumeOf(random)),
    balancer: chance(random, 0.3) ? balancerOf(random) : undefined,
  };
}

const holderOf = (random: Random): string => oneOf(random, ["source", "one", "two"]);

const volumeOf = (random: Random, holder = holderOf(random)): Held => ({
  args: [...argumentsOf(random, volumeSizes, 1), ...argumentsOf(random, volumeChoices, 0.4)],
  holder,
});

/** The holder after a change. The other instances may depend on the source, so that none of theirs can go there. */
const nextHolder = (random: Random, { holder }: Held): string =>
  holder === "source" ? holderOf(random) : oneOf(random, ["one", "two"]);

const balancerOf = (random: Random): Balancer => ({
  parts: Object.fromEntries(
    Object.entries(balancerChoices).map(([kind, [required, ...others]]) => [
      kind,
      [...argumentsOf(random, [required!], 1), ...argumentsOf(random, others, 0.4)],
    ]),
  ),
  target: holderOf(random),
});

/** The parts with new arguments of about half of them, and with some removed. Groups stay, as others refer to them. */
function changed(random: Random, before: Parts): Parts {
  const groups = Object.keys(before.groups);
  const change = <T>(parts: Record<string, T>, make: (name: string) => T, removal: number) =>
    Object.fromEntries(
      Object.entries(parts).flatMap(([name, part]): [string, T][] => {
        // The engine asks no provider whether it may delete a protected instance.
        if (chance(random, removal) && !JSON.stringify(part).includes("disableApiTermination")) return [];
        return [[name, chance(random, 0.6) ? make(name) : part]];
      }),
    );
  return {
    ...before,
    groups: change(before.groups, () => argumentsOf(random, groupChoices, 0.35), 0),
    rules: change(before.rules, (name) => ruleOf(random, groups, name), 0.2),
    instances: {
      ...change(before.instances, () => instanceOf(random, groups), 0.15),
      source: chance(random, 0.6) ? argumentsOf(random, sourceChoices, 0.4) : before.instances["source"]!,
    },
    eip: chance(random, 0.5) ? before.eip : oneOf(random, ["source.id", "undefined", undefined]),
    volumes: change(
      before.volumes,
      (name) => volumeOf(random, nextHolder(random, before.volumes[name]!)),
      0.2,
    ),
    balancer: chance(random, 0.7) ? before.balancer && balancerOf(random) : undefined,
  };
}

/** New logical names, each with an alias of the old one. */
const renames = (random: Random, { groups, instances }: Parts): Record<string, string> =>
  Object.fromEntries(
    [...Object.keys(groups), ...Object.keys(instances)].flatMap((name) =>
      name !== "source" && chance(random, 0.12) ? [[name, `${name}-new`]] : [],
    ),
  );

/** What was added later. Its draws come last, so that each seed keeps the rest of its programs. */
type Additions = Pick<Parts, "groups" | "rules" | "outs" | "instances" | "template">;

function additionsTo(random: Random, parts: Parts, before?: Additions): Additions {
  const groups = Object.keys(parts.groups);
  const kept = <T>(old: T | undefined, make: () => T): T =>
    old !== undefined && chance(random, 0.4) ? old : make();
  const each = (kind: "groups" | "rules" | "instances", make: (name: string) => string[]) =>
    named(Object.keys(parts[kind]), (name) => kept(before?.[kind][name], () => make(name)));
  const template = kept(before?.template, () =>
    chance(random, 0.4)
      ? [...argumentsOf(random, templateSizes, 1), ...argumentsOf(random, templateChoices, 0.4)]
      : undefined,
  );
  return {
    template,
    // A group can name those that are declared before it.
    groups: each("groups", (name) => {
      const earlier = groups.slice(0, groups.indexOf(name));
      return earlier.length > 0 && chance(random, 0.3)
        ? [`ingress: ${inlineOf(`securityGroups: [${oneOf(random, earlier)}.id]`)}`]
        : [];
    }),
    rules: each("rules", () => (chance(random, 0.5) ? sourceGroup(random, groups) : [])),
    outs:
      groups.length > 0 && chance(random, 0.4)
        ? { out: kept(before?.outs["out"], () => ruleOf(random, groups, "out")) }
        : {},
    instances: each("instances", (name) =>
      name === "source" ? [] : argumentsOf(random, laterInstanceChoices, 0.2).concat(templated(random)),
    ),
  };
}

/** A group as the peer of a rule. */
const sourceGroup = (random: Random, groups: readonly string[]): string[] => [
  "cidrIpv4: undefined",
  `referencedSecurityGroupId: ${idOf(random, groups)}`,
];

const templated = (random: Random): string[] =>
  chance(random, 0.4) ? ["instanceType: undefined, launchTemplate: { id: template.id }"] : [];

/** Those of an instance come first: what it says itself wins. */
function withAdditions(parts: Parts, { groups, rules, outs, instances, template }: Additions): Parts {
  const isDeclared = (arg: string) => template !== undefined || !arg.includes("template.");
  return {
    ...parts,
    template,
    outs,
    groups: named(Object.keys(parts.groups), (name) => [...parts.groups[name]!, ...groups[name]!]),
    rules: named(Object.keys(parts.rules), (name) => [...parts.rules[name]!, ...rules[name]!]),
    instances: named(Object.keys(parts.instances), (name) => [
      ...instances[name]!.filter(isDeclared),
      ...parts.instances[name]!,
    ]),
  };
}

/** The program without its last group, which no other group names. */
function without(gone: string | undefined, parts: Parts): Parts {
  if (gone === undefined) return parts;
  const remaining = <T>(all: Record<string, T>, isLeft: (name: string, part: T) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name, part]) => isLeft(name, part)));
  const isOfOthers = (_: string, args: string[]) => !args.join().includes(`${gone}.id`);
  return {
    ...parts,
    groups: remaining(parts.groups, (name) => name !== gone),
    rules: remaining(parts.rules, isOfOthers),
    outs: remaining(parts.outs, isOfOthers),
    instances: named(Object.keys(parts.instances), (name) =>
      parts.instances[name]!.map((arg) => arg.replace(new RegExp(`(, )?\\b${gone}\\.id`), "")),
    ),
  };
}
