import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parse } from "yaml";

import { parseCommandLine } from "../../../provider/cli/command-line";
import { commands } from "../../../provider/cli/commands";
import { marker } from "../../../provider/preview-report/print/markdown";
import { run } from "../../../tools/command";
import { root } from "../../../tools/stack";

const folder = join(__dirname, "../../../examples/pull-request");
const read = (file: string) => parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>;

const scripts: Record<string, string[]> = {
  "github-actions.yml": (
    read("github-actions.yml")["jobs"] as { preview: { steps: { run?: string }[] } }
  ).preview.steps.flatMap(({ run }) => run ?? []),
  "gitlab-ci.yml": (read("gitlab-ci.yml")["preview"] as { script: string[] }).script,
};

test.each(Object.entries(scripts))("%s runs a preview and a report that exist", (_, lines) => {
  const script = lines.join("\n");
  // Otherwise the report leaves out who reaches whom.
  expect(script).toMatch(/^pulumi preview .*--json --show-sames .*>preview\.json \|\| true$/m);
  const [, words = ""] = /^npx ec2-pods (.*) >report\.md && code=0 \|\| code=\$\?$/m.exec(script) ?? [];
  expect(parseCommandLine(commands, words.split(" "))).toMatchObject({
    command: { name: "preview-report" },
    operands: ["preview.json"],
    options: { format: "markdown", "fail-on": "open-to-world" },
  });
  // The job ends with the exit code of the report, after the comment.
  expect(script.trimEnd()).toMatch(/exit (\$\{\{ steps\.preview\.outputs\.code \}\}|"\$code")$/);
});

test("GitHub's token can write the comment and nothing else", () => {
  expect(read("github-actions.yml")["permissions"]).toEqual({ contents: "read", "pull-requests": "write" });
});

let place: string;
beforeEach(() => (place = mkdtempSync(join(tmpdir(), "ec2-pods-pipeline-"))));
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** A program of the pipeline that logs what it writes. */
function program(name: string, script: string): void {
  writeFileSync(join(place, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(place, name), 0o755);
}

interface Comment {
  id: number;
  isOwn: boolean;
  body: string;
}

const report = `"${process.execPath}" "${join(root, "dist", "cli", "main.js")}"`;
const recording = (file: string) => join(__dirname, "recordings", file);

/** Runs the steps of a pipeline; returns what it wrote to the API, and its exit code. */
async function runPipeline(file: string, comments: Comment[], programs: Record<string, string> = {}) {
  const list = comments.map(({ id, isOwn, body }) => ({
    ...{ id, body },
    user: { login: isOwn ? "github-actions[bot]" : "mallory" },
    author: { id: isOwn ? 7 : 8 },
  }));
  writeFileSync(join(place, "comments.json"), JSON.stringify(list));
  writeFileSync(join(place, "calls"), "");
  // gh evaluates --jq as jq does.
  program(
    "gh",
    `case "$*" in *--jq*) jq -r "$5" "$STUBS/comments.json" ;; *) echo "$3 $4" >>"$STUBS/calls" ;; esac`,
  );
  program(
    "curl",
    `case "$*" in
*/user) echo '{"id": 7}' ;;
*--data-urlencode*) echo "$*" | sed 's/.*--output .dev.null//; s/ *--request//' >>"$STUBS/calls" ;;
*) echo "x-next-page: " >headers; cat "$STUBS/comments.json" ;;
esac`,
  );
  program("npx", `shift; exec ${report} "$@"`);
  program("pulumi", `cat "${recording("no-change.json")}"`);
  for (const [name, script] of Object.entries(programs)) program(name, script);
  const github = { REPOSITORY: "o/r", NUMBER: "1", GITHUB_OUTPUT: "output", GITHUB_STEP_SUMMARY: "summary" };
  const gitlab = { GITLAB_TOKEN: "t", CI_API_V4_URL: "https://api", NOTES: "notes" };
  const env = { ...process.env, PATH: `${place}:${process.env["PATH"]}`, STUBS: place, STACK: "dev" };
  const steps = (scripts[file] ?? []).filter((step) => !/^npm ci|^exit \$\{\{/.test(step));
  // GitLab runs all lines in one shell, GitHub each step in its own.
  const lines = file.startsWith("gitlab") ? [steps.join("\n")] : steps;
  let code = 0;
  for (const line of lines) {
    if (code === 0) {
      ({ code } = await run("bash", ["-e", "-c", line], {
        cwd: place,
        env: { ...env, ...github, ...gitlab },
      }));
    }
  }
  const calls = readFileSync(join(place, "calls"), "utf8").split("\n").filter(Boolean);
  return { code, calls: calls.map((call) => call.trim().replace(/ +/g, " ")) };
}

const foreign: Comment[] = [
  { id: 1, isOwn: false, body: `${marker("dev")}\nmine` },
  { id: 2, isOwn: false, body: "" },
  { id: 3, isOwn: true, body: `> ${marker("dev")}\n\na quotation` },
  { id: 4, isOwn: true, body: `${marker("dev2")}\nanother stack` },
  { id: 5, isOwn: true, body: "the comment of another workflow" },
];
const own: Comment = { id: 6, isOwn: true, body: `${marker("dev")}\n### Preview` };

const writes = {
  "github-actions.yml": {
    update: "PATCH repos/o/r/issues/comments/6",
    post: "POST repos/o/r/issues/1/comments",
  },
  "gitlab-ci.yml": { update: "PUT notes/6", post: "notes" },
};

describe.each(Object.entries(writes))("%s", (file, { update, post }) => {
  test("replaces its own comment, and no other", async () => {
    expect(await runPipeline(file, [...foreign, own])).toEqual({ code: 0, calls: [update] });
  });

  test("posts a comment if there is none of its own", async () => {
    expect(await runPipeline(file, foreign)).toEqual({ code: 0, calls: [post] });
  });

  test("reports an empty preview in its own comment", async () => {
    const { calls } = await runPipeline(file, [...foreign, own], { pulumi: "exit 255" });
    expect(calls).toEqual([update]);
    expect(readFileSync(join(place, "report.md"), "utf8")).toMatch(
      /^<!-- .* dev -->\n### Preview of `dev`: missing\n/,
    );
  });

  test("touches no comment if there is no report", async () => {
    const { code, calls } = await runPipeline(file, [...foreign, own], { npx: "exit 1" });
    expect({ isFailure: code !== 0, calls }).toEqual({ isFailure: true, calls: [] });
  });

  test("touches no comment if the comments can't be read", async () => {
    const failing = { gh: "exit 1", curl: "exit 22" };
    const { code, calls } = await runPipeline(file, [...foreign, own], failing);
    expect({ isFailure: code !== 0, calls }).toEqual({ isFailure: true, calls: [] });
  });
});
