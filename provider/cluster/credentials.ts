import { readFileSync } from "node:fs";
import type { RequestOptions } from "node:https";

import { defined } from "../common/values";
import type { Kubeconfig } from "./kubeconfig";

/** How to reach a context's API server. The options are read before each request, because a token can change. */
export interface Credentials {
  server: URL;
  options(): Promise<RequestOptions>;
}

const plainUser = [
  ...["client-certificate", "client-certificate-data", "client-key", "client-key-data"],
  ...["token", "tokenFile", "username", "password"],
];
const plainCluster = [
  ...["server", "certificate-authority", "certificate-authority-data"],
  ...["insecure-skip-tls-verify", "tls-server-name", "disable-compression", "extensions"],
];

/** The credentials of a context of the kubeconfig; undefined if the kubeconfig doesn't have its cluster. */
export async function credentialsOf(config: Kubeconfig, context: string): Promise<Credentials | undefined> {
  const entry = config.contexts.find(({ name }) => name === context)?.context;
  const cluster = config.clusters.find(({ name }) => name === entry?.cluster)?.cluster;
  if (!cluster || !URL.canParse(cluster.server)) return undefined;
  const user = config.users.find(({ name }) => name === entry?.user)?.user ?? {};
  const isPlain =
    Object.keys(user).every((key) => plainUser.includes(key)) &&
    Object.keys(cluster).every((key) => plainCluster.includes(key));
  return {
    server: new URL(cluster.server),
    options: isPlain ? plainOptions(cluster, user) : await clientOptions(config, context),
  };
}

type Entry = Record<string, unknown>;

/** Certificates, tokens and passwords, as local clusters use them. */
function plainOptions(cluster: Entry, user: Entry): Credentials["options"] {
  const material = (entry: Entry, key: string) => {
    if (entry[`${key}-data`]) return Buffer.from(String(entry[`${key}-data`]), "base64");
    return entry[key] ? readFileSync(String(entry[key])) : undefined;
  };
  const options: RequestOptions = defined({
    ca: material(cluster, "certificate-authority"),
    rejectUnauthorized: cluster["insecure-skip-tls-verify"] === true ? false : undefined,
    servername: cluster["tls-server-name"] as string | undefined,
    cert: material(user, "client-certificate"),
    key: material(user, "client-key"),
    auth: user["username"] ? `${String(user["username"])}:${String(user["password"])}` : undefined,
  });
  const token = () =>
    user["tokenFile"] ? readFileSync(String(user["tokenFile"]), "utf8").trim() : (user["token"] as string);
  const hasToken = Boolean(user["tokenFile"] ?? user["token"]);
  return () =>
    Promise.resolve(hasToken ? { ...options, headers: { authorization: `Bearer ${token()}` } } : options);
}

/** Everything else (plugins, OIDC, proxies) is left to the client, which takes longer to load than all the rest. */
async function clientOptions(config: Kubeconfig, context: string): Promise<Credentials["options"]> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const client = new KubeConfig();
  client.loadFromString(JSON.stringify(config));
  client.setCurrentContext(context);
  return async () => {
    const options: RequestOptions = {};
    await client.applyToHTTPSOptions(options);
    // The client makes an agent for each request; only that of a proxy is needed.
    if (!client.getCurrentCluster()?.proxyUrl) delete options.agent;
    return options;
  };
}
