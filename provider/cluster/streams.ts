import type { Readable, Writable } from "node:stream";

import type { V1Status } from "@kubernetes/client-node";

import { ClusterError, toClusterError } from "./cluster-error";
import { loadKubeconfig } from "./kubeconfig";
import type { ClusterSelection } from "./target";

/** Names a Pod of any cluster. */
export interface PodReference {
  selection: ClusterSelection & { context: string };
  namespace: string;
  pod: string;
}

interface Streams {
  stdin: Readable | null;
  stdout: Writable;
  stderr: Writable;
  tty: boolean;
  /** Ends the wait for the command, which may go on. */
  signal?: AbortSignal;
}

/** The client is needed only for its WebSockets; loading it takes half a second. */
async function client({ kubeconfig, context }: PodReference["selection"]) {
  const { Exec, KubeConfig, PortForward } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(JSON.stringify(loadKubeconfig(kubeconfig)));
  config.setCurrentContext(context);
  return { exec: new Exec(config), portForward: new PortForward(config) };
}

/** Runs a command in a container until it ends, and returns its exit code. */
export async function execute(
  { selection, namespace, pod }: PodReference,
  container: string,
  command: string[],
  { stdin, stdout, stderr, tty, signal }: Streams,
): Promise<number> {
  const { exec } = await client(selection);
  const status = await new Promise<V1Status>((resolve, reject) => {
    const abort = () => reject(new ClusterError("the Pod doesn't answer", "Check the node that it runs on"));
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort);
    exec.exec(namespace, pod, container, command, stdout, tty ? null : stderr, stdin, tty, resolve).then(
      (socket) => {
        socket.onclose = () =>
          reject(new ClusterError("the connection to the Pod ended", "Run the command again"));
        signal?.addEventListener("abort", () => socket.close());
        if (signal?.aborted) socket.close();
      },
      (error: Error) => reject(failure(error, selection.context, "exec")),
    );
  });
  return exitCode(status);
}

/** The exit code in the status that ends a command; throws if the command never ran. */
export function exitCode({ status, reason, message, details }: V1Status): number {
  if (status === "Success") return 0;
  const code = details?.causes?.find((cause) => cause.reason === "ExitCode")?.message;
  if (reason === "NonZeroExitCode" && code !== undefined) return Number(code);
  throw new ClusterError(
    message ?? "the API server gives no reason",
    'Check the instance with "ec2-pods list"',
  );
}

/** Connects two streams to a port of a Pod until either end closes; errors of the Pod are written to `failed`. */
export async function forward(
  { selection, namespace, pod }: PodReference,
  port: number,
  { input, output, failed }: { input: Readable; output: Writable; failed: Writable },
): Promise<void> {
  const { portForward } = await client(selection);
  const socket = await portForward
    .portForward(namespace, pod, [port], output, failed, input)
    .catch((error: Error) => Promise.reject(failure(error, selection.context, "portforward")));
  // The client returns a function only if it retries.
  const only = typeof socket === "function" ? socket() : socket;
  await new Promise<void>((resolve) => {
    if (!only) return resolve();
    only.onclose = () => resolve();
    // A destroyed stream emits no end.
    input.once("close", () => only.close());
  });
}

function failure({ message }: Error, context: string, subresource: string): ClusterError {
  const status = /^Unexpected server response: (\d+)/.exec(message)?.[1];
  const body = `User cannot create resource "pods/${subresource}"`;
  const answer =
    status === undefined
      ? new Error(message)
      : { status: Number(status), body: status === "403" ? body : message };
  return toClusterError(answer, `context "${context}"`);
}
