import type { InputFailure } from "../common/errors";
import { show } from "../common/text";
import { isAbsent, isRecord } from "../common/values";
import type { GetPolicyDocumentArgs } from "./policy-document-args";

const versions = ["2008-10-17", "2012-10-17"];
const lists = ["actions", "notActions", "resources", "notResources"];
const blocks = {
  principals: ["type", "identifiers"],
  notPrincipals: ["type", "identifiers"],
  conditions: ["test", "variable", "values"],
};

/** What AWS's provider rejects of the arguments. Nothing of them is shown but names: a policy may be secret. */
export function policyDocumentFailures(args: GetPolicyDocumentArgs): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail = (property: string, reason: string) => void failures.push({ property, reason });
  const { version, statements } = args;
  if (!isAbsent(version) && !versions.includes(version)) {
    fail("version", `is ${show(version)}. Use ${versions.map(show).join(" or ")}`);
  }
  const sids = new Set<unknown>();
  itemsOf("statements", statements, fail).forEach((statement, index) => {
    const at = `statements[${index}]`;
    if (!isRecord(statement)) return fail(at, "isn't an object. Give it actions and resources");
    checkStatement(at, statement, fail);
    if (version === versions[0] && JSON.stringify(statement).includes("&{")) {
      fail(at, `has a variable, which version "${versions[0]}" doesn't know. Use "${versions[1]}"`);
    }
    checkSid(`${at}.sid`, statement["sid"], sids, fail);
  });
  const sourceSids = new Set<unknown>();
  for (const argument of ["sourcePolicyDocuments", "overridePolicyDocuments"] as const) {
    itemsOf(argument, args[argument], fail).forEach((text, index) => {
      const at = `${argument}[${index}]`;
      if (isAbsent(text) || text === "") return;
      for (const sid of sidsIn(at, text, fail)) {
        if (argument === "sourcePolicyDocuments") checkSid(at, sid, sourceSids, fail);
      }
    });
  }
  return failures;
}

type Report = (property: string, reason: string) => void;

function itemsOf(property: string, value: unknown, fail: Report): unknown[] {
  if (isAbsent(value)) return [];
  if (Array.isArray(value)) return value;
  fail(property, "isn't a list. Put it into one");
  return [];
}

function checkStrings(property: string, value: unknown, fail: Report): void {
  itemsOf(property, value, fail).forEach((item, index) => {
    if (typeof item !== "string") fail(`${property}[${index}]`, "isn't a string. Use a string");
  });
}

function checkStatement(at: string, statement: Record<string, unknown>, fail: Report): void {
  const { effect } = statement;
  if (!isAbsent(effect) && effect !== "Allow" && effect !== "Deny") {
    fail(`${at}.effect`, `is ${show(effect)}. Use "Allow" or "Deny"`);
  }
  for (const key of lists) checkStrings(`${at}.${key}`, statement[key], fail);
  for (const [key, fields] of Object.entries(blocks)) {
    itemsOf(`${at}.${key}`, statement[key], fail).forEach((block, index) => {
      const path = `${at}.${key}[${index}]`;
      if (!isRecord(block)) return fail(path, `isn't an object. Give it ${fields.join(", ")}`);
      for (const field of fields) {
        const value = block[field];
        if (isAbsent(value)) fail(`${path}.${field}`, "is missing. Set it");
        else if (/s$/.test(field)) checkStrings(`${path}.${field}`, value, fail);
        else if (typeof value !== "string") fail(`${path}.${field}`, "isn't a string. Use a string");
      }
    });
  }
}

function checkSid(property: string, sid: unknown, others: Set<unknown>, fail: Report): void {
  if (isAbsent(sid) || sid === "") return;
  if (typeof sid !== "string") return fail(property, "isn't a string. Use a string");
  if (property.endsWith(".sid") && !/^[a-zA-Z0-9]*$/.test(sid)) {
    fail(property, `is ${show(sid)}. Use letters and digits`);
  }
  if (others.has(sid)) fail(property, `has the Sid ${show(sid)} of another statement. Use another one`);
  others.add(sid);
}

function sidsIn(property: string, text: unknown, fail: Report): unknown[] {
  const document = parse(text);
  if (!isRecord(document)) {
    fail(property, "isn't the JSON of a policy. Use the json of another policy document");
    return [];
  }
  const { Statement = [] } = document;
  if (Array.isArray(Statement) && Statement.every(isRecord)) return Statement.map((item) => item["Sid"]);
  fail(property, 'has a "Statement" that isn\'t a list of objects. Put it into a list');
  return [];
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(text as string);
  } catch {
    return undefined;
  }
}
