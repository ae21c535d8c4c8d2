import type { NetworkPolicy } from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";

import { resolveTarget } from "../cluster/kubeconfig";
import { programError } from "../record/failure";
import { knownValue } from "../record/look-up";
import type { PolicyContent } from "./edited-policy";
import { refusalOfRule } from "./guard-lifecycle";
import { contentOf } from "./security-group-guard";
import type { SecurityGroupGuard } from "./security-group-guard";

/**
 * Ends the program if it changes the policy of a rule, but the current context has left the cluster that the guard of the
 * group recorded. A new rule isn't a change.
 */
export function guardRule(
  { kind, name, objectName }: { kind: string; name: string; objectName: string },
  policy: NetworkPolicy,
  { clusterId, clusterContext }: SecurityGroupGuard,
): void {
  if (!clusterId || !clusterContext) return;
  pulumi
    .all([clusterId, clusterContext, policy.id, policy.metadata.namespace])
    .apply(async ([id, context, , namespace]) => {
      // Nearly always. No cluster is asked.
      if (!id || !context || resolveTarget({}).context === context) return;
      const place = { policyName: objectName, namespace, clusterId: id, clusterContext: context };
      const content = (await knownValue(contentOf(policy))) as PolicyContent | string;
      const refusal = await refusalOfRule({ kind, name, groupId: "", ownTarget: false, ...place }, content);
      if (refusal)
        throw programError({ verb: "update", kind, name, cause: refusal.reason, fix: refusal.fix });
    });
}
