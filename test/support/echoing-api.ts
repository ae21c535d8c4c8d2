import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Stored {
  kind?: string;
  metadata: Record<string, unknown> & { name: string; labels?: Record<string, string> };
  spec?: Record<string, unknown>;
  [key: string]: unknown;
}

/** A request as a failing server may repeat it. */
export interface Asked {
  method: string;
  url: string;
  /** Its head, its body, and the body with what is encoded in it. */
  echo: string;
}

export interface Answer {
  status: number;
  body: string;
  /** Ends the connection in the middle of the body. */
  isCut?: boolean;
}

/** A text with the decoded form of each base64 in it. */
const decoded = (body: string): string =>
  body.replace(/"([A-Za-z0-9+/]{8,}={0,2})"/g, (_, text: string) =>
    JSON.stringify(Buffer.from(text, "base64").toString()),
  );

/** An API server on this machine that keeps objects, and whose failures repeat what they were asked. */
export class EchoingApi {
  /** What it answers instead of the truth. */
  failing: (asked: Asked) => Answer | undefined = () => undefined;
  /** Part of the token that each request must have; others are of an earlier run. */
  run = "";

  private version = 0;
  private readonly objects = new Map<string, Stored>();
  private readonly watches = new Set<{ path: string; response: ServerResponse }>();

  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => this.answer(request, response, Buffer.concat(chunks).toString()));
  });

  static async start(): Promise<EchoingApi> {
    const api = new EchoingApi();
    await new Promise<void>((listening) => api.server.listen(0, "127.0.0.1", listening));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Forgets all objects, and ends what is left of the run before. */
  begin(run: string): void {
    this.run = run;
    this.objects.clear();
    for (const { response } of this.watches) response.destroy();
    this.watches.clear();
    this.failing = () => undefined;
  }

  end(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const { method = "GET", url = "/", rawHeaders } = request;
    if (!request.headers.authorization?.includes(this.run)) return void response.destroy();
    const echo = [method, url, rawHeaders.join(" "), body, decoded(body)].join(" ");
    const failure = this.failing({ method, url, echo });
    if (failure) {
      response.writeHead(failure.status, { "content-length": Buffer.byteLength(failure.body) });
      if (failure.isCut) response.write(failure.body.slice(0, -8), () => response.destroy());
      else response.end(failure.body);
      return;
    }
    const { pathname, searchParams } = new URL(url, this.url);
    const send = (status: number, answer: object) => response.writeHead(status).end(JSON.stringify(answer));
    const missing = () => send(404, { kind: "Status", message: "not found", reason: "NotFound", code: 404 });
    if (searchParams.get("watch")) {
      response.writeHead(200).flushHeaders();
      this.watches.add({ path: pathname, response });
      const since = Number(searchParams.get("resourceVersion"));
      for (const [path, object] of this.objects) {
        const isLater = Number(object.metadata["resourceVersion"]) > since;
        if (isLater && path.startsWith(`${pathname}/`)) response.write(event("ADDED", object));
      }
      return;
    }
    if (pathname.endsWith("/log")) return void response.writeHead(200).end();
    if (pathname === "/api/v1/namespaces/kube-system") return void send(200, { metadata: { uid: "0-a" } });
    const own = this.objects.get(pathname);
    if (method === "POST") {
      const object = JSON.parse(body) as Stored;
      if (searchParams.has("dryRun") || !object.metadata.name) return void send(201, object);
      const path = `${pathname}/${object.metadata.name}`;
      if (this.objects.has(path))
        return void send(409, { reason: "AlreadyExists", message: "already exists" });
      const created = this.store(path, object);
      // A container takes a moment to start.
      if (path.includes("/pods/"))
        setTimeout(() => this.objects.has(path) && this.start(path, this.objects.get(path)!), 10);
      return void send(201, created);
    }
    if (method === "PATCH") {
      const patch = JSON.parse(body) as Stored;
      if (!own && !request.headers["content-type"]?.includes("apply")) return void missing();
      return void send(
        200,
        this.store(pathname, Array.isArray(patch) ? own! : merged(own ?? { metadata: { name: "" } }, patch)),
      );
    }
    if (method === "DELETE") {
      if (!own) return void missing();
      this.objects.delete(pathname);
      this.tell("DELETED", pathname, own);
      return void send(200, {});
    }
    if (own) return void send(200, own);
    if (/^(\/api\/v1|\/apis\/[^/]+\/v1)(\/namespaces\/[^/]+)?\/[a-z]+$/.test(pathname)) {
      const items = [...this.objects]
        .filter(([path]) => path.slice(0, path.lastIndexOf("/")) === pathname)
        .map(([, object]) => object)
        .filter((object) => hasLabels(object, searchParams.get("labelSelector")));
      return void send(200, { metadata: { resourceVersion: String(this.version) }, items });
    }
    missing();
  }

  private store(path: string, object: Stored): Stored {
    const isNew = !this.objects.has(path);
    const { metadata } = object;
    const stored: Stored = {
      ...object,
      metadata: { uid: `0-${path}`, ...metadata, resourceVersion: String(++this.version) },
      ...(path.includes("/deployments/") && { status: { observedGeneration: 1 } }),
      ...(path.includes("/persistentvolumeclaims/") && { status: { phase: "Bound" } }),
      ...(path.includes("/volumesnapshots/") && { status: { readyToUse: true, restoreSize: "1Gi" } }),
    };
    this.objects.set(path, stored);
    this.tell(isNew ? "ADDED" : "MODIFIED", path, stored);
    const { template } = (object.spec ?? {}) as { template?: Stored };
    if (path.includes("/deployments/") && template) {
      const pods = path.replace(/\/apis\/apps\/v1(.*)\/deployments\/.*/, "/api/v1$1/pods");
      const name = `${metadata.name}-0`;
      this.start(`${pods}/${name}`, { ...template, metadata: { ...template.metadata, name } });
    }
    return stored;
  }

  private start(path: string, pod: Stored): void {
    this.store(path, { ...pod, status: runningStatus(pod) });
  }

  private tell(type: string, path: string, object: Stored): void {
    for (const watch of this.watches) {
      if (path.startsWith(`${watch.path}/`)) watch.response.write(event(type, object));
    }
  }
}

