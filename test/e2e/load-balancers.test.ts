import { apply, inside, kubectl, list, type Pod } from "../support/cluster";
import { TestStack } from "../support/stack";
import { watch } from "../support/watch";

let stack: TestStack;
afterEach(() => stack.remove());

interface Settings {
  names?: string[];
  port?: number;
  /** Instances that are targets; all by default. */
  targets?: string[];
  /** Groups of the load balancer. */
  groups?: string;
  /** The load balancer and its parts are in a component, with aliases of what they were before. */
  isMoved?: boolean;
  more?: string;
}

/** A load-balanced web tier in a VPC, as programs for AWS have it. */
const site = ({
  names = ["one", "two", "three"],
  port = 80,
  targets = names,
  groups = "front.id",
  isMoved = false,
  more = "",
}: Settings = {}): string => `
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
const place: pulumi.CustomResourceOptions = ${isMoved}
  ? { parent: new pulumi.ComponentResource("shop:Tier", "tier"), aliases: [{ parent: pulumi.rootStackResource }] }
  : {};
const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
const subnets = ["a", "b"].map((zone, index) => new aws.ec2.Subnet(zone, {
  vpcId: vpc.id, cidrBlock: \`10.0.\${index}.0/24\`, availabilityZone: \`us-east-1\${zone}\`,
}));
const egress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const tcp = (port: number) => ({ protocol: "tcp", fromPort: port, toPort: port });
const front = new aws.ec2.SecurityGroup("front", {
  vpcId: vpc.id, egress,
  ingress: [80, 8080].map((port) => ({ ...tcp(port), cidrBlocks: ["0.0.0.0/0"] })),
});
const closed = new aws.ec2.SecurityGroup("closed", { vpcId: vpc.id, egress });
const back = new aws.ec2.SecurityGroup("back", {
  vpcId: vpc.id, egress, ingress: [{ ...tcp(80), securityGroups: [front.id] }],
});
const names = ${JSON.stringify(names)};
const machines = names.map((name, index) => new aws.ec2.Instance(name, {
  ami: "busybox:1.35", instanceType: "t3.micro", subnetId: subnets[index % 2].id, vpcSecurityGroupIds: [back.id],
  userData: \`#!/bin/sh\\nmkdir -p /srv/api\\necho \${name} | tee /srv/index.html >/srv/api/index.html\\ntouch /srv/health\\nhttpd -h /srv\\n\`,
}));
const balancer = new aws.lb.LoadBalancer("web", { securityGroups: [${groups}], subnets: subnets.map(({ id }) => id) }, place);
const group = new aws.lb.TargetGroup("web", {
  port: 80, protocol: "HTTP", vpcId: vpc.id,
  healthCheck: { path: "/health", interval: 5, timeout: 2, healthyThreshold: 2, unhealthyThreshold: 2 },
}, place);
const targets: string[] = ${JSON.stringify(targets)};
machines.forEach(({ id }, index) => {
  if (targets.includes(names[index])) {
    new aws.lb.TargetGroupAttachment(names[index], { targetGroupArn: group.arn, targetId: id, port: 80 }, place);
  }
});
const listener = new aws.lb.Listener("web", {
  loadBalancerArn: balancer.arn, port: ${port}, protocol: "HTTP",
  defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
}, place);
${more}
export const dnsName = balancer.dnsName;
export const pods = Object.fromEntries(machines.map((machine, index) => [names[index], (machine as any).podName]));
export const addresses = machines.map(({ privateIp }) => privateIp);`;

interface Outputs {
  dnsName: string;
  pods: Record<string, string>;
  addresses: string[];
}

/** A stack of the site, and a Pod in no group that sends requests. */
async function create(name: string, program: string): Promise<void> {
  stack = await TestStack.create(name, "");
  stack.awsProgram(program);
  await apply(stack.namespace, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "client" },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [{ name: "client", image: "busybox:1.35", command: ["sleep", "2147483647"] }],
    },
  });
  await kubectl(stack.namespace, "wait", "pod/client", "--for=condition=Ready", "--timeout=180s");
}

const client = async (script: string) => (await inside(stack.namespace, "client", script)).stdout;

/** What answers to twelve requests, sorted and without repetition. */
const round = (url: string): string =>
  `for i in 1 2 3 4 5 6 7 8 9 10 11 12; do timeout 3 wget -qO- ${url} 2>/dev/null || echo none; done | sort -u | xargs`;

