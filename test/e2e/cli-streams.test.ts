import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";

import { run } from "../../tools/command";
import { root } from "../../tools/stack";
import { type ApiCall, ApiProxy } from "../support/api-proxy";
import { inside, kubectl, podsByName } from "../support/cluster";
import { begin as beginIn, interrupted } from "../support/foreground-command";
import { TestStack } from "../support/stack";

const program = `
new Ec2Instance("web", {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  metadataOptions: { httpEndpoint: "disabled" },
  tags: { Name: "shop" },
  userData: "#!/bin/sh\\nmkdir /srv; echo hello > /srv/index.html; httpd -p 80 -h /srv; echo booted",
  waitForUserData: true,
});
`;

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.create("streams", program);
  await stack.up();
});
afterAll(() => stack.remove());

const begin = (...args: string[]) => beginIn(stack, ...args);

test("exec runs a command with its input, output and exit code", async () => {
  const command = [join(root, "dist", "cli", "main.js"), "exec", "shop", "--", "cat"];
  const options = { cwd: stack.folder, env: await stack.environment(), input: "through\nand through" };
  expect(await run(process.execPath, command, options)).toEqual({
    stdout: "through\nand through",
    stderr: "",
    code: 0,
  });
  const script = 'echo "$EC2_INSTANCE_ID"; echo told >&2; exit 7';
  const { id } = await stack.resource("web");
  expect(await stack.ec2Pods("exec", "web", "--", "sh", "-c", script)).toEqual({
    stdout: `${id}\n`,
    stderr: "told\n",
    code: 7,
  });
  const unknown = await stack.ec2Pods("exec", "webb");
  expect(unknown.stderr).toMatch(
    /^Cannot run a command in Ec2Instance "webb": there is no such instance; found .* Did you mean "web"\?$/m,
  );
  expect(unknown.code).toBe(1);
});

test.each([
  ["a full disk", ">/dev/full", "true", "seq 5", 1, /^Cannot write File "standard output": ENOSPC: /m],
  ["a disk that takes a part", ">part", "ulimit -f 1", "seq 400", 1, /^Cannot write .*: EFBIG: /m],
  ["a full disk for its errors", "2>/dev/full", "true", "sh -c 'seq 5 >&2'", 1, /^$/],
  ["a disk that takes a part of its errors", "2>part", "ulimit -f 1", "sh -c 'seq 400 >&2'", 1, /^$/],
  ["a reader that is gone", "| true", "true", "seq 5000000", 141, /^$/],
])("exec on %s ends with the exit code of other tools", async (_, output, before, what, code, words) => {
  const main = `"${process.execPath}" "${join(root, "dist/cli/main.js")}"`;
  const script = `trap "" XFSZ; { (${before}; exec ${main} exec web -- ${what} </dev/null); echo $? >code; } ${output}`;
  const options = { cwd: stack.folder, env: await stack.environment() };
  const { stderr } = await run("sh", ["-c", script], options);
  expect(readFileSync(join(stack.folder, "code"), "utf8")).toBe(`${code}\n`);
  expect(stderr).toMatch(words);
});

test("exec has a terminal if you run it in one", async () => {
  const main = join(root, "dist", "cli", "main.js");
  const command = `stty rows 33 cols 77; "${process.execPath}" "${main}" exec web -- sh -c 'until [ "$(stty size 2>/dev/null)" = "33 77" ]; do :; done; tty'`;
  const options = { cwd: stack.folder, env: await stack.environment() };
  const { stdout, code } = await run(
    "script",
    ["--quiet", "--return", "--command", command, "/dev/null"],
    options,
  );
  expect(stdout).toMatch(/\/dev\/pts\/\d+\r+\n/);
  expect(code).toBe(0);
});

test("port-forward reaches the instance, and survives a connection that it refuses", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const refused = await stack.ec2Pods("port-forward", "web", `${port}:80`);
  taken.close();
  expect(refused).toMatchObject({
    code: 1,
    stderr: `Cannot listen on port "${port}": 127.0.0.1:${port} is already in use. Use "0:80" to get any free port.\n`,
  });

  const { child, stdout, stderr } = await begin("port-forward", "web", "0:80", "0:81");
  const [, open, closed] = await stdout.until(/:(\d+) -> web \(i-\w+\) port 80\n.*:(\d+) -> .* port 81\n/);
  const get = async (local: string | undefined) => (await fetch(`http://127.0.0.1:${local}/`)).text();
  expect(await get(open)).toBe("hello\n");
  await expect(get(closed)).rejects.toThrow();
  await stderr.until(/^Cannot reach port 81 of Ec2Instance "web": .*refused.*\n/m);
  expect(await get(open)).toBe("hello\n");
  expect(await interrupted(child)).toBe(130);
});

