import { age, aligned } from "../common/text";
import { label, type Listed } from "./instances";
import type { Powered, Verb } from "./power";

type Column = [header: string, cell: (instance: Listed) => string];

/** The instances for people; columns that say nothing are left out. */
export function instancesText(instances: Listed[]): string {
  if (instances.length === 0) return "No instances.";
  const severalNamespaces = new Set(instances.map(({ namespace }) => namespace)).size > 1;
  const columns: Column[] = [
    ["NAME", ({ name }) => name],
    ["INSTANCE", ({ id }) => id],
    ["STATE", ({ state }) => state],
    ["TYPE", ({ type }) => type],
    ...(severalNamespaces ? [["NAMESPACE", ({ namespace }) => namespace] satisfies Column] : []),
    ["POD", ({ pod = "-" }) => pod],
    ["PRIVATE IP", ({ privateIp = "-" }) => privateIp],
    ["GROUPS", ({ groups }) => groups.join(",") || "-"],
    ["AGE", ({ ageSeconds }) => (ageSeconds === undefined ? "-" : age(ageSeconds))],
    ...(instances.some(({ why }) => why) ? [["WHY", ({ why = "" }) => why] satisfies Column] : []),
  ];
  return aligned([
    columns.map(([header]) => header),
    ...instances.map((instance) => columns.map(([, cell]) => cell(instance))),
  ]);
}

/** The instances for machines. */
export const instancesJson = (instances: Listed[]): string => JSON.stringify({ instances }, undefined, 2);

const done = { stop: "stopped", start: "started", reboot: "rebooted" };

/** What was done, for people. */
export function poweredText(verb: Verb, { changed, state, pod, privateIp, ...instance }: Powered): string {
  if (!changed) return `${label(instance)} is ${state} already`;
  const now = state === "running" ? `: Pod ${pod ?? ""}, private IP ${privateIp ?? ""}` : "";
  return `${label(instance)} ${done[verb]}${now}\nThe state isn't changed: "pulumi refresh" shows it.`;
}
