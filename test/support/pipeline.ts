import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse, parseAllDocuments } from "yaml";

import { run } from "../../tools/command";
import { root } from "../../tools/stack";
import { evaluate } from "./workflow-expression";

/** An input of the Action or of the component. */
interface InputOf {
  default: string | boolean;
}
interface Step {
  id?: string;
  if?: string;
  env: Record<string, string>;
  run: string;
}

const read = (file: string): string => readFileSync(join(root, file), "utf8");

export const action = parse(read("action.yml")) as {
  inputs: Record<string, InputOf>;
  runs: { steps: Step[] };
};

const [header, jobs] = parseAllDocuments(read("templates/preview-report/template.yml")).map(
  (document) => document.toJS() as unknown,
) as [
  { spec: { inputs: Record<string, InputOf> } },
  { "preview-report": { variables: Record<string, string>; script: [string]; rules: unknown } },
];
export const component = { inputs: header.spec.inputs, job: jobs["preview-report"] };

/** A comment of the API: of the pipeline's own user or of another. */
export interface Comment {
  id: number;
  isOwn: boolean;
  body: string;
}

export interface Pipeline {
  inputs: typeof action.inputs;
  /** Runs all steps in a folder; returns the exit code and the log. */
  run(
    folder: string,
    inputs: Record<string, string>,
    env: NodeJS.ProcessEnv,
    /** What differs from GitHub's context of a pull request of the repository itself. */
    github?: object,
  ): Promise<{ code: number; log: string }>;
  /** What it writes for an update of comment 6, and for a new one. */
  update: string;
  post: string;
  /** File that has the report. */
  report: string;
  /** Address of the source if the inputs have none. */
  source: string;
}

const defaults = (
  inputs: Record<string, InputOf>,
  given: Record<string, string>,
): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, String(input.default)])),
  ...given,
});

/** Replaces the expressions of an environment, as the pipeline does before it runs a script. */
const evaluated = (env: Record<string, string>, pattern: RegExp, contexts: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).map(([key, text]) => [
      key,
      String(text).replace(pattern, (_, expression: string) => String(evaluate(expression, contexts) ?? "")),
    ]),
  );

const pullRequest = {
  ...{ token: "t", repository: "o/r", actor: "ann", sha: "0e1a2b3" },
  event: { pull_request: { number: 1, head: { sha: "3f1c0a9", repo: { full_name: "o/r" } } } },
};

const github: Pipeline = {
  inputs: action.inputs,
  update: "PATCH repos/o/r/issues/comments/6",
  post: "POST repos/o/r/issues/1/comments",
  report: "summary",
  source: "https://github.com/o/r/blob/3f1c0a9",
  async run(folder, inputs, env, differing) {
    const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
    for (const file of Object.values(files)) writeFileSync(file, "");
    let [code, log] = [0, ""];
    for (const step of action.runs.steps) {
      const outputs = Object.fromEntries(
        readFileSync(files.GITHUB_OUTPUT, "utf8")
          .split("\n")
          .filter(Boolean)
          .map((line) => line.split(/=(.*)/s)),
      ) as Record<string, string>;
      const contexts = {
        inputs: defaults(action.inputs, inputs),
        steps: { report: { outputs } },
        github: { ...pullRequest, ...differing },
      };
      if (code !== 0 || (step.if && !evaluate(step.if, contexts))) continue;
      const outcome = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
        cwd: folder,
        env: {
          ...env,
          ...files,
          ...{ RUNNER_TEMP: folder, GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "o/r" },
          ...evaluated(step.env, /\$\{\{ (.*?) \}\}/g, contexts),
        },
      });
      code = outcome.code;
      log += outcome.stdout;
    }
    return { code, log };
  },
};

const gitlab: Pipeline = {
  inputs: component.inputs,
  update: "PUT https://api/projects/1/merge_requests/2/notes/6",
  post: "https://api/projects/1/merge_requests/2/notes",
  report: "report.md",
  source: "https://gitlab.com/o/r/-/blob/3f1c0a9",
  async run(folder, inputs, env) {
    const { EC2_PODS_REQUEST: request = "", ...variables } = component.job.variables;
    const ci: Record<string, string> = {
      CI_API_V4_URL: "https://api",
      CI_PROJECT_ID: "1",
      CI_MERGE_REQUEST_IID: "2",
      CI_COMMIT_SHA: "3f1c0a9",
      CI_PROJECT_URL: "https://gitlab.com/o/r",
      GITLAB_TOKEN: "t",
    };
    const contexts = { inputs: defaults(component.inputs, inputs) };
    const { code, stdout } = await run("bash", ["-eo", "pipefail", "-c", component.job.script.join("\n")], {
      cwd: folder,
      env: {
        ...ci,
        ...evaluated(variables, /\$\[\[ (.*?) \]\]/g, contexts),
        EC2_PODS_REQUEST: request.replace(/\$(\w+)/g, (_, name: string) => ci[name] ?? ""),
        // Those of the project precede those of the job.
        ...env,
      },
    });
    return { code, log: stdout };
  },
};

export const pipelines: Record<string, Pipeline> = {
  "the GitHub Action": github,
  "the GitLab component": gitlab,
};

/** Makes a folder of programs that stand for gh, curl and npx, and that log what they are called with. */
export function stubs(
  folder: string,
  comments: Comment[],
  programs: Record<string, string>,
  /** Labels of the pull request. */
  labels: string[] = [],
): NodeJS.ProcessEnv {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const list = comments.map(({ id, isOwn, body }) => ({
    ...{ id, body },
    user: { login: isOwn ? "github-actions[bot]" : "mallory" },
    author: { id: isOwn ? 7 : 8 },
  }));
  writeFileSync(join(bin, "comments.json"), JSON.stringify(list));
  writeFileSync(join(bin, "labels.json"), JSON.stringify(labels.map((name) => ({ name }))));
  for (const log of ["calls", "reports"]) writeFileSync(join(bin, log), "");
  const cli = `"${process.execPath}" "${join(root, "dist", "cli", "main.js")}"`;
  const all: Record<string, string> = {
    // gh evaluates --jq as jq does.
    gh: `case "$*" in
*--jq*) jq -r "$5" "$STUBS/\${3##*/}.json" ;;
*--raw-field*) echo "$3 $4 $6" >>"$STUBS/calls" ;;
*) echo "$3 $4" >>"$STUBS/calls" ;;
esac`,
    curl: `case "$*" in
*/user) echo '{"id": 7}' ;;
*--data-urlencode*) echo "$*" | sed 's/.*--output .dev.null//; s/ *--request//' >>"$STUBS/calls" ;;
*) while [ "$1" != --dump-header ]; do shift; done; echo "x-next-page: " >"$2"; cat "$STUBS/comments.json" ;;
esac`,
    npx: `jq -nc '$ARGS.positional' --args -- "$@" >>"$STUBS/reports"; shift 2; exec ${cli} "$@"`,
    ...programs,
  };
  for (const [name, script] of Object.entries(all)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return { ...process.env, PATH: `${bin}:${process.env["PATH"]}`, STUBS: bin };
}

/** What the programs were called with: writes to the API, and arguments of npx. */
export function calls(folder: string): { writes: string[]; reports: string[][] } {
  const lines = (log: string) =>
    readFileSync(join(folder, "bin", log), "utf8")
      .split("\n")
      .filter(Boolean);
  return {
    writes: lines("calls").map((call) => call.trim().replace(/ +/g, " ")),
    reports: lines("reports").map((line) => JSON.parse(line) as string[]),
  };
}
