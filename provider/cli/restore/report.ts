import type { Input } from "../command";
import { table } from "../layout";
import { commandWithYes } from "../reap/report";
import type { StackName } from "../stack/pulumi-stack";
import type { LostPolicy } from "./plan";

/** The policies as a table, their number, and what to do. */
export function restoreText(
  policies: readonly LostPolicy[],
  { project, stack, reference }: StackName,
  options: Input["options"],
  width: number,
): string {
  const rows = policies.map(({ namespace, name, verdict, why }) => [namespace, name, verdict, why]);
  const count = (verdict: LostPolicy["verdict"]) =>
    policies.filter((policy) => policy.verdict === verdict).length;
  const [lost, restored] = [count("lost"), count("restored")];
  const counts = `${restored > 0 ? `${restored} restored` : `${lost} lost`}, ${count("left")} left`;
  return [
    ...(rows.length > 0 ? [table([["NAMESPACE", "NAME", "VERDICT", "WHY"], ...rows], width), ""] : []),
    `NetworkPolicies of stack "${stack}" of project "${project}": ${counts}.`,
    ...(lost > 0
      ? [`Restore ${lost === 1 ? "it" : "them"} with: ${commandWithYes("restore", options, reference)}`]
      : []),
    ...(restored > 0 ? ['Run "pulumi up" next.'] : []),
  ].join("\n");
}
