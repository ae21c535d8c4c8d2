import { containsUnknown, sameValue } from "../../../provider/common/values";
import { completed } from "../../../provider/instance/short-form";

/** What a run of the engine does to one resource. */
export interface Step {
  /** The operations, without those that only look. */
  ops: string[];
  /** The inputs that the resource gets; absent if it is only deleted. */
  inputs?: Record<string, unknown>;
}

interface Metadata {
  op: string;
  urn: string;
  new?: { inputs?: Record<string, unknown> };
}

/** The steps in a file of `--event-log`, by URN. */
export function stepsIn(log: string): Map<string, Step> {
  const steps = new Map<string, Step>();
  for (const line of log.split("\n").filter(Boolean)) {
    const event = JSON.parse(line) as { resourcePreEvent?: { metadata: Metadata } };
    if (!event.resourcePreEvent) continue;
    const { op, urn, new: after } = event.resourcePreEvent.metadata;
    const step = steps.get(urn) ?? { ops: [] };
    steps.set(urn, step);
    if (!["same", "read", "refresh"].includes(op)) step.ops.push(op);
    if (after?.inputs && !op.startsWith("delete")) step.inputs = after.inputs;
  }
  return steps;
}

/** From least to most. A preview counts unknown values as changed. */
const amounts = ["same", "update", "replace"];

function amountOf(ops: readonly string[]): string {
  if (ops.some((op) => op.includes("replace"))) return "replace";
  return ops.length === 0 ? "same" : ops.join(" and ");
}

/** The policy of a group, or its guard, in a namespace of its members: the name is that of the group, and the namespace. */
const isInNamespace = (urn: string): boolean =>
  /:(NetworkPolicy|SecurityGroupGuard)::[^:]+\/[^:]+$/.test(urn);

const isInstance = (urn: string): boolean => urn.includes(":Ec2Instance::");

/**
 * Where an update did something else than its preview said, one line for each resource. If a preview may not know the place of
 * an instance, what groups have in the namespaces of their members is as docs/known-issues.md says.
 */
export function brokenPromises(
  preview: Map<string, Step>,
  update: Map<string, Step>,
  { hasUnknownPlace = false } = {},
): string[] {
  const urns = [...new Set([...preview.keys(), ...update.keys()])];
  return urns.flatMap((urn) => {
    if (hasUnknownPlace && isInNamespace(urn)) return [];
    const [said, done] = [preview.get(urn), update.get(urn)].map((step) => amountOf(step?.ops ?? []));
    const inputs = preview.get(urn)?.inputs;
    // An event doesn't tell a secret kubeconfig that isn't known from one that is.
    const isUncertain =
      inputs !== undefined && (containsUnknown(inputs) || (hasUnknownPlace && isInstance(urn)));
    const mayBe = isUncertain ? amounts.slice(0, amounts.indexOf(said!) + 1) : [];
    const isKept = said === done || mayBe.includes(done!);
    const [given = {}, got = {}] = [inputs, update.get(urn)?.inputs].map(
      // A preview that doesn't know all of an instance doesn't shorten it.
      (each) => each && (isInstance(urn) ? completed(each) : each),
    );
    const others = differences(given, got);
    return [
      ...(isKept ? [] : [`${urn}: the preview says ${said!}, the update does ${done!}`]),
      ...(done === "same" ? [] : others.map((path) => `${urn}: ${path}`)),
    ];
  });
}

/** What each check of a new resource makes again: ids, the names and the addresses that are made of them. */
const made =
  /\b(i|eipalloc|eipassoc|eni|lt|vai|vol)-[0-9a-f]{17}|(?<=[-/])([0-9a-f]{7}|[0-9a-f]{16})\b|\b127(\.\d+){3}/g;

const withoutMade = (value: unknown): unknown =>
  typeof value === "string" ? value.replace(made, "made") : value;

/** The paths of values that a preview knew otherwise. */
function differences(said: unknown, done: unknown, path = ""): string[] {
  if (containsUnknown(said) && typeof said !== "object") return [];
  if (typeof said === "object" && said !== null && typeof done === "object" && done !== null) {
    const keys = [...new Set([...Object.keys(said), ...Object.keys(done)])];
    return keys.flatMap((key) =>
      differences(
        (said as Record<string, unknown>)[key],
        (done as Record<string, unknown>)[key],
        `${path}.${key}`,
      ),
    );
  }
  return sameValue(withoutMade(said), withoutMade(done))
    ? []
    : [`${path} is ${JSON.stringify(said)} in the preview, ${JSON.stringify(done)} in the update`];
}
