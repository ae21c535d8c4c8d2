import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ApiProxy } from "../support/api-proxy";
import { begin, interrupted } from "../support/foreground-command";
import { TestStack } from "../support/stack";

let stack: TestStack;
let state: string;
beforeAll(async () => {
  stack = await TestStack.create("process", "");
  // The path of a socket has a limit.
  state = mkdtempSync(join(tmpdir(), "tunnel-"));
  stack.env["XDG_STATE_HOME"] = state;
});
afterAll(async () => {
  await stack.remove();
  rmSync(state, { recursive: true, force: true });
});

const stateFile = (name: string) => join(state, "pulumi-ec2-pods", "tunnels", name);
const stateFiles = (kind: string) => readdirSync(stateFile("")).filter((name) => name.endsWith(`.${kind}`));

/** The options that lead to an API server that takes every call and answers none; and the first call. */
async function silentServer() {
  let called: () => void = () => undefined;
  const call = new Promise<void>((resolve) => (called = resolve));
  const proxy = await ApiProxy.start(() => called());
  const kubeconfig = join(stack.folder, "silent.json");
  writeFileSync(kubeconfig, proxy.kubeconfig);
  return { proxy, call, options: ["--kubeconfig", kubeconfig, "--context=proxy"] };
}

async function until(test: () => boolean): Promise<void> {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, 50));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("Ctrl-C ends a tunnel that waits for the API server", async () => {
  const { proxy, call, options } = await silentServer();
  try {
    const { child } = await begin(stack, "tunnel", ...options);
    await call;
    expect(await interrupted(child)).toBe(130);
    expect(stateFiles("sock")).toEqual([]);
  } finally {
    proxy.end();
  }
});

test("a tunnel in the background ends in order if its command is interrupted before it serves", async () => {
  const { proxy, call, options } = await silentServer();
  try {
    const { child } = await begin(stack, "tunnel", "--daemon", ...options);
    await call;
    const [file = ""] = stateFiles("json");
    const { pid, log } = JSON.parse(readFileSync(stateFile(file), "utf8")) as { pid: number; log: string };
    expect(isRunning(pid)).toBe(true);
    child.kill("SIGINT");
    await once(child, "exit");
    await until(() => !isRunning(pid));
    expect([...stateFiles("sock"), readFileSync(log, "utf8")]).toEqual([""]);
  } finally {
    proxy.end();
  }
});

test("a tunnel that is suspended is named, and serves again", async () => {
  const { child, stdout } = await begin(stack, "tunnel");
  await stdout.until(/^Nothing is served yet/m);
  child.kill("SIGSTOP");
  expect(await stack.ec2Pods("tunnel")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`runs already (process ${child.pid}). Stop it with`),
  });
  expect(await stack.ec2Pods("tunnel", "--stop")).toMatchObject({
    code: 1,
    stderr: `Cannot run command "tunnel": the tunnel (process ${child.pid}) doesn't answer. Resume it with "kill -CONT ${child.pid}", or end it with "kill -KILL ${child.pid}".\n`,
  });
  const end = once(child, "exit");
  child.kill("SIGCONT");
  // It has been told to stop.
  expect(await end).toEqual([0, null]);
});

test("a tunnel whose cluster is gone can be stopped, and programs can read that", async () => {
  const { kubeconfig } = stack;
  const started = await stack.ec2Pods("tunnel", "--daemon", "--json");
  try {
    const ready = JSON.parse(started.stdout) as object;
    expect(ready).toEqual({ event: "ready", pid: expect.any(Number), log: expect.stringMatching(/\.log$/) });
    expect(JSON.parse((await stack.ec2Pods("tunnel", "--daemon", "--json")).stdout)).toEqual({
      ...ready,
      event: "running",
    });
    stack.kubeconfig = join(stack.folder, "gone.json");
    const stopped = await stack.ec2Pods("tunnel", "--stop", "--json");
    expect(JSON.parse(stopped.stdout)).toEqual({ event: "stopped", tunnels: 1 });
  } finally {
    stack.kubeconfig = kubeconfig;
    await stack.ec2Pods("tunnel", "--stop");
  }
  expect((await stack.ec2Pods("tunnel", "--stop")).stdout).toBe(`No tunnel of ${stack.project}/test runs\n`);
});
