import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";

import { namespace } from "./workload";

/** The process that runs dynamic resources, started and spoken to as the engine does. */
export interface ProviderProcess {
  /** Milliseconds from its start to its port. */
  port: number;
  check(inputs: object): Promise<Properties>;
  create(inputs: Properties): Promise<{ id: string; properties: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
  end(): Promise<void>;
}

export type Properties = Record<string, unknown>;

// The SDK's own copies, which fit its stubs.
const fromSdk = createRequire(require.resolve("@pulumi/pulumi"));
/* eslint-disable @typescript-eslint/no-explicit-any -- the stubs have no types that fit each other */
const grpc: any = fromSdk("@grpc/grpc-js");
const { Struct }: any = fromSdk("google-protobuf/google/protobuf/struct_pb.js");
const messages: any = fromSdk("@pulumi/pulumi/proto/provider_pb");
const { ResourceProviderClient }: any = fromSdk("@pulumi/pulumi/proto/provider_grpc_pb");

export async function startProvider(kubeconfig: string): Promise<ProviderProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, [fromSdk.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "none"], {
    cwd: join(__dirname, "contenders", "instances"),
    env: { ...process.env, KUBECONFIG: kubeconfig },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await firstLine(child);
  const port = performance.now() - began;
  const client = new ResourceProviderClient(`127.0.0.1:${address}`, grpc.credentials.createInsecure());
  const call = (method: string, fields: object): Promise<any> =>
    new Promise((resolve, reject) => {
      const request = new messages[`${method}Request`]();
      for (const [name, value] of Object.entries(fields)) request[`set${name}`](value);
      client[method.toLowerCase()](request, (error: Error | null, answer: unknown) =>
        error ? reject(error) : resolve(answer),
      );
    });
  const struct = (value: object) => Struct.fromJavaScript(value);
  await call("Configure", { Args: struct({ "kubernetes:namespace": namespace }) });
  return {
    port,
    async check(inputs) {
      const answer = await call("Check", { Olds: struct({}), News: struct(inputs) });
      return answer.getInputs().toJavaScript() as Properties;
    },
    async create(inputs) {
      const answer = await call("Create", { Properties: struct(inputs) });
      return {
        id: answer.getId() as string,
        properties: answer.getProperties().toJavaScript() as Properties,
      };
    },
    async delete(id, properties) {
      await call("Delete", { Id: id, Properties: struct(properties) });
    },
    async end() {
      client.close();
      child.kill("SIGINT");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
/* eslint-enable @typescript-eslint/no-explicit-any */

/** The line with its port; what comes after it goes unread, but may come. */
async function firstLine({ stdout }: ChildProcess): Promise<string> {
  let text = "";
  stdout?.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  while (stdout && !text.includes("\n")) await once(stdout, "data");
  return text.trim();
}
