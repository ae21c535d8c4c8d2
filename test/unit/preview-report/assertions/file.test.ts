import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ExplainedError } from "../../../../provider/common/errors";
import {
  assertionFields,
  assertionKinds,
  endFields,
  readAssertions,
} from "../../../../provider/preview-report/assertions/file";
import { parsePorts } from "../../../../provider/preview-report/assertions/ports";
import { portTexts } from "../../../../provider/preview-report/traffic/ports";
import { root } from "../../../../tools/stack";

const example = `
mustReach:
  - from: internet
    to: { group: web }
    ports: [tcp/80, tcp/443]
mustNotReach:
  - from: { cidr: 10.1.0.0/16, except: 10.1.2.3 }
    to: { tag: { tier: db, env: "1.10" } }
  - from: { instance: [web-*, admin] }
    to: { instance: db }
    ports: udp/8000-8100
`;

test("a file has ends, ports and paths", () => {
  const found = readAssertions(example).map(({ ports, ...rest }) => ({ ...rest, ports: portTexts(ports) }));
  expect(found).toEqual([
    {
      ...{ kind: "mustReach", path: "mustReach[0]", ports: ["tcp/80", "tcp/443"] },
      from: { kind: "internet" },
      to: { kind: "group", names: ["web"] },
    },
    {
      ...{ kind: "mustNotReach", path: "mustNotReach[0]", ports: ["all traffic"] },
      from: { kind: "cidr", cidrs: ["10.1.0.0/16"], except: ["10.1.2.3/32"] },
      to: { kind: "tag", tags: { tier: "db", env: "1.10" } },
    },
    {
      ...{ kind: "mustNotReach", path: "mustNotReach[1]", ports: ["udp/8000-8100"] },
      from: { kind: "instance", names: ["web-*", "admin"] },
      to: { kind: "instance", names: ["db"] },
    },
  ]);
});

test("JSON is read as well", () => {
  const text = JSON.stringify({ mustReach: [{ from: "internet", to: { group: "web" }, ports: "all" }] });
  expect(readAssertions(text)).toHaveLength(1);
});

/** The reason against a file, and its fix. */
function reasonAgainst(text: string): string {
  try {
    readAssertions(text);
  } catch (error) {
    if (error instanceof ExplainedError) return [error.reason, error.fix].filter(Boolean).join(". ");
    throw error;
  }
  return "none";
}

const one = (fields: string) =>
  `mustReach: [{ from: internet, to: { group: web }, ports: tcp/1, ${fields} }]`;
const from = (end: string) => `mustReach: [{ from: ${end}, to: { group: web }, ports: tcp/1 }]`;
const ports = (text: string) => `mustReach: [{ from: internet, to: { group: web }, ports: ${text} }]`;
const endForm =
  "internet, or one of { instance: web }, { group: web }, { tag: { tier: db } } and { cidr: 10.0.0.0/8 }";
const portForm = "tcp/443, udp/8000-8100, tcp for all of its ports, icmp, icmp/8, protocol/50, or all";

test.each([
  ["", 'it has no assertions. Add some to "mustReach" or "mustNotReach"'],
  ["mustReach: []", 'it has no assertions. Add some to "mustReach" or "mustNotReach"'],
  ["- a", 'The file is ["a"]. Use a map with the keys mustReach and mustNotReach'],
  ["mustreach: []", 'mustreach isn\'t an argument of the file. Did you mean "mustReach"?'],
  ["mustReach: web", 'mustReach is "web". Use a list'],
  ["mustReach: [web]", 'mustReach[0] is "web". Use { from: internet, to: { group: web }, ports: tcp/443 }'],
  [one("port: 1"), 'mustReach[0].port isn\'t an argument of an assertion. Did you mean "ports"?'],
  [
    one("constructor: 1"),
    "mustReach[0].constructor isn't an argument of an assertion. Use one of from, to, ports",
  ],
  [from("web"), `mustReach[0].from is "web". Use ${endForm}`],
  [from("null"), `mustReach[0].from is null. Use ${endForm}`],
  [from("{}"), `mustReach[0].from names nothing. Use ${endForm}`],
  [from("{ instance: a, group: b }"), `mustReach[0].from has instance and group. Use ${endForm}`],
  [from("{ instance: 7 }"), "mustReach[0].from.instance is 7. Use a string, or a list of strings"],
  [from("{ instance: [] }"), "mustReach[0].from.instance is []. Use a string, or a list of strings"],
  [
    from("{ cidr: 10.0.0.0/33 }"),
    'mustReach[0].from.cidr is "10.0.0.0/33", which isn\'t a range. Use one such as 10.0.0.0/8',
  ],
  [
    from("{ instance: a, except: 10.0.0.0/8 }"),
    "mustReach[0].from.except isn't an argument of an end with instance. Use one of instance",
  ],
  [from("{ tag: web }"), 'mustReach[0].from.tag is "web". Use a map of strings such as { tier: db }'],
  [from("{ tag: { a.b: [1] } }"), 'mustReach[0].from.tag["a.b"] is [1]. Use a string'],
  [
    "mustNotReach: [{ from: internet, to: { cidr: 10.0.0.0/8 } }]",
    "mustNotReach[0] has addresses at both ends. Use an instance, a group or a tag at one of them",
  ],
  [
    "mustReach: [{ from: internet, to: { group: web } }]",
    "mustReach[0].ports is missing. Name what must be open, such as tcp/443, or use all",
  ],
  [ports("[]"), `mustReach[0].ports is []. Use ${portForm}`],
  ["mustReach:", "mustReach is null. Use a list"],
  [from("{ tag: { version: 1.10 } }"), "mustReach[0].from.tag.version is 1.1. Put it in quotes"],
  [
    from("{ cidr: 10.1.2.3/8 }"),
    'mustReach[0].from.cidr is "10.1.2.3/8", whose address isn\'t the first one of its range. Use 10.0.0.0/8',
  ],
  [
    from("{ cidr: 10.0.0.0/24, except: 10.0.0.0/8 }"),
    "mustReach[0].from leaves no address. Use a smaller range as except",
  ],
  [
    from("{ cidr: 10.0.0.0/8, except: [10.1.0.0/16, 192.168.0.0/16] }"),
    "mustReach[0].from.except has 192.168.0.0/16, which isn't in 10.0.0.0/8. Leave it out",
  ],
  [ports("tcp/080"), `mustReach[0].ports is "tcp/080". Use ${portForm}`],
  [ports("443"), "mustReach[0].ports is 443. Did you mean tcp/443?"],
  [ports("[tcp/80, tcp/0]"), `mustReach[0].ports[1] is "tcp/0". Use ${portForm}`],
  [ports("tcp/90-80"), `mustReach[0].ports is "tcp/90-80". Use ${portForm}`],
  [ports("tcp/65536"), `mustReach[0].ports is "tcp/65536". Use ${portForm}`],
])("the reason against %j", (text, reason) => {
  expect(reasonAgainst(text)).toBe(reason);
});

