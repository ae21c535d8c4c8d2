import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run } from "../../tools/command";
import { findProgram } from "../../tools/local-cluster/packages";

/** The proxy that load balancers run; the local cluster installs it. */
function haproxy(): string {
  const path = findProgram("haproxy");
  if (!path) throw new Error('Cannot find haproxy. Install it with "apt-get install haproxy".');
  return path;
}

/** What is to end after a test. */
const running: (() => unknown)[] = [];

export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((stop) => stop()));
}

function configFile(config: string): string {
  const folder = mkdtempSync(join(tmpdir(), "load-balancer-"));
  running.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "haproxy.cfg");
  writeFileSync(file, config);
  return file;
}

/** What HAProxy says against a configuration; empty if it takes it. */
export async function complaints(config: string): Promise<string> {
  const { code, stdout, stderr } = await run(haproxy(), ["-c", "-f", configFile(config)]);
  return code === 0 ? "" : `${stdout}${stderr}`;
}

/** A proxy that runs, and what it logs. */
export interface RunningProxy {
  /** Waits until the proxy has logged this. */
  logged: (text: string) => Promise<void>;
}

export async function startProxy(config: string): Promise<RunningProxy> {
  const child: ChildProcess = spawn(haproxy(), ["-W", "-db", "-f", configFile(config)]);
  const exit = once(child, "exit");
  running.push(() => {
    child.kill("SIGTERM");
    return exit;
  });
  let output = "";
  const listeners = new Set<() => void>();
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const logged = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!output.includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      void exit.then(() => reject(new Error(`The proxy has ended: ${output}`)));
      look();
    });
  await logged("Loading success");
  return { logged };
}

/** A web server as a target. */
export async function startTarget(answer: RequestListener): Promise<number> {
  const server: Server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  running.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A target that answers with its name. */
export const namedTarget = (name: string, onRequest: (request: IncomingMessage) => void = () => undefined) =>
  startTarget((request, response) => {
    if (request.headers["user-agent"] !== "ELB-HealthChecker/2.0") onRequest(request);
    response.end(name);
  });
