/** A program by its parts: the arguments of each resource by name, as source text. */
export interface Parts {
  groups: Record<string, string[]>;
  rules: Record<string, string[]>;
  outs: Record<string, string[]>;
  instances: Record<string, string[]>;
  volumes: Record<string, Held>;
  balancer: Balancer | undefined;
  eip: string | undefined;
  template: string[] | undefined;
}

/** A volume, and the instance that it is attached to. */
export interface Held {
  args: string[];
  holder: string;
}

/** A load balancer: the arguments of each of its parts, and the instance that it forwards to. */
export interface Balancer {
  parts: Record<string, string[]>;
  target: string;
}

/** The source text of a program. A renamed resource has an alias of its old name. */
export function textOf(parts: Parts, renamed: Record<string, string>): string {
  const { groups, rules, outs, instances, volumes, balancer, eip, template } = parts;
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
    'const image = "docker.io/library/busybox:1.35";',
    'const machine = { ami: "busybox:1.35", instanceType: "t3.nano", metadataOptions: { httpEndpoint: "disabled" } };',
    ...declare("Ec2Instance", { source }, "...machine"),
    ...declare("SecurityGroup", groups),
    ...declare("SecurityGroupIngressRule", rules),
    ...declare("SecurityGroupEgressRule", outs),
    ...(template
      ? [`const template = new aws.ec2.LaunchTemplate("template", { ${template.join(", ")} });`]
      : []),
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
