import type { Criteria } from "../../provider/cli/reap/finding";
import type { StackState } from "../../provider/cli/stack/stack-state";
import type { Pod } from "../../provider/cluster/objects";

const now = new Date("2026-01-01T12:00:00Z");
export const minutesAgo = (minutes: number) => new Date(Number(now) - minutes * 60_000).toISOString();
export const criteria: Criteria = {
  others: new Map(),
  origins: ["me"],
  olderThan: undefined,
  includeSaved: true,
  now,
};
export const stateOf = (state: Partial<StackState>): StackState => ({
  instances: new Set(),
  pods: new Set(),
  creating: new Map(),
  unfinished: new Set(),
  policies: new Set(),
  claims: new Set(),
  snapshots: new Set(),
  loadBalancers: new Set(),
  ...state,
});
export const nothing = stateOf({});
export const tracking = stateOf({ instances: new Set(["i-1"]), policies: new Set(["apps/sg-1"]) });

export const pod = (metadata: Pod["metadata"] = {}, spec?: Pod["spec"]): Pod => ({
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

export const gone = "orphan: the stack no longer exists";
export const young = "kept: it is young: an update in progress may not have saved it yet";
export const saved = `but an update may have saved it once: retainOnDelete, "pulumi state delete" and a move to another project leave it; --include-saved deletes it`;
