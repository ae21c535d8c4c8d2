import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { type ApiCall, ApiProxy } from "../support/api-proxy";
import { list, livePods, type Pod } from "../support/cluster";
import { applyGroup } from "../support/group";
import { group, tolerating } from "../support/instance";
import { type Shared, TestStack } from "../support/stack";

const volume = `[{ deviceName: "/dev/sdf", volumeSize: 1 }]`;
const instances = (tolerated: string, web: string, others = ""): string => `
  const tags = { ${tolerating(tolerated)} };
  const common = { ami: "busybox:1.35", instanceType: "t3.micro", userData: "#!/bin/sh", tags };
  new Ec2Instance("web", { ...common, ${web} });
  new Ec2Instance("db", { ...common, ${web}, ebsBlockDevices: ${volume} });
  ${others}
`;
const inExternalGroup = (tolerated: string): string =>
  instances(tolerated, `vpcSecurityGroupIds: ["${group}"]`);
const inDeclaredGroups = (tolerated: string): string => `
  const http = new SecurityGroup("http");
  ${instances(tolerated, "vpcSecurityGroupIds: [http.id]", `new Ec2Instance("visitor", common);`)}
`;
const kinds = "pods,networkpolicies,secrets,persistentvolumeclaims";

/** A stack whose calls to the API server are recorded. */
interface User {
  stack: TestStack;
  proxy: ApiProxy;
  /** Every object that it created, changed or deleted. */
  written: Set<string>;
  treat: (call: ApiCall) => unknown;
}

let users: User[] = [];
afterEach(async () => {
  // The first user's stack owns the namespace, so it is removed last.
  for (const { stack, proxy } of users.reverse()) {
    await stack.remove();
    proxy.end();
  }
  users = [];
});

async function addUser(name: string, program: string, shared?: Shared): Promise<User> {
  const stack = await TestStack.create(name, program, shared);
  const user: User = { stack, written: new Set(), treat: pass, proxy: await ApiProxy.start(record) };
  function record(call: ApiCall): unknown {
    const [method, kind = ""] = call.name.split(" ");
    const name = /\/namespaces\/[^/]+\/\w+\/([^/?]+)/.exec(call.from.url ?? "")?.[1];
    if (method !== "GET" && method !== "WATCH" && /\/namespaces\//.test(call.from.url ?? "")) {
      user.written.add(`${kind} ${name ?? (JSON.parse(call.body) as Pod).metadata.name}`);
    }
    return user.treat(call);
  }
  stack.kubeconfig = join(stack.folder, "kubeconfig");
  writeFileSync(stack.kubeconfig, user.proxy.kubeconfig);
  users.push(user);
  return user;
}

const pass = (call: ApiCall): unknown => call.pass();

/** Runs a command for all users. Their first calls of this name wait for each other. */
function atOnce<T>(name: string, run: (user: User) => Promise<T>): Promise<T[]> {
  const arrivals = users.map((user) => {
    return new Promise<void>((arrived) => {
      user.treat = async (call) => {
        if (call.name === name) {
          arrived();
          await Promise.all(arrivals);
        }
        call.pass();
      };
    });
  });
  return Promise.all(users.map(run));
}

/** Runs a command, and kills it as soon as the API server has executed the first call of this name. */
async function runAndKill(user: User, name: string, command: "up" | "destroy"): Promise<void> {
  const done = new Promise<void>((resolve) => {
    user.treat = (call) => (call.name === name ? call.act().then(() => resolve()) : call.pass());
  });
  const run = user.stack.pulumi(command, "--yes", "--skip-preview");
  await done;
  await user.stack.kill();
  await run;
  user.treat = pass;
}

/** Names of the Pods that aren't being deleted, and of those in the states. */
async function pods(): Promise<{ live: string[]; inStates: string[] }> {
  const [{ stack }] = users as [User];
  const live = (await livePods(stack.namespace, "-l", "ec2-pods/owner")).map(({ metadata }) => metadata.name);
  const resources = await Promise.all(users.map((user) => user.stack.instances()));
  return {
    live: live.sort(),
    inStates: resources
      .flat()
      .map(({ outputs }) => String(outputs["podName"]))
      .sort(),
  };
}

