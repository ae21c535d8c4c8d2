import * as fc from "fast-check";

import {
  type Rule,
  toNetworkPolicySpec,
  toRulePolicySpec,
} from "../../../provider/security-group/network-policy";
import { checkGroup } from "../../../provider/security-group/security-group-check";
import { checkStandaloneRule, toRule } from "../../../provider/security-group/standalone-rule";
import { ec2, type Group, type Traffic } from "../../support/ec2-evaluator";
import { networkPolicies } from "../../support/network-policy-evaluator";
import {
  groupsOf,
  type Machine,
  machinesOf,
  policiesOf,
  prefixLists,
  rule,
  rules,
  trafficOf,
  world,
  type World,
} from "../../support/security-world";

const settings = { seed: 20261123, numRuns: 1000 };
const own = { groupId: "sg-00000000000000000", vpc: { vpcId: "vpc-a" } };

type Connection = Traffic & { source: Machine; destination: Machine };

/** Calls back for each connection that has an instance at one end. */
function forEachConnection(
  machines: Machine[],
  traffic: Traffic[],
  judge: (source: Machine, destination: Machine) => (each: Traffic) => boolean,
): Connection[] {
  return machines.flatMap((source) =>
    machines
      .filter((other) => other !== source && source.groups.length + other.groups.length > 0)
      .flatMap((destination) => {
        const wrong = judge(source, destination);
        return traffic.filter(wrong).map((each) => ({ ...each, source, destination }));
      }),
  );
}

/** The groups without the parts at these paths. */
const without = (groups: Group[], leftOut: ReturnType<typeof policiesOf>["leftOut"]): Group[] =>
  groups.map(({ id, vpcId, ...directions }) => {
    const paths = new Set(leftOut.get(id)?.map(({ path }) => path));
    const strip = (direction: "ingress" | "egress") =>
      directions[direction].flatMap((each, index) => {
        const path = `${direction}[${index}]`;
        const prefixListIds = (each.prefixListIds ?? []).filter(
          (_, item) => !paths.has(`${path}.prefixListIds[${item}]`),
        );
        return paths.has(path) ? [] : [{ ...each, prefixListIds }];
      });
    return { id, ...(vpcId && { vpcId }), ingress: strip("ingress"), egress: strip("egress") };
  });

/** What a NetworkPolicy can't express, by its documentation. */
function untranslatable({ ingress, egress }: Group): string[] {
  const of = (direction: string, all: Rule[]) =>
    all.flatMap(({ protocol, fromPort, toPort, prefixListIds = [], ...ranges }, index) => {
      const path = `${direction}[${index}]`;
      const every = ["-1", "all"].includes(protocol);
      const withPorts = /^(tcp|6|udp|17|sctp|132)$/i.test(protocol);
      if (!every && (!withPorts || (fromPort === 0 && toPort === 0))) return [path];
      const metadata = (["cidrBlocks", "ipv6CidrBlocks"] as const).flatMap((key) =>
        (ranges[key] ?? []).flatMap((cidr, item) =>
          direction === "egress" && /^(169.254.169.254.32|fd00:ec2.*:254.128)$/i.test(cidr)
            ? [`${path}.${key}[${item}]`]
            : [],
        ),
      );
      return [...prefixListIds.map((_, item) => `${path}.prefixListIds[${item}]`), ...metadata];
    });
  return [...of("ingress", ingress), ...of("egress", egress)].sort();
}

test("the policies of a world allow a connection exactly if EC2 does, apart from what they leave out", () => {
  fc.assert(
    fc.property(world, (each) => {
      const groups = groupsOf(each);
      const { policies, leftOut } = policiesOf(each);
      const expected = ec2(without(groups, leftOut), prefixLists);
      const actual = networkPolicies(policies);
      const wrong = forEachConnection(machinesOf(each), trafficOf(groups), (source, destination) => {
        const [allowed, passes] = [expected(source, destination), actual(source, destination)];
        return (traffic) => allowed(traffic) !== passes(traffic);
      });
      expect(wrong).toEqual([]);
    }),
    { ...settings, numRuns: 2000 },
  );
});

test("the policies of a world allow no connection that EC2 blocks, whether or not they match Pods by address", () => {
  fc.assert(
    fc.property(world, fc.boolean(), (each, podsByAddress) => {
      const groups = groupsOf(each);
      const expected = ec2(groups, prefixLists);
      const actual = networkPolicies(policiesOf(each).policies, podsByAddress);
      const wider = forEachConnection(machinesOf(each), trafficOf(groups), (source, destination) => {
        const [allowed, passes] = [expected(source, destination), actual(source, destination)];
        return (traffic) => passes(traffic) && !allowed(traffic);
      });
      expect(wider).toEqual([]);
    }),
    settings,
  );
});

