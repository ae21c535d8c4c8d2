import { cpSync, rmSync, writeFileSync } from "node:fs";

import { fileBackend } from "../../tools/stack";
import { apply, kubectl, list, type Pod, podsByName, untilUnmarked } from "../support/cluster";
import { reap as reapOf } from "../support/reap";
import { TestStack } from "../support/stack";

const good = `ami: "busybox:1.35", instanceType: "t3.micro"`;
const hanging = `ami: "127.0.0.1:1/none:1", instanceType: "t3.micro"`;

let stack: TestStack;
afterEach(() => stack.remove());

const reap = (...args: string[]) => reapOf(stack, ...args);

/** Name and uid of all objects that aren't being deleted. */
async function objects(): Promise<string[]> {
  const kinds = "pods,networkpolicies,secrets,persistentvolumeclaims";
  const all = await list<Pod>(stack.namespace, kinds);
  return all
    .filter(({ metadata }) => !metadata.deletionTimestamp)
    .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
    .sort();
}

/** Creates a Pod without the provider. */
const pod = (name: string, metadata: Partial<Pod["metadata"]>): Promise<void> =>
  apply(stack.namespace, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, ...metadata },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [{ name: "instance", image: "busybox:1.35", command: ["sleep", "3600"] }],
    },
  });

const young = "kept: it is young: an update in progress may not have saved it yet";
const otherOrigin = "kept: another machine, another user or another folder created it";

test("what a killed up left is found and deleted, and nothing else", async () => {
  stack = await TestStack.create("reap-killed", `new Ec2Instance("web", { ${good} });`);
  await stack.up();
  const web = `new Ec2Instance("web", { ${good} });`;
  const ebs = `ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }]`;
  stack.program(`${web} new Ec2Instance("web-2", { ${hanging}, userData: "#!/bin/sh", ${ebs} });`);
  const up = stack.failingUp();
  let left: Pod | undefined;
  while (!left) left = (await podsByName(stack.namespace))["web-2"];
  while ((await list(stack.namespace, "secrets,persistentvolumeclaims")).length < 2);
  await stack.kill();
  await up;

  const { name, labels, annotations } = left.metadata;
  await pod("other-origin", { labels, annotations: { ...annotations, "ec2-pods/maker": "another" } });
  await pod("unknown-origin", { labels });
  await pod("other-stack", { labels: { ...labels, "ec2-pods/owner": "0123456789abcdef" }, annotations });
  await pod(`${name.slice(0, -1)}-x`, { annotations });
  const before = await objects();

  const listed = await reap();
  expect(listed.verdicts).toEqual({
    [name]: young,
    "other-origin": otherOrigin,
    "unknown-origin": "kept: it has no record of its origin",
  });
  expect(listed.result).toMatchObject({ stack: "test", known: 2 });
  const dry = await stack.ec2Pods("reap", "--older-than", "0s", "--namespace", stack.namespace);
  expect({ code: dry.code, stderr: dry.stderr }).toEqual({ code: 0, stderr: "" });
  const id = labels["ec2-pods/instance-id"] ?? "";
  expect(dry.stdout).toMatch(
    new RegExp(
      `^Pod +${stack.namespace} +${name} +${id} +\\d+[sm] +orphan +the creation of its instance never finished; with the volumes ec2-${id}-sdf$`,
      "m",
    ),
  );
  expect(dry.stdout.trimEnd().split("\n").slice(-3)).toEqual([
    `Stack "test" of project "${stack.namespace}" in namespace "${stack.namespace}": 1 orphan, 2 kept, 2 in its state.`,
    'For objects of other origins, see --any-origin in "ec2-pods reap --help".',
    `Delete it with: ec2-pods reap --stack test --older-than 0s --namespace ${stack.namespace} --yes`,
  ]);
  expect(await objects()).toEqual(before);

  const { code, verdicts } = await reap("--older-than", "0s", "--yes");
  expect(code).toBe(0);
  expect(verdicts[name]).toBe("deleted: the creation of its instance never finished");
  await kubectl(stack.namespace, "wait", "--for=delete", `pod/${name}`, `secret/${name}`, "--timeout=180s");
  expect(await objects()).toEqual(
    before.filter((object) => !object.startsWith(`${name} `) && !object.includes(id)),
  );

  stack.program(web);
  await stack.up();
  const taken = await reap("--older-than", "0s", "--any-origin");
  expect(taken.verdicts).toEqual({
    "other-origin": expect.stringContaining("orphan: ") as string,
    "unknown-origin": expect.stringContaining("orphan: ") as string,
  });
});

