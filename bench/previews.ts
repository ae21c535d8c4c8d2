import { securityGroupId } from "../provider/common/names";
import { unknownValue } from "../provider/common/values";
import { type Rule, toNetworkPolicySpec } from "../provider/security-group/network-policy";

const rulesOfGroup = 10;

const idOf = (index: number) => securityGroupId({ project: "shop", stack: "dev", name: `group-${index}` });

const port = (number: number) => ({ protocol: "tcp", fromPort: number, toPort: number });

/** Half of the rules name ranges, most of them inside ranges of other rules; the others name groups. */
const rule = (group: number, index: number, groups: number): Rule =>
  index % 2 === 0
    ? {
        ...port(8000 + index),
        cidrBlocks: [`10.${group % 256}.${Math.floor(group / 256) * 16 + index}.0/24`],
      }
    : { ...port(8000 + index), securityGroups: [idOf((group + index) % groups)] };

/** What a preview of this package has: all rules of a group, of which the last is new, and the groups of an instance. */
interface Shape {
  groups: number;
  instances: number;
  rulesOf: (group: number) => Rule[];
  groupsOf: (instance: number) => number[];
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** One of ten groups is open to the world. */
function mixedRules(group: number, groups: number): Rule[] {
  const all = numbers(rulesOfGroup).map((index) => rule(group, index, groups));
  if (group % 10 === 0) all[0] = { ...port(443), cidrBlocks: ["0.0.0.0/0"] };
  return all;
}

function podsPreview({ groups, instances, rulesOf, groupsOf }: Shape): string {
  const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
  const egress: Rule[] = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
  const policies = numbers(groups).map((group) => {
    const all = rulesOf(group);
    const parent = urn("ec2-pods:index:SecurityGroup", `group-${group}`);
    const state = (ingress: Rule[]) => ({
      parent,
      inputs: {
        metadata: { name: idOf(group) },
        spec: toNetworkPolicySpec({ groupId: idOf(group) }, { ingress, egress }).spec,
      },
    });
    return {
      op: "update",
      urn: urn(
        "ec2-pods:index:SecurityGroup$kubernetes:networking.k8s.io/v1:NetworkPolicy",
        `group-${group}`,
      ),
      oldState: state(all.slice(0, -1)),
      newState: state(all),
      detailedDiff: { spec: { kind: "update" } },
    };
  });
  const machines = numbers(instances).map((index) => {
    const vpcSecurityGroupIds = groupsOf(index).map(idOf);
    const inputs = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds };
    const machine = urn("pulumi-nodejs:dynamic/ec2-pods:Ec2Instance", `machine-${index}`);
    return { op: "same", urn: machine, oldState: { inputs }, newState: { inputs } };
  });
  return JSON.stringify({
    steps: [...policies, ...machines],
    changeSummary: { update: groups, same: instances },
  });
}

/** A new stack of `@pulumi/aws`, whose ids are unknown: each rule is of its own. */
function awsPreview(groups: number): string {
  const unknown = unknownValue;
  const urn = (type: string, name: string) => `urn:pulumi:dev::shop::aws:${type}::${name}`;
  const group = (index: number) => urn("ec2/securityGroup:SecurityGroup", `group-${index}`);
  const create = (name: string, inputs: object, propertyDependencies: Record<string, string[]>) => ({
    op: "create",
    urn: name,
    newState: { inputs, propertyDependencies },
  });
  const steps = Array.from({ length: groups }, (_, index) => [
    create(group(index), { egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] }, {}),
    create(
      urn("ec2/instance:Instance", `machine-${index}`),
      { vpcSecurityGroupIds: [unknown] },
      { vpcSecurityGroupIds: [group(index)] },
    ),
    ...Array.from({ length: rulesOfGroup }, (_, number) => {
      const { cidrBlocks, securityGroups, protocol, ...ports } = rule(index, number, groups);
      const source = securityGroups ? [group((index + number) % groups)] : [];
      return create(
        urn("vpc/securityGroupIngressRule:SecurityGroupIngressRule", `rule-${index}-${number}`),
        {
          ...{ securityGroupId: unknown, ipProtocol: protocol, ...ports, cidrIpv4: cidrBlocks?.[0] },
          ...(securityGroups && { referencedSecurityGroupId: unknown }),
        },
        { securityGroupId: [group(index)], referencedSecurityGroupId: source },
      );
    }),
  ]).flat();
  return JSON.stringify({ steps, changeSummary: { create: steps.length } });
}

/** Previews of a size: the number of groups, or of instances if there is one group. */
export const previews = {
  "this package": (size) =>
    podsPreview({
      ...{ groups: size, instances: size },
      rulesOf: (group) => mixedRules(group, size),
      groupsOf: (instance) => [instance],
    }),
  "@pulumi/aws": awsPreview,
  "one instance in all groups": (size) =>
    podsPreview({
      ...{ groups: size, instances: 1 },
      rulesOf: (group) => mixedRules(group, size),
      groupsOf: () => numbers(size),
    }),
  "one group with all instances": (size) =>
    podsPreview({
      ...{ groups: 1, instances: size },
      rulesOf: () => mixedRules(0, 1),
      groupsOf: () => [0],
    }),
  "a chain of groups": (size) =>
    podsPreview({
      ...{ groups: size, instances: size },
      rulesOf: (group) =>
        [group + 1, group + 2].map((next) => ({ ...port(443), securityGroups: [idOf(next % size)] })),
      groupsOf: (instance) => [instance],
    }),
} satisfies Record<string, (size: number) => string>;
