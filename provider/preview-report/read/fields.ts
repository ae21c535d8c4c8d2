import { instanceToken, labelKeys } from "../../common/names";
import { mayBeSecret } from "../../common/text";
import {
  isAbsent,
  isRecord,
  isUnknown,
  sameValue,
  secretSignature,
  step,
  stepsOf,
  valueAt,
} from "../../common/values";
import type { Effect } from "../../instance/argument";
import { changes, effectOf, effects, isOlder } from "../../instance/effects";
import type { InstanceInputs } from "../../instance/model";
import type { State } from "./preview";
import type { Resource } from "./resources";
import { isMasked, secretText } from "./secrets";
import type { Names } from "./security-groups";
import { userDataDiff } from "./user-data";

export interface FieldOptions {
  /** Show changes of user data that isn't secret. */
  showUserData?: boolean | undefined;
}

/** A property that changes, with its values as a person reads them. */
export interface Field {
  property: string;
  /** Absent if the property was unset. */
  from?: string;
  /** Absent if the property becomes unset. */
  to?: string;
  /** The property is a secret, so neither value is shown. */
  isSecret?: true;
  /** Lines of user data, as `diff -u` marks them, instead of both values. */
  diff?: string[];
  /** What the change does to an instance. */
  effect?: Effect;
}

const unknownText = "known after up";

/** The properties that differ. A resource that is created or deleted has none. */
export function fieldsOf(
  { type, old, new: after, changed }: Resource,
  names: Names,
  { showUserData = false }: FieldOptions,
): Field[] {
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
        ...((showUserData && userDataOf(leaf.path, old, after)) ||
          (isHidden(leaf.path) || isMasked(leaf.from) || isMasked(leaf.to)
            ? { isSecret: true as const }
            : shown(leaf, names))),
        ...(effect ? { effect } : {}),
      }));
    });
}

function userDataOf(path: string, old: State, after: State): Partial<Field> | undefined {
  const diff = userDataDiff(path, old, after);
  return diff && { diff };
}

/** Both values of a property for a person. */
export const shown = ({ from, to }: { from: unknown; to: unknown }, names: Names): Partial<Field> => ({
  ...(isAbsent(from) ? {} : { from: textOf(from, names) }),
  ...(isAbsent(to) ? {} : { to: textOf(to, names) }),
});

/** A value before and after, and its path. */
interface Leaf {
  path: string;
  from: unknown;
  to: unknown;
}

/** The parts that differ. Lists and secrets are shown whole. */
function leaves({ path, from, to }: Leaf, isHidden: (path: string) => boolean): Leaf[] {
  if (isHidden(path) || !isPlain(from) || !isPlain(to)) return [{ path, from, to }];
  return (
    Object.keys({ ...from, ...to })
      // Every new instance has a new id.
      .filter(
        (key) => key !== labelKeys.instanceId && !key.startsWith("__") && !sameValue(from[key], to[key]),
      )
      .flatMap((key) => leaves({ path: `${path}${step(key)}`, from: from[key], to: to[key] }, isHidden))
  );
}

/** Whether a value has keys to compare; a secret has none. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && !(secretSignature in value);

function instanceChanges(old: State, after: State, changed: string[]) {
  const [olds, news] = [old.inputs, after.inputs] as unknown as [Partial<InstanceInputs>, InstanceInputs];
  const found = changes(olds, news);
  const inItsPod = (effect: Effect) => (effect === "restart" && isOlder(old.outputs) ? "recreate" : effect);
  // A masked secret is the same string before and after.
  const isMaskedTwice = (property: string) => [olds, news].every((side) => isMasked(valueAt(side, property)));
  const names = changed.flatMap((path) => [stepsOf(path)[0] ?? "", stepsOf(path).slice(0, 2).join(".")]);
  const masked = new Set(
    names.filter((name) => mayBeSecret(name) || (Object.hasOwn(effects, name) && isMaskedTwice(name))),
  );
  for (const { property } of found) masked.delete(property);
  const all = [
    ...found,
    ...[...masked].map((property) => ({ property, effect: effectOf(property, olds, news) })),
  ];
  return all.map(({ property, effect }) => ({ property, effect: inItsPod(effect) }));
}

function isSecret(property: string, type: string, { secretOutputs }: State): boolean {
  const steps = stepsOf(property);
  const [top = ""] = steps;
  return (
    secretOutputs.includes(top) ||
    mayBeSecret(steps.at(-1) ?? "") ||
    (type.startsWith("kubernetes:core/v1:Secret") && ["data", "stringData"].includes(top))
  );
}

/** A value for a person: a string as it is, anything else as JSON without secrets. */
function textOf(value: unknown, names: Names): string {
  if (isUnknown(value)) return unknownText;
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string")) {
    return value.map((item) => textOf(item, names)).join(", ");
  }
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key.startsWith("__")) return undefined;
    if (mayBeSecret(key)) return secretText;
    if (isUnknown(inner)) return unknownText;
    return isRecord(inner) && secretSignature in inner ? secretText : inner;
  });
}

/** The main properties of a new instance. */
export const settingsOf = ({ type, new: after }: Resource, names: Names): Field[] =>
  type !== instanceToken || !after
    ? []
    : ["ami", "instanceType", "vpcSecurityGroupIds"].flatMap((property) => {
        const value = after.inputs[property];
        return value === undefined ? [] : [{ property, to: textOf(value, names) }];
      });
