import { randomOf } from "./random";

/** A program by its parts: the arguments of each resource by name, as source text. */
interface Parts {
  groups: Record<string, string[]>;
  rules: Record<string, string[]>;
  instances: Record<string, string[]>;
  eip: string | undefined;
}

type Random = ReturnType<typeof randomOf>;
type Choices = readonly (readonly [argument: string, ...values: string[]])[];

/** A rule range that only the update knows if the instance `source` gets another Pod. */
const unknownRange = "pulumi.interpolate`${source.privateIp}/32`";

const inline = (range: string) => `[{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: [${range}] }]`;
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
  ["namespace", "second"],
];
/** A replacement makes the source's address unknown. */
const sourceChoices: Choices = [
  ["availabilityZone", '"us-east-1b"'],
  ["tags", '{ Name: "source" }'],
];

const groupNames = ["web", "app", "db"];

/** The protocol of each rule. With one protocol, two rules could be one, which EC2 rejects. */
const protocols: Readonly<Record<string, string>> = { http: "tcp", https: "udp" };

/** The two programs of a seed, as source text: the second is the first with a few changes. */
export function programPair(seed: number): { before: string; after: string } {
  const random = randomOf(seed);
  const before = partsOf(random);
  const after = changed(random, before);
  return { before: textOf(before, {}), after: textOf(after, renames(random, after)) };
}

const chance = (random: Random, probability: number): boolean => random() < probability;
const oneOf = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;

/** Some of the arguments, each with one of its values. */
const argumentsOf = (random: Random, choices: Choices, probability: number): string[] =>
  choices.flatMap(([name, ...values]) =>
    chance(random, probability) ? [`${name}: ${oneOf(random, values)}`] : [],
  );

const ruleOf = (random: Random, groups: readonly string[], name: string): string[] => {
  const group = oneOf(random, groups);
  const id = oneOf(random, [
    `${group}.id`,
    `${group}.id`,
    `pulumi.all([${group}.id, source.podName]).apply(([id]) => id)`,
  ]);
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
    rules: named(groups.length > 0 ? upTo(Object.keys(protocols)) : [], (name) =>
      ruleOf(random, groups, name),
    ),
    instances: {
      source: argumentsOf(random, sourceChoices, 0.2),
      ...named(upTo(["one", "two"]), () => instanceOf(random, groups)),
    },
    eip: chance(random, 0.3) ? oneOf(random, ["source.id", "undefined"]) : undefined,
  };
}

/** The parts with new arguments of about half of them, and with some removed. Groups stay, as others refer to them. */
function changed(random: Random, before: Parts): Parts {
  const groups = Object.keys(before.groups);
  const change = (parts: Record<string, string[]>, make: (name: string) => string[], removal: number) =>
    Object.fromEntries(
      Object.entries(parts).flatMap(([name, args]) => {
        // The engine asks no provider whether it may delete a protected instance.
        if (chance(random, removal) && !args.includes("disableApiTermination: true")) return [];
        return [[name, chance(random, 0.6) ? make(name) : args]];
      }),
    );
  return {
    groups: change(before.groups, () => argumentsOf(random, groupChoices, 0.35), 0),
    rules: change(before.rules, (name) => ruleOf(random, groups, name), 0.2),
    instances: {
      ...change(before.instances, () => instanceOf(random, groups), 0.15),
      source: chance(random, 0.6) ? argumentsOf(random, sourceChoices, 0.4) : before.instances["source"]!,
    },
    eip: chance(random, 0.5) ? before.eip : oneOf(random, ["source.id", "undefined", undefined]),
  };
}

/** New logical names, each with an alias of the old one. */
const renames = (random: Random, { groups, instances }: Parts): Record<string, string> =>
  Object.fromEntries(
    [...Object.keys(groups), ...Object.keys(instances)].flatMap((name) =>
      name !== "source" && chance(random, 0.12) ? [[name, `${name}-new`]] : [],
    ),
  );

function textOf({ groups, rules, instances, eip }: Parts, renamed: Record<string, string>): string {
  const declare = (kind: string, args: Record<string, string[]>, common = "") =>
    Object.entries(args).map(([name, own]) => {
      const alias = renamed[name] ? `, { aliases: [{ name: "${name}" }] }` : "";
      return `const ${name} = new ${kind}("${renamed[name] ?? name}", { ${[common, ...own].filter(Boolean).join(", ")} }${alias});`;
    });
  const { source = [], ...others } = instances;
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    'import * as aws from "pulumi-ec2-pods";',
    'const second = new pulumi.Config().require("second");',
    'const machine = { ami: "busybox:1.35", instanceType: "t3.nano", metadataOptions: { httpEndpoint: "disabled" } };',
    ...declare("Ec2Instance", { source }, "...machine"),
    ...declare("SecurityGroup", groups),
    ...declare("SecurityGroupIngressRule", rules),
    ...declare("Ec2Instance", others, "...machine"),
    ...(eip ? [`new aws.ec2.Eip("address", { instance: ${eip} });`] : []),
  ].join("\n");
}
