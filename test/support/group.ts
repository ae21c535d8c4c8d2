import { apply } from "./cluster";
import { group } from "./instance";

/** Creates a group that belongs to no stack, so that the stack itself needs the cluster only for its members. */
export const applyGroup = (namespace: string): Promise<void> =>
  apply(namespace, {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: group, labels: { "ec2-pods/service": "ec2" } },
    spec: { podSelector: { matchLabels: { [`security-group.ec2-pods/${group}`]: "member" } } },
  });
