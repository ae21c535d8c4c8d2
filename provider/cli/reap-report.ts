import { age, aligned, quote } from "../common/text";
import type { ReapOptions } from "./arguments";
import { type Finding, whyAnothers, whyNobodys } from "./orphans";

/** What one run of reap found and did. */
export interface Reaping {
  project: string;
  stack: string;
  /** Where there is no such stack any more. */
  goneFrom?: string;
  /** All that were looked into; undefined for every one. */
  namespace?: string;
  /** Number of Pods and policies that the state has. */
  known: number;
  objects: Finding[];
}

/** The findings for people: a table, and below it the counts and what to do. */
export function reapText(reaping: Reaping, options: ReapOptions, reference: string): string {
  const rows = reaping.objects.map(({ kind, namespace, name, subject, ageSeconds, verdict, why, claims }) => [
    kind,
    namespace,
    name,
    subject,
    age(ageSeconds),
    verdict,
    claims && verdict !== "kept" ? `${why}; with the volumes ${claims.join(", ")}` : why,
  ]);
  const header = ["KIND", "NAMESPACE", "NAME", "INSTANCE/GROUP", "AGE", "VERDICT", "WHY"];
  return [
    ...(rows.length > 0 ? [aligned([header, ...rows]), ""] : []),
    summary(reaping),
    ...advice(reaping, options, reference),
  ].join("\n");
}

/** The findings for machines. */
export const reapJson = (reaping: Reaping): string => JSON.stringify(reaping, undefined, 2);

export const reapExitCode = ({ objects }: Reaping): number =>
  objects.some(({ verdict }) => verdict === "failed") ? 1 : 0;

const count = (objects: Finding[], verdict: Finding["verdict"]): number =>
  objects.filter((object) => object.verdict === verdict).length;

function summary({ project, stack, goneFrom, namespace, known, objects }: Reaping): string {
  const orphans = count(objects, "orphan");
  const deleted = count(objects, "deleted");
  const failed = count(objects, "failed");
  const counts = [
    ...(deleted + failed > 0
      ? [`${deleted} deleted`, ...(failed > 0 ? [`${failed} not deleted`] : [])]
      : [orphans === 1 ? "1 orphan" : `${orphans} orphans`]),
    `${count(objects, "kept")} kept`,
    goneFrom === undefined ? `${known} in its state` : `it is gone from ${goneFrom}`,
  ];
  const place = namespace === undefined ? "every namespace" : `namespace "${namespace}"`;
  return `Stack "${stack}" of project "${project}" in ${place}: ${counts.join(", ")}.`;
}

function advice({ objects }: Reaping, options: ReapOptions, reference: string): string[] {
  const strangers = objects.some(({ why }) => [whyAnothers, whyNobodys].includes(why));
  const orphans = count(objects, "orphan");
  return [
    ...(strangers
      ? ['"ec2-pods reap --help" says when --any-maker is safe, which takes those of others.']
      : []),
    ...(orphans > 0 ? [`Delete ${orphans === 1 ? "it" : "them"} with: ${command(options, reference)}`] : []),
  ];
}

/** The command that deletes what these options list. */
function command(options: ReapOptions, reference: string): string {
  const words = Object.entries(options)
    .filter(([name]) => !["yes", "json", "stack"].includes(name))
    .flatMap(([name, value]) =>
      value === true ? [`--${name}`] : typeof value === "string" ? [`--${name}`, word(value)] : [],
    );
  return ["ec2-pods reap", "--stack", word(reference), ...words, "--yes"].join(" ");
}

const word = (text: string): string => (/^[\w./:@%+=-]+$/.test(text) ? text : quote(text));
