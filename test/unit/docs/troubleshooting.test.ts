import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

const root = join(__dirname, "../../..");
const page = readFileSync(join(root, "docs/troubleshooting.md"), "utf8");

/** Every string in the code, with "…" for the parts that vary. */
function strings(node: ts.Node): string[] {
  const found = ts.isStringLiteralLike(node)
    ? [node.text]
    : ts.isTemplateExpression(node)
      ? [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…")]
      : [];
  ts.forEachChild(node, (child) => void found.push(...strings(child)));
  return found;
}

const sources = readdirSync(join(root, "provider"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(root, "provider", file), "utf8"));
const messages = sources.flatMap((text) => strings(ts.createSourceFile("", text, ts.ScriptTarget.Latest)));

const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading = ""]) => heading);

test.each(headings)("the code has the message %s", (heading) => {
  const [, message = ""] = /^`(.*)`$/.exec(heading) ?? [];
  expect(message.length).toBeGreaterThan(10);
  expect(messages.filter((text) => text.includes(message))).not.toEqual([]);
});

test("the page lists exactly the reasons in the code why a container can't start", () => {
  const [, cells = ""] = /\n\| reason .*\n\| -.*\n((?:\|.*\n)+)/.exec(page) ?? [];
  const onPage = [...cells.matchAll(/^\|([^|]*)/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, reason]) => reason),
  );
  const status = readFileSync(join(root, "provider/instance/pod-status.ts"), "utf8");
  const inCode = [...status.matchAll(/^ {2}(\w+): \{ final: /gm)].map(([, reason]) => reason);
  expect(onPage.sort()).toEqual(inCode.sort());
});
