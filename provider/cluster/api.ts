import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps, type RequestOptions } from "node:https";

import { ClusterError, toClusterError } from "./cluster-error";
import { type Credentials, credentialsOf } from "./credentials";
import type { Kubeconfig } from "./kubeconfig";
import { runIsOver } from "./run";

/** What a request asks beside its path. */
interface Question {
  query?: Record<string, string>;
  body?: object;
  contentType?: string;
}

interface StreamOptions {
  signal?: AbortSignal;
  /** Milliseconds of silence after which the connection counts as lost. */
  silence?: number;
}

/** A bookmark has an object with nothing but a version. */
export interface WatchEvent<T> {
  type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  object: T;
}

/** A server that took a request and says nothing for so long has lost it. */
const answerMilliseconds = 30_000;
/** More connections at once make no request faster. */
const connections = 16;

/**
 * One context's API server; what it refuses is a {@link ClusterError}.
 *
 * The client's own classes take half a second to load, and make a connection for each request.
 */
export class Api {
  private readonly agent: HttpAgent;
  private readonly send: typeof requestHttps;

  private constructor(
    private readonly credentials: Credentials,
    /** Names the cluster in messages. */
    readonly where: string,
  ) {
    const plain = credentials.server.protocol === "http:";
    const settings = { keepAlive: true, maxSockets: connections };
    this.agent = plain ? new HttpAgent(settings) : new HttpsAgent(settings);
    this.send = plain ? requestHttp : requestHttps;
  }

  static async open(config: Kubeconfig, context: string): Promise<Api> {
    const credentials = await credentialsOf(config, context);
    if (!credentials) {
      throw new ClusterError(
        `the kubeconfig has no server for context "${context}"`,
        'Choose another with "pulumi config set kubernetes:context <name>"',
      );
    }
    const { href } = credentials.server;
    return new Api(credentials, `context "${context}" (${href.replace(/\/$/, "")})`);
  }

  get = <T>(path: string, query?: Record<string, string>): Promise<T> =>
    this.ask("GET", path, query ? { query } : {});

  post = <T>(path: string, body: object): Promise<T> => this.ask("POST", path, { body });

  /** A merge patch. */
  patch = <T>(path: string, body: object): Promise<T> =>
    this.ask("PATCH", path, { body, contentType: "application/merge-patch+json" });

  delete = async (path: string, body?: object): Promise<void> => {
    await this.ask("DELETE", path, body ? { body } : {});
  };

  /** What `kubectl logs` prints. */
  text = (path: string, query: Record<string, string>): Promise<string> =>
    this.answer("GET", path, { query });

  private ask = async <T>(method: string, path: string, question: Question): Promise<T> =>
    this.parse(await this.answer(method, path, question));

  /** What isn't JSON comes from something before the API server, such as a page to log in. */
  private parse<T>(text: string): T {
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      throw toClusterError(error, this.where);
    }
  }

  private async answer(method: string, path: string, question: Question): Promise<string> {
    try {
      const response = await this.respond(method, path, question, {
        agent: this.agent,
        timeout: answerMilliseconds,
        signal: runIsOver,
      });
      const text = await textOf(response);
      if ((response.statusCode ?? 0) >= 300) throw refusal(response, text);
      return text;
    } catch (error) {
      throw toClusterError(error, this.where);
    }
  }

  /** The answer as it comes, on a connection of its own, until it or the signal ends it. */
  async *stream(
    path: string,
    query: Record<string, string>,
    { signal, silence }: StreamOptions = {},
  ): AsyncGenerator<string> {
    const options = {
      agent: false as const,
      ...(signal ? { signal } : {}),
      ...(silence ? { timeout: silence } : {}),
    };
    try {
      const response = await this.respond("GET", path, { query }, options);
      if (response.statusCode !== 200) throw refusal(response, await textOf(response));
      for await (const chunk of response.setEncoding("utf8")) yield chunk as string;
    } catch (error) {
      if (!signal?.aborted) throw toClusterError(error, this.where);
    }
  }

  /** The events of a watch, until it ends; one that can't go on is an error. */
  async *watch<T>(
    path: string,
    query: Record<string, string>,
    options?: StreamOptions,
  ): AsyncGenerator<WatchEvent<T>> {
    let rest = "";
    for await (const chunk of this.stream(path, { ...query, watch: "true" }, options)) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const event = this.parse<WatchEvent<T> | { type: "ERROR"; object: { code: number } }>(line);
        if (event.type !== "ERROR") yield event;
        else
          throw toClusterError({ status: event.object.code, body: JSON.stringify(event.object) }, this.where);
      }
    }
  }

  private async respond(
    method: string,
    path: string,
    { query = {}, body, contentType = "application/json" }: Question,
    connection: RequestOptions,
  ): Promise<IncomingMessage> {
    const { headers, ...access } = await this.credentials.options();
    const { server } = this.credentials;
    const search = new URLSearchParams(query).toString();
    const content = body && JSON.stringify(body);
    const options: RequestOptions = {
      ...connection,
      ...access,
      method,
      hostname: server.hostname.replace(/^\[|\]$/g, ""),
      port: server.port,
      path: `${server.pathname.replace(/\/$/, "")}${path}${search && `?${search}`}`,
      headers: {
        ...(headers as object),
        accept: "application/json",
        "user-agent": "pulumi-ec2-pods",
        ...(content ? { "content-type": contentType, "content-length": Buffer.byteLength(content) } : {}),
      },
    };
    return new Promise((resolve, reject) => {
      const request = this.send(options, resolve).on("error", reject);
      request.on("timeout", () => request.destroy(new Error("ETIMEDOUT: no word from it for too long")));
      request.end(content);
    });
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) text += chunk as string;
  return text;
}

const refusal = ({ statusCode, headers }: IncomingMessage, body: string) => ({
  status: statusCode,
  headers,
  body,
});

/** Path of a namespace's objects of one kind, or of one of them. */
export const objectPath = (
  kind: "pods" | "secrets" | "persistentvolumeclaims" | "networkpolicies" | "events" | "configmaps",
  namespace: string | undefined,
  name?: string,
): string =>
  [
    kind === "networkpolicies" ? "/apis/networking.k8s.io/v1" : "/api/v1",
    ...(namespace === undefined ? [] : ["namespaces", namespace]),
    kind,
    ...(name === undefined ? [] : [name]),
  ].join("/");
