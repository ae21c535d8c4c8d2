import { isRecord } from "../common/values";
import type {
  GetPolicyDocumentArgs,
  PolicyDocumentPrincipal,
  PolicyDocumentStatement,
} from "./policy-document-args";

type Json = Record<string, unknown>;

/** A policy as its text has it: `Statement` is a list. */
interface Document {
  Version?: string;
  Id?: string;
  Statement: Json[];
}

/** Renders a valid policy as AWS's provider does: the same bytes for the same arguments. */
export function renderPolicy(args: GetPolicyDocumentArgs): { json: string; minifiedJson: string } {
  const { version = "2012-10-17", policyId, statements = [] } = args;
  const sources = (args.sourcePolicyDocuments ?? []).flatMap(parsed);
  const own: Document = {
    Version: version,
    ...(policyId && { Id: policyId }),
    Statement: statements.map(toStatement),
  };
  const overrides = (args.overridePolicyDocuments ?? []).flatMap(parsed);
  const merged = [...sources, own, ...overrides].reduce(merge, { Statement: [] });
  const { Version, Id, Statement } = merged;
  const whole = { Version, Id, ...(Statement.length > 0 && { Statement }) };
  return { json: asGo(JSON.stringify(whole, null, 2)), minifiedJson: asGo(JSON.stringify(whole)) };
}

/** Go, in which AWS's provider is written, escapes what HTML would read. */
const asGo = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Later documents replace statements of the same Sid, and add the others. */
function merge(before: Document, next: Document): Document {
  const statements = [...before.Statement];
  for (const statement of next.Statement) {
    const at = statement["Sid"] ? statements.findIndex((other) => other["Sid"] === statement["Sid"]) : -1;
    if (at < 0) statements.push(statement);
    else statements[at] = statement;
  }
  const versions = [before.Version, next.Version].filter((version) => version !== undefined);
  return {
    ...(versions.length > 0 && { Version: versions.sort().at(-1) ?? "" }),
    ...((next.Id || before.Id) && { Id: next.Id || before.Id || "" }),
    Statement: statements,
  };
}

/** The elements in the order in which AWS's provider writes them. */
function toStatement(statement: PolicyDocumentStatement): Json {
  const { sid, effect = "Allow", actions, notActions, resources, notResources } = statement;
  return ordered({
    Sid: sid || undefined,
    Effect: effect,
    Action: setOf(actions),
    NotAction: setOf(notActions),
    Resource: setOf(resources, variables),
    NotResource: setOf(notResources, variables),
    Principal: principals(statement.principals),
    NotPrincipal: principals(statement.notPrincipals),
    Condition: conditions(statement.conditions),
  });
}

const ordered = (elements: Json): Json =>
  Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined));

/** Other tools than AWS's read the dollar sign of a variable such as `${aws:username}`. */
const variables = (text: string): string => text.replaceAll("&{", "${");

/** A set of one is its item, a larger one is in reverse order. */
function setOf(items: readonly string[] = [], write = (text: string) => text): string | string[] | undefined {
  const set = [...new Set(items)].sort(byBytes).reverse().map(write);
  return set.length > 1 ? set : set[0];
}

/** Go compares strings by their bytes. */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function principals(blocks: readonly PolicyDocumentPrincipal[] = []): unknown {
  const [first] = blocks;
  if (!first) return undefined;
  if (blocks.length === 1 && first.type === "*" && setOf(first.identifiers) === "*") return "*";
  const byType = new Map<string, string | string[]>();
  for (const { type, identifiers } of blocks) {
    const next = setOf(identifiers, variables) ?? [];
    const before = byType.get(type);
    byType.set(type, before === undefined ? next : [before, next].flat());
  }
  return inKeyOrder(byType);
}

function conditions(blocks: PolicyDocumentStatement["conditions"] = []): unknown {
  if (blocks.length === 0) return undefined;
  const tests = new Map<string, Map<string, string[]>>();
  for (const { test, values, variable } of blocks) {
    const byVariable = tests.get(test) ?? new Map<string, string[]>();
    byVariable.set(variable, [...(byVariable.get(variable) ?? []), ...values.map(variables)]);
    tests.set(test, byVariable);
  }
  return inKeyOrder(
    new Map([...tests].map(([test, byVariable]) => [test, inKeyOrder(new Map([...byVariable].map(flat)))])),
  );
}

const flat = ([variable, values]: [string, string[]]): [string, unknown] => [
  variable,
  values.length === 1 ? values[0] : values,
];

const inKeyOrder = (map: ReadonlyMap<string, unknown>): Json =>
  Object.fromEntries([...map].sort(([a], [b]) => byBytes(a, b)));

function parsed(text: string): Document[] {
  if (!text) return [];
  const { Version, Id, Statement = [] } = JSON.parse(text) as Partial<Document>;
  return [{ ...(Version && { Version }), ...(Id && { Id }), Statement: Statement.map(inOrder) }];
}

const elements = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
];

/** A statement of another document, which AWS's provider reads and writes again. */
const inOrder = (statement: Json): Json =>
  ordered(Object.fromEntries(elements.map((name) => [name, rewritten(name, statement[name])])));

function rewritten(name: string, value: unknown): unknown {
  if (value === "" || (Array.isArray(value) && value.length === 0)) return undefined;
  if (name.endsWith("Principal") && isRecord(value)) {
    return inKeyOrder(
      new Map(
        Object.entries(value).map(([type, who]) => [
          type,
          Array.isArray(who) ? [...(who as string[])].sort(byBytes).reverse() : who,
        ]),
      ),
    );
  }
  if (name !== "Condition" || !isRecord(value)) return value;
  return inKeyOrder(
    new Map(
      Object.entries(value).map(([test, byVariable]) => [
        test,
        inKeyOrder(new Map(Object.entries(isRecord(byVariable) ? byVariable : {}).map(inText))),
      ]),
    ),
  );
}

const inText = ([variable, value]: [string, unknown]): [string, unknown] =>
  flat([variable, [value].flat().map(String)]);