test("all that is wrong is said at once", () => {
  expect(reasonAgainst("mustReach: [{ from: web, to: { groop: web } }]\nmustNotReach: 1")).toBe(
    [
      "5 parts are wrong:",
      `mustReach[0].from is "web". Use ${endForm}`,
      'mustReach[0].to.groop isn\'t an argument of an end. Did you mean "group"?',
      `mustReach[0].to names nothing. Use ${endForm}`,
      "mustReach[0].ports is missing. Name what must be open, such as tcp/443, or use all",
      "mustNotReach is 1. Use a list",
    ].join("\n- "),
  );
});

const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
  .concat(
    [..."bcdefghi"].map(
      (name, index) =>
        `${name}: &${name} [${Array(10)
          .fill(`*${"abcdefgh"[index] ?? ""}`)
          .join(", ")}]`,
    ),
  )
  .join("\n");

test.each([
  ["a bomb of aliases", bomb, /^Excessive alias count .*\. Write it as YAML or JSON$/],
  ["a key twice", "mustReach: []\nmustReach: []", /^Map keys must be unique at line 2/],
  ["a bracket that is open", "mustReach: [", /^Flow sequence .* at line 1/],
  ["two documents", "mustReach: []\n---\nmustReach: []", /multiple documents/],
  ["a tag of YAML that isn't known", "mustReach: !web []", /^Unresolved tag/],
  ["an alias of nothing", "mustReach: *web", /^Unresolved alias/],
])("%s is an error", (_, text, reason) => {
  expect(reasonAgainst(text)).toMatch(reason);
});

test("the published schema and the parser take the same ports", () => {
  const schema = JSON.parse(readFileSync(join(root, "schema/reachability.json"), "utf8")) as {
    $defs: { port: { pattern: string } };
  };
  const pattern = new RegExp(schema.$defs.port.pattern);
  const icmp = ["icmp", "icmpv6", "icmp/0", "icmp/8/0", "icmpv6/128", "icmp/255/255"];
  const some = ["tcp", "all", "tcp/1", "udp/65535", "tcp/80-90", ...icmp, "protocol/0", "protocol/255"];
  const wrong = ["tcp/0", "tcp/70000", "tcp/65536", "tcp/080", "tcp/1-0", "tcp/", "all/1", "TCP/1"];
  wrong.push("icmp/256", "icmp/08", "icmp/8-10", "icmp/8/", "icmp/8/256", "protocol", "protocol/256", "50");
  for (const text of [...some, ...wrong]) {
    expect([text, pattern.test(text)]).toEqual([text, some.includes(text)]);
    expect([text, parsePorts([text], () => undefined) !== undefined]).toEqual([text, some.includes(text)]);
  }
});

test.each([
  ["icmp/8", "icmp type 8"],
  ["icmp/8/0", "icmp type 8 code 0"],
  ["icmpv6/128", "icmpv6 type 128"],
  ["protocol/50", "protocol 50"],
  ["protocol/6", "all tcp"],
])("%s is %s", (text, expected) => {
  expect(portTexts(parsePorts([text], () => undefined) ?? [])).toEqual([expected]);
});

test("the published schema has the fields that are read", () => {
  interface Schema {
    properties: Record<string, unknown>;
    $defs: Record<string, Schema & { oneOf: Schema[]; required: string[] }>;
  }
  const schema = JSON.parse(readFileSync(join(root, "schema/reachability.json"), "utf8")) as Schema;
  const keys = ({ properties }: Schema) => Object.keys(properties);
  expect(keys(schema)).toEqual(["$schema", ...assertionKinds]);
  const { mustReach, mustNotReach, end } = schema.$defs as Record<
    string,
    Schema & { oneOf: Schema[]; required: string[] }
  >;
  expect([keys(mustReach!), keys(mustNotReach!)]).toEqual([assertionFields, assertionFields]);
  expect([mustReach!.required, mustNotReach!.required]).toEqual([
    ["from", "to", "ports"],
    ["from", "to"],
  ]);
  expect(end!.oneOf.slice(1).map(keys)).toEqual(Object.values(endFields));
});