test("if policies match no Pod by its address, 0.0.0.0/0 still means every Pod, and groups their members", () => {
  const reduced = (all: Rule[]) =>
    all.map((each) => ({
      ...each,
      cidrBlocks: each.cidrBlocks?.filter((cidr) => cidr === "0.0.0.0/0") ?? [],
      ipv6CidrBlocks: [],
    }));
  const open = (each: World): Group[] =>
    without(groupsOf(each), policiesOf(each).leftOut).map(({ id, ingress, egress }) => ({
      id,
      ingress: reduced(ingress),
      egress: reduced(egress),
    }));
  fc.assert(
    fc.property(world, (each) => {
      const expected = ec2(open(each), prefixLists);
      const actual = networkPolicies(policiesOf(each).policies, false);
      const pods = machinesOf(each).filter(({ isPod }) => isPod);
      const narrower = forEachConnection(pods, trafficOf(groupsOf(each)), (source, destination) => {
        const [allowed, passes] = [expected(source, destination), actual(source, destination)];
        return (traffic) => allowed(traffic) && !passes(traffic);
      });
      expect(narrower).toEqual([]);
    }),
    settings,
  );
});

test("exactly the parts that are left out are listed", () => {
  fc.assert(
    fc.property(world, (each) => {
      const { leftOut } = policiesOf(each);
      for (const group of groupsOf(each)) {
        expect(
          leftOut
            .get(group.id)
            ?.map(({ path }) => path)
            .sort(),
        ).toEqual(untranslatable(group));
      }
    }),
    settings,
  );
});

test("enough of the tried connections are allowed, blocked, and lost to a part that is left out", () => {
  const count = { all: 0, allowed: 0, left: 0 };
  for (const each of fc.sample(world, { ...settings, numRuns: 300 })) {
    const groups = groupsOf(each);
    const expected = ec2(groups, prefixLists);
    const actual = networkPolicies(policiesOf(each).policies);
    forEachConnection(machinesOf(each), trafficOf(groups), (source, destination) => {
      const [allowed, passes] = [expected(source, destination), actual(source, destination)];
      return (traffic) => {
        count.all++;
        if (allowed(traffic)) count.allowed++;
        if (allowed(traffic) && !passes(traffic)) count.left++;
        return false;
      };
    });
  }
  expect(count.all).toBeGreaterThan(100_000);
  expect(count.allowed / count.all).toBeGreaterThan(0.1);
  expect(count.allowed / count.all).toBeLessThan(0.6);
  expect(count.left / count.all).toBeGreaterThan(0.005);
});

test("a policy is valid in Kubernetes, and has no empty list, which would mean everything", () => {
  fc.assert(
    fc.property(rules, rules, (ingress, egress) => {
      const specs = [
        toNetworkPolicySpec(own, { ingress, egress }).spec,
        ...ingress.map((each) => toRulePolicySpec(own, "ingress", each).spec),
        ...egress.map((each) => toRulePolicySpec(own, "egress", each).spec),
      ];
      for (const spec of specs) {
        for (const entries of [spec.ingress, spec.egress]) expect(entries?.length).not.toBe(0);
        const from = (spec.ingress ?? []).map(({ from: peers, ports }) => ({ peers, ports }));
        const to = (spec.egress ?? []).map(({ to: peers, ports }) => ({ peers, ports }));
        for (const { peers, ports } of [...from, ...to]) {
          expect(peers?.length).not.toBe(0);
          expect(ports?.length).not.toBe(0);
          for (const { protocol, port: first, endPort } of ports ?? []) {
            expect(["TCP", "UDP", "SCTP"]).toContain(protocol);
            if (first !== undefined) expect(first).toBeGreaterThan(0);
            if (endPort !== undefined) expect(endPort).toBeGreaterThan(first ?? Infinity);
          }
        }
      }
    }),
    settings,
  );
});

test("the order and the repetition of rules don't change a policy", () => {
  fc.assert(
    fc.property(
      rules.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const spec = (each: Rule[]) =>
          JSON.stringify(toNetworkPolicySpec(own, { ingress: each, egress: each }).spec);
        expect(spec([...shuffled, ...all])).toBe(spec(all));
      },
    ),
    settings,
  );
});

test("the checks accept every such rule that has a source", () => {
  fc.assert(
    fc.property(rule, world, (single, { standalone }) => {
      const { securityGroups, ...rest } = single;
      const ids = [...new Map(securityGroups?.map((id) => [id.replace(/.*\//, ""), id])).values()];
      expect(checkGroup("web", { ingress: [{ ...rest, securityGroups: ids, self: true }] })).toEqual([]);
      for (const { args } of standalone) {
        expect(
          checkStandaloneRule("SecurityGroupIngressRule", { ...args, securityGroupId: own.groupId }),
        ).toEqual([]);
        expect(toRule(args).protocol).toBe(args.ipProtocol);
      }
    }),
    settings,
  );
});
