import { reportOn } from "../../provider/preview-report";
import type { Report } from "../../provider/preview-report/print/report";
import { type Rule, toNetworkPolicySpec } from "../../provider/security-group/network-policy";

/** A resource of this package, as a state has it. */
export interface Stored {
  urn: string;
  parent?: string;
  inputs: Readonly<Record<string, unknown>>;
  outputs: object;
  retainOnDelete?: boolean;
}

export const ids = {
  front: "sg-11111111111111111",
  ops: "sg-22222222222222222",
  db: "sg-33333333333333333",
  /** Of another stack. */
  shared: "sg-99999999999999999",
};
type Name = keyof typeof ids;

export const urn = (types: string, name: string): string => `urn:pulumi:dev::shop::${types}::${name}`;

export const all: Rule = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
export const tcp = (port: number, from: Partial<Rule>): Rule => ({
  ...{ protocol: "tcp", fromPort: port, toPort: port },
  ...from,
});

const policyOf = (kind: string, name: string, group: Name, rules: Record<"ingress" | "egress", Rule[]>) => {
  const parent = urn(`ec2-pods:index:${kind}`, name);
  const { spec } = toNetworkPolicySpec({ groupId: ids[group] }, rules);
  const types = `ec2-pods:index:${kind}$kubernetes:networking.k8s.io/v1:NetworkPolicy`;
  return [
    { urn: parent, inputs: {}, outputs: {} },
    { urn: urn(types, name), parent, inputs: { metadata: { name: ids[group] }, spec }, outputs: {} },
  ];
};

/** A group, which lets everything out by default. */
export const group = (name: Name, ingress: Rule[], egress: Rule[] = [all]): Stored[] =>
  policyOf("SecurityGroup", name, name, { ingress, egress });

/** A standalone rule. */
export const rule = (name: string, of: Name, direction: "ingress" | "egress", content: Rule): Stored[] => {
  const kind = direction === "ingress" ? "SecurityGroupIngressRule" : "SecurityGroupEgressRule";
  const rules = { ingress: [], egress: [], [direction]: [content] };
  return policyOf(kind, name, of, rules).map((each) => ({
    ...each,
    ...("metadata" in each.inputs && { inputs: { ...each.inputs, metadata: { name: "sgr-1" } } }),
  }));
};

export const pod = (name: string, ...groups: Name[]): Stored => ({
  urn: urn("pulumi-nodejs:dynamic/ec2-pods:Ec2Instance", name),
  inputs: { vpcSecurityGroupIds: groups.map((each) => ids[each]) },
  outputs: {},
});

export const balancer = (name: string, groups: Name[] | undefined, tags = {}): Stored => ({
  urn: urn("pulumi-nodejs:lb/loadBalancer:LoadBalancer", name),
  inputs: { ...(groups && { securityGroups: groups.map((each) => ids[each]) }), tags },
  outputs: {},
});

/** The document of `pulumi preview --json --show-sames` for a change of a state. */
export function documentOf(before: readonly Stored[], after: readonly Stored[] = before): string {
  const [olds, news] = [before, after].map((side) => new Map(side.map((each) => [each.urn, each]))) as [
    Map<string, Stored>,
    Map<string, Stored>,
  ];
  const steps = [...new Set([...olds.keys(), ...news.keys()])].map((key) => {
    const [oldState, newState] = [olds.get(key), news.get(key)];
    const isSame = JSON.stringify(oldState) === JSON.stringify(newState);
    const op = !oldState ? "create" : !newState ? "delete" : isSame ? "same" : "update";
    return { op, urn: key, ...(oldState && { oldState }), ...(newState && { newState }) };
  });
  return JSON.stringify({ steps, changeSummary: {} });
}

/** The report on such a change. */
export const reportOf = (before: readonly Stored[], after?: readonly Stored[]): Report =>
  JSON.parse(reportOn(documentOf(before, after), { format: "json" }).text) as Report;
