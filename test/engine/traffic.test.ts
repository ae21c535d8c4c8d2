import { inside, kubectl, list } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

interface Instances {
  [name: string]: { podName: string; privateIp: string };
}

const everywhere = `[{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }]`;

/** A web server on three ports, and an instance in the app group; `ingress` is that of the web group. */
const program = (ingress: string, appGroups = "[app.id]"): string => `
const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };
const app = new SecurityGroup("app", { egress: ${everywhere} });
const closed = new SecurityGroup("closed");
const web = new SecurityGroup("web", { ingress: ${ingress}, egress: ${everywhere} });
const userData = "#!/bin/sh\\nmkdir /www; echo hello > /www/index.html; for port in 80 8080 9090; do httpd -p $port -h /www; done\\n";
const webServer = new Ec2Instance("web", { ...machine, vpcSecurityGroupIds: [web.id], userData });
const appServer = new Ec2Instance("app", { ...machine, vpcSecurityGroupIds: ${appGroups} });
const visitor = new Ec2Instance("visitor", machine);
const friend = new Ec2Instance("friend", machine);
const locked = new Ec2Instance("locked", { ...machine, vpcSecurityGroupIds: [closed.id] });
const of = ({ podName, privateIp }: Ec2Instance) => ({ podName, privateIp });
export const instances = {
  web: of(webServer), app: of(appServer), visitor: of(visitor), friend: of(friend), locked: of(locked),
};
`;
const fromApp = (fromPort: number, toPort = fromPort) =>
  `[{ protocol: "tcp", fromPort: ${fromPort}, toPort: ${toPort}, securityGroups: [app.id] }]`;

/** Which of the web server's ports an instance reaches; "refused" is what a policy does: nothing answers. */
async function reached(instances: Instances, from: string, to = "web"): Promise<string> {
  const ip = instances[to]!.privateIp;
  const fetch = `for port in 80 8080 9090; do timeout 2 wget -qO- http://${ip}:$port/ >/dev/null 2>&1 && echo $port; done; true`;
  const { stdout } = await inside(stack.namespace, instances[from]!.podName, fetch);
  return stdout.trim().split("\n").join(" ") || "refused";
}

/** The matrix once it is as expected: a change of policy takes the engine a moment. */
async function matrix(
  instances: Instances,
  expected: Record<string, string>,
): Promise<Record<string, string>> {
  let seen: Record<string, string> = {};
  for (let tries = 0; tries < 5; tries++) {
    seen = {};
    for (const from of Object.keys(expected)) seen[from] = await reached(instances, from);
    if (JSON.stringify(seen) === JSON.stringify(expected)) break;
  }
  return seen;
}

test("only members of the named group reach the named port, and changes of rules and membership are live", async () => {
  stack = await TestStack.create("traffic", program(fromApp(80)));
  await stack.up();
  const { instances } = await stack.outputs<{ instances: Instances }>();
  const { web, app, visitor } = instances as Record<"web" | "app" | "visitor", Instances[string]>;
  const served = "until wget -qO- http://127.0.0.1:9090/ >/dev/null; do sleep 0.1; done";
  await inside(stack.namespace, web.podName, served);

  let expected: Record<string, string> = { app: "80", visitor: "refused", locked: "refused" };
  expect(await matrix(instances, expected)).toEqual(expected);
  const before = await kubectl(stack.namespace, "get", "pods", "--output", "name");

  // Without any group of its own an instance is in the default group: its members reach each other.
  const listen = "httpd -p 80 -h /etc";
  await inside(stack.namespace, visitor.podName, listen);
  const knock = (from: string) =>
    inside(
      stack.namespace,
      instances[from]!.podName,
      `timeout 2 wget -qO- http://${visitor.privateIp}/hostname`,
    );
  expect((await knock("friend")).stdout.trim()).toBe(visitor.podName);
  expect((await knock("app")).code).not.toBe(0);

  // A group without egress still resolves names, as in EC2.
  const { stdout } = await inside(
    stack.namespace,
    instances["locked"]!.podName,
    "nslookup kubernetes.default.svc.cluster.local",
  );
  expect(stdout).toContain("10.96.0.1");

  const [policy] = await list<{ metadata: { name: string; uid: string } }>(
    stack.namespace,
    "networkpolicies",
    "-l",
    "ec2-pods/name=web",
  );
  stack.program(program(fromApp(8080, 9090)));
  await stack.up();
  expected = { app: "8080 9090", visitor: "refused" };
  expect(await matrix(instances, expected)).toEqual(expected);
  const [changed] = await list<{ metadata: { name: string; uid: string } }>(
    stack.namespace,
    "networkpolicies",
    "-l",
    "ec2-pods/name=web",
  );
  expect(changed?.metadata.uid).toBe(policy?.metadata.uid);

  stack.program(program(fromApp(80), "[closed.id]"));
  await stack.up();
  expected = { app: "refused" };
  expect(await matrix(instances, expected)).toEqual(expected);

  const cidr = `[{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["${app.privateIp}/32"] }]`;
  stack.program(program(cidr));
  await stack.up();
  expected = { app: "80", visitor: "refused" };
  expect(await matrix(instances, expected)).toEqual(expected);
  expect(await kubectl(stack.namespace, "get", "pods", "--output", "name")).toBe(before);
});
