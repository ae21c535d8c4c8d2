import { age, quote } from "../../common/text";
import type { Input } from "../command";
import { table } from "../layout";
import { otherOrigin, unknownOrigin } from "./finding";
import type { Finding } from "./finding";

/** A kind of object of load balancers that the user may not list where the others were. */
export interface Unlisted {
  kind: string;
  /** The namespace where they were listed instead; undefined for none. */
  namespace?: string | undefined;
}

/** What one run of reap found and did. */
export interface ReapResult {
  project: string;
  stack: string;
  /** The backend, if it no longer has the stack. */
  goneFrom?: string | undefined;
  /** The namespace that was searched; undefined for all. */
  namespace?: string | undefined;
  /** What isn't among the objects because the user may not list it. */
  unlisted: Unlisted[];
  /** Number of objects that the state has. */
  known: number;
  objects: Finding[];
}

/** The findings as a table, the counts, and what to do. */
export function reapText(
  result: ReapResult,
  options: Input["options"],
  reference: string,
  width: number,
): string {
  const rows = result.objects.map(({ kind, namespace, name, subject, ageSeconds, verdict, why, claims }) => [
    kind,
    namespace,
    name,
    subject,
    age(ageSeconds),
    verdict,
    claims && verdict !== "kept" ? `${why}; with the volumes ${claims.join(", ")}` : why,
  ]);
  const header = ["KIND", "NAMESPACE", "NAME", "ID", "AGE", "VERDICT", "WHY"];
  return [
    ...(rows.length > 0 ? [table([header, ...rows], width), ""] : []),
    summary(result),
    ...gaps(result),
    ...advice(result, options, reference),
  ].join("\n");
}

export const reapExitCode = ({ objects }: ReapResult): number =>
  objects.some(({ verdict }) => verdict === "failed") ? 1 : 0;

const count = (objects: Finding[], verdict: Finding["verdict"]): number =>
  objects.filter((object) => object.verdict === verdict).length;

function summary({ project, stack, goneFrom, namespace, known, objects }: ReapResult): string {
  const orphans = count(objects, "orphan");
  const deleted = count(objects, "deleted");
  const failed = count(objects, "failed");
  const counts = [
    ...(deleted + failed > 0
      ? [`${deleted} deleted`, ...(failed > 0 ? [`${failed} not deleted`] : [])]
      : [orphans === 1 ? "1 orphan" : `${orphans} orphans`]),
    `${count(objects, "kept")} kept`,
    goneFrom === undefined ? `${known} in its state` : `no such stack in ${goneFrom}`,
  ];
  const searched = namespace === undefined ? "all namespaces" : `namespace "${namespace}"`;
  return `Stack "${stack}" of project "${project}" in ${searched}: ${counts.join(", ")}.`;
}

function gaps({ unlisted }: ReapResult): string[] {
  const kindsIn = (namespace?: string) =>
    unlisted.filter((each) => each.namespace === namespace).map(({ kind }) => `${kind}s`);
  return [...new Set(unlisted.map(({ namespace }) => namespace))].map((namespace) => {
    const kinds = kindsIn(namespace).join(", ");
    return namespace === undefined
      ? `Cannot read the ${kinds} of load balancers: you may not list them. Name a namespace where you may with --namespace <namespace>.`
      : `The ${kinds} of load balancers are those of namespace "${namespace}": you may not list them in all namespaces. Name another with --namespace <namespace>.`;
  });
}

function advice({ objects }: ReapResult, options: Input["options"], reference: string): string[] {
  const otherOrigins = objects.some(({ why }) => [otherOrigin, unknownOrigin].includes(why));
  const orphans = count(objects, "orphan");
  return [
    ...(otherOrigins ? ['For objects of other origins, see --any-origin in "ec2-pods reap --help".'] : []),
    ...(orphans > 0
      ? [`Delete ${orphans === 1 ? "it" : "them"} with: ${commandWithYes("reap", options, reference)}`]
      : []),
  ];
}

/** The command line that does what these options list. */
export function commandWithYes(command: string, options: Input["options"], reference: string): string {
  const words = Object.entries(options)
    .filter(([name]) => !["yes", "json", "stack"].includes(name))
    .flatMap(([name, value]) =>
      value === true ? [`--${name}`] : typeof value === "string" ? [`--${name}`, word(value)] : [],
    );
  return [`ec2-pods ${command}`, "--stack", word(reference), ...words, "--yes"].join(" ");
}

const word = (text: string): string => (/^[\w./:@%+=-]+$/.test(text) ? text : quote(text));
