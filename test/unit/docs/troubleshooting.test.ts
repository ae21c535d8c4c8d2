import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

const root = join(__dirname, "../../..");
const page = readFileSync(join(root, "docs/troubleshooting.md"), "utf8");

/** Every text in the code, with "…" for what differs. */
function texts(node: ts.Node): string[] {
  const own = ts.isStringLiteralLike(node)
    ? [node.text]
    : ts.isTemplateExpression(node)
      ? [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…")]
      : [];
  const below: string[] = [];
  ts.forEachChild(node, (child) => void below.push(...texts(child)));
  return [...own, ...below];
}

const sources = readdirSync(join(root, "provider"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(root, "provider", file), "utf8"));
const messages = sources.flatMap((text) => texts(ts.createSourceFile("", text, ts.ScriptTarget.Latest)));

const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading = ""]) => heading);

test.each(headings)("the message %s is one that the code has", (heading) => {
  const [, message = ""] = /^`(.*)`$/.exec(heading) ?? [];
  expect(message.length).toBeGreaterThan(10);
  expect(messages.filter((text) => text.includes(message))).not.toEqual([]);
});

test("the reasons why a container waits are those that the code knows", () => {
  const [, cells = ""] = /\n\| reason .*\n\| -.*\n((?:\|.*\n)+)/.exec(page) ?? [];
  const told = [...cells.matchAll(/^\|([^|]*)/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, reason]) => reason),
  );
  const status = readFileSync(join(root, "provider/instance/pod-status.ts"), "utf8");
  const known = [...status.matchAll(/^ {2}(\w+): \{ final: /gm)].map(([, reason]) => reason);
  expect(told.sort()).toEqual(known.sort());
});
