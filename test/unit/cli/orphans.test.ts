import { judge, type Rules, whyAnothers, whyNobodys } from "../../../provider/cli/orphans";
import type { StackState } from "../../../provider/cli/stack-state";
import type { NetworkPolicy, Pod } from "../../../provider/cluster/objects";

const now = new Date("2026-01-01T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(Number(now) - minutes * 60_000).toISOString();
const rules: Rules = { others: new Map(), origin: "me", olderThan: undefined, now };
const stateOf = (state: Partial<StackState>): StackState => ({
  instances: new Set(),
  creating: new Map(),
  policies: new Set(),
  ...state,
});
const nothing = stateOf({});
const knowing = stateOf({ instances: new Set(["i-1"]), policies: new Set(["apps/sg-1"]) });

const pod = (metadata: Pod["metadata"] = {}, spec?: Pod["spec"]): Pod => ({
  metadata: {
    name: "ec2-web-1",
    namespace: "apps",
    uid: metadata.uid ?? "pod",
    creationTimestamp: minutesAgo(60),
    annotations: { "ec2-pods/maker": "me" },
    labels: { "ec2-pods/instance-id": "i-1" },
    ...metadata,
  },
  ...(spec ? { spec } : {}),
});
const pending = { annotations: { "ec2-pods/maker": "me", "ec2-pods/spawn-pending": "true" } };
const named: Pod["spec"] = {
  containers: [{ name: "instance", env: [{ name: "EC2_INSTANCE_ID", value: "i-1" }] }],
};

const unknown = "orphan: the state doesn't have its instance";
const unfinished = "orphan: the create of its instance never ended";
const gone = "orphan: the stack is gone";
const young = "kept: is young: it may be of an update under way";

interface Case {
  reason: string;
  pod: Pod;
  state?: StackState;
  rules?: Partial<Rules>;
  /** Undefined where the state has it. */
  want: string | undefined;
}

test.each<Case>([
  { reason: "known by its id", pod: pod(), state: knowing, want: undefined },
  { reason: "known, whoever made it", pod: pod({ annotations: {} }), state: knowing, want: undefined },
  {
    reason: "known where its label was edited away",
    pod: pod({ labels: {} }, named),
    state: knowing,
    want: undefined,
  },
  { reason: "unknown", pod: pod(), state: nothing, want: unknown },
  { reason: "unknown and never finished", pod: pod(pending), state: nothing, want: unfinished },
  {
    reason: "its create is in the state as begun, long ago",
    pod: pod(),
    state: stateOf({ creating: new Map([["i-1", 90_000]]) }),
    want: unfinished,
  },
  {
    reason: "its create may take longer than it took until now",
    pod: pod(),
    state: stateOf({ creating: new Map([["i-1", 7_200_000]]) }),
    want: young,
  },
  { reason: "young", pod: pod({ creationTimestamp: minutesAgo(9) }), state: nothing, want: young },
  {
    reason: "not young any more",
    pod: pod({ creationTimestamp: minutesAgo(10) }),
    state: nothing,
    want: unknown,
  },
  {
    reason: "made in the future",
    pod: pod({ creationTimestamp: minutesAgo(-5) }),
    state: nothing,
    want: young,
  },
  {
    reason: "young, but the user says that nothing is under way",
    pod: pod({ creationTimestamp: minutesAgo(0) }),
    state: stateOf({ creating: new Map([["i-1", 7_200_000]]) }),
    rules: { olderThan: 0 },
    want: unfinished,
  },
  {
    reason: "not as old as the user says",
    pod: pod(),
    state: nothing,
    rules: { olderThan: 7_200_000 },
    want: young,
  },
  {
    reason: "of another",
    pod: pod({ annotations: { "ec2-pods/maker": "you" } }),
    state: nothing,
    want: `kept: ${whyAnothers}`,
  },
  { reason: "of nobody", pod: pod({ annotations: {} }), state: nothing, want: `kept: ${whyNobodys}` },
  {
    reason: "of another, and any maker's are asked for",
    pod: pod({ annotations: { "ec2-pods/maker": "you" } }),
    state: nothing,
    rules: { origin: undefined },
    want: unknown,
  },
  { reason: "of a stack that is gone", pod: pod(), want: gone },
  { reason: "young, of a stack that is gone", pod: pod({ creationTimestamp: minutesAgo(0) }), want: gone },
  {
    reason: "of another, and of a stack that is gone",
    pod: pod({ annotations: { "ec2-pods/maker": "you" } }),
    want: `kept: ${whyAnothers}`,
  },
  {
    reason: "of a stack that was renamed",
    pod: pod(),
    rules: { others: new Map([["new", knowing]]), origin: undefined },
    want: 'kept: is in the state of stack "new"',
  },
  {
    reason: "being deleted",
    pod: pod({ deletionTimestamp: minutesAgo(0) }),
    want: "kept: is being deleted already",
  },
])("a Pod that is $reason: $want", ({ pod: given, state, rules: more, want }) => {
  const [judged] = judge({ pods: [given], policies: [], members: new Map() }, state, { ...rules, ...more });
  expect(judged && `${judged.finding.verdict}: ${judged.finding.why}`).toBe(want);
});

test("the volumes go with a Pod that are its instance's and not meant to outlive it", () => {
  const volume = (name: string, claimName: string) => ({ name, persistentVolumeClaim: { claimName } });
  const volumes = [volume("sdf", "ec2-i-1-sdf"), volume("sdg", "ec2-i-1-sdg"), volume("data", "shared")];
  const notes = { "ec2-pods/maker": "me", "ec2-pods/kept-volumes": "sdg" };
  const given = pod({ annotations: notes }, { containers: [], volumes });
  const [judged] = judge({ pods: [given], policies: [], members: new Map() }, undefined, rules);
  expect(judged?.finding.claims).toEqual(["ec2-i-1-sdf"]);
});

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
  want: Record<string, string>;
}

