import type { Machine, PublicMachine } from "../../../provider/access/machine";
import type { NetworkPolicy, Pod } from "../../../provider/cluster/objects";
import { annotationKeys, labelKeys, memberLabel } from "../../../provider/common/names";
import { publicAddress } from "../../../provider/common/public-address";

export const webId = "i-0123456789abcdef0";
export const webAddress = publicAddress(webId);
export const group = "sg-0123456789abcdef0";

/** The Pod of an instance that runs. */
export function runningPod(changes: {
  metadata?: Pod["metadata"];
  status?: Pod["status"];
  instanceId?: string;
  /** The public address in its metadata. */
  publicIp?: string;
}): Pod {
  const { instanceId = webId, publicIp, metadata, status } = changes;
  return {
    metadata: {
      name: "ec2-web-1",
      namespace: "default",
      uid: "u1",
      creationTimestamp: "2026-01-01T00:00:00Z",
      ...metadata,
      labels: {
        [labelKeys.instanceId]: instanceId,
        [labelKeys.name]: "web",
        [memberLabel(group)]: "member",
        ...metadata?.labels,
      },
      annotations: {
        ...(publicIp === undefined ? {} : { [annotationKeys.metadata]: `options/publicIp\t${publicIp}\n` }),
        ...metadata?.annotations,
      },
    },
    spec: { containers: [{ name: "instance", env: [{ name: "EC2_INSTANCE_ID", value: instanceId }] }] },
    status: {
      phase: "Running",
      podIP: "10.0.0.1",
      containerStatuses: [
        {
          name: "instance",
          image: "busybox",
          imageID: "",
          ready: true,
          restartCount: 0,
          state: { running: {} },
        },
      ],
      ...status,
    },
  };
}

export const machineOf = (changes: Partial<Machine> = {}): Machine => ({
  name: "web",
  instanceId: webId,
  namespace: "default",
  pod: "ec2-web-1",
  uid: "u1",
  container: "instance",
  groups: [group],
  ...changes,
});

export const publicMachineOf = (
  changes: Partial<Machine> = {},
  more: Partial<PublicMachine> = {},
): PublicMachine => ({
  machine: machineOf(changes),
  addresses: [publicAddress(changes.instanceId ?? webId)],
  isSecond: false,
  createdAt: "2026-01-01T00:00:00Z",
  ...more,
});

type Ingress = NonNullable<NonNullable<NetworkPolicy["spec"]>["ingress"]>[number];

/** The policy of a group with these entries. */
export const policyOf = (ingress: Ingress[], id = group): NetworkPolicy => ({
  metadata: { name: id, namespace: "default" },
  spec: { podSelector: { matchLabels: { [memberLabel(id)]: "member" } }, ingress },
});

/** An entry that opens TCP ports to these ranges. */
export const opens = (cidrs: string[], ...ports: [first: number, last?: number][]): Ingress => ({
  from: cidrs.map((cidr) => ({ ipBlock: { cidr } })),
  ports: ports.map(([port, endPort]) => ({ protocol: "TCP", port, ...(endPort && { endPort }) })),
});
