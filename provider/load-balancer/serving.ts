import type { Cluster } from "../cluster/cluster";
import type { ConfigMap, Deployment, Secret, Service } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";
import { configName } from "./objects";

export type Named = ConfigMap | Deployment | Secret | Service;

interface Place {
  namespace: string;
  name: string;
}

/** What has the names of the objects by which a load balancer serves. */
export async function namesakes(cluster: Cluster, { namespace, name }: Place) {
  const [deployment, service, config, oldConfig] = await Promise.all([
    cluster.object("deployments", namespace, name),
    cluster.object("services", namespace, name),
    cluster.object("secrets", namespace, configName({ name })),
    cluster.object("configmaps", namespace, configName({ name })),
  ]);
  return {
    deployment,
    service,
    config,
    /** The ConfigMap of an older release. Nothing is made by its name, so that somebody else may have it. */
    oldConfig,
  };
}

/** Whether an object is one by which the load balancer of this name serves. Another origin may have had its state before. */
export const isServing = (object: Named | undefined, name: string): boolean =>
  object?.metadata?.labels?.[labelKeys.loadBalancer] === name;

/** Leaves objects alone that somebody else has given these names. */
export async function requireNames(cluster: Cluster, place: Place, isOwn = isServing): Promise<void> {
  const { deployment, service, config } = await namesakes(cluster, place);
  const foreign = [deployment, service, config].find((object) => object && !isOwn(object, place.name));
  if (foreign) throw nameTaken(foreign, "load balancer");
}

/** The error for an object that somebody else has given the name which a part needs. */
export function nameTaken({ kind = "", metadata: { name = "", namespace = "" } = {} }: Named, part: string) {
  return new ExplainedError(
    `${kind} ${name} already exists in namespace "${namespace}", and this stack didn't create it`,
    `Give the ${part} another logical name, or delete the ${kind} with "kubectl delete ${kind.toLowerCase()} ${name} --namespace ${namespace}"`,
  );
}
