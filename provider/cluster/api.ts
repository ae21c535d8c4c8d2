import { request as requestHttp } from "node:http";
import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import type { RequestOptions } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

import { managedBy } from "../common/names";
import { aboutSecret, ClusterError, toClusterError } from "./cluster-error";
import { credentialsOf } from "./credentials";
import type { Credentials } from "./credentials";
import type { Kubeconfig } from "./kubeconfig";
import { runIsOver } from "./run";

/** The parts of a request other than its path. */
interface RequestParts {
  query?: Record<string, string>;
  body?: object;
  contentType?: string;
  headers?: Record<string, string>;
}

interface StreamOptions {
  signal?: AbortSignal;
  /** Milliseconds without data after which the connection counts as lost. */
  silence?: number;
}

/** One event of a watch. The object of a bookmark has only a version. */
export interface WatchEvent<T> {
  type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  object: T;
}

/** A server that accepted a request and is silent for this long has lost it. */
const answerMilliseconds = 30_000;

/** A connection that was quiet for so long was open: proxies break such ones, and a server that is down doesn't wait. */
const quietMilliseconds = 10_000;

/** Not of the API server, which may fail after a while because it doesn't reach the node; 504 is a proxy's. */
const isOfConnection = ({ status }: ClusterError): boolean => status === undefined || status === 504;
/** A connection that is quiet for this long is tested, which also keeps load balancers from dropping it. */
const keepAliveMilliseconds = 30_000;
/** More connections at once don't make requests faster. */
const connections = 16;

/**
 * The API server of one context. A call that fails is a `ClusterError`.
 *
 * The client's own classes take half a second to load, and open a connection for each request.
 */
export class Api {
  private readonly send: typeof requestHttps;
  /** Names the cluster in messages. */
  readonly where: string;

  private constructor(
    private readonly credentials: Credentials,
    private readonly shared: Agent,
    private readonly single: Agent,
  ) {
    this.where = credentials.where;
    this.send = credentials.server.protocol === "http:" ? requestHttp : requestHttps;
  }

  static async open(config: Kubeconfig, context: string): Promise<Api> {
    const credentials = await credentialsOf(config, context);
    const shared = await credentials.agent({ keepAlive: true, maxSockets: connections });
    return new Api(credentials, shared, await credentials.agent({}));
  }

  get = <T>(path: string, query?: Record<string, string>): Promise<T> =>
    this.ask("GET", path, query ? { query } : {});

  /** What the objects of a list are called and marked with, without their specifications, which are most of a Pod. */
  metadata = <T>(path: string, query: Record<string, string>): Promise<T> => {
    const accept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    return this.ask("GET", path, { query, headers: { accept } });
  };

  post = <T>(path: string, body: object, query: Record<string, string> = {}): Promise<T> =>
    this.ask("POST", path, { body, query });

  /** A merge patch; a strategic one finds the items of a list by their names, a "json" one is a list of operations. */
  patch = <T>(
    path: string,
    body: object,
    kind: "merge" | "strategic-merge" | "json" = "merge",
    query: Record<string, string> = {},
  ): Promise<T> => this.ask("PATCH", path, { body, query, contentType: `application/${kind}-patch+json` });

  /** A server-side apply: creates the object, or makes what this package has decided of it so. */
  apply = <T>(path: string, body: object): Promise<T> =>
    this.ask("PATCH", path, {
      body,
      query: { fieldManager: managedBy, force: "true" },
      contentType: "application/apply-patch+yaml",
    });

  delete = async (path: string, body?: object): Promise<void> => {
    const text = await this.answer("DELETE", path, body ? { body } : {});
    // The object that it had isn't needed.
    if (!text.startsWith("{")) this.parse(text);
  };

  /** The text that `kubectl logs` prints. */
  text = (path: string, query: Record<string, string>): Promise<string> =>
    this.answer("GET", path, { query });

  private ask = async <T>(method: string, path: string, parts: RequestParts): Promise<T> =>
    this.parse(await this.answer(method, path, parts));

  /** A text that isn't JSON comes from a server in front of the API server, such as a login page. */
  private parse<T>(text: string): T {
    try {
      return JSON.parse(text) as T;
    } catch {
      throw toClusterError(new Error("another server does, with something that isn't JSON"), this.where);
    }
  }

  /** Servers and webhooks may repeat what they were sent. */
  private failed(error: unknown, path: string): ClusterError {
    const { hidden } = this.credentials;
    const isOfSecret = /\/namespaces\/[^/]+\/secrets(\/|$)/.test(path);
    return toClusterError(error, this.where, (message) =>
      hidden(isOfSecret && isAnswer(error) ? aboutSecret(message) : message),
    );
  }

  private async answer(method: string, path: string, parts: RequestParts): Promise<string> {
    try {
      const response = await this.respond(method, path, parts, {
        agent: this.shared,
        timeout: answerMilliseconds,
        signal: runIsOver,
      });
      answering.add(this.where);
      const text = await textOf(response);
      if ((response.statusCode ?? 0) >= 300) throw failure(response, text);
      return text;
    } catch (error) {
      throw this.failed(error, path);
    }
  }

