import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, get as httpGet } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { publicAddress } from "../../provider/common/public-address";
import { run } from "../../tools/command";
import { type ApiCall, ApiProxy } from "../support/api-proxy";
import { inside, kubectl, podsByName, testCluster } from "../support/cluster";
import { begin as beginIn, interrupted } from "../support/foreground-command";
import { knock } from "../support/knock";
import { TestStack } from "../support/stack";

/** Two web servers; the first also listens on 8081, which no rule opens at first, and serves an archive. */
const program = (more = "", rules = "") => `
const open = (port, last = port) => ({ protocol: "tcp", fromPort: port, toPort: last, cidrBlocks: ["0.0.0.0/0"] });
const group = new SecurityGroup("web", { ingress: [open(80), open(9000, 9999)${rules}] });
const machine = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  metadataOptions: { httpEndpoint: "disabled" },
  vpcSecurityGroupIds: [group.id],
  waitForUserData: true,
};
const serve = (text) =>
  \`#!/bin/sh
mkdir -p /srv
echo \${text} > /srv/index.html
dd if=/dev/urandom of=/srv/archive bs=1M count=32 2>/dev/null
for port in 80 8081 9123 127.0.0.1:9200; do httpd -p $port -h /srv; done
\`;
const web = new Ec2Instance("web", { ...machine, userData: serve("hello") });
new Ec2Instance("api", { ...machine, userData: serve("api") });
const { ec2 } = require("pulumi-ec2-pods");
const eip = new ec2.Eip("eip", { instance: web.id });
exports.web = web.publicIp;
exports.eip = eip.publicIp;
${more}
`;

let stack: TestStack;
let state: string;
let web: string;
let eip: string;
beforeAll(async () => {
  stack = await TestStack.create("tunnel", program());
  // The path of a socket has a limit.
  state = mkdtempSync(join(tmpdir(), "tunnel-"));
  stack.env["XDG_STATE_HOME"] = state;
  await stack.up();
  ({ web, eip } = await stack.outputs<{ web: string; eip: string }>());
});
afterAll(async () => {
  await stack.remove();
  rmSync(state, { recursive: true, force: true });
});

/** A tunnel that serves; it ends with the test. */
async function begin(...args: string[]) {
  const tunnel = await beginIn(stack, "tunnel", ...args);
  running.push(tunnel.child);
  await tunnel.stdout.until(/^ADDRESS .*\n(.+\n)+|Nothing is served yet/m);
  return tunnel;
}
const running: Awaited<ReturnType<typeof beginIn>>["child"][] = [];
afterEach(async () => {
  for (const child of running.splice(0))
    if (child.exitCode === null && !child.killed) await interrupted(child);
});

const fetchText = async (host: string, port = 80) => (await fetch(`http://${host}:${port}/`)).text();

async function until(test: () => Promise<boolean>): Promise<void> {
  while (!(await test())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const podOf = async (name: string) => (await podsByName(stack.namespace))[name]!.metadata.name;

test("each port that a group opens answers at the instance's address and its Elastic IP, and nothing else does", async () => {
  const { id = "" } = await stack.resource("web");
  const { id: apiId = "" } = await stack.resource("api");
  expect(web).toBe(publicAddress(id));
  const { stdout } = await begin();
  for (const address of [web, eip]) {
    expect(stdout.text).toMatch(new RegExp(`^${address} +80 +web \\(${id}\\) +sg-\\w+$`, "m"));
    expect(await fetchText(address)).toBe("hello\n");
    // Of a wide range, the ports that something listens on; not the one that the instance keeps to itself.
    await stdout.until(new RegExp(`^${address} +9123 |^\\+ ${address}:9123 `, "m"));
    expect(await fetchText(address, 9123)).toBe("hello\n");
    expect(await knock(address, 9200)).toBe("ECONNREFUSED");
    expect(await knock(address, 9124)).toBe("ECONNREFUSED");
    expect(await knock(address, 8081)).toBe("ECONNREFUSED");
  }
  expect(await fetchText(publicAddress(apiId))).toBe("api\n");
  for (const port of [8081, 9200]) {
    await stdout.until(new RegExp(`web \\(${id}\\) listens on tcp port ${port}.*\n`));
  }
  expect(stdout.text).toContain(`web (${id}) listens on tcp port 8081, which no rule of its groups (sg-`);
  expect(stdout.text).toContain('fromPort 8081, toPort 8081, cidrBlocks ["0.0.0.0/0"]');
  expect(stdout.text).toContain(`web (${id}) listens on tcp port 9200 only for itself, at 127.0.0.1.`);
  const { stdout: curl } = await run("curl", ["--silent", "--fail", `http://${web}`]);
  expect(curl).toBe("hello\n");
});

test("100 requests at once, on connections of their own, all get their answers", async () => {
  await begin();
  const agent = new Agent({ maxSockets: Infinity });
  const one = () =>
    new Promise<string>((resolve, reject) => {
      httpGet({ host: web, agent }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve(text));
      }).on("error", reject);
    });
  expect(new Set(await Promise.all(Array.from({ length: 100 }, one)))).toEqual(new Set(["hello\n"]));
});

