import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parse } from "yaml";

import { parseCommandLine } from "../../../provider/cli/command-line";
import { commands } from "../../../provider/cli/commands";
import { marker } from "../../../provider/preview-report/print/markdown";
import { root } from "../../../tools/stack";
import { documentOf, kept } from "../../support/aws-preview";
import { action, calls, component, pipelines, stubs } from "../../support/pipeline";
import type { Comment } from "../../support/pipeline";
import { evaluate } from "../../support/workflow-expression";

jest.setTimeout(300_000);

const read = (file: string) => readFileSync(join(root, file), "utf8");
const { version } = JSON.parse(read("package.json")) as { version: string };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ec2-pods-pipeline-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const recording = (file: string) => join(__dirname, "recordings", file);
const foreign: Comment[] = [
  { id: 1, isOwn: false, body: `${marker("dev")}\nmine` },
  { id: 2, isOwn: false, body: "" },
  { id: 3, isOwn: true, body: `> ${marker("dev")}\n\na quotation` },
  { id: 4, isOwn: true, body: `${marker("dev2")}\nanother stack` },
  { id: 5, isOwn: true, body: "the comment of another workflow" },
];
const own: Comment = { id: 6, isOwn: true, body: `${marker("dev")}\n### Preview` };

test("scripts have no expressions, which would become a part of their code", () => {
  const scripts = [...action.runs.steps.map(({ run }) => run), ...component.job.script];
  expect(scripts).toHaveLength(5);
  for (const script of scripts) expect(script).not.toMatch(/\$\{\{|\$\[\[/);
});

test("the pipelines run the package of this version, and their examples name it", () => {
  expect(action.runs.steps[0]!.env["VERSION"]).toBe(version);
  expect(component.job.variables["EC2_PODS_VERSION"]).toBe(version);
  const uses = read("examples/pull-request/github-actions.yml").match(/OWNER\/pulumi-ec2-pods@\S+/g);
  expect(uses).toEqual([`OWNER/pulumi-ec2-pods@v${version}`]);
  expect(read("docs/pull-requests.md").match(/OWNER\/pulumi-ec2-pods@\S+/g)).toEqual(uses);
  const remote = read("examples/pull-request/gitlab-ci.yml").match(/OWNER\/pulumi-ec2-pods\/\S+/g);
  expect(remote).toEqual([`OWNER/pulumi-ec2-pods/v${version}/templates/preview-report/template.yml`]);
});

test("both pipelines have the same inputs, but for the stage of a job", () => {
  expect(Object.keys(component.inputs)).toEqual([...Object.keys(action.inputs), "stage"]);
});

test("comment and labels are written by GitHub's own user, or in the pipeline of a merge request", () => {
  const tokens = action.runs.steps.map(({ env }) => env["GH_TOKEN"]);
  expect(tokens).toEqual([undefined, "${{ github.token }}", "${{ github.token }}", undefined]);
  expect(component.job.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
});

const examples = {
  "github-actions.yml": (example: unknown) => {
    const { jobs, permissions } = example as {
      permissions: unknown;
      jobs: { preview: { steps: { run?: string; uses?: string; with?: object }[] } };
    };
    // GitHub's token can write the comment and nothing else.
    expect(permissions).toEqual({ contents: "read", "pull-requests": "write" });
    const { steps } = jobs.preview;
    return { lines: steps.map((step) => step.run), inputs: steps.at(-1)!.with!, known: action.inputs };
  },
  "gitlab-ci.yml": (example: unknown) => {
    const { include, preview } = example as { include: [{ inputs: object }]; preview: { script: string[] } };
    return { lines: preview.script, inputs: include[0].inputs, known: component.inputs };
  },
};

test.each(Object.entries(examples))(
  "%s runs a preview that the report can read, with inputs that exist",
  (file, parts) => {
    const { lines, inputs, known } = parts(parse(read(`examples/pull-request/${file}`)));
    // Without the unchanged resources, the report leaves out who reaches whom.
    expect(lines).toContain(
      `pulumi preview --stack dev --json --show-sames --non-interactive >${known["previews"]!.default} || true`,
    );
    expect(inputs).toEqual({ name: "dev", "fail-on": "open-to-world" });
    for (const name of Object.keys(inputs)) expect(Object.keys(known)).toContain(name);
  },
);

/** The option of the first call of npx. */
const urlOf = ([words = []]: string[][]) =>
  (parseCommandLine(commands, words.slice(2)) as { options: Record<string, unknown> }).options["source-url"];

describe.each(Object.entries(pipelines))("%s", (_, pipeline) => {
  /** Runs the pipeline on a recording; returns what it wrote and where. */
  const runOn = async (
    preview: string | undefined,
    comments: Comment[],
    inputs: Record<string, string> = {},
    programs: Record<string, string> = {},
  ) => {
    const env = stubs(folder, comments, programs);
    if (preview) copyFileSync(recording(preview), join(folder, "preview.json"));
    else writeFileSync(join(folder, "preview.json"), "");
    const outcome = await pipeline.run(folder, { name: "dev", ...inputs }, env);
    return { ...outcome, ...calls(folder) };
  };

  test("replaces its own comment, and no other", async () => {
    expect(await runOn("no-change.json", [...foreign, own])).toMatchObject({
      code: 0,
      writes: [pipeline.update],
    });
  });

  test("posts a comment if there is none of its own", async () => {
    expect(await runOn("no-change.json", foreign)).toMatchObject({ code: 0, writes: [pipeline.post] });
  });

  test("fails after the comment by what it is told to fail on", async () => {
    const inputs = { "fail-on": "replace,open-to-world" };
    expect(await runOn("changes.json", [...foreign, own], inputs)).toMatchObject({
      code: 1,
      writes: [pipeline.update],
    });
  });

  test("fails after the comment by assertions of a file", async () => {
    writeFileSync(
      join(folder, "reachability.yaml"),
      "mustNotReach: [{ from: internet, to: { group: web } }]\n",
    );
    const inputs = { assertions: "reachability.yaml" };
    expect(await runOn("changes.json", [...foreign, own], inputs)).toMatchObject({
      code: 1,
      writes: [pipeline.update],
    });
  });

  test("reports an empty preview in its own comment", async () => {
    expect(await runOn(undefined, [...foreign, own])).toMatchObject({ code: 1, writes: [pipeline.update] });
  });

  test("touches no comment if there is no report", async () => {
    const { code, writes } = await runOn("no-change.json", [...foreign, own], {}, { npx: "exit 1" });
    expect({ isFailure: code !== 0, writes }).toEqual({ isFailure: true, writes: [] });
  });

  test("touches no comment if the comments can't be read", async () => {
    const failing = { gh: "exit 1", curl: "exit 22" };
    const { code, writes } = await runOn("no-change.json", [...foreign, own], {}, failing);
    expect({ isFailure: code !== 0, writes }).toEqual({ isFailure: true, writes: [] });
  });

  test("writes no comment on request, and still fails", async () => {
    const inputs = { comment: "false", "fail-on": "replace" };
    expect(await runOn("changes.json", [own], inputs)).toMatchObject({ code: 1, writes: [] });
  });

  test("without changes, is quiet on request, but updates a comment that says otherwise", async () => {
    const quiet = { "quiet-if-unchanged": "true" };
    expect(await runOn("no-change.json", foreign, quiet)).toMatchObject({ code: 0, writes: [] });
    rmSync(join(folder, "bin"), { recursive: true });
    expect(await runOn("no-change.json", [own], quiet)).toMatchObject({ code: 0, writes: [pipeline.update] });
    rmSync(join(folder, "bin"), { recursive: true });
    expect(await runOn("changes.json", foreign, quiet)).toMatchObject({ code: 0, writes: [pipeline.post] });
  });

  test("shows the lines of user data on request only", async () => {
    const [old, after] = [1, 2].map((version) => ({ userData: `#!/bin/sh\necho ${version}\n` }));
    writeFileSync(
      join(folder, "preview.json"),
      documentOf([kept("ec2.Instance", "web", "i-1", old!, after)]),
    );
    const reportWith = async (inputs: Record<string, string>) => {
      rmSync(join(folder, pipeline.report), { force: true });
      await pipeline.run(folder, { name: "dev", ...inputs }, stubs(folder, [], {}));
      rmSync(join(folder, "bin"), { recursive: true });
      return readFileSync(join(folder, pipeline.report), "utf8");
    };
    const without = await reportWith({});
    expect(without).toContain("`userData`: changed");
    expect(without).not.toContain("echo");
    expect(await reportWith({ "show-user-data": "true" })).toMatch(/^\s*-echo 1\n\s*\+echo 2$/m);
  });

  test("passes no variable of the job as an option", async () => {
    copyFileSync(recording("no-change.json"), join(folder, "preview.json"));
    const env = {
      ...stubs(folder, [], {}),
      quiet: "--quiet-if-unchanged",
      user_data: "--format=html x.json",
    };
    await pipeline.run(folder, { name: "dev" }, env);
    const [[, , ...words] = []] = calls(folder).reports;
    expect(parseCommandLine(commands, words)).toMatchObject({
      operands: ["preview.json"],
      options: { "quiet-if-unchanged": false, "show-user-data": false, format: "markdown" },
    });
  });

  test("links names to their lines at the commit of the request, or at another address", async () => {
    const { reports } = await runOn("changes.json", []);
    rmSync(join(folder, "bin"), { recursive: true });
    const address = "https://git.example/{project}/blob/main/infra";
    const elsewhere = await runOn("changes.json", [], { "source-url": address });
    expect(urlOf(reports)).toBe(pipeline.source);
    expect(urlOf(elsewhere.reports)).toBe(address);
    expect(readFileSync(join(folder, pipeline.report), "utf8")).toContain(
      "[`web`](https://git.example/shop/blob/main/infra/index.js#L8)",
    );
  });

  test("touches no comment if the address of the source isn't one", async () => {
    const inputs = { "source-url": '"$(touch pwned)"; touch pwned #' };
    const { code, writes } = await runOn("changes.json", [own], inputs);
    expect({ isFailure: code !== 0, writes }).toEqual({ isFailure: true, writes: [] });
    expect(existsSync(join(folder, "pwned"))).toBe(false);
  });

  test("passes hostile inputs as they are, and runs none of them", async () => {
    mkdirSync(join(folder, "a"));
    copyFileSync(recording("changes.json"), join(folder, "a", "x.json"));
    const name = `--help "; touch pwned; $(touch pwned) \`touch pwned\` '\\`;
    writeFileSync(
      join(folder, name),
      "mustNotReach: [{ from: internet, to: { group: web }, ports: icmp }]\n",
    );
    const inputs = {
      name,
      previews: `a\n\n $(touch,pwned)=preview.json * \`touch\t--format=html`,
      "fail-on": "replace",
      assertions: name,
    };
    const { code, reports, writes } = await runOn("no-change.json", [], inputs);
    expect({ code, writes }).toEqual({ code: 1, writes: [pipeline.post] });
    expect(existsSync(join(folder, "pwned"))).toBe(false);
    const [[yes, what, ...words]] = reports as [string[]];
    expect([yes, what]).toEqual(["--yes", `pulumi-ec2-pods@${version}`]);
    expect(parseCommandLine(commands, words)).toMatchObject({
      command: { name: "preview-report" },
      operands: ["a", "$(touch,pwned)=preview.json", "*", "`touch", "--format=html"],
      options: { name, "fail-on": "replace", assertions: name, format: "markdown" },
    });
  });
});

const { "the GitHub Action": github, "the GitLab component": gitlab } = pipelines;

test("the Action writes its summary, and annotations on the lines of the program, which nothing quoted can add to", async () => {
  const text = readFileSync(recording("changes.json"), "utf8");
  writeFileSync(join(folder, "hostile.json"), text.replaceAll("::replaced", "::x\\n::error::y%0A"));
  writeFileSync(join(folder, "none.json"), "##[error]\n::error::z");
  const env = stubs(folder, [], {});
  const { log } = await github!.run(folder, { previews: "hostile.json\nnone.json", comment: "false" }, env);
  const [before, after] = log.split(/^::\w{20}::$/m);
  expect(before).toMatch(/^::stop-commands::\w{20}\nCannot report on Preview "none\.json": /);
  expect(after!.trim().split("\n")).toEqual([
    expect.stringMatching(/^::warning file=index\.js,line=8::"shop\/test": opens to the world: "web" allows/),
    expect.stringMatching(
      /^::warning file=index\.js,line=40::"shop\/test": replaces Ec2Instance "x↵::error::y%250A"/,
    ),
    expect.stringMatching(/^::warning file=index\.js,line=25::/),
  ]);
  expect(readFileSync(join(folder, "summary"), "utf8")).toMatch(
    /^<!-- .* preview -->\n### Previews of `preview`: /,
  );
});

test("the Action leaves the summary empty if nothing changes and it is to be quiet", async () => {
  copyFileSync(recording("no-change.json"), join(folder, "preview.json"));
  await github!.run(folder, { "quiet-if-unchanged": "true" }, stubs(folder, [], {}));
  expect(readFileSync(join(folder, "summary"), "utf8")).toBe("");
});

const pullRequest = (repository: string) => ({
  pull_request: { number: 1, head: { sha: "3f1c0a9", repo: { full_name: repository } } },
});

test.each([
  ["a fork", { event: pullRequest("mallory/r") }],
  ["a fork that is gone", { event: { pull_request: { number: 1, head: { sha: "3f1c0a9", repo: null } } } }],
  ["Dependabot", { actor: "dependabot[bot]" }],
  ["a push", { event: {} }],
])(
  "the Action of %s, whose token can't write, leaves its report in the summary",
  async (_, context: object) => {
    copyFileSync(recording("changes.json"), join(folder, "preview.json"));
    const inputs = { "fail-on": "replace", labels: "true" };
    const { code } = await github!.run(folder, inputs, stubs(folder, [own], {}), context);
    expect({ code, writes: calls(folder).writes }).toEqual({ code: 1, writes: [] });
    expect(readFileSync(join(folder, "summary"), "utf8")).toContain("### Preview of `preview`: 1 to replace");
  },
);

test("the Action of a push links names to their lines at its commit", async () => {
  copyFileSync(recording("changes.json"), join(folder, "preview.json"));
  await github!.run(folder, {}, stubs(folder, [], {}), { event: {} });
  expect(urlOf(calls(folder).reports)).toBe("https://github.com/o/r/blob/0e1a2b3");
});

test.each(["inputs.comments == 'true'", "always()", "inputs.comment == 'a' == 'b'", "github.event_name"])(
  "%s isn't evaluated as if it were empty",
  (expression) => {
    const contexts = { inputs: { comment: "true" }, github: {} };
    expect(() => evaluate(expression, contexts)).toThrow(/^(can't evaluate|no value for) /);
  },
);

test.each(Object.entries(pipelines))("%s runs one report", async (_, pipeline) => {
  copyFileSync(recording("no-change.json"), join(folder, "preview.json"));
  const inputs = { "quiet-if-unchanged": "true", labels: "true" };
  await pipeline.run(folder, inputs, stubs(folder, [own], {}));
  expect(calls(folder).reports).toHaveLength(1);
});

test("variables of the project, which precede those of the component, change nothing", async () => {
  copyFileSync(recording("changes.json"), join(folder, "preview.json"));
  const others = { VERSION: "9.9.9", NAME: "other", FAIL_ON: "", PREVIEWS: "none.json", COMMENT: "false" };
  const env = { ...stubs(folder, [own], {}), ...others };
  const { code } = await gitlab!.run(folder, { name: "dev", "fail-on": "replace" }, env);
  const { reports, writes } = calls(folder);
  expect([code, ...writes, reports[0]?.[1]]).toEqual([1, gitlab!.update, `pulumi-ec2-pods@${version}`]);
});

test("the component of a fork, which has no token, leaves its report in the log", async () => {
  copyFileSync(recording("changes.json"), join(folder, "preview.json"));
  const env = { ...stubs(folder, [own], {}), GITLAB_TOKEN: "" };
  const { code, log } = await gitlab!.run(folder, { "fail-on": "replace", labels: "true" }, env);
  expect({ code, writes: calls(folder).writes }).toEqual({ code: 1, writes: [] });
  expect(log).toContain("\n### Preview of `preview`: 1 to replace");
});
