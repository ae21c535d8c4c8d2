import type { Criteria } from "../../../../provider/cli/reap/finding";
import { judge } from "../../../../provider/cli/reap/orphans";
import type { StackState } from "../../../../provider/cli/stack/stack-state";
import type { NetworkPolicy, Pod } from "../../../../provider/cluster/objects";
import { criteria, gone, minutesAgo, pod, saved, stateOf, tracking, young } from "../../../support/orphans";

const policy = (
  name: string,
  group: string,
  types: string[],
  more: NetworkPolicy["metadata"] = {},
): NetworkPolicy => ({
  metadata: {
    name,
    namespace: "apps",
    uid: name,
    creationTimestamp: minutesAgo(60),
    annotations: { "ec2-pods/maker": "me" },
    ...more,
  },
  spec: {
    podSelector: { matchLabels: { [`security-group.ec2-pods/${group}`]: "member" } },
    policyTypes: types,
  },
});
const both = ["Ingress", "Egress"];
const member = pod({ name: "member", uid: "member", labels: { "ec2-pods/instance-id": "i-2" } });
const open = "kept: Pod apps/member is a member and would be open without it";

interface PolicyCase {
  reason: string;
  policies: NetworkPolicy[];
  members?: Pod[];
  pods?: Pod[];
  state?: StackState;
  criteria?: Partial<Criteria>;
  want: Record<string, string>;
}

test.each<PolicyCase>([
  { reason: "in the state", policies: [policy("sg-1", "sg-1", both)], state: tracking, want: {} },
  {
    reason: "not in the state",
    policies: [policy("sg-2", "sg-2", both)],
    state: tracking,
    want: { "sg-2": "orphan: the state doesn't have it" },
  },
  {
    reason: "not in the state, without --include-saved",
    policies: [policy("sg-2", "sg-2", both)],
    state: tracking,
    criteria: { includeSaved: false },
    want: { "sg-2": `kept: the state doesn't have it, ${saved}` },
  },
  {
    reason: "not in the state, which says that a kill ended its creation",
    policies: [policy("sg-2", "sg-2", both)],
    state: stateOf({ unfinished: new Set(["apps/sg-2"]) }),
    criteria: { includeSaved: false },
    want: { "sg-2": "orphan: the state doesn't have it" },
  },
  {
    reason: "young",
    policies: [policy("sg-2", "sg-2", both, { creationTimestamp: minutesAgo(1) })],
    state: tracking,
    want: { "sg-2": young },
  },
  {
    reason: "needed by a Pod that stays",
    policies: [policy("sg-2", "sg-2", both)],
    members: [member],
    want: { "sg-2": open },
  },
  {
    reason: "needed by a Pod that is also deleted",
    policies: [policy("sg-2", "sg-2", both)],
    members: [member],
    pods: [member],
    want: { member: gone, "sg-2": gone },
  },
  {
    reason: "needed by a Pod that is ending",
    policies: [policy("sg-2", "sg-2", both)],
    members: [pod({ ...member.metadata, deletionTimestamp: minutesAgo(0) })],
    want: { "sg-2": gone },
  },
  {
    reason: "that of a rule, whose group isolates its members",
    policies: [policy("sgr-1", "sg-1", ["Ingress"]), policy("sg-1", "sg-1", both)],
    members: [member],
    state: tracking,
    want: { "sgr-1": "orphan: the state doesn't have it" },
  },
  {
    reason: "that of a rule, whose group must stay",
    policies: [policy("sgr-1", "sg-2", ["Ingress"]), policy("sg-2", "sg-2", both)],
    members: [member],
    want: { "sgr-1": gone, "sg-2": open },
  },
  {
    reason: "that of a rule, whose group isolates in the other direction only",
    policies: [policy("sgr-1", "sg-1", ["Ingress"]), policy("sg-1", "sg-1", ["Egress"])],
    members: [member],
    state: tracking,
    want: { "sgr-1": open },
  },
  {
    reason: "that of a rule of an instance that another project may have",
    policies: [policy("sgr-1", "sg-1", ["Ingress"]), policy("sg-1", "sg-1", both)],
    members: [member],
    pods: [member],
    state: stateOf({ ...tracking, unfinished: new Set(["apps/sgr-1"]) }),
    criteria: { includeSaved: false },
    want: {
      member: `kept: the state doesn't have its instance, ${saved}`,
      "sgr-1": "kept: Pod apps/member is a member and stays",
    },
  },
  {
    reason: "of a stack that no longer exists, without --include-saved",
    policies: [policy("sg-2", "sg-2", both)],
    criteria: { includeSaved: false },
    want: { "sg-2": `kept: the stack no longer exists, ${saved}` },
  },
  {
    reason: "that of a rule, whose group's policy is being deleted",
    policies: [
      policy("sgr-1", "sg-1", ["Ingress"]),
      policy("sg-1", "sg-1", both, { deletionTimestamp: minutesAgo(0) }),
    ],
    members: [member],
    state: tracking,
    want: { "sgr-1": open },
  },
])("a policy that is $reason", ({ policies, members = [], pods = [], state, criteria: more, want }) => {
  const objects = {
    pods,
    policies,
    claims: [],
    snapshots: [],
    loadBalancers: [],
    members: new Map(policies.map((each) => [each, members])),
  };
  const found = judge(objects, state, { ...criteria, ...more }).map(({ finding }) => [
    finding.name,
    `${finding.verdict}: ${finding.why}`,
  ]);
  expect(Object.fromEntries(found)).toEqual(want);
});

test("the subject of a policy is its group, and of another policy nothing", () => {
  const id = "sg-0123456789abcdef0";
  const subjectOf = (object: NetworkPolicy) => {
    const [judgment] = judge(
      { pods: [], policies: [object], claims: [], snapshots: [], loadBalancers: [], members: new Map() },
      undefined,
      criteria,
    );
    return judgment?.finding.subject;
  };
  expect(subjectOf(policy("sgr-1", id, ["Ingress"]))).toBe(id);
  const other = policy("other", id, ["Ingress"]);
  expect(subjectOf({ ...other, spec: { podSelector: { matchLabels: { app: "web" } } } })).toBe("");
});