/** Asks until exactly these answer. */
const untilAnswers = async (url: string, ...names: string[]) => {
  const wanted = [...names].sort().join(" ");
  const { stdout, code } = await inside(
    stack.namespace,
    "client",
    `until answers=$(${round(url)}); [ "$answers" = "${wanted}" ]; do echo "$answers"; done >/tmp/seen; echo "$answers"`,
  );
  expect({ stdout, code }).toEqual({ stdout: `${wanted}\n`, code: 0 });
};

const outputs = () => stack.outputs<Outputs>();

const left = async () => ({
  services: await list(stack.namespace, "services"),
  deployments: await list(stack.namespace, "deployments"),
  // Kubernetes deletes the Secrets of instances shortly after their Pods.
  records: (await list(stack.namespace, "secrets,configmaps")).filter(({ metadata }) =>
    metadata.name.startsWith("lb-"),
  ),
  pods: await list<Pod>(stack.namespace, "pods", "--selector=ec2-pods/name"),
  policies: await list(stack.namespace, "networkpolicies"),
});
const nothing = { services: [], deployments: [], records: [], pods: [], policies: [] };

/** The Pods of load balancers that an operation launches. */
async function rollsOf(operation: () => Promise<unknown>): Promise<string[]> {
  const pods = await watch(stack.namespace, "pods");
  const outcome = await operation().catch((error: unknown) => error);
  const events = (await pods.end()).filter(({ labels }) => labels.includes("ec2-pods/load-balancer"));
  if (outcome instanceof Error) throw outcome;
  return [...new Set(events.filter(({ type }) => type === "ADDED").map(({ name }) => name))];
}

test("healthy instances share the requests, and only the load balancer reaches them", async () => {
  const names = ["one", "two", "three"];
  await create("balanced", site({ names }));
  // The Pod of the listener, and one roll at most for each instance: they may come up long after each other.
  expect((await rollsOf(stack.up)).length).toBeLessThanOrEqual(names.length + 1);
  const first = await outputs();
  expect(first.dnsName).toMatch(
    new RegExp(`^lb-web-[0-9a-f]{10}\\.${stack.namespace}\\.svc\\.cluster\\.local$`),
  );
  const url = `http://${first.dnsName}`;
  await untilAnswers(url, "one", "two", "three");
  for (const address of first.addresses) {
    expect(await client(`timeout 3 wget -qO- http://${address} || echo no answer`)).toBe("no answer\n");
  }
  await stack.succeed("preview", "--expect-no-changes");
  await stack.refresh("--expect-no-changes");

  // Without its file, the health check of an instance fails.
  await inside(stack.namespace, first.pods["one"]!, "rm /srv/health");
  await untilAnswers(url, "two", "three");
  await inside(stack.namespace, first.pods["one"]!, "touch /srv/health");
  await untilAnswers(url, "one", "two", "three");

  // A stopped instance answers no health check. Its files are there when it is started.
  expect((await stack.ec2Pods("stop", "two")).code).toBe(0);
  await untilAnswers(url, "one", "three");
  const rolls = await rollsOf(async () => {
    expect((await stack.ec2Pods("start", "two")).code).toBe(0);
    await stack.refresh();
    await stack.up();
  });
  expect(rolls).toEqual([]);
  const started = await outputs();
  expect(started).toEqual(first);
  await inside(stack.namespace, started.pods["two"]!, "httpd -h /srv");
  await untilAnswers(url, "one", "two", "three");

  stack.awsProgram(site({ targets: ["one", "two"] }));
  await stack.up();
  await untilAnswers(url, "one", "two");

  stack.awsProgram(site({ targets: ["one", "two"], port: 8080 }));
  expect(await stack.preview()).toEqual({ web: ["update"] });
  await stack.up();
  await untilAnswers(`${url}:8080`, "one", "two");
  expect(await client(`timeout 3 wget -qO- ${url} || echo no answer`)).toBe("no answer\n");

  // A change of its groups is live: nothing may reach it now.
  stack.awsProgram(site({ targets: ["one", "two"], port: 8080, groups: "closed.id" }));
  expect(await stack.preview()).toEqual({ web: ["update"] });
  await stack.up();
  expect((await outputs()).dnsName).toBe(first.dnsName);
  await client(`while timeout 3 wget -qO /dev/null ${url}:8080; do :; done`);
  await stack.succeed("preview", "--expect-no-changes");

  await stack.destroy();
  expect(await left()).toEqual(nothing);
});