test("a big file arrives whole, while another download that nobody reads doesn't hold it up", async () => {
  await begin();
  const stalled = connect(80, web);
  await once(stalled, "connect");
  stalled.pause().write("GET /archive HTTP/1.0\r\n\r\n");
  const bytes = Buffer.from(await (await fetch(`http://${web}/archive`)).arrayBuffer());
  const { stdout } = await inside(stack.namespace, await podOf("web"), "sha256sum /srv/archive");
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(stdout.split(" ")[0]);
  let received = 0;
  for await (const chunk of stalled) received += (chunk as Buffer).length;
  expect(received).toBeGreaterThan(bytes.length);
});

test("a client that ends its half of the connection gets the whole answer", async () => {
  const script =
    "echo 'read line; sleep 1; seq 20000' > /srv/a; nc -ll -p 9300 -e sh /srv/a >/dev/null 2>&1 &";
  await inside(stack.namespace, await podOf("web"), script);
  const { stdout } = await begin();
  await stdout.until(new RegExp(`${web} +9300 |\\+ ${web}:9300 `));
  const socket = connect({ port: 9300, host: web, allowHalfOpen: true });
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  socket.end("please\n");
  await once(socket, "end");
  expect(text.trimEnd().split("\n")).toHaveLength(20_000);
});

test("a rule that an update adds or removes counts at once", async () => {
  const { stdout } = await begin();
  expect(await knock(web, 8081)).toBe("ECONNREFUSED");
  stack.program(program("", ", open(8081)"));
  await stack.up();
  await stdout.until(new RegExp(`^\\+ ${web}:8081 `, "m"));
  expect(await fetchText(web, 8081)).toBe("hello\n");
  stack.program(program());
  await stack.up();
  await stdout.until(new RegExp(`^- ${web}:8081 `, "m"));
  expect(await knock(web, 8081)).toBe("ECONNREFUSED");
});

/** A connection to the instance that stays open. */
async function openConnection(): Promise<Socket> {
  const socket = connect(80, web);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write("GET / HTTP/1.1\r\nHost: web\r\n");
  return socket;
}

test("a stop refuses at once and ends the connections, and a start answers at the same address", async () => {
  const { stdout } = await begin();
  const socket = await openConnection();
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const stopping = stack.ec2Pods("stop", "web");
  await closed;
  await stdout.until(new RegExp(`^web \\(i-\\w+\\) is stopped. Nothing answers at .*${web}`, "m"));
  expect(await knock(web)).toBe("ECONNREFUSED");
  expect((await stopping).code).toBe(0);
  expect((await stack.ec2Pods("start", "web")).code).toBe(0);
  await stdout.until(new RegExp(`^\\+ ${web}:80 `, "m"));
  // The disk has the program of the user data's service no more: it doesn't run again at a start.
  await inside(stack.namespace, await podOf("web"), "httpd -p 80 -h /srv");
  expect(await fetchText(web)).toBe("hello\n");
});

test("a new Pod of the instance is another machine at the same address", async () => {
  const { stdout } = await begin();
  const socket = await openConnection();
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await kubectl(stack.namespace, "delete", "pod", await podOf("web"), "--wait=false");
  await closed;
  await stdout.until(new RegExp(`^- ${web}:80 `, "m"));
  expect((await stack.ec2Pods("start", "web")).code).toBe(0);
  await stdout.until(new RegExp(`^\\+ ${web}:80 `, "m"));
  expect(await fetchText(web)).toBe("hello\n");
});

