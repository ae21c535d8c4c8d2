import * as fc from "fast-check";

import { readPreview } from "../../../../provider/preview-report/read/preview";
import { resourcesOf } from "../../../../provider/preview-report/read/resources";
import { awsFirewall } from "../../../../provider/preview-report/traffic/aws/aws";
import { bundles } from "../../../../provider/preview-report/traffic/bundles";
import { noPorts } from "../../../../provider/preview-report/traffic/ports";
import { reachability } from "../../../../provider/preview-report/traffic/reachability";
import { type Direction, protocolName, type Rule } from "../../../../provider/security-group/network-policy";
import {
  type AwsResource,
  documentOf,
  type Inputs,
  kept,
  made,
  reachOf,
  union,
  unknown,
  withUnknownIds,
} from "../../../support/aws-preview";
import { carries } from "../../../support/carries";
import { ec2, type Group, type Host } from "../../../support/ec2-evaluator";
import { groupsOf, prefixLists, trafficOf, world, type World } from "../../../support/security-world";

const settings = { seed: 20261127, numRuns: 150 };
const vpcId = "vpc-1";
const directions: Direction[] = ["ingress", "egress"];

/** In the range of no rule but 0.0.0.0/0: the subnet decides. */
const address = "240.0.0.1";
/** The evaluator doesn't look for subnets in larger ranges. */
const isSayable = (cidr: string) => cidr.endsWith("/0") || Number(cidr.split("/")[1]) >= 8;

/** A rule as EC2 has it: for SCTP, it ignores the ports; a prefix list is its ranges. */
function asInEc2(rule: Rule, isExpanded: boolean): Rule {
  const isSctp = protocolName(rule.protocol) === "sctp";
  const lists = isExpanded ? (rule.prefixListIds ?? []).flatMap((id) => prefixLists[id] ?? []) : [];
  const [ipv6, ipv4] = [true, false].map((is) => lists.filter((cidr) => cidr.includes(":") === is));
  return {
    ...rule,
    ...(isSctp && { fromPort: 0, toPort: 65_535 }),
    cidrBlocks: [...(rule.cidrBlocks ?? []).filter(isSayable), ...ipv4!],
    ipv6CidrBlocks: [...(rule.ipv6CidrBlocks ?? []), ...ipv6!],
    prefixListIds: isExpanded ? [] : (rule.prefixListIds ?? []),
  };
}

const sideOf = (each: World, isExpanded: boolean): Group[] =>
  groupsOf(each).map((group) => ({
    ...group,
    vpcId,
    ingress: group.ingress.map((rule) => asInEc2(rule, isExpanded)),
    egress: group.egress.map((rule) => asInEc2(rule, isExpanded)),
  }));

/** Every second rule is inline, and the others are of their own. */
const inline = (group: Group): Inputs => ({
  vpcId,
  ...Object.fromEntries(
    directions.map((direction) => [direction, group[direction].filter((_, index) => index % 2 === 0)]),
  ),
});
function standalone(group: Group): AwsResource[] {
  return directions.flatMap((direction) =>
    group[direction].flatMap((rule, index) => {
      if (index % 2 === 0) return [];
      const { securityGroups = [], ...ranges } = rule;
      const type = { securityGroupId: group.id, type: direction };
      const name = `${group.id}-${direction}-${index}`;
      return [
        kept("ec2.SecurityGroupRule", name, name, { ...type, ...ranges }),
        ...securityGroups.map((id, number) => {
          const { protocol, fromPort, toPort } = rule;
          const own = { ...type, protocol, fromPort, toPort, sourceSecurityGroupId: id };
          return kept("ec2.SecurityGroupRule", `${name}-${number}`, `${name}-${number}`, own);
        }),
      ];
    }),
  );
}

const lists = Object.entries(prefixLists).map(([id, cidrs]) =>
  kept("ec2.ManagedPrefixList", id, id, { entries: cidrs.map((cidr) => ({ cidr })) }),
);

