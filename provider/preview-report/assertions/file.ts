import { parseDocument } from "yaml";

import { addressVersion, parseCidr } from "../../common/cidr";
import { checkNames } from "../../common/checks";
import { ExplainedError } from "../../common/errors";
import type { Fail, InputFailure } from "../../common/errors";
import { show } from "../../common/text";
import { isRecord, step } from "../../common/values";
import type { Ports } from "../traffic/ports";
import { parsePorts } from "./ports";
import { overlapAny, spansOf } from "./spans";

/** One end of an assertion. Names and values of tags are patterns with `*` and `?`. */
export type End =
  | { kind: "internet" }
  | { kind: "instance" | "group"; names: readonly string[] }
  /** Instances that have all of these tags. */
  | { kind: "tag"; tags: Readonly<Record<string, string>> }
  | { kind: "cidr"; cidrs: readonly string[]; except: readonly string[] };

export const assertionKinds = ["mustReach", "mustNotReach"] as const;

/** Editors read the first one. */
const fileFields = ["$schema", ...assertionKinds];

/** Who must, or must not, reach whom. */
export interface Assertion {
  kind: (typeof assertionKinds)[number];
  /** Where the file has it: `mustReach[0]`. */
  path: string;
  from: End;
  to: End;
  ports: Ports;
}

/** The fields of each kind of end; the first one names it. */
export const endFields = {
  instance: ["instance"],
  group: ["group"],
  tag: ["tag"],
  cidr: ["cidr", "except"],
} as const;

export const assertionFields = ["from", "to", "ports"] as const;

const endForm =
  "internet, or one of { instance: web }, { group: web }, { tag: { tier: db } } and { cidr: 10.0.0.0/8 }";

/** Reads a file of assertions, in YAML or JSON. Throws an `ExplainedError` with everything that is wrong in it. */
export function readAssertions(text: string): Assertion[] {
  const content = contentOf(text);
  const failures: InputFailure[] = [];
  const assertions = assertionsIn(content, (property, reason) => failures.push({ property, reason }));
  if (failures.length > 0) throw new ExplainedError(reasonOf(failures));
  if (assertions.length > 0) return assertions;
  throw new ExplainedError("it has no assertions", 'Add some to "mustReach" or "mustNotReach"');
}

function contentOf(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) throw invalid(problems);
  try {
    return document.toJS();
  } catch (error) {
    // Aliases can stand for more than any memory holds.
    throw invalid([error as Error]);
  }
}

const invalid = (errors: readonly Error[]): ExplainedError =>
  new ExplainedError(
    errors.map(({ message }) => (message.split("\n")[0] ?? "").replace(/:$/, "")).join("; "),
    "Write it as YAML or JSON",
  );

function reasonOf(failures: InputFailure[]): string {
  const lines = failures.map(({ property, reason }) => `${property} ${reason}`);
  return lines.length === 1 ? lines.join() : [`${lines.length} parts are wrong:`, ...lines].join("\n- ");
}

function assertionsIn(content: unknown, fail: Fail): Assertion[] {
  if (content === null || content === undefined) return [];
  if (!isRecord(content)) {
    fail("The file", `is ${show(content)}. Use a map with the keys ${assertionKinds.join(" and ")}`);
    return [];
  }
  checkNames("the file", content, fileFields, fail);
  return assertionKinds.flatMap((kind) => {
    const list = content[kind] === undefined ? [] : content[kind];
    if (Array.isArray(list)) {
      return list.flatMap((item: unknown, index) => assertionOf(kind, `${kind}[${index}]`, item, fail));
    }
    fail(kind, `is ${show(list)}. Use a list`);
    return [];
  });
}

function assertionOf(kind: Assertion["kind"], path: string, item: unknown, fail: Fail): Assertion[] {
  if (!isRecord(item)) {
    fail(path, `is ${show(item)}. Use { from: internet, to: { group: web }, ports: tcp/443 }`);
    return [];
  }
  checkNames("an assertion", item, assertionFields, fail, { prefix: `${path}.` });
  const [from, to] = (["from", "to"] as const).map((side) => endOf(item[side], `${path}.${side}`, fail));
  const ports = portsOf(kind, item["ports"], `${path}.ports`, fail);
  if (!from || !to || !ports) return [];
  if (!isOfInstances(from) && !isOfInstances(to)) {
    fail(path, "has addresses at both ends. Use an instance, a group or a tag at one of them");
  }
  return [{ kind, path, from, to, ports }];
}

