import { type Diagnostic, partsOf, type Preview, rootType, type State, type Step } from "./preview";

type Raw = Record<string, unknown>;

const object = (value: unknown): Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const texts = (value: unknown): string[] => list(value).map(String);

/**
 * Reads what `pulumi preview --json` prints, as one document or as a stream of events, or what `--event-log` wrote.
 *
 * A stream that ends early is a preview that is incomplete; a text that is neither throws.
 */
export function readPreview(text: string): Preview {
  const document = json(text);
  if (document && !isEvent(document)) return fromDocument(document);
  const lines = text.split("\n").filter((line) => line.trim().startsWith("{"));
  const events = lines.map(json).filter((event) => event !== undefined && isEvent(event)) as Raw[];
  if (events.length > 0) return fromEvents(events);
  // The document is printed at the end, in one piece; what there is of it says nothing that can be relied on.
  if (/^\s*\{/.test(text)) return { ...empty, outcome: "incomplete" };
  throw new Error(
    text.trim() === ""
      ? "there is nothing in it"
      : `it is neither the document nor the events of "pulumi preview --json": it begins with ${JSON.stringify(text.trim().slice(0, 60))}`,
  );
}

const empty: Preview = {
  steps: [],
  diagnostics: [],
  outcome: "succeeded",
  unchanged: { all: 0, shown: 0 },
};

function json(text: string): Raw | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : undefined;
  } catch {
    return undefined;
  }
}

const isEvent = (value: Raw): boolean => "sequence" in value && "timestamp" in value;

function fromDocument(document: Raw): Preview {
  const steps = list(document["steps"]).map((step) => stepOf(object(step), "oldState", "newState"));
  const diagnostics = list(document["diagnostics"]).map((item) => diagnosticOf(object(item)));
  const summary = document["changeSummary"] === undefined ? undefined : object(document["changeSummary"]);
  return finished(steps, diagnostics, summary, summary === undefined ? "failed" : "succeeded");
}

function fromEvents(events: Raw[]): Preview {
  const steps: Step[] = [];
  const diagnostics: Diagnostic[] = [];
  let summary: Raw | undefined;
  let failed = false;
  for (const event of events) {
    const pre = event["resourcePreEvent"];
    if (pre !== undefined) steps.push(stepOf(object(object(pre)["metadata"]), "old", "new"));
    const diagnostic = object(event["diagnosticEvent"]);
    if (diagnostic["message"] !== undefined && diagnostic["ephemeral"] !== true) {
      diagnostics.push(diagnosticOf(diagnostic));
    }
    const policy = object(event["policyEvent"]);
    if (policy["message"] !== undefined) diagnostics.push(violationOf(policy));
    if (event["resOpFailedEvent"] !== undefined || event["errorEvent"] !== undefined) failed = true;
    const end = event["summaryEvent"];
    if (end !== undefined) {
      summary = object(object(end)["resourceChanges"]);
      failed ||= object(end)["result"] === "failed";
    }
  }
  return finished(steps, diagnostics, summary, failed ? "failed" : summary ? "succeeded" : "incomplete");
}

function finished(
  steps: Step[],
  diagnostics: Diagnostic[],
  summary: Raw | undefined,
  outcome: Preview["outcome"],
): Preview {
  const { stack, project } = partsOf(steps[0]?.urn ?? "");
  const shown = steps.filter(({ op, type }) => op === "same" && type !== rootType).length;
  const same = Number(summary?.["same"] ?? 0);
  const root = steps.some(({ op, type }) => op === "same" && type === rootType) ? 1 : 0;
  return {
    ...(stack && project ? { stack, project } : {}),
    steps: steps.filter(({ type }) => type !== rootType),
    diagnostics: diagnostics.filter(({ severity, message }) => severity !== "info" && message !== ""),
    outcome: diagnostics.some(({ severity }) => severity === "error") ? "failed" : outcome,
    unchanged: { all: Math.max(same - root, shown), shown },
  };
}

function stepOf(raw: Raw, old: string, after: string): Step {
  const urn = String(raw["urn"] ?? "");
  const { type, name } = partsOf(urn);
  const detailed = Object.keys(object(raw["detailedDiff"]));
  const [before, now] = [stateOf(raw[old]), stateOf(raw[after])];
  return {
    op: String(raw["op"]),
    urn,
    type,
    name,
    ...(before ? { old: before } : {}),
    ...(now ? { new: now } : {}),
    changed: detailed.length > 0 ? detailed : texts(raw["diffReasons"] ?? raw["diffs"]),
    forcing: texts(raw["replaceReasons"] ?? raw["keys"]),
  };
}

function stateOf(raw: unknown): State | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const { parent, inputs, additionalSecretOutputs } = raw as Raw;
  return {
    ...(typeof parent === "string" && parent !== "" ? { parent } : {}),
    inputs: object(inputs),
    secretOutputs: texts(additionalSecretOutputs),
  };
}

function diagnosticOf({ severity, message, urn, prefix }: Raw): Diagnostic {
  // Events keep the colours' markup apart from the document, which has the prefix in the message.
  const text = [prefix, message].filter((part) => typeof part === "string").join("");
  return {
    severity: severity === "error" || severity === "warning" ? severity : "info",
    message: plain(text).replace(/^(error|warning): /, ""),
    ...about(urn),
  };
}

function violationOf(policy: Raw): Diagnostic {
  const { message, policyName, policyPackName, enforcementLevel, resourceUrn } = policy;
  return {
    severity: enforcementLevel === "mandatory" ? "error" : "warning",
    message: `policy ${String(policyName)} of ${String(policyPackName)}: ${plain(String(message))}`,
    ...about(resourceUrn),
  };
}

/** The resource that a message is about, where it is about one. */
function about(urn: unknown): { resource?: string } {
  const resource = partsOf(String(urn ?? "")).name;
  return resource ? { resource } : {};
}

/** Without colours, as escape sequences or as the engine's own markup. */
const plain = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;]*m/g, "")
    .replace(/<\{%[a-z\d :;]*%\}>/gi, "")
    .trim();