test("Ctrl-C leaves no listener, and a killed tunnel leaves nothing that the next one minds", async () => {
  const first = await begin();
  expect(await interrupted(first.child)).toBe(130);
  expect(await knock(web)).toBe("ECONNREFUSED");
  const second = await begin();
  second.child.kill("SIGKILL");
  await once(second.child, "exit");
  expect(await knock(web)).toBe("ECONNREFUSED");
  await begin();
  expect(await fetchText(web)).toBe("hello\n");
});

test("a tunnel in the background serves until it is stopped, and there is one for a stack", async () => {
  const started = await stack.ec2Pods("tunnel", "--daemon");
  expect(started).toMatchObject({ code: 0, stderr: "" });
  expect(started.stdout).toMatch(/^Serving in the background \(process \d+, log .*\.log\)\. Stop it with/m);
  try {
    expect(await fetchText(web)).toBe("hello\n");
    const again = await stack.ec2Pods("tunnel", "--daemon");
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^A tunnel of .* runs already \(process \d+/),
    });
    const other = await stack.ec2Pods("tunnel");
    expect(other).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Cannot run command "tunnel": a tunnel of/),
    });
    const [, log = ""] = /log (.*\.log)/.exec(started.stdout) ?? [];
    expect(readFileSync(log, "utf8")).toContain(web);
  } finally {
    const stopped = await stack.ec2Pods("tunnel", "--stop");
    expect(stopped.stdout).toMatch(/^Stopped the tunnel of /);
  }
  expect(await knock(web)).toBe("ECONNREFUSED");
  expect((await stack.ec2Pods("tunnel", "--stop")).stdout).toMatch(/^No tunnel of .* runs/);
});

test("an API server that is away for a while costs the open connections, and no more", async () => {
  const open: ApiCall[] = [];
  const pass = (call: ApiCall) => {
    open.push(call);
    call.pass();
  };
  const proxy = await ApiProxy.start(pass);
  try {
    const kubeconfig = join(stack.folder, "away.json");
    writeFileSync(kubeconfig, proxy.kubeconfig);
    const { stdout } = await begin("--kubeconfig", kubeconfig, "--context=proxy");
    const socket = await openConnection();
    socket.write("X: y\r\n");
    await until(() => Promise.resolve(open.some(({ name }) => name === "POST pods/portforward")));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    proxy.treatment = (call) => call.drop();
    open.forEach((call) => call.drop());
    await closed;
    // This connection waits until the API server is back.
    const waiting = fetchText(web);
    setTimeout(() => (proxy.treatment = pass), 1_500);
    expect(await waiting).toBe("hello\n");
    const policy = (await kubectl(stack.namespace, "get", "networkpolicies", "--output", "name")).trim();
    const patch = [{ op: "remove", path: "/spec/ingress/0" }];
    await kubectl(stack.namespace, "patch", policy, "--type=json", "--patch", JSON.stringify(patch));
    await stdout.until(new RegExp(`^- ${web}:80 `, "m"));
  } finally {
    proxy.end();
    await stack.refresh();
    await stack.up();
  }
});

test("a user who may not list NetworkPolicies serves nothing, and learns which permission is missing", async () => {
  const { kubeconfig, context } = testCluster();
  const config = JSON.parse(
    (
      await run("kubectl", [
        "--kubeconfig",
        kubeconfig,
        "--context",
        context,
        "config",
        "view",
        "--raw",
        "--minify",
        "--output",
        "json",
      ])
    ).stdout,
  ) as { users: { user: object }[] };
  for (const entry of config.users) Object.assign(entry.user, { as: "guest" });
  writeFileSync(join(stack.folder, "guest.json"), JSON.stringify(config));
  const verbs = ["--verb=get,list,watch", "--resource=pods"];
  await kubectl(stack.namespace, "create", "role", "guest", ...verbs);
  await kubectl(stack.namespace, "create", "rolebinding", "guest", "--role=guest", "--user=guest");
  const { stdout } = await begin("--kubeconfig", "guest.json");
  await stdout.until(/^Nothing is served yet/m);
  expect(stdout.text).toMatch(
    /^Instances of namespace \S+ aren't served: .*cannot list resource "networkpolicies"/m,
  );
  expect(await knock(web)).toBe("ECONNREFUSED");
});
