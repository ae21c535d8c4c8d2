import { autoscalingKinds } from "./autoscaling/kinds";
import { iamKinds } from "./iam/kinds";
import { loadBalancerKinds } from "./load-balancer/kinds";
import { loadBalancerLifecycle } from "./load-balancer/load-balancer-lifecycle";
import { partLifecycle } from "./load-balancer/part-lifecycle";
import { targetLifecycle } from "./load-balancer/target-lifecycle";
import { networkKinds } from "./network/kinds";
import { identityIn } from "./record/check";
import { followCluster } from "./record/follow-cluster";
import type { RecordKinds, Values } from "./record/kind";
import { lifecycleOf } from "./record/lifecycle";
import { shapeOf } from "./record/shape";
import { withRun } from "./record/target";
import { ssmKinds } from "./ssm/kinds";
import { attachmentLifecycle } from "./volume/attachment-lifecycle";
import { snapshotLifecycle } from "./volume/snapshot-lifecycle";
import { volumeKinds } from "./volume/kinds";
import { volumeLifecycle } from "./volume/volume-lifecycle";

/** The one table of all records. */
export const recordKinds: RecordKinds = {
  ...networkKinds,
  ...iamKinds,
  ...ssmKinds,
  ...loadBalancerKinds,
  ...autoscalingKinds,
};

type Operations = ReturnType<typeof lifecycleOf>;

/** The kinds that are more than a record, with what they do to the cluster. */
const clusterKinds: Readonly<Record<string, (records: Operations) => object>> = {
  "ebs:Snapshot": snapshotLifecycle,
  "ebs:Volume": volumeLifecycle,
  "ec2:VolumeAttachment": attachmentLifecycle,
  "lb:Listener": (records) => partLifecycle("lb:Listener", records),
  "lb:ListenerRule": (records) => partLifecycle("lb:ListenerRule", records),
  "lb:LoadBalancer": loadBalancerLifecycle,
  "lb:TargetGroup": (records) => partLifecycle("lb:TargetGroup", records),
  "lb:TargetGroupAttachment": targetLifecycle,
};

/** The operations of a kind on its record only, without the cluster. */
export function recordOperations(token: string): Operations {
  const kind = { ...recordKinds, ...volumeKinds }[token];
  if (!kind) {
    throw new Error(
      `Cannot serve a resource of the kind "${token}": this release of pulumi-ec2-pods doesn't have it. Install the release that created the resource.`,
    );
  }
  return lifecycleOf(token, kind, shapeOf(token));
}

/** The operations of a kind, which the provider process runs. */
export function of(token: string): Operations {
  const records = recordOperations(token);
  const inCluster = clusterKinds[token]?.(records) as Operations | undefined;
  if (!inCluster) return withRun(records);
  const [, kind = token] = token.split(":");
  return followCluster<object, object, Operations>(inCluster, (values) => ({
    kind,
    name: identityIn((values as Values)["__urn"]).name,
  }));
}
