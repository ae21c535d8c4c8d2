import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { root } from "../../../tools/stack";
import { pages, readPage } from "../../support/markdown";

test.each(pages)("every link of %s leads to a file, and to a heading if it names one", (page) => {
  const broken = readPage(page).links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    const target = path ? join(dirname(page), decodeURIComponent(path)) : page;
    return (
      !existsSync(join(root, target)) || (anchor !== undefined && !readPage(target).anchors.includes(anchor))
    );
  });
  expect(broken).toEqual([]);
});

test("every path in the inline code of CONTRIBUTING.md exists", () => {
  const paths = readPage("CONTRIBUTING.md").inlineCode.flatMap((code) =>
    // The argument of --testPathPatterns is a pattern.
    [...code.matchAll(/(?<=^| )(?<!--testPathPatterns )[\w.-]+(\/[\w.-]+)+/g)].map(([path]) => path),
  );
  expect(paths).toContain("provider/common");
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("every column of every table has a header", () => {
  expect(pages.filter((page) => readPage(page).headers.flat().includes(""))).toEqual([]);
});

test("docs/README.md lists every page in docs, and the README links to it", () => {
  const linked = readPage("docs/README.md").links.map((link) => join("docs", link));
  // The pages of namespaces are generated, and docs/api/README.md links them.
  const inDocs = pages.filter((page) => /^docs\/(?!README[.]md$|api\/API-reference\/)/.test(page));
  expect(inDocs.filter((page) => !linked.includes(page))).toEqual([]);
  expect(readPage("README.md").links).toContain("docs/README.md");
});

test("the README is a first screen of at most 600 words, and names the repository's two commands", () => {
  const text = readFileSync(join(root, "README.md"), "utf8");
  expect(text.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(600);
  expect(["npm start", "npm test"].filter((command) => !text.includes(`\`${command}\``))).toEqual([]);
});

test("getting started runs the README's program, and gets to curl in as many commands as it promises", () => {
  const page = readPage("docs/getting-started.md");
  expect(page.code("ts")).toEqual(readPage("README.md").code("ts"));
  const commands = page.code("console").flatMap((block) => block.trim().split("\n"));
  const count = commands.findIndex((command) => command.startsWith("curl ")) + 1;
  const text = readFileSync(join(root, "docs/getting-started.md"), "utf8");
  expect(/in (\d+) commands/.exec(text)?.[1]).toBe(String(count));
  expect(count).toBeLessThanOrEqual(15);
});

test("every example is listed in examples/README.md and has an e2e test", () => {
  const folders = readdirSync(join(root, "examples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(
    readPage("examples/README.md")
      .links.flatMap((link) => /^([\w-]+)\/index\.ts$/.exec(link)?.[1] ?? [])
      .sort(),
  ).toEqual(folders.sort());
  const tests = readdirSync(join(root, "test/e2e")).map((file) =>
    readFileSync(join(root, "test/e2e", file), "utf8"),
  );
  const tested = (name: string) =>
    tests.some((text) => new RegExp(`\\b(example|ofExample)\\(\\s*"${name}"`).test(text));
  expect(folders.filter((name) => !tested(name))).toEqual([]);
});