test("all that a removed stack left is found by its name, and a policy outlives its members", async () => {
  const program = `
    const web = new SecurityGroup("web");
    new SecurityGroupIngressRule("http", {
      securityGroupId: web.id, ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0",
    });
    new Ec2Instance("server", { ${good}, vpcSecurityGroupIds: [web.id] });
    new Ec2Instance("visitor", { ${good} });
    export const id = web.id;
  `;
  stack = await TestStack.create("reap-gone", program);
  await stack.up();
  await untilUnmarked(stack.namespace);
  const { id: group } = await stack.outputs<{ id: string }>();
  const policies = (await list(stack.namespace, "networkpolicies")).map(({ metadata }) => metadata.name);
  const pods = (await list(stack.namespace, "pods")).map(({ metadata }) => metadata.name);
  expect([policies.length, pods.length]).toEqual([3, 2]);
  expect((await reap("--older-than", "0s")).result).toMatchObject({ known: 5, objects: [] });

  await stack.succeed("stack", "rename", "renamed");
  const renamed = (await reap("--stack", "test", "--yes")).verdicts;
  expect(Object.keys(renamed).sort()).toEqual([...pods, ...policies].sort());
  expect([...new Set(Object.values(renamed))]).toEqual(['kept: it is in the state of stack "renamed"']);
  await stack.succeed("stack", "rename", "test");

  await stack.succeed("stack", "rm", "--yes", "--force", "test");
  const unnamed = await stack.ec2Pods("reap");
  expect({ code: unnamed.code, stdout: unnamed.stdout }).toEqual({ code: 1, stdout: "" });
  expect(unnamed.stderr).toMatch(/: no stack selected.* Name one with --stack, or select one with /);

  await pod("stranger", { labels: { [`security-group.ec2-pods/${group}`]: "member" } });
  const before = await objects();
  const moved = await reap("--stack", "test", "--yes");
  expect(new Set(moved.result.objects.map(({ verdict }) => verdict))).toEqual(new Set(["kept"]));
  const listed = await reap("--stack", "test", "--include-saved");
  expect(listed.result.goneFrom).toMatch(/^file:/);
  const orphan = "orphan: the stack no longer exists";
  const rule = policies.find((name) => name.startsWith("sgr-"))!;
  const blocked = `kept: Pod ${stack.namespace}/stranger is a member and would be open without it`;
  expect(listed.verdicts).toEqual({
    ...Object.fromEntries([...pods, ...policies].map((name) => [name, orphan])),
    [group]: blocked,
  });
  expect(await objects()).toEqual(before);

  const first = await reap("--stack", "test", "--include-saved", "--yes");
  expect(first.code).toBe(0);
  expect([first.verdicts[rule], first.verdicts[group]]).toEqual([
    "deleted: the stack no longer exists",
    blocked,
  ]);
  expect((await objects()).map((object) => object.split(" ")[0])).toEqual([group, "stranger"].sort());
  await kubectl(stack.namespace, "delete", "pod", "stranger");
  expect((await reap("--stack", "test", "--include-saved", "--yes")).verdicts).toEqual({
    [group]: "deleted: the stack no longer exists",
  });
  expect(await objects()).toEqual([]);
});

test("a colleague's or a runner's up keeps the origin, and their reap keeps objects of another origin", async () => {
  stack = await TestStack.create("reap-moved", `new SecurityGroup("web", { description: "first" });`);
  await stack.up();
  const policy = async () => {
    const [found] = await list<Pod>(stack.namespace, "networkpolicies");
    const { "ec2-pods/maker": origin, "ec2-pods/description": description } = found!.metadata.annotations;
    return { name: found!.metadata.name, origin, description };
  };
  const { name, origin } = await policy();
  expect(origin).toMatch(/^[0-9a-f]{16}$/);

  const original = stack.folder;
  const moved = `${original}-moved`;
  cpSync(original, moved, { recursive: true });
  const selected = ["--stack", "test", "--cwd", moved];
  try {
    const there = (...args: string[]) => stack.succeed(...args, ...selected);
    expect(await there("preview", "--diff")).toMatch(/ 4 unchanged/);
    stack.program(`new SecurityGroup("web", { description: "second" });`);
    cpSync(`${original}/index.js`, `${moved}/index.js`);
    await there("up", "--yes", "--skip-preview");
    expect(await policy()).toEqual({ name, origin, description: "second" });
    // The colleague's own backend, a copy, has the stack no longer.
    stack.env["PULUMI_BACKEND_URL"] = fileBackend(moved);
    await stack.succeed("stack", "rm", "--yes", "--force", "test");
    expect((await reap(...selected, "--include-saved")).verdicts).toEqual({ [name]: otherOrigin });
    expect((await reap(...selected, "--include-saved", "--any-origin")).verdicts).toEqual({
      [name]: "orphan: the stack no longer exists",
    });
  } finally {
    stack.env["PULUMI_BACKEND_URL"] = fileBackend(original);
    rmSync(moved, { recursive: true });
  }
});

