import { list, type Pod, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";
import { watch } from "../support/watch";

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

const group = (capacity: string, launch = "launchTemplate: { id: template.id }"): string => `
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

/** Ids of the instances whose Pods run at each moment of an operation. */
async function runningDuring(operation: () => Promise<unknown>): Promise<Set<string>[]> {
  const pods = await watch(stack.namespace, "pods");
  const outcome = await operation().catch((error: unknown) => error);
  const events = await pods.end();
  if (outcome instanceof Error) throw outcome;
  const running = new Set<string>();
  return events.map((event) => {
    if (isUp(event)) running.add(event.name);
    else running.delete(event.name);
    return new Set(running);
  });
}
