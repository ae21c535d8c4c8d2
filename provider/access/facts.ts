import type { InstanceState } from "../instance/model";
import { interfaceId } from "../instance/outputs";
import type { Values } from "../record/kind";
import { loginOf } from "./login";
import type { KeyPair } from "./login";
import type { StackFacts } from "./machine";

/** An `Eip` or an `EipAssociation`. */
export interface Association {
  kind: "ec2:Eip" | "ec2:EipAssociation";
  id: string;
  values: Values;
}

/** What a stack has, whether its state says so or the process that makes it. */
export interface StackParts {
  stack: string;
  instances: readonly InstanceState[];
  keyPairs: readonly KeyPair[];
  associations: readonly Association[];
}

/** The facts about the instances of a stack. */
export const toFacts = ({ stack, instances, keyPairs, associations }: StackParts): StackFacts => ({
  stack,
  instances: new Map(
    instances.map((instance) => {
      const { instanceId, name, namespace, podName } = instance;
      const login = loginOf(instance, keyPairs);
      return [instanceId, { name, namespace, podName: podName || undefined, login }];
    }),
  ),
  elasticIps: elasticIpsOf(associations, instances),
});

/** The ids of the Elastic IPs of each instance, whichever resource associates them. */
function elasticIpsOf(
  associations: readonly Association[],
  instances: readonly InstanceState[],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  // Each id of an interface is a hash.
  if (associations.length === 0) return found;
  const byInterface = new Map<unknown, string>(
    instances.map((instance) => [interfaceId(instance), instance.instanceId]),
  );
  for (const { kind, id, values } of associations) {
    const [address, instance, networkInterface] =
      kind === "ec2:Eip"
        ? [id, values["instance"], values["networkInterface"]]
        : [values["allocationId"], values["instanceId"], values["networkInterfaceId"]];
    const owner = instance || byInterface.get(networkInterface);
    if (typeof owner !== "string" || typeof address !== "string") continue;
    found.set(owner, [...new Set([...(found.get(owner) ?? []), address])]);
  }
  return found;
}
