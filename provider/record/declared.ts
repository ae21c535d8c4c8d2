import type * as pulumi from "@pulumi/pulumi";

import { perProgram } from "./program";

const resources = perProgram(() => new Map<string, pulumi.Resource[]>());

/** Notes a resource of this kind, as `ec2:Vpc`, for the look-ups of its program. */
export function declare(token: string, resource: pulumi.Resource): void {
  const others = resources().get(token);
  if (others) others.push(resource);
  else resources().set(token, [resource]);
}

/** The resources of this kind that the program has declared so far. */
export const declaredOf = (token: string): readonly pulumi.Resource[] => resources().get(token) ?? [];
