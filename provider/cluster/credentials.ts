import { readFileSync } from "node:fs";
import { Agent as HttpAgent, validateHeaderValue } from "node:http";
import type { AgentOptions } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { RequestOptions } from "node:https";
import { createSecureContext } from "node:tls";

import { ExplainedError } from "../common/errors";
import { withoutValues } from "../common/text";
import { defined, isRecord } from "../common/values";
import { serverOf, withoutUser, written } from "./kubeconfig";
import type { Entry, Kubeconfig } from "./kubeconfig";
import { pluginCredentials } from "./plugin";
import { environmentProxy } from "./proxy";

/** How to reach a context's API server. */
export interface Credentials {
  server: URL;
  /** Names the cluster in messages. */
  where: string;
  /** The text without what identifies the user, which a server or a proxy may repeat. */
  hidden(text: string): string;
  /** Read before each request, because a token can change. */
  options(): Promise<RequestOptions>;
  agent(settings: AgentOptions): Promise<HttpAgent>;
}

const opened = new WeakMap<Kubeconfig, Map<string, Promise<Credentials>>>();

/** The credentials of a context. They are shared, because a plugin may ask the user for a login. */
export function credentialsOf(config: Kubeconfig, context: string): Promise<Credentials> {
  const known = opened.get(config) ?? new Map<string, Promise<Credentials>>();
  opened.set(config, known);
  const credentials = known.get(context) ?? open(config, context);
  known.set(context, credentials);
  credentials.catch(() => known.delete(context));
  return credentials;
}

/** Fails for everything that kubectl can't use either. Only the entries of the context matter. */
async function open(config: Kubeconfig, context: string): Promise<Credentials> {
  const fail: Reject = (reason) => {
    const fix = `Correct the kubeconfig until "kubectl --context ${context} get pods" works`;
    throw new ExplainedError(`context "${context}" can't be used: ${reason}`, fix);
  };
  const names = config.contexts.find(({ name }) => name === context)?.context ?? {};
  const found = <T extends { name: string }>(kind: string, entries: T[], name: string | undefined) =>
    entries.find((entry) => entry.name === name) ??
    fail(name ? `the kubeconfig has no ${kind} "${name}"` : `it names no ${kind}`);
  const { name: clusterName, cluster } = found("cluster", config.clusters, names.cluster);
  const { name: userName, user } = names.user
    ? found("user", config.users, names.user)
    : { name: "", user: {} };
  const rejectCluster: Reject = (reason) => fail(`cluster "${clusterName}" ${reason}`);
  const rejectUser: Reject = (reason) => fail(`user "${userName}" ${reason}`);

  if (!cluster["server"]) rejectCluster("has no server");
  const server = serverOf(cluster, user);
  if (!server || !serverProtocols.includes(server.protocol)) {
    return rejectCluster(`has a server that ${notOneOf(serverProtocols)}`);
  }
  const proxy = proxyOf(cluster, rejectCluster) ?? ambientProxy(server, `context "${context}" can't be used`);
  const tls = tlsOptions(cluster, rejectCluster, user, rejectUser);
  const fixed = { ...tls, ...defined({ auth: basicAuth(user) }) };
  const ca = tls.ca?.toString("base64");
  const shown = { ...cluster, ...defined({ "certificate-authority-data": ca }) };
  const login = loginOf(config, context, { cluster: shown, user }, rejectUser);
  const impersonated = impersonation(user);
  if (!user["as"] && Object.keys(impersonated).length > 0) {
    rejectUser("has as-uid, as-groups or as-user-extra and no as");
  }
  const secrets = new Set([fixed.auth, user["password"], proxy && secretIn(proxy)].flatMap(formsOf));
  const options = async (): Promise<RequestOptions> => {
    const { token, cert, key } = await login();
    if (token) secrets.add(token);
    const headers = { ...impersonated, ...(token !== undefined && { Authorization: [`Bearer ${token}`] }) };
    const invalid = Object.entries(headers).find(([name, values]) => !values.every(isHeader(name)));
    if (invalid) rejectUser(`gives a value of ${invalid[0]} that no header can have`);
    return { ...fixed, ...defined({ cert, key }), headers };
  };
  // What a plugin or a file lacks is no failure of the cluster.
  await options();
  const through = proxy ? `, through the proxy ${proxy.protocol}//${proxy.host}` : "";
  return {
    server,
    where: `context "${context}" (${withoutUser(server)}${through})`,
    hidden: (text) => withoutValues(text, secrets),
    options,
    // As for kubectl, what says which servers are trusted holds for a proxy with TLS.
    agent: (settings) =>
      agentOf(server, proxy, {
        ...settings,
        proxyRequestOptions: defined({ ca: tls.ca, rejectUnauthorized: tls.rejectUnauthorized }),
      }),
  };
}

