import { execFile } from "node:child_process";

import { canceledWords, ExplainedError } from "../common/errors";
import { withoutValues } from "../common/text";
import { isRecord } from "../common/values";
import type { Entry } from "./kubeconfig";
import { runIsOver } from "./run";

/** What a plugin answers. */
interface Credential {
  token?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
}

/** Longest run of a plugin, which may wait for a login in a browser. */
const limitMilliseconds = 300_000;
/** How long what a plugin says waits for its end, which shows what of it is secret; a user may have to act on it. */
const holdMilliseconds = 3_000;
/** How long a credential is used that doesn't say when it expires. */
const defaultMilliseconds = 60_000;

/** The credentials of a plugin of a kubeconfig, which runs again when they expire. Throws why there are none. */
export function pluginCredentials(exec: Entry, cluster: Entry): () => Promise<Credential> {
  let expiry = 0;
  let current: Promise<Credential> | undefined;
  return () => {
    if (current && Date.now() < expiry) return current;
    expiry = Infinity;
    current = run(exec, cluster).then(
      ({ expires, ...credential }) => {
        expiry = expires;
        return credential;
      },
      (error: unknown) => {
        expiry = 0;
        throw error;
      },
    );
    return current;
  };
}

async function run(exec: Entry, cluster: Entry): Promise<Credential & { expires: number }> {
  const command = String(exec["command"] ?? "");
  const name = `the plugin "${command}"`;
  if (!command) throw new Error("its plugin has no command");
  if (exec["interactiveMode"] === "Always") throw new Error(`${name} needs a terminal`);
  const { status } = answerOf(await printed(name, exec, infoOf(exec, cluster)));
  const token = text(status["token"]);
  const cert = text(status["clientCertificateData"]);
  if (!token && !cert) throw new Error(`${name} printed no credential`);
  const end = Date.parse(text(status["expirationTimestamp"]) ?? "");
  const expires = Number.isNaN(end) ? Date.now() + defaultMilliseconds : end;
  return { token, cert, key: text(status["clientKeyData"]), expires };
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function answerOf(output: string): { status: Entry } {
  try {
    const answer: unknown = JSON.parse(output);
    return { status: isRecord(answer) && isRecord(answer["status"]) ? answer["status"] : {} };
  } catch {
    return { status: {} };
  }
}

/**
 * What the plugin prints, which is never shown. What it says on standard error is for the user, who may have to act, without
 * what it prints or is given as a secret.
 */
function printed(name: string, exec: Entry, info: string): Promise<string> {
  const given = (value: unknown) => String(value ?? "");
  const args = list(exec["args"]).map(given);
  const own = list(exec["env"])
    .filter(isRecord)
    .map((variable): [string, string] => [given(variable["name"]), given(variable["value"])]);
  const env = { ...process.env, ...Object.fromEntries(own), KUBERNETES_EXEC_INFO: info };
  if (runIsOver.aborted) return Promise.reject(canceled());
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, limitMilliseconds);
  runIsOver.addEventListener("abort", stop);
  const known = [...own, ...settingsIn(args)].filter(isSecret).map(([, value]) => value);
  const shown = (text: string, secrets: string[] = []) =>
    withoutValues(text, [...known, ...secrets]).replace(webToken, "[secret]");
  let answer = "";
  let held = "";
  let holding: NodeJS.Timeout | undefined;
  const say = (secrets: string[]) => {
    if (held) process.stderr.write(shown(held, secrets));
    held = "";
    holding = undefined;
  };
  return new Promise<string>((resolve, reject) => {
    const options = { env, signal: controller.signal, maxBuffer: 1 << 20 };
    const fail = (error: Failure, stderr = "") => {
      if (runIsOver.aborted) return reject(canceled());
      const said = stderr.trim().split("\n").pop()?.slice(0, 500);
      reject(new Error([`${name} ${failureOf(error)}`, said || hintOf(exec)].filter(Boolean).join(": ")));
    };
    try {
      const child = execFile(String(exec["command"]), args, options, (error, stdout, stderr) => {
        const secrets = secretsIn(stdout);
        say(secrets);
        if (error) fail(error, shown(stderr, secrets));
        else resolve(stdout);
      });
      child.stdout?.on("data", (text: string) => (answer += text));
      child.stderr?.on("data", (text: string) => {
        held += text;
        // Its answer, if it waits to be read, comes first: it says what is secret. The end may be noticed only later.
        holding ??= setTimeout(() => setImmediate(() => say(secretsIn(answer))), holdMilliseconds).unref();
      });
      child.stdin?.end();
    } catch (error) {
      fail(error as Failure);
    }
  }).finally(() => {
    clearTimeout(timer);
    clearTimeout(holding);
    runIsOver.removeEventListener("abort", stop);
  });
}

/** Whether a variable or a flag holds a secret by its name, and not a switch, or where something is. */
const isSecret = ([name, value]: [string, string]): boolean =>
  /(token|secret|password|passwd|key)$/i.test(name) && !/^(true|false|[~.]*\/.*|\w+:\/\/.*)$/s.test(value);

/** A JSON Web Token, which most plugins get. */
const webToken = /\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g;

/** The flags among arguments, with their values: `--client-secret=…`, or `--client-secret …`. */
const settingsIn = (args: string[]): [string, string][] =>
  args.flatMap((argument, index): [string, string][] => {
    const [, flag = "", value = args[index + 1] ?? ""] = /^--?([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    return flag && !value.startsWith("-") ? [[flag, value]] : [];
  });

/** The secrets of an answer, also of a plugin that fails after it. */
function secretsIn(output: string): string[] {
  const { status } = answerOf(output);
  const key = text(status["clientKeyData"]) ?? "";
  return [text(status["token"]) ?? "", ...key.split("\n").filter((line) => !line.startsWith("-----"))];
}

interface Failure {
  code?: string | number | null;
  name: string;
}

const canceled = (): ExplainedError => new ExplainedError(...canceledWords);

/** In words of ours: those of Node include the arguments and the variables. */
function failureOf({ code, name }: Failure): string {
  if (name === "AbortError") return `didn't end within ${limitMilliseconds / 60_000} minutes`;
  return typeof code === "string" ? `can't be run (${code})` : `ended with exit status ${code ?? "unknown"}`;
}

const hintOf = (exec: Entry): string | undefined => text(exec["installHint"])?.trim().split("\n")[0];

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The request to a plugin, as kubectl makes it. */
function infoOf({ apiVersion, provideClusterInfo }: Entry, cluster: Entry): string {
  const extensions = list(cluster["extensions"]).filter(isRecord);
  const own = extensions.find(({ name }) => name === "client.authentication.k8s.io/exec");
  const shown = { ...cluster, "certificate-authority": undefined, extensions: undefined };
  return JSON.stringify({
    apiVersion,
    kind: "ExecCredential",
    spec: {
      interactive: false,
      ...(provideClusterInfo === true && { cluster: { ...shown, config: own?.["extension"] } }),
    },
  });
}
