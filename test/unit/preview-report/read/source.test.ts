import { readFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn, reportOnSeveral, sourceUrlPattern } from "../../../../provider/preview-report";
import type { Format } from "../../../../provider/preview-report";
import { linkIn, sourceOf } from "../../../../provider/preview-report/read/source";

const text = readFileSync(join(__dirname, "../recordings/changes.json"), "utf8");
const sourceUrl = "https://github.com/o/r/blob/3f1c0a9/infra/{project}";
const report = (format: Format, document = text) => reportOn(document, { format, sourceUrl }).text;

test.each([
  ["project:///index.ts#12,7", { file: "index.ts", line: 12 }],
  ["project:///index.ts#12", { file: "index.ts", line: 12 }],
  ["project:///src/web-servers/main.go#3,1", { file: "src/web-servers/main.go", line: 3 }],
  ["project:///@app/__main__.py#3,1", { file: "@app/__main__.py", line: 3 }],
])("%s is a position in the program", (sourcePosition, source) => {
  expect(sourceOf({ sourcePosition })).toEqual(source);
});

test.each([
  "index.ts#12",
  "file:///index.ts#12",
  "project:///../../other/index.ts#12",
  "project:///a/../index.ts#12",
  "project:///./index.ts#12",
  "project:///.git/hooks/x#1",
  "project:////etc/passwd#1",
  "project:///node_modules/a/index.js#1",
  "project:///packages/node_modules/a/index.js#1",
  "project:///index.ts",
  "project:///index.ts#-1",
  "project:///index.ts#1,2,3",
  "project:///index.ts#12345678",
  "project:///index.ts#1) [x](https://evil.example",
  "project:///a)b.ts#1",
  "project:///a b.ts#1",
  "project:///a\n::error::b.ts#1",
  "project:///a,line=1::b.ts#1",
  "project:///a%2e%2e/b.ts#1",
  'project:///"onmouseover="x.ts#1',
  "",
  undefined,
  { toString: 1 },
  [["project:///index.ts#1", 2]],
])("%j is no position to link to", (sourcePosition) => {
  expect(sourceOf({ sourcePosition })).toBeUndefined();
});

test("a resource that a package declares has the position of its call in the program", () => {
  const stackTrace = [
    {},
    { sourcePosition: "project:///node_modules/p/x.js#1" },
    { sourcePosition: "project:///index.ts#7,1" },
  ];
  expect(sourceOf({ sourcePosition: "project:///node_modules/p/x.js#2", stackTrace })).toEqual({
    file: "index.ts",
    line: 7,
  });
});

test.each([
  ["https://github.com/o/r/blob/abc/infra", "https://github.com/o/r/blob/abc/infra/a.ts#L2", "infra/a.ts"],
  ["https://github.com/o/r/blob/abc/", "https://github.com/o/r/blob/abc/a.ts#L2", "a.ts"],
  [
    "https://gitlab.example:8443/g/s/r/-/blob/abc/x/{project}/{stack}",
    "https://gitlab.example:8443/g/s/r/-/blob/abc/x/shop/dev/a.ts#L2",
    "x/shop/dev/a.ts",
  ],
])("%s is an address to link to", (address, url, file) => {
  expect(address).toMatch(sourceUrlPattern);
  expect(linkIn(address, { project: "shop", stack: "dev" })?.({ file: "a.ts", line: 2 })).toEqual({
    url,
    file,
    line: 2,
  });
});

test.each(["javascript:alert(1)", "https://a/b)c", "https://a/b c", "https://a/b#c", "https://a", "a/b"])(
  "%s is rejected as an address",
  (address) => expect(address).not.toMatch(sourceUrlPattern),
);

test.each(["..", "a/b", "a)b", "", undefined])("a project named %j isn't part of a link", (project) => {
  expect(linkIn(sourceUrl, { project, stack: "dev" })).toBeUndefined();
});

test("names of resources and groups lead to their lines; what is deleted has none", () => {
  const markdown = report("markdown");
  const link = (line: number) => `(https://github.com/o/r/blob/3f1c0a9/infra/shop/index.js#L${line})`;
  expect(markdown).toContain(`- **opens to the world:** [\`web\`]${link(8)} allows tcp/443`);
  expect(markdown).toContain(
    `- **replaces** Ec2Instance [\`replaced\`]${link(40)} (loses its data) because of`,
  );
  // The package declares it for the program.
  expect(markdown).toContain(`- **updates** SecurityGroupIngressRule [\`db-from-web\`]${link(16)}`);
  expect(markdown).toContain("- **deletes** Ec2Instance `gone` (loses its data)\n");
});

test("two groups with one name have no line", () => {
  const document = JSON.parse(text) as { steps: { urn: string }[] };
  const group = document.steps.find(({ urn }) => urn.endsWith("SecurityGroup::web"))!;
  document.steps.push({ ...group, urn: group.urn.replace("ec2-pods:index", "a:b:C$ec2-pods:index") });
  expect(report("markdown", JSON.stringify(document))).toContain("- **opens to the world:** `web` allows");
});

test("without an address, and in events, which have no positions, the report is as it was", () => {
  const events = readFileSync(join(__dirname, "../recordings/changes.ndjson"), "utf8");
  expect(report("json", events)).toBe(reportOn(text, { format: "json" }).text);
  expect(reportOn(text, { format: "annotations" }).text).toBe("");
});

test("annotations are warnings on the lines of what opens to the world and of what is replaced", () => {
  const lines = [
    '::warning file=infra/shop/index.js,line=8::"shop/test": opens to the world: "web" allows tcp/443 from anywhere ("0.0.0.0/0"). Instances: "live", "recreated"',
    '::warning file=infra/shop/index.js,line=40::"shop/test": replaces Ec2Instance "replaced" (loses its data)',
    '::warning file=infra/shop/index.js,line=25::"shop/test": re-creates the Pod of Ec2Instance "recreated" (loses its data)',
  ];
  expect(report("annotations").split("\n")).toEqual(lines);
  const input = (file: string) => ({ file, read: () => text });
  const several = reportOnSeveral([input("a"), input("b")], { format: "annotations", sourceUrl });
  expect(several.text.split("\n")).toEqual([
    ...lines.map((line) => line.replace("shop/test", "shop/test (a)")),
    ...lines.map((line) => line.replace("shop/test", "shop/test (b)")),
  ]);
});

test("no name in an annotation ends it or starts another command", () => {
  const name = "x%0A::error::y";
  const hostile = text
    .replaceAll("::replaced", `::${name}`)
    .replaceAll("::web", "::w\\n::add-mask::z\\r::stop-commands::q");
  const lines = report("annotations", hostile).split(/[\n\r]/);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^::warning file=infra\/shop\/index\.js,line=\d+::"/);
  expect(lines[1]).toContain("x%250A::error::y");
});
