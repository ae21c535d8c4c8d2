import type { Readable, Writable } from "node:stream";

import type { V1Status } from "@kubernetes/client-node";

import { ClusterError, toClusterError } from "./cluster-error";
import { loadKubeconfig } from "./kubeconfig";
import type { ClusterSelection } from "./target";

/** A container of a Pod, in the cluster of a choice. */
export interface PodPlace {
  choice: ClusterSelection & { context: string };
  namespace: string;
  pod: string;
}

interface Streams {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  tty: boolean;
}

/** The client, for what its WebSockets do; loading it takes half a second. */
async function client({ kubeconfig, context }: PodPlace["choice"]) {
  const { Exec, KubeConfig, PortForward } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(JSON.stringify(loadKubeconfig(kubeconfig)));
  config.setCurrentContext(context);
  return { exec: new Exec(config), portForward: new PortForward(config) };
}

/** Runs a command in a container until it ends; its exit code. */
export async function execute(
  { choice, namespace, pod }: PodPlace,
  container: string,
  command: string[],
  { stdin, stdout, stderr, tty }: Streams,
): Promise<number> {
  const { exec } = await client(choice);
  const status = await new Promise<V1Status>((resolve, reject) => {
    exec.exec(namespace, pod, container, command, stdout, tty ? null : stderr, stdin, tty, resolve).then(
      (socket) => {
        socket.onclose = () => reject(new ClusterError("the connection to it ended", "Run it again"));
      },
      (error: Error) => reject(refusal(error, choice.context, "exec")),
    );
  });
  return exitCode(status);
}

/** What a status says of the command's end. */
export function exitCode({ status, reason, message, details }: V1Status): number {
  if (status === "Success") return 0;
  const code = details?.causes?.find((cause) => cause.reason === "ExitCode")?.message;
  if (reason === "NonZeroExitCode" && code !== undefined) return Number(code);
  throw new ClusterError(message ?? "it gives no reason", 'See "ec2-pods list"');
}

/** Connects two streams with a port of a Pod until either end closes; what the Pod refuses goes to `failed`. */
export async function forward(
  { choice, namespace, pod }: PodPlace,
  port: number,
  { input, output, failed }: { input: Readable; output: Writable; failed: Writable },
): Promise<void> {
  const { portForward } = await client(choice);
  const socket = await portForward
    .portForward(namespace, pod, [port], output, failed, input)
    .catch((error: Error) => Promise.reject(refusal(error, choice.context, "portforward")));
  // Without retries, it is the one socket.
  const only = typeof socket === "function" ? socket() : socket;
  await new Promise<void>((resolve) => {
    if (!only) return resolve();
    only.onclose = () => resolve();
    // One that is destroyed has no end.
    input.once("close", () => only.close());
  });
}

function refusal({ message }: Error, context: string, subresource: string): ClusterError {
  const status = /^Unexpected server response: (\d+)/.exec(message)?.[1];
  const body = `User cannot create resource "pods/${subresource}"`;
  const answer =
    status === undefined
      ? new Error(message)
      : { status: Number(status), body: status === "403" ? body : message };
  return toClusterError(answer, `context "${context}"`);
}
