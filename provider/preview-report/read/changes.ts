import { groupedBy } from "../../common/lists";
import { annotationKeys, instanceToken } from "../../common/names";
import { compareNames } from "../../common/text";
import { sameValue, valueAt } from "../../common/values";
import { groupAnnotationKeys } from "../../security-group/network-policy";
import { losesData } from "./data-loss";
import { fieldsOf, isPlain, settingsOf, shown } from "./fields";
import type { Field, FieldOptions } from "./fields";
import { kindOfType, partsOf } from "./preview";
import type { State } from "./preview";
import type { Resource } from "./resources";
import { ownerOf } from "./security-groups";
import type { Names } from "./security-groups";

/**
 * What the update does with a resource, gravest first. A re-creation keeps the instance and gives it a new Pod with an
 * empty disk; a restart stops and starts it in its Pod.
 */
export const actions = ["replace", "recreate", "delete", "restart", "update", "create", "import"] as const;
export type Action = (typeof actions)[number];

/** A resource that changes, as its author knows it. */
export interface ResourceChange {
  action: Action;
  /** What people call its type: `Ec2Instance`, `rds.Instance`. */
  kind: string;
  name: string;
  urn: string;
  /** Properties that force the replacement, the re-creation or the restart. */
  because: string[];
  /** Its disk ends, and all data on it. */
  losesData?: true;
  /** By `protect`, the engine refuses to delete it. */
  isProtected?: true;
  fields: Field[];
}

/** Resources that aren't in the program. */
const hidden = /^(pulumi:providers:|pulumi-nodejs:dynamic\/ec2-pods:SecurityGroupGuard$)/;

export function changesOf(resources: Resource[], names: Names, options: FieldOptions = {}): ResourceChange[] {
  const policies = groupedBy(resources, (resource) => [ownerOf(resource)].filter((urn) => urn !== undefined));
  const declared = resources.filter((each) => ownerOf(each) === undefined && !hidden.test(each.type));
  const listed = new Set(declared.map(({ urn }) => urn));
  // A preview that lists only changes leaves out the group of a changed policy.
  const owners = [...policies.keys()].filter((urn) => !listed.has(urn)).map(unchanged);
  const changes = [...declared, ...owners].flatMap((resource) =>
    changeOf(resource, policies.get(resource.urn) ?? [], names, options),
  );
  return [...groupedBy(changes, (change) => [rank(change)])]
    .sort(([a], [b]) => a - b)
    .flatMap(([, alike]) => alike.sort((a, b) => compareNames(a.name, b.name)));
}

/** Gravest first: what ends although it is protected, then what ends with its data, then by the action. */
const rank = (change: ResourceChange): number =>
  actions.indexOf(change.action) +
  (endsProtected(change) ? 0 : change.losesData ? actions.length : 2 * actions.length);

/** Whether the update ends a resource that is protected from that, which makes it fail. */
export const endsProtected = ({ action, isProtected }: ResourceChange): boolean =>
  isProtected === true && (action === "replace" || action === "delete");

function unchanged(urn: string): Resource {
  const { type, name } = partsOf(urn);
  return { urn, type, name, operation: "same", changed: [], forcing: [] };
}

function changeOf(
  resource: Resource,
  policies: Resource[],
  names: Names,
  options: FieldOptions,
): ResourceChange[] {
  const { operation, type, name, urn, forcing } = resource;
  // The changes of a group are those of its policies.
  const parts = policies.filter((policy) => policy.operation !== "same");
  const action = operation === "same" ? parts.length > 0 && "update" : operation;
  if (!action) return [];
  const fields = [
    ...fieldsOf(resource, names, options),
    ...parts.flatMap((policy) => annotationFields(policy, names)),
  ];
  const because = (effect: Field["effect"]) =>
    fields
      .filter(
        (field) => field.effect === effect && (effect === "recreate" || field.property !== "instanceState"),
      )
      .map(({ property }) => property);
  const change: ResourceChange = {
    action,
    kind: kindOfType(type),
    name,
    urn,
    because: [],
    fields: action === "create" ? settingsOf(resource, names) : fields,
  };
  if (resource.old?.isProtected || resource.new?.isProtected) change.isProtected = true;
  const isInstance = action === "update" && type === instanceToken;
  const grave = (["recreate", "restart"] as const).find((effect) => isInstance && because(effect).length > 0);
  if (grave) {
    change.action = grave;
    change.because = because(grave);
  }
  if (action === "replace") {
    const forced = forcing.filter((key) => !key.startsWith("__"));
    change.because = [...new Set([...because("replace"), ...forced])];
  }
  if (ending.includes(change.action) && losesData(type, resource.old)) change.losesData = true;
  return [change];
}

/** What ends the disk of an instance. */
const ending: readonly Action[] = ["replace", "recreate", "delete"];

const argumentOf: Readonly<Record<string, string>> = {
  [annotationKeys.groupName]: "name",
  [annotationKeys.description]: "description",
  [annotationKeys.tags]: "tags",
};

/** Changes of a group's name, description and tags, which its policy has as annotations. */
function annotationFields({ old, new: after }: Resource, names: Names): Field[] {
  if (!old || !after) return [];
  const annotations = ({ inputs }: State) => valueAt(inputs, "metadata.annotations") ?? {};
  const [was, is] = [annotations(old), annotations(after)];
  // Secret or unknown annotations have no keys to compare.
  if (!isPlain(was) || !isPlain(is)) return [];
  return groupAnnotationKeys
    .filter((key) => !sameValue(was[key], is[key]))
    .map((key) => ({
      property: argumentOf[key] ?? key,
      ...shown({ from: was[key], to: is[key] }, names),
    }));
}
