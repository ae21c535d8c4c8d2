import { randomOf } from "./random";

/** A program by its parts: the arguments of each resource by name, as source text. */
interface Parts {
  groups: Record<string, string[]>;
  rules: Record<string, string[]>;
  instances: Record<string, string[]>;
  volumes: Record<string, Held>;
  balancer: Balancer | undefined;
  eip: string | undefined;
}

/** A volume, and the instance that it is attached to. */
interface Held {
  args: string[];
  holder: string;
}

/** A load balancer: the arguments of each of its parts, and the instance that it forwards to. */
interface Balancer {
  parts: Record<string, string[]>;
  target: string;
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

const groupNames = ["web", "app", "db"];

/** The protocol of each rule. With one protocol, two rules could be one, which EC2 rejects. */
const protocols: Readonly<Record<string, string>> = { http: "tcp", https: "udp" };

/** Whether a preview may not know the namespace or the cluster of an instance of this program. */
export const hasUnknownPlace = (program: string): boolean =>
  /podName\.apply\(\(\) => (second|kubeconfig)\)/.test(program);

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

function textOf(parts: Parts, renamed: Record<string, string>): string {
  const { groups, rules, instances, volumes, balancer, eip } = parts;
  const declare = (kind: string, args: Record<string, string[]>, common = "") =>
    Object.entries(args).map(([name, own]) => {
      const alias = renamed[name] ? `, { aliases: [{ name: "${name}" }] }` : "";
      return `const ${name} = new ${kind}("${renamed[name] ?? name}", { ${[common, ...own].filter(Boolean).join(", ")} }${alias});`;
    });
  const { source = [], ...others } = instances;
  // Volumes and targets are in the namespace of the stack.
  const canHold = (name: string) => instances[name]?.some((arg) => arg.startsWith("namespace")) === false;
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    'import * as aws from "pulumi-ec2-pods";',
    'const second = new pulumi.Config().require("second");',
    "const kubeconfig = process.env.KUBECONFIG;",
    'const machine = { ami: "busybox:1.35", instanceType: "t3.nano", metadataOptions: { httpEndpoint: "disabled" } };',
    ...declare("Ec2Instance", { source }, "...machine"),
    ...declare("SecurityGroup", groups),
    ...declare("SecurityGroupIngressRule", rules),
    ...declare("Ec2Instance", others, "...machine"),
    ...Object.entries(volumes).flatMap(([name, { args, holder }]) =>
      canHold(holder) ? volumeText(name, args, holder) : [],
    ),
    ...(balancer ? balancerText(balancer.parts, canHold(balancer.target) ? balancer.target : "source") : []),
    ...(eip ? [`new aws.ec2.Eip("address", { instance: ${eip} });`] : []),
  ].join("\n");
}

const devices: Readonly<Record<string, string>> = { data: "/dev/sdf", logs: "/dev/sdg" };

const volumeText = (name: string, args: string[], holder: string): string[] => [
  `const ${name} = new aws.ebs.Volume("${name}", { availabilityZone: ${holder}.availabilityZone, ${args.join(", ")} });`,
  `new aws.ec2.VolumeAttachment("${name}", { deviceName: "${devices[name]!}", volumeId: ${name}.id, instanceId: ${holder}.id });`,
];

const balancerText = (parts: Record<string, string[]>, target: string): string[] => {
  const args = (kind: string): string => (parts[kind] ?? []).join(", ");
  return [
    'const vpcId = new aws.ec2.DefaultVpc("vpc", {}).id;',
    'const subnets = ["a", "b"].map((zone) => new aws.ec2.DefaultSubnet(zone, { availabilityZone: `us-east-1${zone}` }).id);',
    `const balancer = new aws.lb.LoadBalancer("front", { ${args("LoadBalancer")} });`,
    `const targets = new aws.lb.TargetGroup("front", { protocol: "HTTP", vpcId, ${args("TargetGroup")} });`,
    `new aws.lb.TargetGroupAttachment("front", { targetGroupArn: targets.arn, targetId: ${target}.id });`,
    'const defaultActions = [{ type: "forward", targetGroupArn: targets.arn }];',
    `new aws.lb.Listener("front", { loadBalancerArn: balancer.arn, defaultActions, ${args("Listener")} });`,
  ];
};
