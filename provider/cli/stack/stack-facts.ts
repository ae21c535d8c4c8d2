import { toFacts } from "../../access/facts";
import type { Association } from "../../access/facts";
import type { StackFacts } from "../../access/machine";
import type { Deployment } from "../../common/deployment";
import type { Identity } from "../../common/names";
import { readInstances, readKeyPairs } from "./stack-state";

const associationKinds: Readonly<Record<string, Association["kind"]>> = {
  "pulumi-nodejs:ec2/eip:Eip": "ec2:Eip",
  "pulumi-nodejs:ec2/eipAssociation:EipAssociation": "ec2:EipAssociation",
};

/** Reads what a tunnel needs: the names of the instances, who logs in to them, and their Elastic IPs. */
export function readStackFacts(
  deployment: Deployment,
  names: Pick<Identity, "project" | "stack">,
): StackFacts {
  const { resources = [] } = deployment;
  const associations = resources.flatMap((resource): Association[] => {
    const kind = associationKinds[resource.type ?? ""];
    return kind && !resource.delete ? [{ kind, id: resource.id ?? "", values: resource.outputs ?? {} }] : [];
  });
  return toFacts({
    stack: `${names.project}/${names.stack}`,
    instances: readInstances(deployment, names).map(({ outputs }) => outputs),
    keyPairs: readKeyPairs(deployment),
    associations,
  });
}
