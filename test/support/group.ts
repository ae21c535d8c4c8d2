import { apply } from "./cluster";
import { group } from "./instance";

/** The policy of a group that no stack declares, so that a stack needs the cluster only for the group's members. */
export const groupPolicy = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: group, labels: { "ec2-pods/service": "ec2" } },
  spec: { podSelector: { matchLabels: { [`security-group.ec2-pods/${group}`]: "member" } } },
};

export const applyGroup = (namespace: string): Promise<void> => apply(namespace, groupPolicy);
