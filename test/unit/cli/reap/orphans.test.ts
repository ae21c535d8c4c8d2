import { judge, otherOrigin, type Criteria, unknownOrigin } from "../../../../provider/cli/reap/orphans";
import type { StackState } from "../../../../provider/cli/stack/stack-state";
import type { NetworkPolicy, Pod } from "../../../../provider/cluster/objects";

const now = new Date("2026-01-01T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(Number(now) - minutes * 60_000).toISOString();
const criteria: Criteria = { others: new Map(), origin: "me", olderThan: undefined, includeSaved: true, now };
const stateOf = (state: Partial<StackState>): StackState => ({
  instances: new Set(),
  pods: new Set(),
  creating: new Map(),
  policies: new Set(),
  claims: new Set(),
  snapshots: new Set(),
  ...state,
});
const nothing = stateOf({});
const tracking = stateOf({ instances: new Set(["i-1"]), policies: new Set(["apps/sg-1"]) });

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
const unfinished = "orphan: the creation of its instance never finished";
const gone = "orphan: the stack no longer exists";
const young = "kept: it is young: an update in progress may not have saved it yet";

interface Case {
  reason: string;
  pod: Pod;
  state?: StackState;
  criteria?: Partial<Criteria>;
  /** Undefined if the state has it. */
  want: string | undefined;
}

test.each<Case>([
  { reason: "in the state by its id", pod: pod(), state: tracking, want: undefined },
  {
    reason: "in the state, without an origin",
    pod: pod({ annotations: {} }),
    state: tracking,
    want: undefined,
  },
  {
    reason: "in the state, without its label",
    pod: pod({ labels: {} }, named),
    state: tracking,
    want: undefined,
  },
  { reason: "not in the state", pod: pod(), state: nothing, want: unknown },
  {
    reason: "not in the state, without --include-saved",
    pod: pod(),
    state: nothing,
    criteria: { includeSaved: false },
    want: `kept: the state doesn't have its instance, but an update saved it once: retainOnDelete, "pulumi state delete" and a move to another project leave it; --include-saved deletes it`,
  },
  { reason: "not in the state and never finished", pod: pod(pending), state: nothing, want: unfinished },
  {
    reason: "in the state as an old unfinished creation",
    pod: pod(),
    state: stateOf({ creating: new Map([["i-1", 90_000]]) }),
    want: unfinished,
  },
  {
    reason: "in the state as a creation within its time limit",
    pod: pod(),
    state: stateOf({ creating: new Map([["i-1", 7_200_000]]) }),
    want: young,
  },
  { reason: "young", pod: pod({ creationTimestamp: minutesAgo(9) }), state: nothing, want: young },
  {
    reason: "no longer young",
    pod: pod({ creationTimestamp: minutesAgo(10) }),
    state: nothing,
    want: unknown,
  },
  {
    reason: "created in the future",
    pod: pod({ creationTimestamp: minutesAgo(-5) }),
    state: nothing,
    want: young,
  },
  {
    reason: "young, but --older-than is 0s",
    pod: pod({ creationTimestamp: minutesAgo(0) }),
    state: stateOf({ creating: new Map([["i-1", 7_200_000]]) }),
    criteria: { olderThan: 0 },
    want: unfinished,
  },
  {
    reason: "younger than --older-than",
    pod: pod(),
    state: nothing,
    criteria: { olderThan: 7_200_000 },
    want: young,
  },
  {
    reason: "of another origin",
    pod: pod({ annotations: { "ec2-pods/maker": "you" } }),
    state: nothing,
    want: `kept: ${otherOrigin}`,
  },
  {
    reason: "of an unknown origin",
    pod: pod({ annotations: {} }),
    state: nothing,
    want: `kept: ${unknownOrigin}`,
  },
  {
    reason: "of another origin, with --any-origin",
    pod: pod({ annotations: { "ec2-pods/maker": "you" } }),
    state: nothing,
    criteria: { origin: undefined },
    want: unknown,
  },
  { reason: "of a stack that no longer exists", pod: pod(), want: gone },
  {
    reason: "young, of a stack that no longer exists",
    pod: pod({ creationTimestamp: minutesAgo(0) }),
    want: gone,
  },
  {
    reason: "of another origin and of a stack that no longer exists",
    pod: pod({ annotations: { "ec2-pods/maker": "you" } }),
    want: `kept: ${otherOrigin}`,
  },
  {
    reason: "of a stack that was renamed",
    pod: pod(),
    criteria: { others: new Map([["new", tracking]]), origin: undefined },
    want: 'kept: it is in the state of stack "new"',
  },
  {
    reason: "being deleted",
    pod: pod({ deletionTimestamp: minutesAgo(0) }),
    want: "kept: it is already being deleted",
  },
])("a Pod that is $reason: $want", ({ pod: object, state, criteria: more, want }) => {
  const [judged] = judge(
    { pods: [object], policies: [], claims: [], snapshots: [], members: new Map() },
    state,
    {
      ...criteria,
      ...more,
    },
  );
  expect(judged && `${judged.finding.verdict}: ${judged.finding.why}`).toBe(want);
});

test("a Pod is deleted with the volumes of its instance, except those that outlive it", () => {
  const volume = (name: string, claimName: string) => ({ name, persistentVolumeClaim: { claimName } });
  const volumes = [volume("sdf", "ec2-i-1-sdf"), volume("sdg", "ec2-i-1-sdg"), volume("data", "shared")];
  const notes = { "ec2-pods/maker": "me", "ec2-pods/kept-volumes": "sdg" };
  const given = pod({ annotations: notes }, { containers: [], volumes });
  const [judged] = judge(
    { pods: [given], policies: [], claims: [], snapshots: [], members: new Map() },
    undefined,
    criteria,
  );
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
  { reason: "in the state", policies: [policy("sg-1", "sg-1", both)], state: tracking, want: {} },
  {
    reason: "not in the state",
    policies: [policy("sg-2", "sg-2", both)],
    state: tracking,
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
    reason: "that of a rule, whose group's policy is being deleted",
    policies: [
      policy("sgr-1", "sg-1", ["Ingress"]),
      policy("sg-1", "sg-1", both, { deletionTimestamp: minutesAgo(0) }),
    ],
    members: [member],
    state: tracking,
    want: { "sgr-1": open },
  },
])("a policy that is $reason", ({ policies, members = [], pods = [], state, want }) => {
  const objects = {
    pods,
    policies,
    claims: [],
    snapshots: [],
    members: new Map(policies.map((each) => [each, members])),
  };
  const found = judge(objects, state, criteria).map(({ finding }) => [
    finding.name,
    `${finding.verdict}: ${finding.why}`,
  ]);
  expect(Object.fromEntries(found)).toEqual(want);
});

test("the subject of a policy is its group, and of another policy nothing", () => {
  const id = "sg-0123456789abcdef0";
  const subjectOf = (object: NetworkPolicy) => {
    const [judgment] = judge(
      { pods: [], policies: [object], claims: [], snapshots: [], members: new Map() },
      undefined,
      criteria,
    );
    return judgment?.finding.subject;
  };
  expect(subjectOf(policy("sgr-1", id, ["Ingress"]))).toBe(id);
  const other = policy("other", id, ["Ingress"]);
  expect(subjectOf({ ...other, spec: { podSelector: { matchLabels: { app: "web" } } } })).toBe("");
});
