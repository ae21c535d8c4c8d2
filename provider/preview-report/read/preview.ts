import { ExplainedError } from "../../common/errors";
import { isDefaultProvider, parseUrn } from "../../common/urn";
import { isRecord, isUnknown } from "../../common/values";
import { objectsIn } from "./document";
import { sourceOf } from "./source";
import type { Source } from "./source";

/** A resource before or after an update, as the engine has it. */
export interface State {
  /** Absent if only the update will know it. */
  id?: string | undefined;
  /** The id by which the program imports it, or once did. Events don't have it. */
  importId?: string | undefined;
  /** URN of the parent. */
  parent?: string | undefined;
  /** Name of the provider, which has a region; absent for the default one. */
  provider?: string | undefined;
  inputs: Readonly<Record<string, unknown>>;
  outputs: Readonly<Record<string, unknown>>;
  /** Names of the outputs that are secrets. */
  secretOutputs: string[];
  /** URNs of the resources that each input depends on. Events don't have them. */
  dependencies?: Readonly<Record<string, unknown>> | undefined;
  /** It is of an event, which has neither the secret outputs nor the source. */
  isEvent: boolean;
  /** By `protect`, the engine refuses to delete the resource. */
  isProtected: boolean;
  /** By `retainOnDelete`, the resource stays when the state loses it. */
  isRetained: boolean;
  /** Where the program declares the resource. */
  source?: Source | undefined;
}

/** One step that the engine plans for a resource. A replacement has several. */
export interface Step {
  op: string;
  urn: string;
  type: string;
  /** Logical name. */
  name: string;
  old?: State | undefined;
  new?: State | undefined;
  /** Properties that change, by the provider or the engine. */
  changed: string[];
  /** Properties that force a replacement. */
  forcing: string[];
}

export interface Diagnostic {
  severity: "info" | "warning" | "error";
  message: string;
  /** Logical name of the resource that the message is about. */
  resource?: string | undefined;
}

/** A preview, in whichever form the CLI printed it. */
export interface Preview {
  /** Absent if the preview ended before its first resource. */
  project?: string | undefined;
  stack?: string | undefined;
  steps: Step[];
  diagnostics: Diagnostic[];
  /** `incomplete` if the output is cut off, `missing` if it has no preview. */
  outcome: "succeeded" | "failed" | "incomplete" | "missing";
  /** Number of unchanged resources: all of them, and those that the steps list. */
  unchanged: { all: number; shown: number };
}

type Raw = Readonly<Record<string, unknown>>;

