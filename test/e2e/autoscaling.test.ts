import { list, livePods, type Pod } from "../support/cluster";
import { TestStack } from "../support/stack";
import { watch, type WatchEvent } from "../support/watch";

let stack: TestStack;
afterEach(() => stack.remove());

const network = `
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
const subnets = ["a", "b"].map((zone, index) => new aws.ec2.Subnet(zone, {
  vpcId: vpc.id, cidrBlock: \`10.0.\${index}.0/24\`, availabilityZone: \`us-east-1\${zone}\`,
}));`;

const template = (line: string): string => `
const template = new aws.ec2.LaunchTemplate("web", {
  imageId: "busybox:1.35", instanceType: "t3.micro",
  userData: Buffer.from("#!/bin/sh\\necho ${line}\\n").toString("base64"),
});`;

const group = (capacity: number | string, launch = "launchTemplate: { id: template.id }"): string => `
const group = new aws.autoscaling.Group("web", {
  vpcZoneIdentifiers: subnets.map(({ id }) => id), ${launch},
  desiredCapacity: ${capacity}, minSize: 0, maxSize: 5,
  tags: [
    { key: "team", value: "web", propagateAtLaunch: true },
    { key: "cost", value: "none", propagateAtLaunch: false },
  ],
});
export const name = group.name, ids = group.instanceIds, capacity = group.desiredCapacity;
export const found = aws.ec2.getInstancesOutput({
  instanceTags: { "aws:autoscaling:groupName": group.name },
}).ids;`;

const program = (...parts: string[]): string => `import * as aws from "pulumi-ec2-pods";${parts.join("")}`;

interface Outputs {
  name: string;
  ids: string[];
  found: string[];
  capacity: number;
}
const outputs = () => stack.outputs<Outputs>();

/** The events of the Pods during an operation. */
async function eventsOf(operation: () => Promise<unknown>): Promise<WatchEvent[]> {
  const watched = await watch(stack.namespace, "pods");
  const outcome = await operation().catch((error: unknown) => error);
  const events = await watched.end();
  if (outcome instanceof Error) throw outcome;
  return events;
}

/** The Pods that were there at each event, each with whether it ran. */
function momentsOf(before: readonly string[], events: readonly WatchEvent[]): Map<string, boolean>[] {
  const running = new Map(before.map((name) => [name, true]));
  return events.map(({ type, name, isReady }) => {
    if (type === "DELETED") running.delete(name);
    else running.set(name, isReady);
    return new Map(running);
  });
}

/** The Pods of instances that aren't being deleted, by the names of the instances. */
async function pods(): Promise<Record<string, Pod>> {
  const live = await livePods(stack.namespace, "--selector=ec2-pods/name");
  return Object.fromEntries(live.map((pod) => [pod.metadata.labels["ec2-pods/name"], pod]).sort());
}

const podNames = async (): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(await pods()).map(([name, { metadata }]) => [name, metadata.name]));

const replaceAll = { "web-1": ["replace"], "web-2": ["replace"], "web-3": ["replace"] };

test("a group starts at once, replaces one by one, scales out and in, and leaves nothing", async () => {
  stack = await TestStack.create("asg-template", program(network, template("one"), group(3)));
  const preview = await stack.preview();
  expect(preview).toMatchObject({ "web-1": ["create"], "web-2": ["create"], "web-3": ["create"] });
  await stack.up();
  const first = await podNames();
  expect(Object.keys(first)).toEqual(["web-1", "web-2", "web-3"]);
  const zones = (await stack.instances()).map(({ outputs: own }) => own["availabilityZone"]);
  expect(zones.sort()).toEqual(["us-east-1a", "us-east-1a", "us-east-1b"]);
  const { name, ids, found, capacity } = await outputs();
  expect(name).toMatch(/^web-[0-9a-f]{7}$/);
  expect([...found].sort()).toEqual([...ids].sort());
  expect(capacity).toBe(3);
  const { outputs: member } = await stack.resource("web-1");
  expect(member["tags"]).toEqual({ team: "web", "aws:autoscaling:groupName": name });
  await stack.succeed("preview", "--expect-no-changes");
  await stack.refresh("--expect-no-changes");

  stack.program(program(network, template("two"), group(3)));
  expect(await stack.preview()).toEqual({ web: ["update"], ...replaceAll });
  const events = await eventsOf(stack.up);
  const olds = Object.values(first);
  for (const moment of momentsOf(olds, events)) {
    // The capacity never falls, and one replacement at a time starts.
    expect([...moment.values()].filter(Boolean).length).toBeGreaterThanOrEqual(3);
    const starting = [...moment].filter(([pod, isReady]) => !olds.includes(pod) && !isReady);
    expect(starting.length).toBeLessThanOrEqual(1);
  }
  const second = await podNames();
  expect(Object.keys(second)).toEqual(["web-1", "web-2", "web-3"]);
  expect(Object.values(second).filter((pod) => olds.includes(pod))).toEqual([]);
  await stack.succeed("preview", "--expect-no-changes");

  stack.program(program(network, template("two"), group(4)));
  expect(await stack.preview()).toEqual({ "web-4": ["create"] });
  await stack.up();
  expect(await podNames()).toMatchObject(second);
  stack.program(program(network, template("two"), group(1)));
  expect(await stack.preview()).toEqual({ "web-2": ["delete"], "web-3": ["delete"], "web-4": ["delete"] });
  await stack.up();
  expect(await podNames()).toEqual({ "web-1": second["web-1"] });
  await stack.refresh("--expect-no-changes");

  await stack.destroy();
  expect(await podNames()).toEqual({});
  expect(await list(stack.namespace, "networkpolicies")).toEqual([]);
});

test("a changed launch configuration replaces the instances, and a failure leaves the others as they are", async () => {
  const configuration = (image: string) => `
const configuration = new aws.ec2.LaunchConfiguration("web", { imageId: "${image}", instanceType: "t3.micro" });`;
  const whole = (image: string, capacity: number | string) =>
    program(network, configuration(image), group(capacity, "launchConfiguration: configuration.name"));
  stack = await TestStack.create("asg-configuration", whole("busybox:1.35", 3));
  await stack.up();
  const first = await podNames();

  stack.program(whole("registry.invalid/none:1", 3));
  expect(await stack.preview()).toEqual({ web: ["replace"], ...replaceAll });
  const message = await stack.failingUp();
  expect(message).toMatch(/it waits for "web-\d" of its auto scaling group, which failed/);
  expect(await podNames()).toEqual(first);

  stack.program(whole("docker.io/library/busybox:1.35", 3));
  await stack.up();
  const images = Object.values(await pods()).map(({ spec }) => spec.containers[0]?.image);
  expect(images).toEqual(Array(3).fill("docker.io/library/busybox:1.35"));
  await stack.succeed("preview", "--expect-no-changes");
});

test("a capacity that only the update knows is said in the preview", async () => {
  const server = `const server = new aws.ec2.Instance("server", { ami: "busybox:1.35", instanceType: "t3.micro" });`;
  const capacity = "server.podName.apply((pod) => pod ? 2 : 0)";
  stack = await TestStack.create("asg-later", program(network, template("one"), server, group(capacity)));
  const { stdout } = await stack.pulumi("preview");
  expect(stdout).toContain(
    'Cannot preview all of Group "web": only the update knows desiredCapacity, so that the preview shows no instances.',
  );
  await stack.up();
  expect(Object.keys(await podNames())).toEqual(["server", "web-1", "web-2"]);
  await stack.succeed("preview", "--expect-no-changes");
});
