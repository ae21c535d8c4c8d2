import { spawn } from "node:child_process";

import { ExplainedError, errorMessage, explain } from "../../common/errors";

type Kind = "Stack" | "Project";

/** An error in finding out about a stack or a project. */
export const readError = (kind: Kind, name: string, cause: string, fix: string): Error =>
  new Error(errorMessage({ verb: "read", kind, name, cause, fix }));

export const withoutCredentials = (text: string): string => text.replace(/(\w:\/\/)[^/@\s]+@/g, "$1");

/** What the CLI prints for these arguments; an error if it fails. */
export async function runPulumi(
  kind: Kind,
  name: string,
  args: string[],
  signal?: AbortSignal,
): Promise<string> {
  const outcome = await run(kind, name, args, signal);
  if (outcome.code !== 0) throw explain(failure(args, outcome), { verb: "read", kind, name });
  return outcome.stdout;
}

/** Runs the CLI to change a stack. The caller says what it wanted if that fails. */
export async function changeStack(reference: string, args: string[]): Promise<void> {
  const outcome = await run("Stack", reference, args);
  if (outcome.code !== 0) throw failure(args, outcome);
}

/** The same for a stack; undefined if the CLI says in exactly these words that the stack doesn't exist. */
export async function runPulumiUnlessGone(
  reference: string,
  args: string[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  const outcome = await run("Stack", reference, args, signal);
  if (outcome.code === 0) return outcome.stdout;
  const gone = outcome.stderr.split("\n").includes(`error: no stack named '${reference}' found`);
  if (!gone) throw explain(failure(args, outcome), { verb: "read", kind: "Stack", name: reference });
  return undefined;
}

interface Outcome {
  stdout: string;
  stderr: string;
  code: number;
}

function failure(args: string[], { stderr, stdout, code }: Outcome): ExplainedError {
  // What a change says of its resources is on standard output, but so is a state with its secrets.
  const said = args.includes("--show-secrets") ? "" : stdout.trim();
  const output = withoutCredentials(`${stderr.trim()}\n${said}`.trim());
  const command = `pulumi ${args.join(" ")}`;
  const [, fix = `See "${command}"`] = fixes.find(([pattern]) => pattern.test(output)) ?? [];
  return new ExplainedError(
    `"${command}" failed with exit code ${code}: ${output.replace(/^error: /, "")}`,
    fix,
  );
}

const fixes: [RegExp, string][] = [
  [/no stack selected/, 'Name one with --stack, or select one with "pulumi stack select"'],
  [/PULUMI_ACCESS_TOKEN|not logged in|pulumi login/, 'Log in with "pulumi login"'],
  [/passphrase/, "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE"],
];

/** Runs the user's own Pulumi CLI in the working directory, without a shell. The signal ends it. */
function run(kind: Kind, name: string, args: string[], signal?: AbortSignal): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color=never"], {
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    const outcome = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (outcome.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (outcome.stderr += text));
    child.on("error", ({ message }: Error) => {
      if (signal?.aborted) {
        return reject(readError(kind, name, "the Pulumi CLI doesn't answer", "Check the backend"));
      }
      const fix = "Install it from https://www.pulumi.com/docs/install, and add it to PATH";
      reject(readError(kind, name, `the Pulumi CLI can't be run: ${message}`, fix));
    });
    child.on("close", (code) => resolve({ ...outcome, code: code ?? 1 }));
  });
}
