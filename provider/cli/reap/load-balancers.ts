import type { KindedObjects } from "./finding";
import { findingOf, unlessSaved } from "./finding";
import type { Criteria, Finding } from "./finding";
import { labelKeys } from "../../common/names";
import { partIn } from "../../load-balancer/objects";
import type { StackState } from "../stack/stack-state";

/** What load balancers and their parts consist of, with the names of the API. */
export const loadBalancerKinds = {
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

export const hasPart = ({ loadBalancers }: StackState, part: LoadBalancerObject): boolean =>
  loadBalancers.has(nameOf(part));

/** Names of the objects of the parts that no state may have yet. */
export const pendingNames = (parts: readonly LoadBalancerObject[]): Set<string> =>
  new Set(
    parts
      .filter(({ kind, object }) => kind === "ConfigMap" && partIn(object)?.isPending)
      .map((part) => nameOf(part)),
  );

/** The verdict on an object; `pending` are the names of {@link pendingNames}. */
export const judgePart = (
  part: LoadBalancerObject,
  state: StackState | undefined,
  criteria: Criteria,
  pending: ReadonlySet<string>,
): Finding =>
  unlessSaved(
    findingOf(part.kind, part.object, state, criteria, {
      subject: (part.kind === "ConfigMap" && partIn(part.object)?.id) || "",
      has: (other) => hasPart(other, part),
    }),
    !pending.has(nameOf(part)),
    criteria,
  );
