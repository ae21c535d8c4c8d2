import type { Check } from "../common/checks";
import { isRecord } from "../common/values";

/** What a policy is for: who may take a role on, or what its holder may do. */
type Purpose = "trust" | "identity";

/** IAM's rules for a policy of one kind; a failure shows where, not the policy, which may be secret. */
export const policy =
  (purpose: Purpose, most: number): Check =>
  (value, fail) => {
    if (typeof value === "object") return;
    const text = String(value);
    if (/^\s/.test(text)) return fail("", 'is a policy that begins with a space. Begin it with "{"');
    const document = parse(text);
    if (document === undefined)
      return fail("", "isn't JSON. Use JSON.stringify, or aws.iam.getPolicyDocument");
    if (!isRecord(document))
      return fail("", 'isn\'t a JSON object. Use the form {"Version":…,"Statement":[…]}');
    // IAM doesn't count whitespace.
    const { length } = text.replace(/\s/g, "");
    if (length > most) fail("", `has ${length} characters; IAM accepts at most ${most}. Split the policy`);
    const version = element(document, "Version");
    if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
      fail("", 'is a policy whose "Version" doesn\'t exist. Use "2012-10-17"');
    }
    const statement = element(document, "Statement");
    if (statement === undefined) return fail("", 'is a policy without "Statement". Add one');
    const sids = new Set<unknown>();
    [statement].flat().forEach((item: unknown, index) => {
      const where = `is a policy whose Statement[${index}]`;
      if (!isRecord(item)) return fail("", `${where} isn't an object. Give it Effect and Action`);
      for (const reason of statementFailures(item, purpose)) fail("", `${where} ${reason}`);
      const sid = element(item, "Sid");
      if (sid === undefined || sid === "") return;
      if (!(typeof sid === "string" && /^[A-Za-z0-9]+$/.test(sid)))
        fail("", `${where} has a Sid with other characters. Use letters and digits`);
      if (sids.has(sid)) fail("", `${where} has the Sid of another statement. Use another one`);
      sids.add(sid);
    });
  };

function* statementFailures(statement: Record<string, unknown>, purpose: Purpose): Iterable<string> {
  const has = (name: string) => element(statement, name) !== undefined;
  if (!["Allow", "Deny"].includes(element(statement, "Effect") as string)) {
    yield 'has no valid "Effect". Set it to "Allow" or "Deny"';
  }
  if (has("Action") === has("NotAction")) yield 'needs either "Action" or "NotAction". Set one of them';
  const actions = [element(statement, "Action") ?? element(statement, "NotAction") ?? []].flat();
  if (!actions.every((action) => matches(/^(\*|[\w*-]+:.+)$/, action))) {
    yield 'has an action without its service. Use the form "ec2:DescribeInstances"';
  }
  if (purpose === "trust") {
    if (!has("Principal") && !has("NotPrincipal")) yield 'has no "Principal". Name who may assume the role';
    if (has("Resource") || has("NotResource")) yield 'has a "Resource", which is the role itself. Remove it';
    if (!actions.every((action) => matches(/^(sts:|\*)/i, action))) {
      yield 'allows what isn\'t an action of STS. Use "sts:AssumeRole"';
    }
    return;
  }
  if (has("Principal") || has("NotPrincipal"))
    yield 'has a "Principal", which is whom the policy is attached to. Remove it';
  if (has("Resource") === has("NotResource"))
    yield 'needs either "Resource" or "NotResource". Set one of them';
  const resources = [element(statement, "Resource") ?? element(statement, "NotResource") ?? []].flat();
  if (!resources.every((resource) => matches(/^(\*|arn)/, resource))) {
    yield 'has a resource that is neither an ARN nor "*". Use its "arn" output';
  }
}

const matches = (pattern: RegExp, value: unknown): boolean =>
  typeof value === "string" && pattern.test(value);

/** IAM reads the names of elements whatever their case. */
const element = (value: Record<string, unknown>, name: string): unknown =>
  Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
