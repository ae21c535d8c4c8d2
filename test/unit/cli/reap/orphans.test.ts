import { type Criteria, otherOrigin, unknownOrigin } from "../../../../provider/cli/reap/finding";
import { judge } from "../../../../provider/cli/reap/orphans";
import type { StackState } from "../../../../provider/cli/stack/stack-state";
import type { Pod } from "../../../../provider/cluster/objects";
import {
  criteria,
  gone,
  minutesAgo,
  nothing,
  pod,
  saved,
  stateOf,
  tracking,
  young,
} from "../../../support/orphans";

const pending = { annotations: { "ec2-pods/maker": "me", "ec2-pods/spawn-pending": "true" } };
const named: Pod["spec"] = {
  containers: [{ name: "instance", env: [{ name: "EC2_INSTANCE_ID", value: "i-1" }] }],
};

const unknown = "orphan: the state doesn't have its instance";
const unfinished = "orphan: the creation of its instance never finished";

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
    want: `kept: the state doesn't have its instance, ${saved}`,
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
    criteria: { origins: undefined },
    want: unknown,
  },
  { reason: "of a stack that no longer exists", pod: pod(), want: gone },
  {
    reason: "of a stack that no longer exists, without --include-saved",
    pod: pod(),
    criteria: { includeSaved: false },
    want: `kept: the stack no longer exists, ${saved}`,
  },
  {
    reason: "left by a killed run of a stack that no longer exists",
    pod: pod(pending),
    criteria: { includeSaved: false },
    want: gone,
  },
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
    criteria: { others: new Map([["new", tracking]]), origins: undefined },
    want: 'kept: it is in the state of stack "new"',
  },
  {
    reason: "being deleted",
    pod: pod({ deletionTimestamp: minutesAgo(0) }),
    want: "kept: it is already being deleted",
  },
])("a Pod that is $reason: $want", ({ pod: object, state, criteria: more, want }) => {
  const [judged] = judge(
    { pods: [object], policies: [], claims: [], snapshots: [], loadBalancers: [], members: new Map() },
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
    { pods: [given], policies: [], claims: [], snapshots: [], loadBalancers: [], members: new Map() },
    undefined,
    criteria,
  );
  expect(judged?.finding.claims).toEqual(["ec2-i-1-sdf"]);
});