type Reject = (reason: string) => never;
/** What identifies the user in one request. */
type Login = () => Promise<{
  token?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
}>;

const serverProtocols = ["http:", "https:"];
const proxyProtocols = ["http:", "https:", "socks5:"];
/** Go's HTTP client takes one more from the environment. */
const ambientProtocols = [...proxyProtocols, "socks5h:"];

const notOneOf = (protocols: string[]): string =>
  `isn't a URL with ${protocols.map((each) => `${each}//`).join(" or ")}`;

function urlOf(value: unknown, protocols: string[]): URL | undefined {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  return url?.host && protocols.includes(url.protocol) ? url : undefined;
}

function proxyOf(cluster: Entry, reject: Reject): URL | undefined {
  const value = cluster["proxy-url"];
  if (value === undefined || value === null || value === "") return undefined;
  return urlOf(value, proxyProtocols) ?? reject(`has a proxy-url that ${notOneOf(proxyProtocols)}`);
}

function ambientProxy(server: URL, failed: string): URL | undefined {
  const { variable, value } = environmentProxy(server, process.env) ?? {};
  if (!variable) return undefined;
  const url = urlOf(value, ambientProtocols);
  if (url) return url;
  throw new ExplainedError(
    `${failed}: the environment variable ${variable} ${notOneOf(ambientProtocols)}`,
    `Correct or unset ${variable}, or add ${server.hostname} to NO_PROXY`,
  );
}

/** The login of a proxy, as it is sent. */
const secretIn = ({ username, password }: URL): string => [username, password].map(decoded).join(":");

/** A login is sent as it is if it isn't encoded well. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const formsOf = (secret: unknown): string[] =>
  secret ? [String(secret), Buffer.from(String(secret)).toString("base64")] : [];

const basicAuth = (user: Entry): string | undefined =>
  user["username"] ? `${String(user["username"])}:${String(user["password"] ?? "")}` : undefined;

function tlsOptions(cluster: Entry, rejectCluster: Reject, user: Entry, rejectUser: Reject) {
  const ca = material(cluster, "certificate-authority", rejectCluster);
  const cert = material(user, "client-certificate", rejectUser);
  const key = material(user, "client-key", rejectUser);
  if (cert && !key) rejectUser("has a client-certificate and no client-key");
  if (key && !cert) rejectUser("has a client-key and no client-certificate");
  if (!isUsable({ ca })) rejectCluster("has a certificate-authority that isn't a certificate in PEM");
  if (!isUsable({ cert, key })) rejectUser("has a client-certificate and a client-key that don't fit");
  return defined({
    ca,
    cert,
    key,
    rejectUnauthorized: cluster["insecure-skip-tls-verify"] === true ? false : undefined,
    servername: (cluster["tls-server-name"] || undefined) as string | undefined,
  });
}

function isUsable(material: {
  ca?: Buffer | undefined;
  cert?: Buffer | undefined;
  key?: Buffer | undefined;
}) {
  try {
    createSecureContext(material);
    return !material.ca || material.ca.includes("-----BEGIN");
  } catch {
    return false;
  }
}

/** Data, or the contents of a file. */
function material(entry: Entry, key: string, reject: Reject): Buffer | undefined {
  const data = entry[`${key}-data`];
  if (data) return Buffer.from(String(data), "base64");
  return entry[key] ? fileIn(entry, key, reject) : undefined;
}

function fileIn(entry: Entry, key: string, reject: Reject): Buffer {
  const file = String(entry[key]);
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = "no file" } = error as NodeJS.ErrnoException;
    const isShown = isPlainPath(String((entry[written] ?? entry)[key]));
    return reject(`names a ${key}${isShown ? ` ${file}` : ""} that can't be read (${code})`);
  }
}

/** A value that may be a key or a token, written where a path belongs, isn't shown. */
const isPlainPath = (path: string): boolean =>
  /^(~|\.{1,2}|[a-z]:)?[/\\]([^/\\]{1,64}[/\\])*[a-z _-]{1,24}$|(^|[/\\])[\w. -]{1,64}\.(ca|cert?|crt|jwt|key|pem|token|txt)$/i.test(
    path,
  ) && !/[\r\n\t]/.test(path);

