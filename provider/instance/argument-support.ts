import { checkNames } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { containsUnknown, isAbsent, isRecord, isUnknown, sameValue } from "../common/values";
import type { Argument } from "./argument";
import { instanceArguments } from "./arguments";

type Rows = Readonly<Record<string, Argument>>;
type Verdict = Record<"fail" | "warn", Fail>;

/** Which of the arguments are rejected or unknown, and which have no effect. */
export function unsupportedArguments(args: Readonly<Record<string, unknown>>): {
  failures: InputFailure[];
  warnings: InputFailure[];
} {
  const failures: InputFailure[] = [];
  const warnings: InputFailure[] = [];
  judgeFields("", args, instanceArguments, {
    fail: (property, reason) => failures.push({ property, reason }),
    warn: (property, reason) => {
      const isRepeated = warnings.some((other) => inAnyItem(other.property) === inAnyItem(property));
      if (!isRepeated) warnings.push({ property, reason });
    },
  });
  return { failures, warnings };
}

/** One warning is enough for all items of a list. */
const inAnyItem = (path: string): string => path.replaceAll(/\[\d+\]/g, "[]");

function judgeFields(
  prefix: string,
  block: Readonly<Record<string, unknown>>,
  rows: Rows,
  verdict: Verdict,
): void {
  checkNames("Ec2Instance", block, Object.keys(rows), verdict.fail, { prefix });
  for (const [key, value] of Object.entries(block)) {
    const row = Object.hasOwn(rows, key) ? rows[key] : undefined;
    if (row) judge(`${prefix}${key}`, value, row, verdict);
  }
}

function judge(path: string, value: unknown, row: Argument, verdict: Verdict): void {
  if (isUnknown(value) || isHarmless(value, row)) return;
  const { fields, support, note } = row;
  if (fields) {
    if (Array.isArray(value)) value.forEach((item, index) => judge(`${path}[${index}]`, item, row, verdict));
    else if (isRecord(value)) judgeFields(`${path}.`, value, fields, verdict);
  } else if (support === "rejected") verdict.fail(path, `isn't supported: ${note}`);
  else if (support === "warned") verdict.warn(path, `has no effect: ${note}`);
}

/** What a preview doesn't know may turn out harmless. */
function isHarmless(value: unknown, { harmless = [] }: Argument): boolean {
  if (harmless.length > 0 && containsUnknown(value)) return true;
  return isEmpty(value) || harmless.some((none) => sameValue(overlaid(none, value), none));
}

// Neither recursive nor by way of JSON: the value may be a resource.
const isEmpty = (value: unknown): boolean =>
  isAbsent(value) || (typeof value === "object" && Object.values(value).every(isAbsent));

const overlaid = (none: unknown, value: unknown): unknown =>
  isRecord(none) && isRecord(value) ? { ...none, ...value } : value;