/** The value if it is an object; else an empty one. */
export const partIn = (value: unknown): Raw => (isRecord(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
export const texts = (value: unknown): string[] => list(value).map(textOf);

/**
 * Parses a preview: the document or the events of `pulumi preview --json`, or the file of `--event-log`.
 *
 * Output that is cut off gives an incomplete preview. Output of another kind throws.
 */
export function readPreview(output: string): Preview {
  const { objects, isCut } = objectsIn(output);
  const events = objects.filter(isEvent);
  const documents = objects.filter(isDocument);
  // The CLI prints the document last and at once. Nothing in a part of it is reliable.
  const previews = [
    ...documents.map(fromDocument),
    ...runsOf(events).map((run) => fromEvents(run, isCut)),
    ...(isCut && events.length === 0 ? [incomplete] : []),
  ];
  const [preview, ...others] = previews;
  if (preview && others.length === 0) return preview;
  if (preview) throw new ExplainedError(`it has ${previews.length} previews`, "Report on each of them");
  const start = output.trim();
  throw new ExplainedError(
    start === ""
      ? "it is empty"
      : `it isn't the output of "pulumi preview --json": it starts with ${JSON.stringify(start.slice(0, 60))}`,
    'Pass it the output of "pulumi preview --json", and read what that command says',
  );
}

const incomplete: Preview = {
  steps: [],
  diagnostics: [],
  outcome: "incomplete",
  unchanged: { all: 0, shown: 0 },
};

/** Whether a preview also lists what doesn't change. */
export const isWhole = ({ unchanged }: Preview): boolean => unchanged.shown >= unchanged.all;

/** What stands for a preview that there is none of, so that reviewers see it. */
export const missing: Preview = { ...incomplete, outcome: "missing" };

/** The events of each preview: the numbers start again with it. */
function runsOf(events: Raw[]): Raw[][] {
  const runs: Raw[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run && event["sequence"] !== 0) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

const documentKeys = ["config", "steps", "diagnostics", "duration", "changeSummary"];
/** The CLI leaves out what is empty. */
const isDocument = (value: Raw): boolean =>
  !isEvent(value) && (documentKeys.some((key) => key in value) || Object.keys(value).length === 0);

const isEvent = (value: Raw): boolean => "sequence" in value && "timestamp" in value;

function fromDocument(document: Raw): Preview {
  const steps = list(document["steps"]).map((step) => stepOf(partIn(step), "oldState", "newState"));
  const diagnostics = list(document["diagnostics"]).map((item) => diagnosticOf(partIn(item)));
  const summary = document["changeSummary"] === undefined ? undefined : partIn(document["changeSummary"]);
  return previewOf(steps, diagnostics, summary, summary === undefined ? "failed" : "succeeded");
}

function fromEvents(events: Raw[], isCut: boolean): Preview {
  const steps: Step[] = [];
  const diagnostics: Diagnostic[] = [];
  let summary: Raw | undefined;
  let failed = false;
  for (const event of events) {
    const pre = event["resourcePreEvent"];
    if (pre !== undefined) steps.push(stepOf(partIn(partIn(pre)["metadata"]), "old", "new"));
    const done = partIn(partIn(event["resOutputsEvent"])["metadata"]);
    // Only then do events have the id and the outputs of what is imported.
    if (done["op"] === "import") steps.push(stepOf(done, "old", "new"));
    const diagnostic = partIn(event["diagnosticEvent"]);
    if (diagnostic["message"] !== undefined && diagnostic["ephemeral"] !== true) {
      diagnostics.push(diagnosticOf(diagnostic));
    }
    const policy = partIn(event["policyEvent"]);
    if (policy["message"] !== undefined) diagnostics.push(violationOf(policy));
    if (event["resOpFailedEvent"] !== undefined || event["errorEvent"] !== undefined) failed = true;
    const end = event["summaryEvent"];
    if (end !== undefined) {
      summary = partIn(partIn(end)["resourceChanges"]);
      failed ||= partIn(end)["result"] === "failed";
    }
  }
  const outcome = failed ? "failed" : summary && !isCut ? "succeeded" : "incomplete";
  return previewOf(steps, diagnostics, summary, outcome);
}

const rootType = "pulumi:pulumi:Stack";

function previewOf(
  steps: Step[],
  diagnostics: Diagnostic[],
  summary: Raw | undefined,
  outcome: Preview["outcome"],
): Preview {
  const { stack, project } = parseUrn(steps[0]?.urn ?? "");
  const shown = steps.filter(({ op, type }) => op === "same" && type !== rootType).length;
  const same = Number(summary?.["same"] ?? 0);
  const root = steps.some(({ op, type }) => op === "same" && type === rootType) ? 1 : 0;
  const ended = outcome === "succeeded" && lacksSteps(steps, summary ?? {}) ? "incomplete" : outcome;
  return {
    stack: stack || undefined,
    project: project || undefined,
    steps: steps.filter(({ type }) => type !== rootType),
    diagnostics: diagnostics.filter(({ severity, message }) => severity !== "info" && message !== ""),
    outcome: diagnostics.some(({ severity }) => severity === "error") ? "failed" : ended,
    unchanged: { all: Math.max(same - root, shown), shown },
  };
}

/** Operations that every preview lists. Some list only the parts of a replacement. */
const listed: Readonly<Record<string, RegExp>> = {
  create: /^create$/,
  update: /^update$/,
  delete: /^delete$/,
  import: /^import$/,
  replace: /^replace$|-replacement$/,
};

/** Whether the summary counts more resources than the steps have: some of these are lost. */
function lacksSteps(steps: Step[], summary: Raw): boolean {
  const urnsOf = (pattern: RegExp) =>
    new Set(steps.flatMap(({ op, urn }) => (pattern.test(op) ? [urn] : [])));
  const refreshed = urnsOf(/^refresh$/);
  const others = refreshed.size > 0 ? urnsOf(/^(?!refresh$)/) : refreshed;
  const root = steps.find(({ type }) => type === rootType)?.urn ?? "";
  // A refresh counts what it finds, which its steps don't say, unless it comes before a preview of the whole stack.
  const isBefore = refreshed.has(root) && others.has(root);
  const unsaid = isBefore ? 0 : [...refreshed].filter((urn) => !others.has(urn)).length;
  const stepsOf = (op: string, pattern: RegExp): number =>
    // The parts of a replacement have one URN; several deletions that are pending may have one, too.
    op === "replace" ? urnsOf(pattern).size : steps.filter((step) => pattern.test(step.op)).length;
  const lost = Object.entries(listed).map(([op, pattern]) =>
    Math.max(Number(summary[op] ?? 0) - stepsOf(op, pattern), 0),
  );
  return lost.reduce((sum, count) => sum + count) > unsaid;
}

/** A step, with the keys of the states before and after it. */
export function stepOf(raw: Raw, before: string, after: string): Step {
  const urn = textOf(raw["urn"]);
  const { type, name } = partsOf(urn);
  const detailed = Object.keys(partIn(raw["detailedDiff"]));
  return {
    op: textOf(raw["op"]),
    urn,
    type,
    name,
    old: stateOf(raw[before], before === "old"),
    new: stateOf(raw[after], after === "new"),
    changed: detailed.length > 0 ? detailed : texts(raw["diffReasons"] ?? raw["diffs"]),
    forcing: texts(raw["replaceReasons"] ?? raw["keys"]),
  };
}

function stateOf(raw: unknown, isEvent: boolean): State | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const { id, parent, inputs, outputs, additionalSecretOutputs, propertyDependencies } = raw as Raw;
  const { importID, protect, provider, retainOnDelete } = raw as Raw;
  const text = (value: unknown) =>
    typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
  return {
    id: text(id),
    importId: text(importID),
    parent: text(parent),
    provider: providerIn(textOf(provider)),
    inputs: partIn(inputs),
    outputs: partIn(outputs),
    secretOutputs: texts(additionalSecretOutputs),
    dependencies: partIn(propertyDependencies),
    isEvent,
    isProtected: protect === true,
    isRetained: retainOnDelete === true,
    source: sourceOf(raw as Raw),
  };
}

/** The name in a reference, which is a URN and an id. The default provider is named after its version. */
function providerIn(reference: string): string | undefined {
  const name = parseUrn(reference).name.split("::")[0] ?? "";
  return name === "" || isDefaultProvider(name) ? undefined : name;
}

/** The type and the logical name in a URN. */
export function partsOf(urn: string): { type: string; name: string } {
  const { types, name } = parseUrn(urn);
  return { type: types.slice(types.lastIndexOf("$") + 1), name };
}

/** What people call a type: its last part, and for AWS's other services also theirs, such as `rds.Instance`. */
export function kindOfType(type: string): string {
  const [, service] = /^aws:(\w+)\//.exec(type) ?? [];
  const kind = type.slice(type.lastIndexOf(":") + 1);
  return service && !["ec2", "vpc"].includes(service) ? `${service}.${kind}` : kind;
}

function diagnosticOf({ severity, message, urn, prefix }: Raw): Diagnostic {
  // Events keep the prefix apart. The document has it in the message.
  const text = [prefix, message].filter((part) => typeof part === "string").join("");
  return {
    severity: severity === "error" || severity === "warning" ? severity : "info",
    message: withoutColors(text).replace(/^(error|warning): /, ""),
    resource: resourceName(urn),
  };
}

function violationOf(policy: Raw): Diagnostic {
  const { message, policyName, policyPackName, enforcementLevel, resourceUrn } = policy;
  return {
    severity: enforcementLevel === "mandatory" ? "error" : "warning",
    message: `policy ${textOf(policyName)} of ${textOf(policyPackName)}: ${withoutColors(textOf(message))}`,
    resource: resourceName(resourceUrn),
  };
}

const resourceName = (urn: unknown): string | undefined => partsOf(textOf(urn)).name || undefined;

/** Removes colors, both escape sequences and the engine's own markup. */
const withoutColors = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;]*m/g, "")
    .replace(/<\{%[a-z\d :;]*%\}>/gi, "")
    .trim();

/** Messages of one severity, each once, with the name of their resource. */
export function messages({ diagnostics }: Preview, severity: Diagnostic["severity"]): string[] {
  const lines = diagnostics
    .filter((each) => each.severity === severity)
    .map(({ message, resource = "" }) => (message.includes(resource) ? message : `${resource}: ${message}`));
  return [...new Set(lines)];
}
