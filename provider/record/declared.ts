import type * as pulumi from "@pulumi/pulumi";

import { perProgram } from "./program";

const resources = perProgram(() => new Map<string, pulumi.Resource[]>());

const completions = new Map<string, (resource: pulumi.Resource) => void>();

/** Completes each resource of a kind that a program declares with what only a higher floor knows. */
export const onDeclared = (token: string, complete: (resource: pulumi.Resource) => void): void =>
  void completions.set(token, complete);

/** Notes a resource of this kind, as `ec2:Vpc`, for the look-ups of its program. */
export function declare(token: string, resource: pulumi.Resource): void {
  const others = resources().get(token);
  if (others) others.push(resource);
  else resources().set(token, [resource]);
  completions.get(token)?.(resource);
}

/** The resources of this kind that the program has declared so far. */
export const declaredOf = (token: string): readonly pulumi.Resource[] => resources().get(token) ?? [];
