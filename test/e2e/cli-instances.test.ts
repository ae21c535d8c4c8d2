import { join } from "node:path";

import type { InstanceSummary } from "../../provider/cli/instances/instance-summary";
import type { PowerResult } from "../../provider/cli/instances/power";
import { run } from "../../tools/command";
import { fileBackend, root } from "../../tools/stack";
import { pulumiToolchain } from "../../tools/toolchain/pulumi";
import { inside, kubectl, list, type Pod, podsByName, untilUnmarked } from "../support/cluster";
import { begin as beginIn, interrupted } from "../support/foreground-command";
import { notingCli } from "../support/noting-cli";
import { TestStack } from "../support/stack";

const program = `
const machine = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  metadataOptions: { httpEndpoint: "disabled" },
} as const;
new Ec2Instance("web", {
  ...machine,
  tags: { Name: "shop" },
  userData: "#!/bin/sh\\nmkdir /srv; echo hello > /srv/index.html; httpd -p 80 -h /srv; echo booted",
  waitForUserData: true,
});
new Ec2Instance("locked", { ...machine, disableApiStop: true });
`;

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.create("cli", program);
  await stack.up();
});
afterAll(() => stack.remove());

/** Runs a command of the package that must succeed. */
async function succeed(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await stack.ec2Pods(...args);
  if (code !== 0) throw new Error(`ec2-pods ${args.join(" ")} ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}

const instances = async (...args: string[]): Promise<Record<string, InstanceSummary>> => {
  const { instances: all } = JSON.parse(await succeed("list", "--json", ...args)) as {
    instances: InstanceSummary[];
  };
  return Object.fromEntries(all.map((instance) => [instance.name, instance]));
};

const power = async (...args: string[]): Promise<PowerResult> =>
  JSON.parse(await succeed(...args, "--json")) as PowerResult;

const begin = (...args: string[]) => beginIn(stack, ...args);

test("list shows the same with a stack's state and without", async () => {
  const { web } = await podsByName(stack.namespace);
  const { id = "" } = await stack.resource("web");
  const listed = await instances();
  expect(listed).toMatchObject({
    web: {
      id,
      state: "running",
      type: "t3.micro",
      namespace: stack.namespace,
      pod: web?.metadata.name,
      privateIp: web?.status.podIP,
      tags: { Name: "shop" },
    },
    locked: { state: "running" },
  });
  expect(listed["web"]?.groups).toEqual([expect.stringMatching(/^sg-/)]);
  const everywhere = await instances("--all", "--namespace", stack.namespace);
  expect({ ...everywhere["web"], ageSeconds: 0 }).toEqual({ ...listed["web"], ageSeconds: 0 });
  expect(Object.keys(everywhere).sort()).toEqual(["locked", "web"]);
  expect(await succeed("list")).toMatch(new RegExp(`^web +${id} +running +t3.micro +ec2-web-`, "m"));
});

/** Lists the instances with another environment. */
const listWith = async (more: NodeJS.ProcessEnv, ...args: string[]) => {
  const env = { ...(await stack.environment()), ...more };
  return run(process.execPath, [join(root, "dist/cli/main.js"), "list", ...args], { cwd: stack.folder, env });
};

test("a command reads the stack's files, and starts the Pulumi CLI for all that they don't have at the same time", async () => {
  const { PATH, starts } = await notingCli(stack, 3);
  const fromFiles = await listWith({ PATH }, "--json");
  expect(starts()).toEqual([]);
  // The same folder in another form, which is left to the CLI.
  const backend = { PULUMI_BACKEND_URL: fileBackend(stack.folder).replace(".local", "%2Elocal") };
  const env = { ...(await stack.environment()), ...backend };
  await run((await pulumiToolchain()).bin, ["stack", "select", "test"], { cwd: stack.folder, env });
  const fromCli = await listWith({ PATH, ...backend }, "--json");
  expect(starts()).toHaveLength(3);
  const withoutAge = ({ stdout }: { stdout: string }) => stdout.replaceAll(/"ageSeconds": \d+/g, "");
  expect(withoutAge(fromCli)).toContain('"name": "web"');
  expect(withoutAge(fromFiles)).toBe(withoutAge(fromCli));
});

test("if all parts of the stack fail, the message names the first and its fix", async () => {
  const { stderr, code } = await listWith({ PULUMI_BACKEND_URL: fileBackend(join(stack.folder, "bin")) });
  expect(stderr).toMatch(
    /^Cannot read Project ".*": "pulumi stack --show-name" failed .*no stack selected.* select one with "pulumi stack select"\.\n$/,
  );
  expect(code).toBe(1);
});

test("stop ends all processes, and start boots the same machine, which up and reap keep and refresh shows", async () => {
  const before = (await podsByName(stack.namespace))["web"];
  const { id } = await stack.resource("web");
  const followed = await begin("console", "web", "-f");
  await followed.stdout.until(/^booted$/m);

  const place = { pod: before?.metadata.name, privateIp: before?.status.podIP };
  expect(await power("stop", "web")).toEqual({ name: "web", id, changed: true, state: "stopped", ...place });
  await followed.stdout.until(/^ec2-pods: powered off$/m);
  const off = (await podsByName(stack.namespace))["web"];
  expect(off).toMatchObject({ metadata: { uid: before?.metadata.uid }, status: { phase: "Running" } });
  const processes = await inside(stack.namespace, place.pod ?? "", "ps -o args");
  expect(processes.stdout).not.toContain("httpd");
  expect(await power("stop", "web")).toMatchObject({ changed: false, state: "stopped" });
  expect((await instances())["web"]).toMatchObject({ id, state: "stopped", ...place });
  expect((await instances("--all", "--namespace", stack.namespace))["web"]).toMatchObject({
    state: "stopped",
  });
  expect((await stack.ec2Pods("exec", "web")).stderr).toMatch(
    /it is stopped\. Start it with "ec2-pods start web"/,
  );
  expect(await succeed("console", "web")).toMatch(/^booted$/m);

  await stack.refresh();
  expect((await stack.resource("web")).outputs).toMatchObject({
    instanceId: id,
    instanceState: "stopped",
    podName: place.pod,
    privateIp: place.privateIp,
  });

  expect(await power("start", "web")).toEqual({ name: "web", id, changed: true, state: "running", ...place });
  await followed.stdout.until(/^ec2-pods: powered on$/m);
  expect(followed.stdout.text.match(/^booted$/gm)).toHaveLength(1);
  expect(await interrupted(followed.child)).toBe(130);
  const after = (await podsByName(stack.namespace))["web"];
  expect(after?.metadata.uid).toBe(before?.metadata.uid);
  expect(await power("start", "web")).toMatchObject({ changed: false, ...place });

  expect(await succeed("reap", "--yes", "--older-than", "0s")).toContain("0 orphans");
  await stack.refresh();
  expect((await stack.resource("web")).outputs).toMatchObject({ instanceState: "running" });
  await stack.up();
  expect((await podsByName(stack.namespace))["web"]?.metadata.uid).toBe(before?.metadata.uid);
});

test("a machine that powers itself off is stopped, and up without a refresh leaves it so", async () => {
  const { web } = await podsByName(stack.namespace);
  await inside(stack.namespace, web?.metadata.name ?? "", "kill -USR1 1");
  while ((await instances())["web"]?.state !== "stopped");
  await stack.up();
  expect((await instances())["web"]?.state).toBe("stopped");
  await stack.refresh();
  expect(await stack.preview()).toEqual({ web: ["update"] });
  await stack.up();
  expect((await instances())["web"]).toMatchObject({ state: "running", pod: web?.metadata.name });
});

test("reboot keeps the Pod and its disk, and an up without a refresh keeps it", async () => {
  const before = (await podsByName(stack.namespace))["locked"];
  const name = before?.metadata.name ?? "";
  await inside(stack.namespace, name, "echo kept > /kept; sleep 1000 >/dev/null 2>&1 & echo $! > /pid");
  const { id } = await stack.resource("locked");
  expect(await power("reboot", "locked")).toMatchObject({ id, changed: true, state: "running", pod: name });
  const seen = await inside(stack.namespace, name, "cat /kept; kill -0 $(cat /pid) || echo gone");
  expect(seen.stdout).toBe("kept\ngone\n");
  await stack.up();
  expect((await podsByName(stack.namespace))["locked"]?.metadata.uid).toBe(before?.metadata.uid);
});

test("stop protection holds, in EC2's words", async () => {
  const { id } = await stack.resource("locked");
  const { stderr, code } = await stack.ec2Pods("stop", "locked");
  expect(stderr).toBe(
    `Cannot stop Ec2Instance "locked": OperationNotPermitted: The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again. Set disableApiStop to false and run "pulumi up" first.\n`,
  );
  expect(code).toBe(1);
});

test("an instance whose Pod was deleted is listed as terminated, and start keeps its id", async () => {
  const { id } = await stack.resource("web");
  await kubectl(stack.namespace, "delete", "pod", "--selector", `ec2-pods/instance-id=${id ?? ""}`);
  expect((await instances())["web"]).toMatchObject({ id, state: "terminated" });
  stack.env["PULUMI_SKIP_CHECKPOINTS"] = "true";
  expect(await power("start", "web")).toMatchObject({ id, changed: true });
  // No engine saves what this command does.
  expect(await untilUnmarked(stack.namespace)).toContain("ec2-pods/");
  const pods = await list<Pod>(stack.namespace, "pods", "--selector", `ec2-pods/instance-id=${id ?? ""}`);
  expect(pods).toHaveLength(1);
});
