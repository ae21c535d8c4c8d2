import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";

import { usesServiceAccount } from "../cluster/kubeconfig";
import { configuredSelection } from "../cluster/target";
import type { InputFailure } from "../common/errors";
import { parentTypes, perProgram } from "../record/program";

/** The holder of each name that ids are derived from, by kind and name. */
const claims = perProgram(() => new Map<string, { urn: string; isNew: boolean }>());

/**
 * Claims a name; another resource of this kind can't have it, because their ids would be the same.
 *
 * The engine itself rejects a second resource with the same URN. Mocks take it, because a user's tests run one program
 * several times in one process, so that only one of the same turn is rejected here.
 */
export function claimName(
  kind: string,
  name: string,
  parent: pulumi.Resource | undefined,
  logicalName = name,
): InputFailure[] {
  const urn = `${parentTypes(parent)}::${logicalName}`;
  const first = claims().get(`${kind}/${name}`);
  if (!first) {
    const claim = { urn, isNew: true };
    claims().set(`${kind}/${name}`, claim);
    void Promise.resolve().then(() => (claim.isNew = false));
  }
  const isFree = !first || (first.urn === urn && !first.isNew);
  const reason = `is "${name}", the name of another ${kind} in this stack, and ids are derived from names. Choose another`;
  return isFree ? [] : [{ property: "name", reason }];
}

/** A value of the stack's configuration. */
export const setting = (key: string) => pulumi.runtime.getConfig(key) || undefined;

/** The cluster that the stack's configuration names. */
export const stackSelection = () => configuredSelection(setting);

/** Whether the stack's configuration names the cluster, so that kubectl's current context doesn't matter. */
export const isClusterNamed = (): boolean => {
  const { kubeconfig, context } = stackSelection();
  return kubeconfig !== undefined || context !== undefined;
};

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
