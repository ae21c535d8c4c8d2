import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parse } from "yaml";

import { root } from "../../../tools/stack";

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  uses?: string;
  steps?: Step[];
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  strategy?: { matrix: { node: number[] } };
}

interface Workflow {
  permissions?: Record<string, string>;
  concurrency?: { group: string };
  jobs: Record<string, Job>;
}

const folder = join(root, ".github", "workflows");
const texts = Object.fromEntries(
  readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]),
);
const workflows = Object.fromEntries(
  Object.entries(texts).map(([file, text]) => [file, parse(text) as Workflow]),
);
const stepsOf = (file: string): Step[] =>
  Object.values(workflows[file]!.jobs).flatMap(({ steps }) => steps ?? []);
const commandsOf = (file: string): string =>
  stepsOf(file)
    .flatMap(({ run }) => run ?? [])
    .join("\n");
const { scripts, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  engines: { node: string };
};

test("there are workflows for checks, for another cluster and for releases", () => {
  expect(Object.keys(workflows).sort()).toEqual(["e2e.yml", "release.yml", "verify.yml"]);
});

describe.each(Object.keys(workflows))("%s", (file) => {
  const { permissions, concurrency, jobs } = workflows[file]!;

  test("only reads the repository, except in the job that publishes", () => {
    expect(permissions).toEqual({ contents: "read" });
    const wider = Object.entries(jobs).filter(([, job]) => job.permissions);
    expect(wider.map(([name, job]) => [file, name, job.permissions])).toEqual(
      file === "release.yml" ? [[file, "publish", { contents: "read", "id-token": "write" }]] : [],
    );
  });

  test("has time limits, and runs once for each branch", () => {
    const withSteps = Object.values(jobs).filter(({ uses }) => !uses);
    for (const job of withSteps) expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
    expect(concurrency?.group).toMatch(/^(verify|e2e)-\$\{\{ github\.ref \}\}$|^release$/);
  });

  test("uses only GitHub's actions, by commit with the version beside it, and files of this repository", () => {
    const uses = [...texts[file]!.matchAll(/^ +(?:- )?uses: (.+)$/gm)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    const local = Object.keys(workflows).map((name) => `./.github/workflows/${name}`);
    for (const action of uses) {
      if (local.includes(action!)) continue;
      expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test("runs scripts of package.json", () => {
    const called = [...commandsOf(file).matchAll(/\bnpm (?:run (?:--silent )?)?([\w-]+)/g)].map(
      ([, script]) => script!,
    );
    expect(called.length).toBeGreaterThan(0);
    expect(called.filter((script) => !(script in scripts))).toEqual(
      file === "release.yml" ? ["publish"] : [],
    );
  });
});

test("all workflows use the same version of an action", () => {
  const versions = new Map<string, Set<string>>();
  for (const [, name, version] of Object.values(texts)
    .join("\n")
    .matchAll(/uses: (actions\/[\w-]+)@(.+)/g)) {
    versions.set(name!, (versions.get(name!) ?? new Set()).add(version!));
  }
  expect([...versions].filter(([, of]) => of.size > 1)).toEqual([]);
});

test("workflows use Node versions that package.json supports, or the one of .nvmrc", () => {
  const [, oldest] = /^>=(\d+)\.\d+$/.exec(engines.node) ?? [];
  const nvmrc = Number(readFileSync(join(root, ".nvmrc"), "utf8"));
  const { node: matrix } = workflows["verify.yml"]!.jobs["verify"]!.strategy!.matrix;
  expect(matrix).toEqual([22, 24]);
  expect(matrix).toContain(nvmrc);
  for (const version of matrix) expect(version).toBeGreaterThanOrEqual(Number(oldest));

  const setUps = Object.keys(workflows)
    .flatMap(stepsOf)
    .filter(({ uses }) => uses?.startsWith("actions/setup-node@"));
  expect(setUps).toHaveLength(5);
  for (const { with: inputs } of setUps) {
    expect([".nvmrc", nvmrc, "${{ matrix.node }}"]).toContain(
      inputs?.["node-version-file"] ?? inputs?.["node-version"],
    );
  }
});

test("each suite for another cluster can run there, and each other suite has a reason why it doesn't", () => {
  const text = texts["e2e.yml"]!;
  const [, path = "", pattern = ""] = /'(test\/\w+)\/\((.+)\)\\\.test\\\.ts\$'/.exec(text) ?? [];
  const [reasons] = /( *#.*\n)+(?= *- name: Run the suites)/.exec(text) ?? [""];
  const local = [...reasons.replaceAll(/\n *# +/g, " ").matchAll(/\(([^)]+)\)/g)].flatMap(([, names]) =>
    names!.split(", "),
  );
  const portable = pattern.split("|");
  const suites = readdirSync(join(root, path)).map((file) => file.replace(/\.test\.ts$/, ""));
  expect([...portable, ...local].sort()).toEqual(suites.sort());

  // The name of our node and of its context, its images and addresses, and the code that starts clusters.
  const ofOurNode = /"ec2-pods"|hostname=ec2-pods|ec2-pods\/bash:1|10\.244\.|tools\/local-cluster/;
  const isBound = (suite: string) =>
    ofOurNode.test(readFileSync(join(root, path, `${suite}.test.ts`), "utf8"));
  expect(portable.filter(isBound)).toEqual([]);
  expect(local.filter(isBound).length).toBeGreaterThan(0);
});

describe("a release", () => {
  const { run: check } = stepsOf("release.yml").find(({ name }) => name?.startsWith("Check that the tag"))!;

  test.each([
    ["v1.2.0", "## [Unreleased]\n\n## [1.2.0] - 2026-12-31\n", 0, ""],
    [
      "v1.2.1",
      "## [1.2.1] - 2026-12-31\n",
      1,
      'Cannot release tag "v1.2.1": package.json has version 1.2.0.',
    ],
    ["v1.2.0", "## [Unreleased]\n", 1, 'Cannot release tag "v1.2.0": CHANGELOG.md has no section for 1.2.0.'],
    ["v1.2.0", "## [1x2y0] - 2026-12-31\n", 1, "CHANGELOG.md has no section for 1.2.0."],
  ])("of tag %s with the changelog %j ends with %i", (tag, changelog, code, message) => {
    const checkout = mkdtempSync(join(tmpdir(), "ec2-pods-release-"));
    try {
      writeFileSync(join(checkout, "package.json"), JSON.stringify({ version: "1.2.0" }));
      writeFileSync(join(checkout, "CHANGELOG.md"), changelog);
      const env = { ...process.env, GITHUB_REF_NAME: tag };
      const { status, stdout } = spawnSync("bash", ["-e", "-c", check!], {
        cwd: checkout,
        env,
        encoding: "utf8",
      });
      expect({ status, stdout }).toEqual({
        status: code,
        stdout: message ? (expect.stringMatching(/^::error::/) as string) : "",
      });
      expect(stdout).toContain(message);
    } finally {
      rmSync(checkout, { recursive: true });
    }
  });
});
