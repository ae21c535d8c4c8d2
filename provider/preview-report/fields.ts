import { instanceToken, labelKeys } from "../common/names";
import { isUnknown, sameValue, step, stepsOf, valueAt } from "../common/values";
import { type Effect, secretInputs } from "../instance/arguments";
import { changes, effectOf } from "../instance/effects";
import type { InstanceInputs } from "../instance/model";
import type { State } from "./preview";
import type { Resource } from "./resources";

/** One property that an update changes, its values as a person reads them. */
export interface Field {
  property: string;
  /** Absent where there was none, or will be none. */
  from?: string;
  to?: string;
  /** Neither value is shown. */
  isSecret?: true;
  /** What the change does to an instance. */
  effect?: Effect;
}

/** Names of groups by their ids. */
export type Names = ReadonlyMap<string, string>;

const secretText = "[secret]";
const unknownText = "known after up";
/** What the engine puts around a secret that it doesn't mask. */
const secretSignature = "4dabf18193072939515e22adb298388d";

/** The properties that differ before and after; none of a resource that is only before or only after. */
export function fieldsOf({ type, old, new: after, changed }: Resource, names: Names): Field[] {
  if (!old || !after) return [];
  const differing = Object.keys({ ...old.inputs, ...after.inputs }).filter(
    (key) => !sameValue(old.inputs[key], after.inputs[key]),
  );
  const properties: { property: string; effect?: Effect }[] =
    type === instanceToken
      ? instanceChanges(old, after, changed)
      : (changed.length > 0 ? changed : differing).map((property) => ({ property }));
  return properties
    .filter(({ property }) => !property.startsWith("__"))
    .flatMap(({ property, effect }) => {
      const isHidden = (path: string) => isSecret(path, type, old) || isSecret(path, type, after);
      const [from, to] = [valueAt(old.inputs, property), valueAt(after.inputs, property)];
      return leaves({ path: property, from, to }, isHidden).map((leaf) => ({
        property: leaf.path,
        ...(isHidden(leaf.path) ? { isSecret: true as const } : shown(leaf, names)),
        ...(effect ? { effect } : {}),
      }));
    });
}

/** What a property was and will be, for a person. */
export const shown = ({ from, to }: { from: unknown; to: unknown }, names: Names): Partial<Field> => ({
  ...(isAbsent(from) ? {} : { from: textOf(from, names) }),
  ...(isAbsent(to) ? {} : { to: textOf(to, names) }),
});

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** One value before and after, and where it is. */
interface Leaf {
  path: string;
  from: unknown;
  to: unknown;
}

/** The parts that differ; a list is one, and so is what is hidden. */
function leaves({ path, from, to }: Leaf, isHidden: (path: string) => boolean): Leaf[] {
  if (isHidden(path) || !isMap(from) || !isMap(to)) return [{ path, from, to }];
  return (
    Object.keys({ ...from, ...to })
      // A new instance has another id, which goes without saying.
      .filter(
        (key) => key !== labelKeys.instanceId && !key.startsWith("__") && !sameValue(from[key], to[key]),
      )
      .flatMap((key) => leaves({ path: `${path}${step(key)}`, from: from[key], to: to[key] }, isHidden))
  );
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(secretSignature in value);

function instanceChanges(old: State, after: State, changed: string[]) {
  const [olds, news] = [old.inputs, after.inputs] as unknown as [Partial<InstanceInputs>, InstanceInputs];
  const found = changes(olds, news);
  // A secret that is masked is the same text before and after.
  const masked = new Set(changed.map((path) => stepsOf(path)[0] ?? "").filter(isSecretInput));
  for (const { property } of found) masked.delete(property);
  return [...found, ...[...masked].map((property) => ({ property, effect: effectOf(property, olds, news) }))];
}

const isSecretInput = (key: string): boolean => secretInputs.includes(key);

function isSecret(property: string, type: string, { secretOutputs }: State): boolean {
  const steps = stepsOf(property);
  const [top = ""] = steps;
  return (
    secretOutputs.includes(top) ||
    isSecretInput(steps.at(-1) ?? "") ||
    (type.startsWith("kubernetes:core/v1:Secret") && ["data", "stringData"].includes(top))
  );
}

/** A value as a person reads it: texts as they are, the rest as JSON, without what is secret. */
function textOf(value: unknown, names: Names): string {
  if (isUnknown(value)) return unknownText;
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string")) {
    return value.map((item) => textOf(item, names)).join(", ");
  }
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key.startsWith("__")) return undefined;
    if (isSecretInput(key)) return secretText;
    if (isUnknown(inner)) return unknownText;
    const isSecret = typeof inner === "object" && inner !== null && secretSignature in inner;
    return isSecret ? secretText : inner;
  });
}

/** What a new instance will be; the rest is in the program. */
export const settingsOf = ({ type, new: after }: Resource, names: Names): Field[] =>
  type !== instanceToken || !after
    ? []
    : ["ami", "instanceType", "vpcSecurityGroupIds"].flatMap((property) => {
        const value = after.inputs[property];
        return value === undefined ? [] : [{ property, to: textOf(value, names) }];
      });