const event = (type: string, object: Stored): string => `${JSON.stringify({ type, object })}\n`;

function runningStatus({ spec }: Stored) {
  const { containers = [] } = (spec ?? {}) as { containers?: { name: string; image: string }[] };
  return {
    phase: "Running",
    podIP: "10.0.0.1",
    podIPs: [{ ip: "10.0.0.1" }],
    conditions: [{ type: "Ready", status: "True" }],
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      image,
      ready: true,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: "2026-01-01T00:00:00Z" } },
    })),
  };
}

const hasLabels = ({ metadata: { labels = {} } }: Stored, selector: string | null): boolean =>
  (selector ?? "")
    .split(",")
    .filter(Boolean)
    .every((term) => {
      const [key = "", value] = term.split("=");
      return value === undefined ? key in labels : labels[key] === value;
    });

/** A merge patch, in which lists replace each other. */
function merged<T>(one: T, patch: unknown): T {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch as T;
  const before = Object.entries((one ?? {}) as object) as [string, unknown][];
  const values = Object.fromEntries(before);
  const changes = Object.entries(patch).map(([key, value]) => [
    key,
    value === null ? undefined : merged(values[key] ?? {}, value),
  ]);
  return Object.fromEntries([...before, ...changes]) as T;
}

export const statuses = [401, 403, 404, 409, 422, 500];

const failed = (status: number, message: string, reason: string): Answer => ({
  status,
  body: JSON.stringify({ kind: "Status", message, reason, code: status }),
});

/** How a server, a webhook or a proxy fails that repeats what it was sent, or this value of it. */
export const ways = (value: string): Record<string, (asked: Asked, status: number) => Answer> => ({
  "repeats the request": ({ echo }, status) => failed(status, `can't take ${echo}`, "Invalid"),
  "denies it by a webhook": ({ echo }, status) =>
    failed(status, `admission webhook "w.example.com" denied the request: ${echo}`, ""),
  // It knows it only if it was sent.
  "finds a value in it": ({ echo }, status) =>
    failed(status, echo.includes(value) ? `"${value}" is no good` : "no", ""),
  "says that it is missing": ({ echo }, status) =>
    failed(status, `namespaces "${echo}" not found`, "NotFound"),
  "isn't JSON": ({ echo }, status) => ({ status, body: `<pre>${echo}</pre>` }),
  "is a success that isn't JSON": ({ echo }) => ({
    status: 200,
    body: `${echo.includes(value) ? value : "no"} ${echo}`,
  }),
  "breaks off": ({ echo }) => ({ status: 200, body: JSON.stringify({ echo }), isCut: true }),
  "has another shape": ({ echo }, status) => ({ status, body: JSON.stringify([echo]) }),
  "has a message of another type": ({ echo }, status) => ({
    status,
    body: JSON.stringify({ message: [echo] }),
  }),
  "is null": (_, status) => ({ status, body: "null" }),
});
