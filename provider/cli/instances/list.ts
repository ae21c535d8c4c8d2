import { age, aligned } from "../../common/text";
import { defineCommand } from "../command";
import { table } from "../layout";
import { all, json, stackOptions } from "../options";
import { outputWidth, print, printJson } from "../output";
import type { InstanceSummary } from "./instance-summary";
import { loadInstances } from "./load-instances";

export const list = defineCommand({
  name: "list",
  summary: "List the stack's instances",
  options: { ...stackOptions, all, json },
  notes: [
    "In a project folder, list joins the stack's state with the Pods in the cluster. Elsewhere, or with --all, it lists the Pods of every stack and reads no state.",
    "A stopped instance has a Pod in which nothing runs, a Pod that ended, or only its entry in the state. A terminated instance has lost its Pod. To list the stack's instances in another context, name it with --context.",
  ],
  examples: [
    ["List the instances of the selected stack", "ec2-pods list"],
    ["List the instances of all stacks in the cluster", "ec2-pods list --all"],
    [
      "Print the addresses of the instances",
      `ec2-pods list --json | jq -r '.instances[] | "\\(.name) \\(.privateIp)"'`,
    ],
  ],
  async run({ options }) {
    const { instances } = await loadInstances(options);
    if (options.json) printJson({ instances });
    else print(instancesTable(instances, outputWidth()));
    return 0;
  },
});

type Column = [header: string, cell: (instance: InstanceSummary) => string];

/** The instances as a table, without columns that would say nothing. */
export function instancesTable(instances: InstanceSummary[], width: number): string {
  if (instances.length === 0) return "No instances.";
  const severalNamespaces = new Set(instances.map(({ namespace }) => namespace)).size > 1;
  const hasAddresses = instances.some(({ publicIp }) => publicIp);
  const hasReasons = instances.some(({ why }) => why);
  const columns: Column[] = [
    ["NAME", ({ name }) => name],
    ["INSTANCE", ({ id }) => id],
    ["STATE", ({ state }) => state],
    ["TYPE", ({ type }) => type],
    ...(severalNamespaces ? [["NAMESPACE", ({ namespace }) => namespace] satisfies Column] : []),
    ["POD", ({ pod = "-" }) => pod],
    ["PRIVATE IP", ({ privateIp = "-" }) => privateIp],
    ...(hasAddresses ? [["PUBLIC IP", ({ publicIp = "-" }) => publicIp] satisfies Column] : []),
    ["GROUPS", ({ groups }) => groups.join(",") || "-"],
    ["AGE", ({ ageSeconds }) => (ageSeconds === undefined ? "-" : age(ageSeconds))],
    ...(hasReasons ? [["WHY", ({ why = "" }) => why] satisfies Column] : []),
  ];
  const rows = [
    columns.map(([header]) => header),
    ...instances.map((instance) => columns.map(([, cell]) => cell(instance))),
  ];
  return hasReasons ? table(rows, width) : aligned(rows);
}
