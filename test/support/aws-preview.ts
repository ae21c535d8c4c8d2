import { unknownValue } from "../../provider/common/values";
import { reportOn } from "../../provider/preview-report";
import type { Report } from "../../provider/preview-report/print/report";

export type Inputs = Readonly<Record<string, unknown>>;

/** A resource of `@pulumi/aws` before and after an update. */
export interface AwsResource {
  type: string;
  name: string;
  /** Absent if only the update will know it. */
  id?: string;
  old?: Inputs;
  new?: Inputs;
  /** What AWS computed. A document has it only before the update. */
  outputs?: Inputs;
  /** The resources that each argument names. */
  dependencies?: Readonly<Record<string, readonly AwsResource[]>>;
  isReplaced?: boolean;
}

export const unknown = unknownValue;

/** Type of `ec2.SecurityGroup` as AWS's provider registers it. */
export function typeOf(name: string): string {
  const [space = "", kind = ""] = name.split(".");
  return `aws:${space}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
}

/** A resource that the update creates. Its id is unknown. */
export const made = (
  kind: string,
  name: string,
  inputs: Inputs,
  dependencies: AwsResource["dependencies"] = {},
): AwsResource => ({ type: typeOf(kind), name, new: inputs, dependencies });

/** A resource that exists, with its arguments before and after; by default they stay. */
export const kept = (kind: string, name: string, id: string, old: Inputs, after = old): AwsResource => ({
  type: typeOf(kind),
  name,
  id,
  old,
  new: after,
});

export const removed = (kind: string, name: string, id: string, old: Inputs): AwsResource => ({
  type: typeOf(kind),
  name,
  id,
  old,
});

/** Resources of both sides as one: each is created, deleted or kept. */
export function union(before: readonly AwsResource[], after: readonly AwsResource[]): AwsResource[] {
  const news = new Map(after.map((each) => [urnOf(each), each]));
  const olds = new Map(before.map((each) => [urnOf(each), each]));
  return [...new Set([...olds.keys(), ...news.keys()])].map((urn) => {
    const { old, ...resource } = olds.get(urn) ?? { ...news.get(urn)!, old: undefined };
    return { ...resource, old, new: news.get(urn)?.new } as AwsResource;
  });
}

/** The resources of a new stack: only what each argument depends on says which resource it names. */
export function withUnknownIds(resources: readonly AwsResource[]): AwsResource[] {
  const owners = new Map(
    resources.flatMap((each) => [each.id, ...Object.values(each.outputs ?? {})].map((id) => [id, each])),
  );
  const ownersIn = (value: unknown): AwsResource[] =>
    typeof value === "object" && value !== null
      ? Object.values(value).flatMap(ownersIn)
      : [owners.get(String(value).split("/").at(-1)) ?? []].flat();
  const hide = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(hide)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item)]))
        : ownersIn(value).length > 0
          ? unknown
          : value;
  return resources.map(({ type, name, new: inputs = {} }) => ({
    ...{ type, name, new: hide(inputs) as Inputs },
    dependencies: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, ownersIn(value)])),
  }));
}

export const urnOf = ({ type, name }: AwsResource): string => `urn:pulumi:dev::shop::${type}::${name}`;

function stepOf(resource: AwsResource) {
  const { id, old, new: after, outputs = {}, dependencies = {}, isReplaced } = resource;
  const isSame = JSON.stringify(old) === JSON.stringify(after);
  const op = !old ? "create" : !after ? "delete" : isReplaced ? "replace" : isSame ? "same" : "update";
  const urns = Object.entries(dependencies).map(([property, all]) => [property, all.map(urnOf)]);
  return {
    op,
    urn: urnOf(resource),
    ...(old && { oldState: { id, inputs: old, outputs: { ...old, ...outputs } } }),
    ...(after && {
      newState: {
        ...(!old && { id }),
        inputs: after,
        propertyDependencies: Object.fromEntries(urns),
      },
    }),
  };
}

/** The document of `pulumi preview --json --show-sames` on these resources. */
export function documentOf(resources: readonly AwsResource[]): string {
  const steps = resources.map(stepOf);
  return JSON.stringify({ steps, changeSummary: summaryOf(steps) });
}

/** How many resources the engine says it changes, by operation. */
export function summaryOf(steps: readonly { op: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { op } of steps) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}

export const reportOf = (...resources: readonly AwsResource[]): Report =>
  JSON.parse(reportOn(documentOf(resources), { format: "json" }).text) as Report;

/** What opens and closes: `+ web: tcp/22 from 0.0.0.0/0`. */
export const rulesOf = (...resources: readonly AwsResource[]): string[] =>
  reportOf(...resources).rules.map(
    ({ effect, group, ports, direction, peer, openToWorld }) =>
      `${effect === "opens" ? "+" : "-"} ${group}: ${ports.join(", ")} ${direction === "ingress" ? "from" : "to"} ${peer}${openToWorld ? " (world)" : ""}`,
  );

/** Who reaches whom after the update: `web → db: tcp/5432`. */
export const reachOf = (...resources: readonly AwsResource[]): string[] => reachIn(reportOf(...resources));

/** The same of a report. */
export const reachIn = ({ reach }: Report): string[] =>
  reach.map(({ from, to, opens, stays }) => `${from} → ${to}: ${[...opens, ...stays].join(", ")}`);