test("rules choose by path, redirect and answer themselves, and a network load balancer forwards TCP", async () => {
  await create(
    "rules",
    site({
      names: ["one", "two"],
      targets: ["one"],
      more: `
const api = new aws.lb.TargetGroup("api", { port: 80, protocol: "HTTP", vpcId: vpc.id });
new aws.lb.TargetGroupAttachment("api", { targetGroupArn: api.arn, targetId: machines[1].id });
const rule = (name: string, priority: number, path: string, action: object) =>
  new aws.lb.ListenerRule(name, {
    listenerArn: listener.arn, priority,
    conditions: [{ pathPattern: { values: [path] } }],
    actions: [action as aws.types.input.lb.ListenerRuleAction],
  });
rule("api", 10, "/api/*", { type: "forward", targetGroupArn: api.arn });
rule("old", 20, "/old", { type: "redirect", redirect: { path: "/api/", statusCode: "HTTP_301" } });
rule("teapot", 30, "/teapot", {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", messageBody: "short and stout", statusCode: "418" },
});
const network = new aws.lb.LoadBalancer("network", {
  loadBalancerType: "network", securityGroups: [front.id], subnets: subnets.map(({ id }) => id),
});
const tcpGroup = new aws.lb.TargetGroup("tcp", { port: 80, protocol: "TCP", vpcId: vpc.id });
machines.forEach(({ id }, index) => {
  new aws.lb.TargetGroupAttachment(\`tcp-\${index}\`, { targetGroupArn: tcpGroup.arn, targetId: id });
});
new aws.lb.Listener("tcp", {
  loadBalancerArn: network.arn, port: 8080, protocol: "TCP",
  defaultActions: [{ type: "forward", targetGroupArn: tcpGroup.arn }],
});
export const networkName = network.dnsName;`,
    }),
  );
  await stack.up();
  const { dnsName, networkName } = await stack.outputs<Outputs & { networkName: string }>();
  const url = `http://${dnsName}`;
  await untilAnswers(url, "one");
  await untilAnswers(`${url}/api/`, "two");
  // wget follows the redirect.
  await untilAnswers(`${url}/old`, "two");
  expect(await client(`wget -qSO- ${url}/teapot 2>&1 | grep -q "HTTP/1.1 418" && echo teapot`)).toBe(
    "teapot\n",
  );
  await untilAnswers(`http://${networkName}:8080`, "one", "two");
  await stack.succeed("preview", "--expect-no-changes");
  await stack.destroy();
  expect(await left()).toEqual(nothing);
});

test("after a kill, the same command finishes, and a refresh shows what was deleted by hand", async () => {
  await create("killed-balancer", site({ names: ["one", "two"] }));
  const up = stack.up().catch(() => undefined);
  while ((await list(stack.namespace, "deployments")).length === 0);
  await stack.kill();
  await up;
  await stack.up();
  const { dnsName } = await outputs();
  await untilAnswers(`http://${dnsName}`, "one", "two");
  expect(await list(stack.namespace, "deployments")).toHaveLength(1);
  await stack.refresh("--expect-no-changes");

  const [serving = ""] = dnsName.split(".");
  await kubectl(stack.namespace, "delete", "deployments,services", "--all");
  await kubectl(stack.namespace, "delete", "secret", `${serving}-config`);
  await stack.refresh();
  expect(await stack.preview()).toMatchObject({ web: ["update"] });
  await stack.up();
  await untilAnswers(`http://${dnsName}`, "one", "two");
  await stack.succeed("preview", "--expect-no-changes");

  await kubectl(stack.namespace, "delete", "secret", serving);
  await stack.refresh();
  expect(await stack.preview()).toMatchObject({ web: ["update"] });
  await stack.up();
  expect((await outputs()).dnsName).toBe(dnsName);
  await untilAnswers(`http://${dnsName}`, "one", "two");
  await stack.succeed("preview", "--expect-no-changes");

  // A move changes the URN, of which the names are made.
  stack.awsProgram(site({ names: ["one", "two"], isMoved: true }));
  await stack.up();
  const moved = await outputs();
  expect(moved.dnsName).not.toBe(dnsName);
  await untilAnswers(`http://${moved.dnsName}`, "one", "two");
  expect((await list(stack.namespace, "deployments")).map(({ metadata }) => metadata.name)).toEqual([
    moved.dnsName.split(".")[0],
  ]);
  await stack.refresh("--expect-no-changes");
  await stack.succeed("preview", "--expect-no-changes");
  await stack.destroy();
  expect(await left()).toEqual(nothing);
});
