import { parseCidr } from "../common/cidr";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isAbsent, isGiven, isRecord } from "../common/values";
import { blocksIn, itemsIn } from "./blocks";
import type { Block } from "./blocks";

/** Blocks of a condition; each condition has one. */
export const conditionTypes = [
  "hostHeader",
  "httpHeader",
  "httpRequestMethod",
  "pathPattern",
  "queryStrings",
  "sourceIp",
];

/** AWS accepts this many values in all conditions of a rule, and this many wildcards. */
const mostValues = 5;

type ValueTest = (value: string) => string | undefined;

const longest =
  (length: number): ValueTest =>
  (value) =>
    value.length > length
      ? `has ${value.length} characters; AWS accepts at most ${length}. Shorten it`
      : undefined;

/** No line breaks and the like: none of them can be in a request. */
const printable: ValueTest = (value) =>
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f]/.test(value) ? "has a control character. Remove it" : undefined;

const matching =
  (pattern: RegExp, form: string): ValueTest =>
  (value) =>
    pattern.test(value) ? undefined : `has other characters. Use ${form}`;

const range: ValueTest = (value) =>
  parseCidr(value) ? undefined : `is ${show(value)}. Use a range like "10.0.0.0/8"`;

const valueTests: Readonly<Record<string, readonly ValueTest[]>> = {
  hostHeader: [longest(128), matching(/^[A-Za-z0-9*?.:-]*$/, "letters, digits and -.*?")],
  httpHeader: [longest(128), printable],
  httpRequestMethod: [longest(40), matching(/^[A-Z_-]+$/, "capital letters, - and _")],
  pathPattern: [
    longest(128),
    matching(/^[A-Za-z0-9_.$/~"'@:+&*?-]*$/, "letters, digits and _-.$/~\"'@:+&*?"),
  ],
  sourceIp: [range],
};

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/;

export function checkConditions(list: unknown, isNetwork: boolean, fail: Fail): void {
  const conditions = blocksIn(list, "conditions");
  if (Array.isArray(list) && list.length === 0) {
    return fail(
      "conditions",
      'is empty. Add a condition, for example { pathPattern: { values: ["/api/*"] } }',
    );
  }
  for (const condition of conditions) checkCondition(condition, isNetwork, fail);
  const values = conditions.flatMap(valuesOf);
  if (values.length > mostValues) {
    fail(
      "conditions",
      `has ${values.length} values; AWS accepts ${mostValues} in all conditions of a rule. Split the rule`,
    );
  }
  for (const type of ["hostHeader", "httpRequestMethod", "pathPattern", "sourceIp"]) {
    const same = conditions.filter(({ fields }) => isGiven(fields[type]));
    if (same.length > 1) {
      fail(
        `${same[1]?.path ?? ""}.${type}`,
        `is there for the second time. Put all its values in one condition`,
      );
    }
  }
}

const valuesOf = ({ fields }: Block): unknown[] =>
  conditionTypes.flatMap((type) => {
    const block = fields[type];
    if (Array.isArray(block)) return itemsIn(block);
    return isRecord(block) ? [...itemsIn(block["values"]), ...itemsIn(block["regexValues"])] : [];
  });

/** Reports why a text that is present and known fails these tests. */
function checkText(value: unknown, tests: readonly ValueTest[], path: string, fail: Fail): void {
  if (!isGiven(value)) return;
  for (const reason of tests.flatMap((test) => test(String(value)) ?? [])) fail(path, reason);
}

function checkCondition(condition: Block, isNetwork: boolean, fail: Fail): void {
  const { path, fields } = condition;
  const types = conditionTypes.filter((type) => !isAbsent(fields[type]));
  const [type] = types;
  if (type === undefined || types.length > 1) {
    const found = type === undefined ? "has none" : `has ${types.join(" and ")}`;
    return fail(path, `${found}. Give it exactly one of ${conditionTypes.join(", ")}`);
  }
  if (isNetwork) {
    return fail(
      path,
      `has ${type}, and the listener of a network load balancer has no rules here. Use an application load balancer`,
    );
  }
  const block = fields[type];
  if (type === "queryStrings") return checkQueryStrings(blocksIn(block, `${path}.queryStrings`), fail);
  if (!isRecord(block)) return;
  const { values, regexValues, httpHeaderName } = block;
  const at = `${path}.${type}`;
  if (!isAbsent(values) && !isAbsent(regexValues)) {
    fail(`${at}.regexValues`, "conflicts with values. Set only one of the two");
  }
  if (
    valuesOf(condition).length === 0 &&
    [values, regexValues].every((list) => isAbsent(list) || Array.isArray(list))
  ) {
    fail(`${at}.values`, "is missing. Name at least one value");
  }
  itemsIn(values).forEach((value, index) => {
    checkText(value, valueTests[type] ?? [], `${at}.values[${index}]`, fail);
  });
  itemsIn(regexValues).forEach((value, index) => {
    checkText(value, [longest(128), printable, regularExpression], `${at}.regexValues[${index}]`, fail);
  });
  if (type !== "httpHeader") return;
  if (isAbsent(httpHeaderName))
    fail(`${at}.httpHeaderName`, 'is missing. Set it, for example to "User-Agent"');
  else if (isGiven(httpHeaderName) && !headerName.test(String(httpHeaderName))) {
    fail(
      `${at}.httpHeaderName`,
      `is ${show(httpHeaderName)}. Use the name of a header, of at most 40 characters`,
    );
  } else if (String(httpHeaderName).toLowerCase() === "host") {
    fail(`${at}.httpHeaderName`, 'is "Host". Use a hostHeader condition');
  }
}

function checkQueryStrings(pairs: readonly Block[], fail: Fail): void {
  for (const { path, fields } of pairs) {
    if (isAbsent(fields["value"])) fail(`${path}.value`, "is missing. Set it");
    for (const key of ["key", "value"]) {
      checkText(fields[key], [longest(128), printable], `${path}.${key}`, fail);
    }
  }
}

/** The proxy reads no higher number in braces. */
const mostRepetitions = 65_535;

/** Whether the proxy can read a regular expression too: what only JavaScript knows is left out. */
const regularExpression: ValueTest = (value) => {
  const reject = (why: string) => `${why}. Change the regular expression`;
  // Brackets and braces are only themselves after a backslash and in a class.
  const special = value.replace(/\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, ".");
  if (/\[\^?\]|\\[upPk]/.test(value) || special.includes("(?<")) {
    return reject("has a part that the proxy can't read");
  }
  const counts = [...special.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, ...numbers]) =>
    numbers.map(Number),
  );
  if (counts.some((count) => count > mostRepetitions)) {
    return reject(`repeats a part more than ${mostRepetitions} times, which the proxy can't`);
  }
  try {
    new RegExp(value, "u");
    return undefined;
  } catch {
    return reject("isn't a regular expression");
  }
};