/** Runs a command through an API server that, like Kubernetes 1.29, can't pass on the end of a stream. */
async function onOldServer(input: string, ...args: string[]) {
  const proxy = await ApiProxy.start((call) => {
    if (call.name === "GET pods/exec") call.from.headers["sec-websocket-protocol"] = "v4.channel.k8s.io";
    call.pass();
  });
  try {
    writeFileSync(join(stack.folder, "old.json"), proxy.kubeconfig);
    const command = `"${process.execPath}" "${join(root, "dist/cli/main.js")}" exec web --kubeconfig old.json --context proxy -- ${args.join(" ")} ${input}`;
    return await run("sh", ["-c", command], { cwd: stack.folder, env: await stack.environment() });
  } finally {
    proxy.end();
  }
}

test("exec on an older API server is whole without input, and refuses the end of its input in words", async () => {
  const slow = "sh -c 'sleep 1; echo whole'";
  expect(await onOldServer("< /dev/null", slow)).toEqual({ stdout: "whole\n", stderr: "", code: 0 });
  const { stderr } = await onOldServer("< package.json", "cat");
  expect(stderr).toMatch(
    /^Cannot run a command .*: standard input has ended, which an API server older than Kubernetes 1\.30 can't pass on\./m,
  );
});

test("port-forward gives a client that ends its half of the connection the whole answer", async () => {
  const pod = (await podsByName(stack.namespace))["web"]?.metadata.name ?? "";
  // A server that ends with unread data resets the connection, and its answer is lost.
  const serve = "echo 'read line; sleep 1; seq 20000' > /srv/a; nc -ll -p 82 -e sh /srv/a >/dev/null 2>&1 &";
  await inside(stack.namespace, pod, `${serve} until grep ':0052 ' /proc/net/tcp*; do sleep 0.1; done`);
  const { child, stdout } = await begin("port-forward", "web", "0:82");
  const [, local] = await stdout.until(/:(\d+) -> web/);
  const socket = connect({ port: Number(local), host: "127.0.0.1", allowHalfOpen: true });
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  socket.end("please\n");
  await once(socket, "end");
  expect(text.trimEnd().split("\n")).toHaveLength(20_000);
  expect(await interrupted(child)).toBe(130);
});

test("console prints the output so far, and streams new output until Ctrl-C", async () => {
  expect((await stack.ec2Pods("console", "web")).stdout).toMatch(/^booted$/m);
  const { child, stdout } = await begin("console", "web", "-f");
  await stdout.until(/^booted$/m);
  const pod = (await podsByName(stack.namespace))["web"]?.metadata.name ?? "";
  await inside(stack.namespace, pod, "echo later > /proc/1/fd/1");
  await stdout.until(/^later$/m);
  expect(stdout.text.match(/^booted$/gm)).toHaveLength(1);
  expect(await interrupted(child)).toBe(130);
});

test("console reconnects if the connection breaks, and prints nothing twice", async () => {
  const followed: ApiCall[] = [];
  const proxy = await ApiProxy.start((call) => {
    if (call.name === "GET pods/log" && call.from.url?.includes("follow=true")) followed.push(call);
    call.pass();
  });
  try {
    const kubeconfig = join(stack.folder, "proxy.json");
    writeFileSync(kubeconfig, proxy.kubeconfig);
    const { child, stdout } = await begin(
      "console",
      "web",
      "-f",
      "--kubeconfig",
      kubeconfig,
      "--context=proxy",
    );
    await stdout.until(/^later$/m);
    const broken = followed.at(-1);
    broken?.drop();
    const pod = (await podsByName(stack.namespace))["web"]?.metadata.name ?? "";
    await inside(stack.namespace, pod, "echo after > /proc/1/fd/1");
    await stdout.until(/^after$/m);
    expect(followed.at(-1)).not.toBe(broken);
    expect(followed.at(-1)?.from.url).toContain("sinceTime=");
    const lines = stdout.text.trimEnd().split("\n");
    expect(new Set(lines).size).toBe(lines.length);
    expect(await interrupted(child)).toBe(130);
  } finally {
    proxy.end();
  }
});

test("port-forward reaches the next Pod of an instance whose Pod was deleted", async () => {
  const { child, stdout, stderr } = await begin("port-forward", "web", "0:80");
  const [, local] = await stdout.until(/:(\d+) -> web/);
  const get = async () => (await fetch(`http://127.0.0.1:${local}/`)).text();
  expect(await get()).toBe("hello\n");
  const podName = async () => (await podsByName(stack.namespace))["web"]?.metadata.name ?? "";
  await kubectl(stack.namespace, "delete", "pod", await podName());
  // One connection may still meet the Pod that ends.
  while (!/^Cannot reach port 80 of Ec2Instance "web": it has no Pod\./m.test(stderr.text)) {
    await get().catch(() => undefined);
  }
  expect((await stack.ec2Pods("start", "web")).code).toBe(0);
  await inside(stack.namespace, await podName(), "until wget -qO /dev/null 127.0.0.1; do sleep 0.1; done");
  while ((await get().catch(() => "")) !== "hello\n");
  expect(await interrupted(child)).toBe(130);
});
