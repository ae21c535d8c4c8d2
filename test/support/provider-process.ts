import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { type ClientUnaryCall, credentials, type ServiceError } from "@grpc/grpc-js";
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
  /** Options of Node. */
  node?: string[];
}

/** Clients share a connection unless they are told not to. */
const openClient = (address: string): ResourceProviderClient =>
  new ResourceProviderClient(address, credentials.createInsecure(), { "grpc.use_local_subchannel_pool": 1 });

/** The process that runs dynamic resources, called as the engine calls it. */
export class ProviderProcess {
  private readonly calls = new Set<ClientUnaryCall>();

  private constructor(
    private readonly process: ChildProcess,
    private client: ResourceProviderClient,
    private readonly address: string,
    /** Milliseconds from its start until it listens. */
    readonly startMilliseconds: number,
  ) {}

  static async start(options: ProviderOptions): Promise<ProviderProcess> {
    const { cwd = root, kubeconfig, config = {}, measured = false, node = [] } = options;
    const preload = ["--expose-gc", "--import", join(__dirname, "measure.mjs")];
    const main = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const began = performance.now();
    const child = spawn(process.execPath, [...(measured ? preload : []), ...node, main, "engine"], {
      cwd,
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ["pipe", "pipe", "inherit", ...(measured ? ["ipc" as const] : [])],
    });
    const [port] = (await once(createInterface(child.stdout!), "line")) as [string];
    const startMilliseconds = performance.now() - began;
    const address = `127.0.0.1:${port}`;
    const provider = new ProviderProcess(child, openClient(address), address, startMilliseconds);
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
    ) => ClientUnaryCall;
    return new Promise((resolve, reject) => {
      const call = send(request, (error, response) => {
        this.calls.delete(call);
        if (error) reject(error);
        else resolve(response);
      });
      this.calls.add(call);
    });
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

  /** Its exit code, or the signal that ended it. */
  readonly ended = (): Promise<number | string> =>
    once(this.process, "exit").then(([code, signal]) => (code ?? signal) as number | string);

  /** Closes the connection, as an engine does with one that is idle. */
  disconnect(): void {
    this.client.close();
  }

  /** Opens another connection. */
  connect(): void {
    this.client = openClient(this.address);
  }

  /** Ends what it reads, as the kernel does for an engine that is gone. */
  endInput(): void {
    this.process.stdin!.end();
  }

  /** Ends all that connects it with its engine, as the kernel does for one that was killed. */
  abandon(): void {
    this.endInput();
    for (const call of this.calls) call.cancel();
    this.disconnect();
  }

  /** Ends the process as the engine does. */
  async end(signal: NodeJS.Signals = "SIGINT"): Promise<void> {
    const ended = this.ended();
    this.client.close();
    this.process.kill(signal);
    await ended;
  }
}
