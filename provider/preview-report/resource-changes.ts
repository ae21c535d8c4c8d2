import { annotationKeys, instanceToken } from "../common/names";
import { sameValue, valueAt } from "../common/values";
import { groupAnnotationKeys } from "../security-group/network-policy";
import { type Field, fieldsOf, type Names, settingsOf, shown } from "./fields";
import { ownerOf } from "./firewall";
import { partsOf, type State } from "./preview";
import type { Resource } from "./resources";

/** What the update does with one resource, the gravest first; a recreate keeps the instance and makes its Pod anew. */
export const actions = ["replace", "recreate", "delete", "update", "create", "import"] as const;
export type Action = (typeof actions)[number];

/** One resource that changes, as its author knows it. */
export interface ResourceChange {
  action: Action;
  kind: string;
  name: string;
  urn: string;
  /** Properties that force the replacement or the recreate. */
  because: string[];
  fields: Field[];
}

/** What isn't in the program, but comes with what is. */
const hidden = /^(pulumi:providers:|pulumi-nodejs:dynamic\/ec2-pods:SecurityGroupGuard$)/;

export function changesOf(resources: Resource[], names: Names): ResourceChange[] {
  const policies = new Map<string, Resource[]>();
  for (const resource of resources) {
    const owner = ownerOf(resource);
    if (owner !== undefined) policies.set(owner, [...(policies.get(owner) ?? []), resource]);
  }
  const own = resources.filter((each) => ownerOf(each) === undefined && !hidden.test(each.type));
  const shown = new Set(own.map(({ urn }) => urn));
  // A group stays the same for the engine while its policies change, and is then left out of a short preview.
  const unseen = [...policies.keys()].filter((urn) => !shown.has(urn));
  return [...own, ...unseen.map(unchanged)]
    .flatMap((resource) => changeOf(resource, policies.get(resource.urn) ?? [], names))
    .sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action) || a.name.localeCompare(b.name));
}

function unchanged(urn: string): Resource {
  const { type, name } = partsOf(urn);
  return { urn, type, name, operation: "same", changed: [], forcing: [] };
}

function changeOf(resource: Resource, policies: Resource[], names: Names): ResourceChange[] {
  const { operation, type, name, urn, forcing } = resource;
  const own = fieldsOf(resource, names);
  // A group is no resource of the engine's own: what becomes of it shows in its policies.
  const parts = policies.filter((policy) => policy.operation !== "same");
  const fields = [...own, ...parts.flatMap((policy) => policyFields(policy, names))];
  const action = operation === "same" ? parts.length > 0 && "update" : operation;
  if (!action) return [];
  const because = (effect: Field["effect"]) =>
    fields.filter((field) => field.effect === effect).map(({ property }) => property);
  const change = { kind: type.split(":").at(-1) ?? type, name, urn };
  if (action === "replace") {
    const reasons = [...new Set([...because("replace"), ...forcing.filter((key) => !key.startsWith("__"))])];
    return [{ ...change, action, because: reasons, fields }];
  }
  const recreates = type === instanceToken ? because("recreate") : [];
  if (action === "update" && recreates.length > 0) {
    return [{ ...change, action: "recreate", because: recreates, fields }];
  }
  return [
    { ...change, action, because: [], fields: action === "create" ? settingsOf(resource, names) : fields },
  ];
}

const argumentOf: Readonly<Record<string, string>> = {
  [annotationKeys.groupName]: "name",
  [annotationKeys.description]: "description",
  [annotationKeys.tags]: "tags",
};

/** What changes of a policy, by the names that the arguments of its group have; its rules are told apart. */
function policyFields({ old, new: after }: Resource, names: Names): Field[] {
  if (!old || !after) return [];
  const noted = ({ inputs }: State) =>
    (valueAt(inputs, "metadata.annotations") ?? {}) as Record<string, unknown>;
  const [was, is] = [noted(old), noted(after)];
  return groupAnnotationKeys
    .filter((key) => !sameValue(was[key], is[key]))
    .map((key) => ({
      property: argumentOf[key] ?? key,
      ...shown({ from: was[key], to: is[key] }, names),
    }));
}