  /** Streams the answer on a connection of its own, until the answer or the signal ends it. */
  async *stream(
    path: string,
    query: Record<string, string>,
    { signal, silence }: StreamOptions = {},
  ): AsyncGenerator<string> {
    const options = { agent: this.single, signal, timeout: silence };
    try {
      const response = await this.respond("GET", path, { query }, options);
      if (response.statusCode !== 200) throw failure(response, await textOf(response));
      for await (const chunk of response.setEncoding("utf8")) yield chunk as string;
    } catch (error) {
      if (!signal?.aborted) throw this.failed(error, path);
    }
  }

  /**
   * The growing console of a container until it ends or its connection breaks, which a quiet one does again and again
   * behind some proxies. Only a connection that soon breaks and delivered nothing is a failed call: the answer to a call
   * for a console without text begins with its first text.
   */
  async *console(
    pod: string,
    query: Record<string, string>,
    options?: Pick<StreamOptions, "signal">,
  ): AsyncGenerator<string> {
    const begun = performance.now();
    let hasDelivered = false;
    try {
      for await (const chunk of this.stream(`${pod}/log`, { ...query, follow: "true" }, options)) {
        hasDelivered = true;
        yield chunk;
      }
    } catch (error) {
      if (!(error instanceof ClusterError && error.transient)) throw error;
      const wasQuiet = performance.now() - begun > quietMilliseconds && isOfConnection(error);
      if (!(hasDelivered || wasQuiet)) throw error;
    }
  }

  /** The events of a watch until it ends; a watch that can't go on throws. */
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
        else throw this.failed({ status: event.object.code, body: JSON.stringify(event.object) }, path);
      }
    }
  }

  /** A connection of its own that speaks another protocol than HTTP once the API server has agreed. */
  async upgrade(path: string, protocol: string, headers: Record<string, string>): Promise<Duplex> {
    const parts = { headers: { ...headers, accept: "*/*", connection: "Upgrade", upgrade: protocol } };
    const options = { agent: this.single, timeout: answerMilliseconds, signal: runIsOver };
    try {
      const request = this.send(await this.options("POST", path, parts, options));
      const { response, socket } = await new Promise<{ response: IncomingMessage; socket?: Duplex }>(
        (resolve, reject) => {
          request.on("upgrade", (response, socket: Duplex, head) => {
            if (head.length > 0) socket.unshift(head);
            resolve({ response, socket });
          });
          request.on("response", (response) => resolve({ response })).on("error", reject);
          endUnanswered(request);
        },
      );
      if (!socket) throw failure(response, await textOf(response));
      (socket as Socket).setTimeout(0);
      return socket;
    } catch (error) {
      throw this.failed(error, path);
    }
  }

  private async respond(
    method: string,
    path: string,
    parts: RequestParts,
    connection: RequestOptions,
  ): Promise<IncomingMessage> {
    const content = parts.body && JSON.stringify(parts.body);
    const options = await this.options(method, path, parts, connection, content);
    return new Promise((resolve, reject) => {
      endUnanswered(this.send(options, resolve).on("error", reject), content);
    });
  }

  private async options(
    method: string,
    path: string,
    { query = {}, contentType = "application/json", headers: own }: RequestParts,
    connection: RequestOptions,
    content?: string,
  ): Promise<RequestOptions> {
    const { headers, ...access } = await this.credentials.options();
    const { server } = this.credentials;
    const search = new URLSearchParams(query).toString();
    return {
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
        ...(content && { "content-type": contentType, "content-length": Buffer.byteLength(content) }),
        ...own,
      },
    };
  }
}

function endUnanswered(request: ClientRequest, content?: string): void {
  request.on("timeout", () => request.destroy(new Error("ETIMEDOUT: it sent nothing for too long")));
  request.setSocketKeepAlive(true, keepAliveMilliseconds);
  request.end(content);
}

/** The clusters that have answered this process, as messages name them. */
const answering = new Set<string>();

/** Whether this message is about a cluster that has answered before: such a one isn't gone for good. */
export const hasAnswered = (message: string): boolean =>
  [...answering].some((where) => message.includes(where));

async function textOf(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) text += chunk as string;
  return text;
}

const isAnswer = (error: unknown): boolean => (error as { status?: number }).status !== undefined;

const failure = ({ statusCode, headers }: IncomingMessage, body: string) => ({
  status: statusCode,
  headers,
  body,
});

/** The kinds of objects that this package uses. */
export type ObjectKind =
  | "pods"
  | "secrets"
  | "persistentvolumeclaims"
  | "networkpolicies"
  | "events"
  | "configmaps"
  | "services"
  | "deployments"
  | "storageclasses"
  | "volumesnapshots"
  | "volumesnapshotclasses";

const groups: Partial<Record<ObjectKind, string>> = {
  networkpolicies: "/apis/networking.k8s.io/v1",
  deployments: "/apis/apps/v1",
  storageclasses: "/apis/storage.k8s.io/v1",
  volumesnapshots: "/apis/snapshot.storage.k8s.io/v1",
  volumesnapshotclasses: "/apis/snapshot.storage.k8s.io/v1",
};

/** Path of the objects of one kind in a namespace or in all, or of one of them. */
export const objectPath = (kind: ObjectKind, namespace: string | undefined, name?: string): string =>
  [groups[kind] ?? "/api/v1", namespace === undefined ? [] : ["namespaces", namespace], kind, name ?? []]
    .flat()
    .join("/");
