import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { root } from "../../../tools/stack";
import { pages } from "../../support/markdown";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  homepage: string;
  bugs: { url: string };
  repository: { url: string };
  packageManager: string;
  scripts: Record<string, string>;
};
const github = readdirSync(join(root, ".github"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));

test("package.json, pages and forms name the same owner of the repository", () => {
  const [, url] = /^git\+(https:\/\/github\.com\/[\w-]+\/pulumi-ec2-pods)\.git$/.exec(
    manifest.repository.url,
  )!;
  expect([manifest.homepage, manifest.bugs.url]).toEqual([`${url}#readme`, `${url}/issues`]);
  const named = [...pages, ...github].flatMap(
    (file) => read(file).match(/https:\/\/github\.com\/[\w-]+\/pulumi-ec2-pods/g) ?? [],
  );
  expect(named.length).toBeGreaterThanOrEqual(5);
  expect(new Set(named)).toEqual(new Set([url]));
});

test("npm has an exact version, and every dependency comes from the public registry", () => {
  expect(manifest.packageManager).toMatch(/^npm@\d+\.\d+\.\d+$/);
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  const [, ...dependencies] = Object.entries(packages);
  expect(dependencies.length).toBeGreaterThan(100);
  const foreign = dependencies.filter(
    ([, { resolved = "https://registry.npmjs.org/", integrity = "" }]) =>
      !resolved.startsWith("https://registry.npmjs.org/") || !integrity.startsWith("sha512-"),
  );
  expect(foreign.map(([path]) => path)).toEqual([]);
});

test("package.json has each npm script that a page, a form or CI names", () => {
  const named = [...pages, ...github, ".ci/run"].flatMap((file) =>
    [...read(file).matchAll(/\bnpm (?:run (?:--silent )?([\w-]+)|(test|start)\b)/g)].map(
      ([, run, short]) => `${file}: ${run ?? short}`,
    ),
  );
  expect(named).toContain(".ci/run: test");
  expect(named.filter((script) => !(script.split(": ")[1]! in manifest.scripts))).toEqual([]);
});

test("CHANGELOG.md follows Keep a Changelog: the newest release first, with dates, sections and links", () => {
  const text = read("CHANGELOG.md");
  const [, ...versions] = text.split(/^## /m);
  const names = versions.map((version) => version.split("\n")[0]!);
  expect(names[0]).toBe("[Unreleased]");
  for (const name of names.slice(1)) expect(name).toMatch(/^\[\d+\.\d+\.\d+(-[\w.]+)?\] - \d{4}-\d\d-\d\d$/);
  const dates = names.slice(1).map((name) => name.split(" - ")[1]!);
  expect(dates).toEqual([...dates].sort().reverse());
  for (const name of names) expect(text).toContain(`\n${name.split(" - ")[0]}: https://github.com/`);

  const kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
  for (const version of versions) {
    const sections = [...version.matchAll(/^### (.+)$/gm)].map(([, title]) => title!);
    expect(sections).toEqual(kinds.filter((kind) => sections.includes(kind)));
  }
});

test("Dependabot covers every folder with dependencies, and groups its updates", () => {
  const { updates } = parse(read(".github/dependabot.yml")) as {
    updates: {
      "package-ecosystem": string;
      directory?: string;
      directories?: string[];
      schedule: { interval: string };
      groups: object;
    }[];
  };
  const covered = updates.map((update) => [
    update["package-ecosystem"],
    ...(update.directories ?? [update.directory]),
  ]);
  expect(covered).toEqual([
    ["npm", "/"],
    ["github-actions", "/"],
    ["gomod", "/tools/modules/*"],
  ]);
  for (const { schedule, groups } of updates) {
    expect([schedule.interval, Object.keys(groups).length > 0]).toEqual(["monthly", true]);
  }
  for (const module of readdirSync(join(root, "tools", "modules"))) {
    expect([module, existsSync(join(root, "tools", "modules", module, "go.mod"))]).toEqual([module, true]);
  }
});

test.each(["bug", "feature"])("the form for a %s has no field twice", (name) => {
  const form = parse(read(`.github/ISSUE_TEMPLATE/${name}.yml`)) as {
    name: string;
    description: string;
    body: { type: string; id?: string; attributes: { label?: string; value?: string } }[];
  };
  expect([form.name, form.description].filter(Boolean)).toHaveLength(2);
  const fields = form.body.filter(({ type }) => type !== "markdown");
  for (const { type, id, attributes } of fields) {
    expect([type, id, attributes.label]).toEqual([
      "textarea",
      expect.stringMatching(/^\w+$/),
      expect.any(String),
    ]);
  }
  for (const key of [fields.map(({ id }) => id), fields.map(({ attributes }) => attributes.label)]) {
    expect(new Set(key).size).toBe(fields.length);
  }
});