/** Whether an end is in the stack, and no range of addresses. */
export const isOfInstances = ({ kind }: End): boolean => kind !== "internet" && kind !== "cidr";

function portsOf(kind: Assertion["kind"], value: unknown, path: string, fail: Fail): Ports | undefined {
  if (value !== undefined) {
    return parsePorts(Array.isArray(value) ? (value as unknown[]) : [value], (item, reason) =>
      fail(Array.isArray(value) ? path + item : path, reason),
    );
  }
  // Groups that allow all traffic are rare, so that it would be a mistake.
  if (kind === "mustNotReach") return parsePorts(["all"], fail);
  fail(path, "is missing. Name what must be open, such as tcp/443, or use all");
  return undefined;
}

function endOf(value: unknown, path: string, fail: Fail): End | undefined {
  if (value === "internet") return { kind: "internet" };
  if (!isRecord(value)) {
    fail(path, value === undefined ? `is missing. Use ${endForm}` : `is ${show(value)}. Use ${endForm}`);
    return undefined;
  }
  const kinds = Object.keys(endFields) as (keyof typeof endFields)[];
  const [kind, ...others] = kinds.filter((each) => value[each] !== undefined);
  const fields = kind && others.length === 0 ? endFields[kind] : [...kinds, "except"];
  checkNames(kind ? `an end with ${kind}` : "an end", value, fields, fail, { prefix: `${path}.` });
  if (!kind || others.length > 0) {
    const found = kind ? `has ${[kind, ...others].join(" and ")}` : "names nothing";
    fail(path, `${found}. Use ${endForm}`);
    return undefined;
  }
  if (kind === "tag") return tagEnd(value[kind], `${path}.tag`, fail);
  const texts = textsIn(value[kind], `${path}.${kind}`, fail);
  if (kind !== "cidr") return texts && { kind, names: texts };
  const except = value["except"] === undefined ? [] : textsIn(value["except"], `${path}.except`, fail);
  const ranges = rangesOf(texts, `${path}.cidr`, fail);
  const exceptions = rangesOf(except, `${path}.except`, fail);
  if (!ranges || !exceptions) return undefined;
  const all = spansOf(ranges, []);
  const outside = exceptions.filter((each) => spansOf([each], []).some((span) => !overlapAny(all, span)));
  if (outside.length > 0) {
    fail(`${path}.except`, `has ${outside.join(", ")}, which isn't in ${ranges.join(", ")}. Leave it out`);
  } else if (all.length > 0 && spansOf(ranges, exceptions).length === 0) {
    fail(path, "leaves no address. Use a smaller range as except");
  }
  return { kind, cidrs: ranges, except: exceptions };
}

/** A string, or a list of strings. */
function textsIn(value: unknown, path: string, fail: Fail): string[] | undefined {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const invalid = items.filter((item) => typeof item !== "string" || item === "");
  if (items.length > 0 && invalid.length === 0) return items as string[];
  fail(path, `is ${show(value)}. Use a string, or a list of strings`);
  return undefined;
}

function rangesOf(texts: string[] | undefined, path: string, fail: Fail): string[] | undefined {
  return texts?.map((text) => {
    const version = addressVersion(text);
    const range = version ? `${text}/${version === 4 ? 32 : 128}` : text;
    const parsed = parseCidr(range);
    if (!parsed) fail(path, `is ${show(text)}, which isn't a range. Use one such as 10.0.0.0/8`);
    else if (!parsed.isNetwork)
      fail(path, `is ${show(text)}, whose address isn't the first one of its range. Use ${parsed.canonical}`);
    return parsed?.canonical ?? text;
  });
}

function tagEnd(value: unknown, path: string, fail: Fail): End | undefined {
  if (!isRecord(value) || Object.keys(value).length === 0) {
    fail(path, `is ${show(value)}. Use a map of strings such as { tier: db }`);
    return undefined;
  }
  for (const [key, tag] of Object.entries(value)) {
    // YAML reads 1.10 as 1.1.
    const fix = ["number", "boolean"].includes(typeof tag) ? "Put it in quotes" : "Use a string";
    if (typeof tag !== "string") fail(`${path}${step(key)}`, `is ${show(tag)}. ${fix}`);
  }
  return {
    kind: "tag",
    tags: Object.fromEntries(Object.entries(value).map(([key, tag]) => [key, String(tag)])),
  };
}