test.each<PolicyCase>([
  { reason: "known", policies: [policy("sg-1", "sg-1", both)], state: knowing, want: {} },
  {
    reason: "unknown",
    policies: [policy("sg-2", "sg-2", both)],
    state: knowing,
    want: { "sg-2": "orphan: the state doesn't have it" },
  },
  {
    reason: "young",
    policies: [policy("sg-2", "sg-2", both, { creationTimestamp: minutesAgo(1) })],
    state: knowing,
    want: { "sg-2": young },
  },
  {
    reason: "what a Pod that stays needs",
    policies: [policy("sg-2", "sg-2", both)],
    members: [member],
    want: { "sg-2": open },
  },
  {
    reason: "what a Pod needs that goes, too",
    policies: [policy("sg-2", "sg-2", both)],
    members: [member],
    pods: [member],
    want: { member: gone, "sg-2": gone },
  },
  {
    reason: "what a Pod needs that is ending",
    policies: [policy("sg-2", "sg-2", both)],
    members: [pod({ ...member.metadata, deletionTimestamp: minutesAgo(0) })],
    want: { "sg-2": gone },
  },
  {
    reason: "that of a rule, whose group closes its members",
    policies: [policy("sgr-1", "sg-1", ["Ingress"]), policy("sg-1", "sg-1", both)],
    members: [member],
    state: knowing,
    want: { "sgr-1": "orphan: the state doesn't have it" },
  },
  {
    reason: "that of a rule, whose group has to stay as well",
    policies: [policy("sgr-1", "sg-2", ["Ingress"]), policy("sg-2", "sg-2", both)],
    members: [member],
    want: { "sgr-1": gone, "sg-2": open },
  },
  {
    reason: "that of a rule, whose group is closed in the other direction alone",
    policies: [policy("sgr-1", "sg-1", ["Ingress"]), policy("sg-1", "sg-1", ["Egress"])],
    members: [member],
    state: knowing,
    want: { "sgr-1": open },
  },
  {
    reason: "that of a rule, whose group's policy is going",
    policies: [
      policy("sgr-1", "sg-1", ["Ingress"]),
      policy("sg-1", "sg-1", both, { deletionTimestamp: minutesAgo(0) }),
    ],
    members: [member],
    state: knowing,
    want: { "sgr-1": open },
  },
])("a policy that is $reason", ({ policies, members = [], pods = [], state, want }) => {
  const objects = { pods, policies, members: new Map(policies.map((each) => [each, members])) };
  const found = judge(objects, state, rules).map(({ finding }) => [
    finding.name,
    `${finding.verdict}: ${finding.why}`,
  ]);
  expect(Object.fromEntries(found)).toEqual(want);
});
