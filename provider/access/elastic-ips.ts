import { primaryInterfaceId } from "../network/primary-interface";
import type { Values } from "../record/kind";

/** An `Eip` or an `EipAssociation`. */
export interface Association {
  kind: "ec2:Eip" | "ec2:EipAssociation";
  id: string;
  values: Values;
}

/** The ids of the Elastic IPs of each instance, whichever resource associates them. */
export function elasticIpsOf(
  associations: readonly Association[],
  instances: readonly { id: string; inputs: Values }[],
): Map<string, string[]> {
  const byInterface = new Map(instances.map(({ id, inputs }) => [primaryInterfaceId(id, inputs), id]));
  const found = new Map<string, string[]>();
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
