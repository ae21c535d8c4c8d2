import { parseCidr } from "../common/cidr";
import { isRecord } from "../common/values";
import { blocksIn, itemsIn } from "./blocks";
import { argument, globExpression, isToken, line } from "./proxy-text";

/** One test of a request: a sample, its flags and the values of which one must fit. */
interface Test {
  sample: string;
  flags: readonly string[];
  values: readonly string[];
}

const whole = (expression: string): string => `^${expression}$`;

const texts = (list: unknown): string[] => itemsIn(list).map(String);

/** Tests by the type of the condition. Case counts in paths and methods alone. */
const tests: Readonly<Record<string, (block: unknown) => Test>> = {
  hostHeader: (block) =>
    expressions(block, (isPattern) => (isPattern ? "req.hdr(host),field(1,:)" : "req.hdr(host)"), ["-i"]),
  httpHeader: (block) => {
    const name = String(isRecord(block) ? block["httpHeaderName"] : "");
    const test = expressions(block, () => `req.fhdr(${argument(name)})`, ["-i"]);
    return isToken(name) ? test : { ...test, values: [] };
  },
  httpRequestMethod: (block) => ({
    sample: "method",
    flags: ["-m", "str"],
    values: texts(isRecord(block) ? block["values"] : []),
  }),
  pathPattern: (block) => expressions(block, () => "path", []),
  queryStrings: (block) => ({
    sample: "query",
    flags: ["-i", "-m", "reg"],
    values: blocksIn(block, "").map(({ fields }) => queryExpression(fields["key"], fields["value"])),
  }),
  sourceIp: (block) => ({
    sample: "src",
    flags: [],
    values: texts(isRecord(block) ? block["values"] : []).filter((range) => parseCidr(range) !== undefined),
  }),
};

function expressions(block: unknown, sample: (isPattern: boolean) => string, flags: readonly string[]): Test {
  const { values, regexValues } = isRecord(block) ? block : {};
  const patterns = texts(values).map((glob) => whole(globExpression(glob)));
  return {
    sample: sample(patterns.length > 0),
    flags: [...flags, "-m", "reg"],
    values: patterns.length > 0 ? patterns : texts(regexValues),
  };
}

/** One parameter of a query; without a key, the value of any parameter or one that has no value. */
function queryExpression(key: unknown, value: unknown): string {
  const glob = (text: unknown) => globExpression(String(text), "[^&]");
  const start = typeof key === "string" && key !== "" ? `${glob(key)}=` : "([^&=]*=)?";
  return `(^|&)${start}${glob(value)}(&|$)`;
}

/** The lines that define the conditions of a rule, and their names; undefined if no request can fit them. */
export function conditionsOf(list: unknown, rule: string): { lines: string[]; names: string[] } | undefined {
  const lines: string[] = [];
  const names: string[] = [];
  for (const { fields } of blocksIn(list, "")) {
    const [type, block] =
      Object.entries(fields).find(([key, value]) => Object.hasOwn(tests, key) && value) ?? [];
    const test = type === undefined ? undefined : tests[type]?.(block);
    if (!test || test.values.length === 0) return undefined;
    const name = `${rule}-${names.length}`;
    names.push(name);
    lines.push(...test.values.map((value) => line("acl", name, test.sample, ...test.flags, "--", value)));
  }
  return names.length > 0 ? { lines, names } : undefined;
}
