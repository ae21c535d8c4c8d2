import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import type { Pod } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { noImage } from "../common/names";
import type { SidecarSize } from "./metadata";
import type { InstanceInputs } from "./model";
import { sidecarIn } from "./pod";
import { report } from "./report";
import { untilGone } from "./wait";

/** Pod Security, OpenShift's constraints, GKE Autopilot's Warden, and policy engines such as Kyverno and Gatekeeper. */
const refusals =
  /violates PodSecurity "(\w+)|security context constraint|GKE Warden|admission webhook ".*" denied the request|ValidatingAdmissionPolicy/;

/** A LimitRange wants more of the service than it needs, or of the Pod; a quota wants what no LimitRange gives. */
const ofSize = /usage per Container is|limit to request ratio per|must specify .* for: metadata/;

/** The first minor version of Kubernetes 1 whose Pods have sidecars. */
export const sidecarsSince = 29;

const goneMilliseconds = 60_000;

type Make = (metadata: boolean, size?: SidecarSize) => Promise<Pod>;

/** Creates the Pod with the first size of the service that isn't refused. */
const withSize = (make: Make, [size, ...others]: SidecarSize[]): Promise<Pod> =>
  make(true, size).catch((error: unknown) => {
    if (others.length > 0 && error instanceof ClusterError && ofSize.test(error.reason))
      return withSize(make, others);
    throw error;
  });

/**
 * Creates the Pod of an instance, with the metadata service wherever the cluster allows its privilege.
 *
 * Also the service of an instance that wants none: it answers 403, and keeps the address from being that of the node's own
 * service.
 */
export async function withMetadata(
  cluster: Cluster,
  inputs: InstanceInputs,
  namespace: string,
  make: Make,
): Promise<Pod> {
  const without = async (why: string, fix: string): Promise<Pod> => {
    const pod = await make(false);
    report(
      inputs,
      `warning: no instance metadata at 169.254.169.254: ${why}. The instance's groups block the address, because it would be the node's own service. ${fix}`,
    );
    return pod;
  };
  if (inputs.pod.metadataImage === noImage) return make(false);
  const pod = await withSize(make, ["small", "default", "reserved"]).catch((error: unknown) => {
    const reason = error instanceof ClusterError ? error.reason : "";
    const [refusal, level] = refusals.exec(reason) ?? [];
    if (level === "restricted") throw restricted(namespace);
    if (refusal === undefined) throw error;
    // What forbids more than the privilege is the error of the instance itself.
    const fix = `Allow privileged Pods in namespace ${namespace}`;
    return without(reason, fix).catch((other: unknown) => {
      throw other instanceof ClusterError ? error : other;
    });
  });
  const sidecar = sidecarIn(pod);
  if (!sidecar || sidecar.restartPolicy) return pod;
  // Its Pod would wait for the end of the service.
  await cluster.deletePod(pod);
  await untilGone(cluster, [pod], goneMilliseconds, (line) => report(inputs, line));
  const why = `the cluster has no sidecars, which Kubernetes has since 1.${sidecarsSince}`;
  return without(why, "Upgrade the cluster");
}

const restricted = (namespace: string): ExplainedError =>
  new ExplainedError(
    `Pod Security "restricted" of namespace ${namespace} allows no root user, and an instance runs as root, as on EC2`,
    `Use another namespace, or run "kubectl label namespace ${namespace} pod-security.kubernetes.io/enforce=baseline --overwrite"`,
  );
