import type { KindedObjects } from "./finding";
import { findingOf, unlessSaved } from "./finding";
import type { Criteria, Finding } from "./finding";
import { labelKeys } from "../../common/names";
import { partIn } from "../../load-balancer/objects";
import type { Keeper, KeptPart } from "../../load-balancer/objects";
import type { StackState } from "../stack/stack-state";

/** What load balancers and their parts consist of, with the names of the API. */
export const loadBalancerKinds = {
  Secret: "secrets",
  ConfigMap: "configmaps",
  Service: "services",
  Deployment: "deployments",
} as const;

type Kind = keyof typeof loadBalancerKinds;

/** An object of a load balancer, or of one of its parts. */
export interface LoadBalancerObject {
  kind: Kind;
  object: KindedObjects[Kind];
}

/** The name that all objects of its resource have; what serves for a load balancer has it as a label. */
const nameOf = ({ object: { metadata = {} } }: LoadBalancerObject): string =>
  metadata.labels?.[labelKeys.loadBalancer] ?? metadata.name ?? "";

/** The part that an object keeps; undefined for another object. */
export const partOf = ({ kind, object }: LoadBalancerObject): KeptPart | undefined =>
  kind === "Secret" || kind === "ConfigMap" ? partIn(object as Keeper) : undefined;

export const hasPart = ({ loadBalancers }: StackState, part: LoadBalancerObject): boolean =>
  loadBalancers.has(nameOf(part));

const placeIn = (namespace: unknown, part: LoadBalancerObject): string =>
  `${String(namespace)}/${nameOf(part)}`;

/** Namespaces and names of the objects of the parts that no state may have yet. */
export const pendingPlaces = (parts: readonly LoadBalancerObject[]): Set<string> =>
  new Set(
    parts.flatMap((part) => {
      const kept = partOf(part);
      // The Service of a target is where its instance is.
      const namespaces = [part.object.metadata?.namespace, kept?.values["targetNamespace"]];
      return kept?.isPending ? namespaces.map((namespace) => placeIn(namespace, part)) : [];
    }),
  );

/** The verdict on an object; `pending` are those of {@link pendingPlaces}. */
export const judgePart = (
  part: LoadBalancerObject,
  state: StackState | undefined,
  criteria: Criteria,
  pending: ReadonlySet<string>,
): Finding =>
  unlessSaved(
    findingOf(part.kind, part.object, state, criteria, {
      subject: partOf(part)?.id ?? "",
      has: (other) => hasPart(other, part),
    }),
    !pending.has(placeIn(part.object.metadata?.namespace, part)),
    criteria,
  );
