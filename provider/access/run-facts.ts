import { isGiven } from "../common/values";
import type { InstanceState } from "../instance/model";
import { recordsOf } from "../record/registry";
import type { KnownRecord } from "../record/registry";
import { elasticIpsOf } from "./elastic-ips";
import type { Association } from "./elastic-ips";
import { loginOf } from "./login";
import type { KeyPair } from "./login";
import type { StackFacts } from "./machine";

/** What the state of the stack says of these instances, of which a run saves only what has ended. */
export function factsOfRun(stack: string, instances: readonly InstanceState[]): StackFacts {
  const keyPairs = recordsOf("ec2:KeyPair").map(toKeyPair);
  return {
    stack,
    instances: new Map(
      instances.map((instance) => {
        const { instanceId, name, namespace } = instance;
        return [instanceId, { name, namespace, login: loginOf(instance, keyPairs) }];
      }),
    ),
    elasticIps: elasticIpsOf(
      // A look-up says nothing of what its address belongs to.
      recordsOf("ec2:Eip", "ec2:EipAssociation").filter(({ isLookup }) => !isLookup) as Association[],
      instances.map((instance) => ({ id: instance.instanceId, inputs: { ...instance } })),
    ),
  };
}

function toKeyPair({ id, values }: KnownRecord): KeyPair {
  const { region, publicKey } = values;
  return {
    keyName: id,
    region: String(region),
    publicKey: isGiven(publicKey) ? String(publicKey) : undefined,
  };
}