/** Waits until nothing of these stacks is left. Secrets and volumes are deleted shortly after their Pods. */
async function untilGone(): Promise<void> {
  const [{ stack }] = users as [User];
  while ((await list(stack.namespace, kinds, "-l", "ec2-pods/owner")).length > 0);
}

/** Creates, re-creates and destroys both stacks at once, and kills the second one. Each has `count` instances. */
async function runBoth(program: (tolerated: string) => string, count: number): Promise<void> {
  const [, second] = users as [User, User];
  await atOnce("POST pods", ({ stack }) => stack.up());
  const before = await pods();
  expect(before.live).toEqual(before.inStates);
  expect(before.live).toHaveLength(2 * count);

  users.forEach(({ stack }) => stack.program(program("new")));
  await Promise.all([users[0]!.stack.up(), runAndKill(second, "POST pods", "up")]);
  await second.stack.up();
  const after = await pods();
  expect(after.live).toEqual(after.inStates);
  expect(after.live).toHaveLength(2 * count);
  expect(after.live.filter((name) => before.live.includes(name))).toEqual([]);

  await Promise.all([users[0]!.stack.destroy(), runAndKill(second, "DELETE pods", "destroy")]);
  await second.stack.destroy();
  await untilGone();
}

/** Each user wrote objects of exactly these kinds, and no object of the other one but the Service, which belongs to neither. */
function expectApart(...kinds: string[]): void {
  const ofNamespace = "services ec2-instances";
  const [first, second] = users.map(({ written }) => [...written].filter((each) => each !== ofNamespace)) as [
    string[],
    string[],
  ];
  for (const written of [first, second]) {
    expect([...new Set(written.map((object) => object.split(" ")[0]))].sort()).toEqual(kinds);
  }
  expect(first.filter((object) => second.includes(object))).toEqual([]);
}

test("two stacks in one namespace never touch each other's objects, even if one is killed", async () => {
  const first = await addUser("side-one", inDeclaredGroups("old"));
  await addUser("side-two", inDeclaredGroups("old"), { namespace: first.stack.namespace });
  await runBoth(inDeclaredGroups, 3);
  expectApart("networkpolicies", "persistentvolumeclaims", "pods", "secrets");
});

test("two users with a stack of the same name never touch each other's objects", async () => {
  const first = await addUser("side-user", inExternalGroup("old"));
  const { namespace, project } = first.stack;
  await applyGroup(namespace);
  await addUser("side-user", inExternalGroup("old"), { namespace, project });
  await runBoth(inExternalGroup, 2);
  expectApart("persistentvolumeclaims", "pods", "secrets");
});

test("if two users create a group of the same name, one of them gets an error that it already exists", async () => {
  const program = `new SecurityGroup("http");`;
  const first = await addUser("side-group", program);
  const { namespace, project } = first.stack;
  await addUser("side-group", program, { namespace, project });
  const outcomes = await atOnce("POST networkpolicies", ({ stack }) =>
    stack.pulumi("up", "--yes", "--skip-preview"),
  );
  expect(outcomes.map(({ code }) => code === 0).sort()).toEqual([false, true]);
  const policies = async () =>
    (await list<Pod>(namespace, "networkpolicies")).map(({ metadata }) => JSON.stringify(metadata));
  const before = await policies();
  expect(before).toHaveLength(1);
  const [winner, loser] = (outcomes[0]!.code === 0 ? users : [...users].reverse()) as [User, User];
  expect(await loser.stack.failingUp()).toMatch(
    /networkpolicies.networking.k8s.io "sg-[0-9a-f]{17}" already exists/,
  );
  await loser.stack.destroy();
  expect(await policies()).toEqual(before);

  await winner.stack.destroy();
  await loser.stack.up();
  expect(await policies()).toHaveLength(1);
});
