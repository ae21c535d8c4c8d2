import { apply } from "./cluster";
import { group } from "./instance";

/** Makes a group that is no stack's, so that its members are all that a stack needs the cluster for. */
export const applyGroup = (namespace: string): Promise<void> =>
  apply(namespace, {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: group, labels: { "ec2-pods/service": "ec2" } },
    spec: { podSelector: { matchLabels: { [`security-group.ec2-pods/${group}`]: "member" } } },
  });
