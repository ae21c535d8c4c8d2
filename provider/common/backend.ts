import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

import { parse } from "yaml";

import { isRecord } from "./values";

/** A service or a bucket is one that several machines share; each machine has folders of its own. */
const sharedUrl = /^(https?|s3|gs|azblob):\/\//;

/** Without them, the name of a bucket may be another's, too. */
const placeVariables = ["AZURE_STORAGE_ACCOUNT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];

/** URL of the backend that the Pulumi CLI uses. By its order: the environment, the project, the login. */
export function backendUrl(projectFile: string | undefined): string | undefined {
  const { backend } = fieldsOf(projectFile);
  const { current } = fieldsOf(credentialsFile());
  const url = process.env["PULUMI_BACKEND_URL"] || (isRecord(backend) && backend["url"]) || current;
  return typeof url === "string" ? url : undefined;
}

const credentialsFile = (): string => {
  const { PULUMI_CREDENTIALS_PATH, PULUMI_HOME } = process.env;
  return join(PULUMI_CREDENTIALS_PATH ?? PULUMI_HOME ?? join(homedir(), ".pulumi"), "credentials.json");
};

/**
 * The backend that the Pulumi CLI stores the project's states in, and who is logged in to it, if several machines share it;
 * else undefined.
 */
export function sharedBackend(projectFile: string | undefined): string | undefined {
  const url = backendUrl(projectFile);
  if (url === undefined || !sharedUrl.test(url)) return undefined;
  if (!url.startsWith("http"))
    return [url, ...placeVariables.map((name) => process.env[name] ?? "")].join(" ");
  // Another user of the service may have a stack of this name.
  const { accounts } = fieldsOf(credentialsFile());
  const account = isRecord(accounts) ? accounts[url] : undefined;
  const user = isRecord(account) ? account["username"] : undefined;
  return typeof user === "string" && user ? `${url} ${user}` : undefined;
}

/** Parameters of a `file://` backend that don't change where the states are. */
const knownParameters = ["metadata", "no_tmp_dir", "create_dir"];

/** The folder of a `file://` backend. */
export function backendFolder(url: string): string | undefined {
  if (!url.startsWith("file://")) return undefined;
  const [path = "", query = ""] = url.slice("file://".length).split("?");
  // Windows has other forms, and a character may be encoded.
  if (process.platform === "win32" || path.includes("%")) return undefined;
  if ([...new URLSearchParams(query).keys()].some((key) => !knownParameters.includes(key))) return undefined;
  return /^~(\/|$)/.test(path) ? join(homedir(), path.slice(1)) : resolve(path);
}

/** The fields of a YAML or JSON file; none if it can't be read. */
export function fieldsOf(file: string | undefined): Record<string, unknown> {
  try {
    const fields: unknown = file && parse(readFileSync(file, "utf8"));
    return isRecord(fields) ? fields : {};
  } catch {
    // The CLI says what is wrong with its files.
    return {};
  }
}
