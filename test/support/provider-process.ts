import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { root } from "../../tools/stack";

export type Properties = Record<string, unknown>;

/** What the process holds after garbage collections. */
export interface Measure {
  heapUsed: number;
  external: number;
  /** What keeps its event loop alive, by kind: sockets, servers, timers, requests. */
  resources: number;
  descriptors: number;
  threads: number;
}

const struct = (properties: Properties): Struct =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
const plain = (properties: Struct | undefined): Properties => (properties ?? new Struct()).toJavaScript();

export interface ProviderOptions {
  /** The project's folder, which resolves the package. */
  cwd?: string;
  /** Path. */
  kubeconfig: string;
  /** The stack's configuration. */
  config?: Properties;
  /** Needed for {@link ProviderProcess.measure}. */
  measured?: boolean;
}

/** The process that runs dynamic resources, called as the engine calls it. */
export class ProviderProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: ResourceProviderClient,
    /** Milliseconds from its start until it listens. */
    readonly startMilliseconds: number,
  ) {}

  static async start(options: ProviderOptions): Promise<ProviderProcess> {
    const { cwd = root, kubeconfig, config = {}, measured = false } = options;
    const preload = ["--expose-gc", "--import", join(__dirname, "measure.mjs")];
    const main = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const began = performance.now();
    const child = spawn(process.execPath, [...(measured ? preload : []), main, "engine"], {
      cwd,
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ["ignore", "pipe", "inherit", ...(measured ? ["ipc" as const] : [])],
    });
    const [port] = (await once(createInterface(child.stdout!), "line")) as [string];
    const startMilliseconds = performance.now() - began;
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const provider = new ProviderProcess(child, client, startMilliseconds);
    const request = new proto.ConfigureRequest();
    request.setArgs(struct(config));
    await provider.call("configure", request);
    return provider;
  }

  private call<Request, Response>(
    method: "configure" | "check" | "create" | "update" | "delete",
    request: Request,
  ): Promise<Response> {
    const send = this.client[method].bind(this.client) as unknown as (
      request: Request,
      answered: (error: ServiceError | null, response: Response) => void,
    ) => void;
    return new Promise((resolve, reject) =>
      send(request, (error, response) => (error ? reject(error) : resolve(response))),
    );
  }

  async check(olds: Properties, news: Properties): Promise<Properties> {
    const request = new proto.CheckRequest();
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.call<proto.CheckRequest, proto.CheckResponse>("check", request);
    const failures = response.getFailuresList().map((failure) => failure.toObject());
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    return plain(response.getInputs());
  }

  async create(inputs: Properties): Promise<{ id: string; state: Properties }> {
    const request = new proto.CreateRequest();
    request.setProperties(struct(inputs));
    const response = await this.call<proto.CreateRequest, proto.CreateResponse>("create", request);
    return { id: response.getId(), state: plain(response.getProperties()) };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new proto.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.call<proto.UpdateRequest, proto.UpdateResponse>("update", request);
    return plain(response.getProperties());
  }

  async delete(id: string, state: Properties): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(state));
    await this.call("delete", request);
  }

  async measure(): Promise<Measure> {
    this.process.send("measure");
    const [message] = (await once(this.process, "message")) as [
      { heapUsed: number; external: number; resources: string[] },
    ];
    const count = (folder: string) => readdirSync(`/proc/${this.process.pid}/${folder}`).length;
    const resources = message.resources.length;
    return { ...message, resources, descriptors: count("fd"), threads: count("task") };
  }

  /** Ends the process as the engine does. */
  async end(): Promise<void> {
    const ended = once(this.process, "exit");
    this.client.close();
    this.process.kill("SIGINT");
    await ended;
  }
}