test("a user of one namespace sees its objects, and which could not be deleted", async () => {
  stack = await TestStack.create("reap-guest", `new SecurityGroup("web");`);
  await stack.up();
  await stack.succeed("stack", "rm", "--yes", "--force", "test");
  const before = await objects();
  await kubectl(stack.namespace, "create", "serviceaccount", "guest");
  const subject = ["--serviceaccount", `${stack.namespace}:guest`];
  await kubectl(stack.namespace, "create", "rolebinding", "guest", "--clusterrole", "view", ...subject);
  const view = await kubectl("default", "config", "view", "--raw", "--minify", "--output", "json");
  const config = JSON.parse(view) as {
    users: { user: object }[];
    contexts: { context: { namespace?: string } }[];
  };
  config.users[0]!.user = { token: await kubectl(stack.namespace, "create", "token", "guest") };
  config.contexts[0]!.context.namespace = stack.namespace;
  writeFileSync(`${stack.folder}/guest`, JSON.stringify(config));

  const { code, result } = await reap("--stack", "test", "--include-saved", "--yes", "--kubeconfig", "guest");
  expect(code).toBe(1);
  expect(result.namespace).toBe(stack.namespace);
  expect(result.objects).toMatchObject([
    {
      verdict: "failed",
      why: expect.stringMatching(/denies access: .* cannot delete resource/) as string,
    },
  ]);
  expect(await objects()).toEqual(before);
});

test("a state that can't be read never counts as a stack that no longer exists", async () => {
  stack = await TestStack.create("reap-faults", `new SecurityGroup("web");`);
  await stack.up();
  const before = await objects();
  const failed = async (env: NodeJS.ProcessEnv, ...args: string[]) => {
    const own = { ...stack.env };
    Object.assign(stack.env, env);
    const { code, stdout, stderr } = await stack.ec2Pods(
      "reap",
      "--yes",
      "--any-origin",
      "--older-than",
      "0s",
      ...args,
    );
    for (const key of Object.keys(env)) Reflect.deleteProperty(stack.env, key);
    Object.assign(stack.env, own);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    return stderr;
  };
  const named = ["--stack", "test"];
  expect(await failed({ PATH: "" }, ...named)).toBe(
    'Cannot read Stack "test": the Pulumi CLI can\'t be run: spawn pulumi ENOENT. Install it from https://www.pulumi.com/docs/install, and add it to PATH.\n',
  );
  expect(await failed({ PULUMI_BACKEND_URL: "file:///nonexistent" }, ...named)).toMatch(
    /^Cannot read Stack "test": "pulumi config --json --stack=test" failed with exit code 1: unable to open state directory/,
  );
  expect(
    await failed({ PULUMI_BACKEND_URL: "https://api.pulumi.com", PULUMI_ACCESS_TOKEN: "" }, ...named),
  ).toMatch(/Log in with "pulumi login"\.\n$/);
  expect(await failed({}, "--stack", "organization/other/test")).toBe(
    `Cannot read Stack "organization/other/test": it belongs to project "other", but this folder is project "${stack.namespace}". Name the folder of its project with --cwd.\n`,
  );
  expect(await failed({}, "--cwd", "/")).toMatch(
    /^Cannot read Project "\/": there is no Pulumi.yaml in it or above it\./,
  );
  const remote = `${stack.folder}/remote`;
  writeFileSync(
    remote,
    JSON.stringify({
      clusters: [{ name: "team", cluster: { server: "https://cluster.example.com" } }],
      contexts: [{ name: "team", context: { cluster: "team", user: "team" } }],
      "current-context": "team",
    }),
  );
  expect(await failed({ KUBECONFIG: remote })).toMatch(
    /^Cannot reap Stack "test": the current context "team" \(https:\/\/cluster\.example\.com\) isn't recognizably local, and no setting names it/,
  );
  expect(await objects()).toEqual(before);
});
