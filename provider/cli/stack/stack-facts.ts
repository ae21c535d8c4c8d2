import { elasticIpsOf } from "../../access/elastic-ips";
import type { Association } from "../../access/elastic-ips";
import { loginOf } from "../../access/login";
import type { StackFacts } from "../../access/machine";
import type { Identity } from "../../common/names";
import { readDeployment, readInstances, readKeyPairs } from "./stack-state";

const associationKinds: Readonly<Record<string, Association["kind"]>> = {
  "pulumi-nodejs:ec2/eip:Eip": "ec2:Eip",
  "pulumi-nodejs:ec2/eipAssociation:EipAssociation": "ec2:EipAssociation",
};

/** Reads what a tunnel needs: the names of the instances, who logs in to them, and their Elastic IPs. */
export function readStackFacts(text: string, names: Pick<Identity, "project" | "stack">): StackFacts {
  const stored = readInstances(text, names);
  const { resources = [] } = readDeployment(text);
  const associations = resources.flatMap((resource): Association[] => {
    const kind = associationKinds[resource.type ?? ""];
    return kind && !resource.delete ? [{ kind, id: resource.id ?? "", values: resource.outputs ?? {} }] : [];
  });
  const keyPairs = readKeyPairs(text);
  return {
    stack: `${names.project}/${names.stack}`,
    instances: new Map(
      stored.map(({ id, outputs }) => {
        const { name, namespace, podName } = outputs;
        const login = loginOf(outputs, keyPairs);
        return [id, { name, namespace, podName: podName || undefined, login }];
      }),
    ),
    elasticIps: elasticIpsOf(
      associations,
      stored.map(({ id, inputs }) => ({ id, inputs: { ...inputs } })),
    ),
  };
}
