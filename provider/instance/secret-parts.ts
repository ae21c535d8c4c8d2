import { asSecret, defined, isAbsent, isRecord } from "../common/values";
import { allTags } from "./model";
import type { InstanceInputs, InstanceState, PodInputs } from "./model";
import { isReservedTag } from "./pod-config";

type Raw = Readonly<Record<string, unknown>>;

/** The part of the Pod that a reserved tag adds to, by the tag's name without its prefix. */
const podParts: Readonly<Record<string, keyof PodInputs>> = {
  "node-selector": "nodeSelector",
  tolerations: "tolerations",
  annotations: "annotations",
  "pull-secret": "imagePullSecrets",
};

/**
 * The inputs with the engine's mark on what repeats a secret. By itself, the engine keeps only a value under the key of an
 * input that is secret now: not one that the check copies to another key, or keeps from an earlier run.
 *
 * @param news - What the constructor gives. Its `__secrets` are all values that the program marks as secret.
 */
export function withSecretParts(inputs: InstanceInputs, news: Raw): InstanceInputs {
  const { fromTemplate, rootBlockDevice: root, pod } = inputs;
  const texts = new Set(textsIn(news["__secrets"]));
  const kept = fromTemplate?.isSecret ? (fromTemplate.tags ?? {}) : {};
  const parts = Object.entries(allTags(inputs))
    .filter(([key, text]) => isReservedTag(key) && (texts.has(text) || Object.hasOwn(kept, key)))
    .map(([key]) => podParts[key.slice(key.indexOf("/") + 1)] ?? "");
  // It may be one of ebsBlockDevices.
  const isMoved = root !== undefined && isAbsent(news["rootBlockDevice"]);
  return {
    ...inputs,
    ...(fromTemplate?.isSecret && {
      ...marked({ ...inputs }, ["fromTemplate"]),
      // One by one: the engine takes the mark off a whole object whose input has a secret inside.
      ...withMarkedTags(inputs, Object.keys(kept)),
    }),
    ...(isMoved && { rootBlockDevice: withMarks(root, texts) as typeof root }),
    ...(parts.length > 0 && isRecord(pod) && { pod: { ...pod, ...marked(pod, parts) } }),
  };
}

/** The state with a mark on the console of an instance whose user data are or were secret: the program may no longer say so. */
export const withSecretConsole = (state: InstanceState): InstanceState =>
  state.secretUserData && state.consoleOutput !== undefined
    ? ({ ...state, ...marked({ ...state }, ["consoleOutput"]) } as InstanceState)
    : state;

const withMarkedTags = (
  { tags, tagsAll }: InstanceInputs,
  keys: readonly string[],
): Partial<InstanceInputs> =>
  defined({
    tags: tags && ({ ...tags, ...marked(tags, keys) } as typeof tags),
    tagsAll: tagsAll && ({ ...tagsAll, ...marked(tagsAll, keys) } as typeof tagsAll),
  });

/** Those of the values that are present, each as a secret. */
const marked = (values: Raw, keys: readonly string[]): Raw =>
  Object.fromEntries(keys.filter((key) => !isAbsent(values[key])).map((key) => [key, asSecret(values[key])]));

/** Tags make texts of numbers. */
const isText = (value: unknown): boolean => typeof value === "string" || typeof value === "number";

/** The texts in values. */
function textsIn(value: unknown): string[] {
  if (isText(value)) return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The value with a mark on each of these texts in it. */
function withMarks(value: unknown, texts: ReadonlySet<string>): unknown {
  if (isText(value)) return texts.has(String(value)) ? asSecret(value) : value;
  if (Array.isArray(value)) return value.map((item: unknown) => withMarks(item, texts));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withMarks(item, texts)]));
}
