import * as fc from "fast-check";

import { newlyAllowed } from "../../../../provider/preview-report/traffic/grants";
import { grantsOf } from "../../../../provider/preview-report/traffic/policies";
import { toNetworkPolicySpec } from "../../../../provider/security-group/network-policy";
import type { NetworkPolicySpec, Peer } from "../../../../provider/security-group/policy-spec";
import { rules } from "../../../support/security-world";

const groupId = "sg-00000000000000000";
const own: Peer = { ipBlock: { cidr: "169.254.169.254/32" } };

/** The policy as an earlier release wrote it, which opened the metadata service of the node. */
function earlier({ egress = [], ...spec }: NetworkPolicySpec): NetworkPolicySpec {
  const ofRules = egress.slice(0, -2).map(({ to = [], ...entry }) => {
    const cidrs = to.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []);
    const isEveryone = ["0.0.0.0/0", "::/0"].every((cidr) => cidrs.includes(cidr));
    const peers = to.map(({ ipBlock, ...peer }) => (ipBlock ? { ipBlock: { cidr: ipBlock.cidr } } : peer));
    return isEveryone ? entry : { ...entry, to: [...peers, own] };
  });
  const metadata = { to: [own], ports: [{ protocol: "TCP", port: 80 }] };
  return { ...spec, egress: [metadata, ...ofRules, ...egress.slice(-2), metadata] };
}

test("an upgrade from policies that opened the metadata service of the node opens and closes nothing in a report", () => {
  fc.assert(
    fc.property(rules, rules, (ingress, egress) => {
      const { spec } = toNetworkPolicySpec({ groupId }, { ingress, egress });
      const [before, after] = [grantsOf([earlier(spec)]), grantsOf([spec])];
      expect([newlyAllowed(before, after), newlyAllowed(after, before)]).toEqual([[], []]);
    }),
    { seed: 20261128, numRuns: 1000 },
  );
});

test("egress to everyone is still shown as such, and the metadata address alone as nothing", () => {
  const all = { protocol: "-1", fromPort: 0, toPort: 0 };
  const everyone = { ...all, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };
  const metadata = { ...all, cidrBlocks: ["169.254.169.254/32"], ipv6CidrBlocks: ["fd00:ec2::254/128"] };
  const peersOf = (rule: typeof everyone) =>
    grantsOf([toNetworkPolicySpec({ groupId }, { ingress: [], egress: [rule] }).spec]).map(({ peer }) =>
      peer.kind === "cidr" ? peer.cidr : peer,
    );
  expect(peersOf(everyone)).toEqual(["0.0.0.0/0", "::/0"]);
  expect(peersOf(metadata)).toEqual([]);
});
