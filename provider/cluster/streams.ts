import type { RequestOptions } from "node:https";
import { PassThrough } from "node:stream";
import type { Readable, Writable } from "node:stream";

import type { KubeConfig, V1Status } from "@kubernetes/client-node";

import { ClusterError, toClusterError } from "./cluster-error";
import { credentialsOf } from "./credentials";
import { requireKubeconfig } from "./kubeconfig";
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

/** The client's own WebSockets, with the same credentials as every request. Loading all of the client takes half a second. */
export async function webSockets(selection: PodReference["selection"]) {
  const [{ Exec }, { PortForward }] = await Promise.all([
    import("@kubernetes/client-node/dist/exec.js"),
    import("@kubernetes/client-node/dist/portforward.js"),
  ]);
  const credentials = await credentialsOf(requireKubeconfig(selection), selection.context);
  const agent = await credentials.agent({});
  const config = {
    getCurrentCluster: () => ({ server: credentials.server.href.replace(/\/$/, "") }),
    applyToHTTPSOptions: async (options: RequestOptions) =>
      void Object.assign(options, await credentials.options(), { agent }),
  } as unknown as KubeConfig;
  return { exec: new Exec(config), portForward: new PortForward(config), where: credentials.where };
}

/** Runs a command in a container until it ends, and returns its exit code. */
export async function execute(
  { selection, namespace, pod }: PodReference,
  container: string,
  command: string[],
  { stdin, stdout, stderr, tty, signal }: Streams,
): Promise<number> {
  const { exec, where } = await webSockets(selection);
  const input = stdin && new PassThrough();
  const status = await new Promise<V1Status>((resolve, reject) => {
    const abort = () => reject(new ClusterError("the Pod doesn't answer", "Check the node that it runs on"));
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort);
    exec.exec(namespace, pod, container, command, stdout, tty ? null : stderr, input, tty, resolve).then(
      (socket) => {
        socket.onclose = () =>
          reject(new ClusterError("the connection to the Pod ended", "Run the command again"));
        signal?.addEventListener("abort", () => socket.close());
        if (signal?.aborted) socket.close();
        if (!input) return;
        stdin.pipe(input, { end: false });
        stdin.once("end", () => {
          if (socket.protocol === "v5.channel.k8s.io") return input.end();
          reject(endlessInput());
          socket.close();
        });
      },
      (error: Error) => reject(failure(error, where, "exec")),
    );
  });
  return exitCode(status);
}

/** Closing the connection is all that the older protocol can do, and would cut off the output. */
const endlessInput = (): ClusterError =>
  new ClusterError(
    "standard input has ended, which an API server older than Kubernetes 1.30 can't pass on",
    "Upgrade the cluster, or run the command without input: add < /dev/null",
  );

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

/** Milliseconds without data after which a connection ends whose client has nothing more to send. */
const silenceMilliseconds = 30_000;

/**
 * Connects two streams to a port of a Pod until the Pod ends the connection, or the client goes away. Errors of the Pod are
 * written to `failed`.
 *
 * The API server can't pass on that a client has only ended its half. Its answer still comes.
 */
export async function forward(
  { selection, namespace, pod }: PodReference,
  port: number,
  { input, output, failed }: { input: Readable; output: Writable; failed: Writable },
): Promise<void> {
  const { portForward, where } = await webSockets(selection);
  const endless = input.pipe(new PassThrough(), { end: false });
  const socket = await portForward
    .portForward(namespace, pod, [port], output, failed, endless)
    .catch((error: Error) => Promise.reject(failure(error, where, "portforward")));
  // The client returns a function only if it retries.
  const only = typeof socket === "function" ? socket() : socket;
  await new Promise<void>((resolve) => {
    if (!only) return resolve();
    let silence: NodeJS.Timeout | undefined;
    only.onclose = () => {
      clearTimeout(silence);
      resolve();
    };
    const halfClosed = () => {
      silence = setTimeout(() => only.close(), silenceMilliseconds);
      only.addEventListener("message", () => silence?.refresh());
    };
    if (input.readableEnded) halfClosed();
    else input.once("end", halfClosed);
    // A destroyed stream emits no end.
    if (input.destroyed) only.close();
    else input.once("close", () => only.close());
  });
}

/** The client tells of a refused WebSocket in the words of its library, or passes on an event that has the error. */
export function failure(error: Error | { error: Error }, where: string, subresource: string): ClusterError {
  const cause = "error" in error ? error.error : error;
  const status = /^Unexpected server response: (\d+)/.exec(cause.message)?.[1];
  if (status === undefined) return toClusterError(cause, where);
  const body = status === "403" ? `User cannot create resource "pods/${subresource}"` : cause.message;
  return toClusterError({ status: Number(status), body }, where);
}
