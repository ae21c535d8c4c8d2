import type * as pulumi from "@pulumi/pulumi";

import { savesAtEnd } from "../common/checkpoints";
import { annotationKeys } from "../common/names";
import { ownOrigin } from "../common/origin";
import { mapped } from "../record/known-now";
import { groupAnnotationKeys } from "./network-policy";

/** Lets Pulumi's Kubernetes provider take back what somebody has edited. Without it, every later preview is a conflict. */
const patchForce = "pulumi.com/patchForce";

/** What a policy keeps from its creation. */
export const keptAnnotations: readonly string[] = [
  annotationKeys.origin,
  annotationKeys.resource,
  patchForce,
];

/**
 * The annotations of a policy, with where it comes from, and which resource it is if a kill could lose it.
 *
 * Has all keys even in previews: the engine can't ignore a change of one key if the map is unknown as a whole.
 */
export function withOwnAnnotations(
  annotations: pulumi.Input<Record<string, string>>,
  resource: string,
): pulumi.Inputs {
  const entries = groupAnnotationKeys.map((key) => [key, mapped(annotations, (all) => all[key])] as const);
  return {
    ...Object.fromEntries(entries),
    [annotationKeys.origin]: ownOrigin(),
    [patchForce]: "true",
    ...(savesAtEnd && { [annotationKeys.resource]: resource }),
  };
}
