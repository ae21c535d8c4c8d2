import type { Socket } from "node:net";

import type { Pod } from "../cluster/objects";
import { isOver } from "../cluster/objects";
import type { PodReference } from "../cluster/streams";
import { addTo } from "../common/lists";
import { labelKeys } from "../common/names";
import { publicAddress } from "../common/public-address";
import { groupsOf } from "../instance/membership";
import { publicIpIn } from "../instance/metadata";
import { containerName } from "../instance/pod";
import { currentPod, instanceIdOf, instanceIn } from "../instance/pod-status";

/** An instance that runs: one Pod, for as long as that lives. Another Pod of the same name is another machine. */
export interface Machine {
  /** Pulumi name; the Pod's label, which may shorten it, if no state has the instance. */
  name: string;
  instanceId: string;
  /** Project and stack; absent if no state has the instance. */
  stack?: string | undefined;
  namespace: string;
  pod: string;
  uid: string;
  container: string;
  groups: string[];
  /** Who logs in by SSH; absent if no state has the instance. */
  login?: Login | undefined;
}

/** What the state says of logins to an instance. */
export interface Login {
  /** Those of its key pair, in any form that EC2 takes. */
  publicKeys: readonly string[];
  /** The user that its AMI has; undefined if only the image says. */
  user?: string | undefined;
  /** Its private name and addresses, by which it knows itself. */
  addresses: readonly string[];
}

/** What a handler needs of the cluster of a machine. */
export interface Access {
  /** Names the Pod for `execute`. */
  reference: PodReference;
  /** The other running machine that has this private name or address. */
  neighbor(host: string): { machine: Machine; access: Access } | undefined;
}

/** Takes a TCP connection to one port of a machine, instead of the port itself. It must end the socket, whatever fails. */
export type PortHandler = (socket: Socket, machine: Machine, access: Access) => void;

const instanceIdPattern = /^i-[0-9a-f]{8,17}$/;

/** An instance with its Pod, as far as its public addresses need it. */
export interface PublicMachine {
  machine: Machine;
  addresses: string[];
  /** Why it can't be reached; undefined if it runs. */
  down?: string | undefined;
  /** By the state, the instance is in another Pod: this one is never served, not even while that one is gone. */
  isSecond: boolean;
  createdAt: string;
}

/** An instance that the state of a stack has. */
export interface KnownInstance {
  name: string;
  namespace: string;
  podName?: string | undefined;
  login: Login;
}

/** What the state of a stack adds to its Pods. */
export interface StackFacts {
  /** Project and stack. */
  stack: string;
  instances: ReadonlyMap<string, KnownInstance>;
  /** Ids of the Elastic IPs of each instance. */
  elasticIps: ReadonlyMap<string, readonly string[]>;
}

/**
 * The machines in these Pods, with their public addresses. A Pod that is no instance or that ends is none.
 *
 * An address is made of an id, never read: whoever can create a Pod can't make this machine listen elsewhere. Nor can they
 * take the address of an instance that the state has by a copy of its labels: its namespace and Pod are in the state.
 */
export function publicMachines(pods: readonly Pod[], facts?: StackFacts): PublicMachine[] {
  const candidates = new Map<KnownInstance, Pod[]>();
  for (const pod of pods) {
    const known = knownIn(pod, facts);
    if (known && known.namespace === pod.metadata?.namespace) addTo(candidates, known, pod);
  }
  const own = new Set([...candidates].map(([known, of]) => currentPod(of, known)));
  return pods.flatMap((pod) => {
    const isSecond = knownIn(pod, facts) !== undefined && !own.has(pod);
    return publicMachine(pod, facts, isSecond) ?? [];
  });
}

const knownIn = (pod: Pod, facts: StackFacts | undefined): KnownInstance | undefined =>
  facts?.instances.get(instanceIdOf(pod) ?? "");

function publicMachine(
  pod: Pod,
  facts: StackFacts | undefined,
  isSecond: boolean,
): PublicMachine | undefined {
  const {
    name = "",
    namespace = "default",
    uid = "",
    labels = {},
    creationTimestamp = "",
  } = pod.metadata ?? {};
  const instanceId = instanceIdOf(pod) ?? "";
  if (isOver(pod) || !instanceIdPattern.test(instanceId)) return undefined;
  const known = knownIn(pod, facts);
  const machine: Machine = {
    name: known?.name ?? labels[labelKeys.name] ?? instanceId,
    instanceId,
    stack: facts?.stack,
    namespace,
    pod: name,
    uid,
    container: containerName,
    groups: groupsOf(pod),
    login: known?.login,
  };
  const ids = [
    ...(publicIpIn(pod, instanceId) === "" ? [] : [instanceId]),
    ...(facts?.elasticIps.get(instanceId) ?? []),
  ];
  return {
    machine,
    addresses: [...new Set(ids.map(publicAddress))],
    down: downReason(pod),
    isSecond,
    createdAt: creationTimestamp,
  };
}

function downReason(pod: Pod): string | undefined {
  if (pod.metadata?.labels?.[labelKeys.power] === "off") return "stopped";
  return instanceIn(pod)?.state?.running && pod.status?.podIP ? undefined : "pending";
}