test("who reaches whom equals what EC2 allows, before and after", () => {
  const seen = { pairs: 0, reached: 0 };
  fc.assert(
    fc.property(world, world, (was, will) => {
      const worlds = { before: was, after: will };
      const count = was.instances.length;
      const hostsOf = (each: World, groups: Group[]): Host[] =>
        Array.from({ length: count }, (_, index) => {
          const { groups: own } = each.instances[index % each.instances.length]!;
          const { network } = was.instances[index]!;
          const subnet = network && { network: { vpcId, cidrBlock: network.cidrBlock } };
          return { address, isPod: true, groups: own.map((group) => groups[group]!.id), ...subnet };
        });
      const groups = { before: sideOf(was, false), after: sideOf(will, false) };
      const hosts = { before: hostsOf(was, groups.before), after: hostsOf(will, groups.after) };
      const subnets = [...new Set(hosts.before.map(({ network }) => network?.cidrBlock))].flatMap(
        (cidrBlock) =>
          cidrBlock ? [kept("ec2.Subnet", cidrBlock, `subnet-${cidrBlock}`, { vpcId, cidrBlock })] : [],
      );
      const resources = (when: "before" | "after") => [
        ...groups[when].map((group) => kept("ec2.SecurityGroup", group.id, group.id, inline(group))),
        ...groups[when].flatMap(standalone),
        ...hosts[when].map(({ groups: own, network }, index) =>
          kept("ec2.Instance", `i-${index}`, `i-${index}`, {
            vpcSecurityGroupIds: own,
            ...(network && { subnetId: `subnet-${network.cidrBlock}` }),
          }),
        ),
        ...subnets,
        ...lists,
      ];
      const document = documentOf(union(resources("before"), resources("after")));
      const { before, after, members } = awsFirewall(resourcesOf(readPreview(document).steps));
      const all = bundles(
        members,
        [...before, ...after].map(({ peer }) => peer),
        [],
      );
      // Every two sources that reach a target alike are one row.
      const reach = reachability(before, after, all, 1);
      const bundleOf = (index: number) => all.find((bundle) => bundle.instances.includes(`i-${index}`));
      const traffic = trafficOf(Object.values(groups).flat());
      for (const when of ["before", "after"] as const) {
        const evaluate = ec2(sideOf(worlds[when], true), {});
        for (const [from, source] of hosts[when].entries()) {
          for (const [to, destination] of hosts[when].entries()) {
            if (from === to) continue;
            const row = reach.find(
              (each) =>
                each.to === bundleOf(to) && Array.isArray(each.from) && each.from.includes(bundleOf(from)),
            );
            const passes = evaluate(source, destination);
            const wrong = traffic.filter((each) => passes(each) !== carries(row?.[when] ?? noPorts, each));
            expect(wrong).toEqual([]);
            seen.pairs += 1;
            seen.reached += Number(row !== undefined);
          }
        }
      }
    }),
    settings,
  );
  expect(seen.reached).toBeGreaterThan(seen.pairs / 20);
});

const cluster = made("eks.Cluster", "cluster", {});

/** The instance with one more group, of a resource whose groups the preview doesn't have. */
function withForeignGroup(resource: AwsResource): AwsResource {
  const { vpcSecurityGroupIds: ids } = resource.new ?? {};
  if (!Array.isArray(ids)) return resource;
  const groups = [...(resource.dependencies?.["vpcSecurityGroupIds"] ?? []), cluster];
  return {
    ...{ ...resource, new: { ...resource.new, vpcSecurityGroupIds: [...(ids as unknown[]), unknown] } },
    dependencies: { ...resource.dependencies, vpcSecurityGroupIds: groups },
  };
}

test("a new stack, whose ids are unknown, gives the same reach as one whose ids are known", () => {
  let rows = 0;
  fc.assert(
    fc.property(world, (each) => {
      const groups = sideOf(each, false);
      const resources = [
        ...groups.map((group) =>
          kept("ec2.SecurityGroup", group.id, group.id, { vpcId, ingress: [], egress: [] }),
        ),
        // Each rule is of its own.
        ...groups.flatMap((group) =>
          standalone({
            ...group,
            ingress: group.ingress.flatMap((rule) => [rule, rule]),
            egress: group.egress.flatMap((rule) => [rule, rule]),
          }),
        ),
        ...each.instances.map(({ groups: own }, index) =>
          kept("ec2.Instance", `i-${index}`, `i-${index}`, {
            vpcSecurityGroupIds: own.map((group) => groups[group]!.id),
          }),
        ),
      ];
      // A group without instances is listed only if its rules change.
      const rowsOf = (all: AwsResource[]) =>
        reachOf(...all, ...lists)
          .filter((row) => !row.includes("(no instances)"))
          .sort();
      const known = rowsOf(resources);
      rows += known.length;
      const unknownIds = withUnknownIds(resources);
      expect(rowsOf(unknownIds)).toEqual(known);
      const mixed = [...unknownIds.map(withForeignGroup), cluster];
      expect(rowsOf(mixed)).toEqual(known);
      const { members } = awsFirewall(resourcesOf(readPreview(documentOf(mixed)).steps));
      expect(members.map(({ after }) => after?.isPartial)).toEqual(each.instances.map(() => true));
    }),
    settings,
  );
  expect(rows).toBeGreaterThan(settings.numRuns);
});
