import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { usesServiceAccount } from "../cluster/kubeconfig";
import { configuredSelection } from "../cluster/target";
import type { InputFailure } from "../common/errors";
import { perProgram } from "../record/program";

/** Kind and logical name of each resource whose id is derived from them. */
const claimedNames = perProgram(() => new Set<string>());

/** Claims a logical name; a second resource of this kind can't have it, because their ids would be the same. */
export function claimName(kind: string, name: string): InputFailure[] {
  const names = claimedNames();
  const isClaimed = names.has(`${kind}/${name}`);
  names.add(`${kind}/${name}`);
  const reason = `is "${name}", the name of another ${kind} in this stack, and ids are derived from names. Choose another`;
  return isClaimed ? [{ property: "name", reason }] : [];
}

/** A value of the stack's configuration. */
export const setting = (key: string) => pulumi.runtime.getConfig(key) || undefined;

/** The cluster that the stack's configuration names. */
export const stackSelection = () => configuredSelection(setting);

const ownProvider = perProgram(() => {
  const selection = stackSelection();
  const { kubeconfig, context } = selection;
  return new Provider("ec2-pods", {
    ...(kubeconfig && { kubeconfig: pulumi.secret(kubeconfig) }),
    // Without a kubeconfig, the Kubernetes provider uses the service account, and rejects any name of a context.
    ...(context && !usesServiceAccount(selection) && { context }),
  });
});

/** The provider for a cluster that only `ec2-pods:*` names: the default provider follows `kubernetes:*`. */
export const stackProvider = (): Provider | undefined =>
  ["kubeconfig", "context"].some((key) => setting(`ec2-pods:${key}`) && !setting(`kubernetes:${key}`))
    ? ownProvider()
    : undefined;
