import type { Toleration } from "../cluster/objects";
import type { InputFailure } from "../common/errors";
import { withoutHidden } from "../common/secrets";

/** Scheduling and annotations of Pods, beside what the instance itself asks for. */
export interface PodConfig {
  nodeSelector: Record<string, string>;
  tolerations: Toleration[];
  annotations: Record<string, string>;
  imagePullSecrets: string[];
}

type Setting = "node-selector" | "tolerations" | "annotations" | "pull-secret";

/** One source of Pod configuration. */
export interface Level {
  /** The input that a failure is reported on, and what messages call this source. */
  name(setting: Setting): Pick<InputFailure, "property"> & { source: string };
  get(setting: Setting): string | undefined;
}

const environmentName = (prefix: string, setting: Setting) =>
  `${prefix}_${setting.toUpperCase().replace("-", "_")}`;
const configName = (setting: Setting) => setting.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());

/** Environment variables with a prefix, with fakecloud's names. */
export const environmentLevel = (prefix: string, env: NodeJS.ProcessEnv): Level => ({
  name: (setting) => ({
    property: configName(setting),
    source: `the environment variable ${environmentName(prefix, setting)}`,
  }),
  get: (setting) => env[environmentName(prefix, setting)],
});

/** The stack's configuration: `ec2-pods:nodeSelector` and the like, as text or as an object. */
export const configLevel = (get: (key: string) => string | undefined): Level => ({
  name: (setting) => ({
    property: configName(setting),
    source: `ec2-pods:${configName(setting)} of the stack's configuration`,
  }),
  get: (setting) => get(`ec2-pods:${configName(setting)}`),
});

/** Reserved tags of one instance. */
export const tagLevel = (prefix: string, tags: Record<string, string>): Level => ({
  name: (setting) => ({ property: `tags[${JSON.stringify(prefix + setting)}]`, source: "it" }),
  get: (setting) => tags[prefix + setting],
});

/** True for tags that {@link tagLevel} reads. */
export const isReservedTag = (key: string): boolean =>
  /^(fakecloud-k8s|ec2-pods)\/(node-selector|tolerations|annotations|pull-secret)$/.test(key);

const tolerationForm = '[{"key":"dedicated","operator":"Equal","value":"ec2","effect":"NoSchedule"}]';
const mapForm = '"key=value,key=value"';

const secretReason = (form: string) => `isn't valid, and isn't shown as it is a secret. Use ${form}`;
/** What a failure says of a setting that the program marks as secret. */
const secretReasons: Readonly<Record<Setting, string>> = {
  "node-selector": secretReason(mapForm),
  tolerations: secretReason(tolerationForm),
  annotations: secretReason(mapForm),
  "pull-secret": secretReason('"name,name" with names of Secrets in the namespace'),
};

/** The levels merged, lowest precedence first: maps by key, lists without repetition. */
export function resolvePodConfig(levels: Level[]): { config: PodConfig; failures: InputFailure[] } {
  const failures: InputFailure[] = [];
  const read = <T>(setting: Setting, parse: (text: string) => T): T[] =>
    levels.flatMap((level) => {
      const text = level.get(setting)?.trim();
      if (!text) return [];
      try {
        return [parse(text)];
      } catch (error) {
        const { property, source } = level.name(setting);
        // The message may have a part of the text, which is hidden only as a whole.
        const isHidden = source === "it" && withoutHidden(text) !== text;
        const reason = isHidden ? secretReasons[setting] : (error as Error).message;
        failures.push({ property, reason: source === "it" ? reason : `${source} ${reason}` });
        return [];
      }
    });
  const config = {
    nodeSelector: Object.assign({}, ...read("node-selector", (text) => parseMap(text, labelValue))) as Record<
      string,
      string
    >,
    tolerations: distinct(read("tolerations", parseTolerations).flat()),
    annotations: Object.assign({}, ...read("annotations", (text) => parseMap(text, /^/))) as Record<
      string,
      string
    >,
    imagePullSecrets: distinct(read("pull-secret", parseNames).flat()),
  };
  return { config, failures };
}

const distinct = <T>(items: T[]): T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

const labelKey =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/;

/** `key=value,key=value`, or a JSON object of strings. */
function parseMap(text: string, valuePattern: RegExp): Record<string, string> {
  const entries = text.startsWith("{")
    ? Object.entries(parseJson<object>(text, '{"key":"value"}'))
    : text
        .split(",")
        .filter((entry) => entry.trim() !== "")
        .map((entry) => {
          const at = entry.indexOf("=");
          if (at < 0) throw new Error(`has the entry "${entry.trim()}" without "=". Use ${mapForm}`);
          return [entry.slice(0, at).trim(), entry.slice(at + 1).trim()] as const;
        });
  for (const [key, value] of entries) {
    if (!labelKey.test(key)) {
      throw new Error(`has the key "${key}", which Kubernetes rejects. Use "name" or "domain/name"`);
    }
    if (typeof value !== "string") {
      throw new Error(`has the value ${JSON.stringify(value)} for "${key}". Use a string`);
    }
    if (!valuePattern.test(value)) {
      throw new Error(
        `has the value ${JSON.stringify(value)} for "${key}", which Kubernetes rejects. Use up to 63 letters, digits, "-", "_" and "."`,
      );
    }
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

const tolerationFields: Record<string, (value: unknown) => boolean> = {
  key: (value) => typeof value === "string" && labelKey.test(value),
  operator: (value) => value === "Exists" || value === "Equal",
  value: (value) => typeof value === "string" && labelValue.test(value),
  effect: (value) => ["NoSchedule", "PreferNoSchedule", "NoExecute"].includes(value as string),
  tolerationSeconds: Number.isInteger,
};

function parseTolerations(text: string): Toleration[] {
  const tolerations = parseJson<unknown>(text, tolerationForm);
  if (!Array.isArray(tolerations)) throw new Error(`isn't a JSON array. Use ${tolerationForm}`);
  for (const toleration of tolerations as unknown[]) {
    const fields = Object.entries((toleration ?? {}) as object);
    const wrong = fields.find(([field, value]) => !tolerationFields[field]?.(value));
    if (typeof toleration !== "object" || toleration === null || wrong) {
      const what = wrong ? `${wrong[0]}: ${JSON.stringify(wrong[1])}` : JSON.stringify(toleration);
      throw new Error(`has a toleration with ${what}, which Kubernetes rejects. Use ${tolerationForm}`);
    }
  }
  return tolerations as Toleration[];
}

function parseNames(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name));
  if (wrong !== undefined) {
    throw new Error(
      `has the name "${wrong}", which isn't a valid Secret name. List names of Secrets in the namespace`,
    );
  }
  return names;
}

function parseJson<T>(text: string, form: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`isn't valid JSON. Use ${form}`);
  }
}
