import type { StackFacts } from "../../access/machine";
import type { Identity } from "../../common/names";
import { primaryInterfaceId } from "../../network/primary-interface";
import { loginOf } from "./login";
import { readDeployment, readInstances, readKeyPairs } from "./stack-state";

const elasticIpType = "pulumi-nodejs:ec2/eip:Eip";
const associationType = "pulumi-nodejs:ec2/eipAssociation:EipAssociation";

/** Reads what a tunnel needs: the names of the instances, who logs in to them, and their Elastic IPs. */
export function readStackFacts(text: string, names: Pick<Identity, "project" | "stack">): StackFacts {
  const stored = readInstances(text, names);
  const { resources = [] } = readDeployment(text);
  const existing = resources.filter((resource) => !resource.delete);
  const byInterface = new Map(stored.map(({ id, inputs }) => [primaryInterfaceId(id, { ...inputs }), id]));
  const elasticIps = new Map<string, string[]>();
  for (const { type, id, outputs = {} } of existing) {
    if (type !== elasticIpType && type !== associationType) continue;
    const [address, instance, networkInterface] =
      type === elasticIpType
        ? [id, outputs["instance"], outputs["networkInterface"]]
        : [outputs["allocationId"], outputs["instanceId"], outputs["networkInterfaceId"]];
    const owner = instance || byInterface.get(networkInterface);
    if (typeof owner !== "string" || typeof address !== "string") continue;
    elasticIps.set(owner, [...new Set([...(elasticIps.get(owner) ?? []), address])]);
  }
  const keyPairs = readKeyPairs(text);
  return {
    stack: `${names.project}/${names.stack}`,
    instances: new Map(
      stored.map((entry) => {
        const { name, namespace, podName } = entry.outputs;
        const known = { name, namespace, podName: podName || undefined, login: loginOf(entry, keyPairs) };
        return [entry.id, known];
      }),
    ),
    elasticIps,
  };
}