/** As client-go: a token wins over a plugin, and a file over a token. */
function loginOf(
  config: Kubeconfig,
  context: string,
  { cluster, user }: { cluster: Entry; user: Entry },
  reject: Reject,
): Login {
  const { tokenFile, token, exec } = user;
  const given = token ? { token: String(token) } : undefined;
  if (tokenFile) {
    return async () => {
      try {
        return { token: fileIn(user, "tokenFile", reject).toString().trim() };
      } catch (error) {
        if (!given) throw error;
        return given;
      }
    };
  }
  if (given) return () => Promise.resolve(given);
  const provider = user["auth-provider"];
  const login = isRecord(exec)
    ? pluginCredentials(exec, cluster)
    : isRecord(provider)
      ? providerLogin(config, context, String(provider["name"]))
      : () => Promise.resolve({});
  return () =>
    login().catch((error: unknown) => {
      if (error instanceof ExplainedError) throw error;
      return reject(`can't log in: ${(error as Error).message}`);
    });
}

/** OIDC and older providers are left to the client, which takes longer to load than all the rest. */
function providerLogin(config: Kubeconfig, context: string, name: string): Login {
  const client = import("@kubernetes/client-node").then(({ KubeConfig }) => {
    const kubeconfig = new KubeConfig();
    const { cluster, user } = config.contexts.find((item) => item.name === context)?.context ?? {};
    const server = "https://unused";
    kubeconfig.loadFromString(
      JSON.stringify({
        contexts: [{ name: context, context: { cluster, user } }],
        clusters: [{ name: cluster, cluster: { server } }],
        users: config.users.filter((item) => item.name === user),
        "current-context": context,
      }),
    );
    return kubeconfig;
  });
  // The words of the client include the command line that logs in.
  const reject = () => {
    throw new Error(`its auth-provider "${name}" gives no token`);
  };
  return async () => {
    const options: RequestOptions = {};
    await (await client).applyToHTTPSOptions(options).catch(reject);
    const header = (options.headers as Record<string, unknown> | undefined)?.["Authorization"];
    return typeof header === "string" ? { token: header.replace(/^Bearer /, "") } : reject();
  };
}

/** Whether a value can be sent; the error of the request would be one of the cluster. */
const isHeader = (name: string) => (value: string) => {
  try {
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
};

/** The headers of `kubectl --as`, which are in UTF-8. */
function impersonation(user: Entry): Record<string, string[]> {
  const bytes = (value: unknown) => Buffer.from(String(value)).toString("latin1");
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(bytes) : []);
  const extra = isRecord(user["as-user-extra"]) ? Object.entries(user["as-user-extra"]) : [];
  const headers = {
    "Impersonate-User": texts([user["as"]].filter(Boolean)),
    "Impersonate-Uid": texts([user["as-uid"]].filter(Boolean)),
    "Impersonate-Group": texts(user["as-groups"]),
    ...Object.fromEntries(
      extra.map(([key, values]) => [`Impersonate-Extra-${headerPart(key)}`, texts(values)]),
    ),
  };
  return Object.fromEntries(Object.entries(headers).filter(([, values]) => values.length > 0));
}

const headerPart = (key: string): string =>
  encodeURIComponent(key).replaceAll("(", "%28").replaceAll(")", "%29");

/** The client's own agents of a proxy, which know HTTP, HTTPS and SOCKS. */
async function agentOf(
  server: URL,
  proxy: URL | undefined,
  settings: AgentOptions & { proxyRequestOptions: RequestOptions },
): Promise<HttpAgent> {
  if (!proxy) return server.protocol === "http:" ? new HttpAgent(settings) : new HttpsAgent(settings);
  const { KubeConfig } = await import("@kubernetes/client-node");
  const client = new KubeConfig() as unknown as {
    createAgent(cluster: { server: string; proxyUrl: string }, settings: AgentOptions): HttpAgent;
  };
  // As for kubectl, the proxy looks up the name of the server.
  const proxyUrl = proxy.href.replace(/^socks5:/, "socks5h:");
  // The sockets of its pool never become free, so that requests beyond the limit would wait forever.
  const own = proxyUrl.startsWith("socks") ? {} : settings;
  return client.createAgent({ server: server.href, proxyUrl }, own);
}
