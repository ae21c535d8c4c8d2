import { fieldsOf, instanceType, settingsOf, type Field, type Names } from "./fields";
import { ownerOf } from "./firewall";
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
  return resources
    .filter((resource) => ownerOf(resource) === undefined && !hidden.test(resource.type))
    .flatMap((resource) => changeOf(resource, policies.get(resource.urn) ?? [], names))
    .sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action) || a.name.localeCompare(b.name));
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
  const recreates = type === instanceType ? because("recreate") : [];
  if (action === "update" && recreates.length > 0) {
    return [{ ...change, action: "recreate", because: recreates, fields }];
  }
  return [
    { ...change, action, because: [], fields: action === "create" ? settingsOf(resource, names) : fields },
  ];
}

/** A policy's properties by the names that the arguments of its group have; its rules are told apart. */
function policyFields(policy: Resource, names: Names): Field[] {
  return fieldsOf(policy, names).flatMap((field) => {
    const key = /^metadata\.annotations(?:\.|\["ec2-pods\/)(?:group-)?([\w-]+)"?\]?$/.exec(
      field.property,
    )?.[1];
    return key ? [{ ...field, property: key }] : [];
  });
}
