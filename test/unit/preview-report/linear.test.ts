import { Session } from "node:inspector/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import "../../support/unoptimized";

import { previews } from "../../../bench/previews";
import { reportOn } from "../../../provider/preview-report";
import type { Assertion } from "../../../provider/preview-report/assertions/file";
import { portRange } from "../../../provider/preview-report/traffic/ports";
import { root } from "../../../tools/stack";
import { type AwsResource, documentOf, type Inputs, kept, made, unknown } from "../../support/aws-preview";
import { itemsIn } from "../../support/built-ins";

const session = new Session();
beforeAll(async () => {
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
});
afterAll(() => session.disconnect());

const folder = join(root, "provider");
const urls = [folder, pathToFileURL(folder).href];

/**
 * How often the engine runs a block of the package's code meanwhile: each call, and each round of a loop; and how many
 * items of lists its built-in functions go through.
 */
async function countOf(work: () => void): Promise<number> {
  await session.post("Profiler.takePreciseCoverage");
  const items = itemsIn(work);
  const { result } = await session.post("Profiler.takePreciseCoverage");
  return result
    .filter(({ url }) => urls.some((start) => url.startsWith(start)))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, items);
}

const assertion = (kind: Assertion["kind"]): Assertion => ({
  ...{ kind, path: "", ports: portRange("UDP", 1) },
  from: { kind: "instance", names: ["*"] },
  to: { kind: "group", names: ["*"] },
});

const limit = 2.1;

/** How much more the second doubling of a preview adds than the first: 2 if all steps are linear, 4 if one is quadratic. */
async function growthOf(
  previewOf: (size: number) => string,
  assertions: Assertion[] = [],
  smallest = 60,
): Promise<number> {
  const counts: number[] = [];
  for (const size of [1, 2, 4].map((factor) => factor * smallest)) {
    const preview = previewOf(size);
    counts.push(await countOf(() => reportOn(preview, { format: "json", inAllFormats: true, assertions })));
  }
  const [small = 0, medium = 0, large = 0] = counts;
  return (large - medium) / (medium - small);
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const idOf = (index: number) => `sg-${String(index).padStart(8, "0")}`;
const rule = (port: number, ...cidrBlocks: string[]) => ({
  ...{ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks },
});
const egress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
/** A group whose last rule is new. */
const groupOf = (index: number, inputs: Inputs, ingress: Inputs[]) =>
  kept(
    "ec2.SecurityGroup",
    `group-${index}`,
    idOf(index),
    { ...inputs, egress, ingress: ingress.slice(0, -1) },
    { ...inputs, egress, ingress },
  );
const machineIn = (name: string, groups: number[], inputs: Inputs = {}) =>
  kept("ec2.Instance", name, `i-${name}`, { ...inputs, vpcSecurityGroupIds: groups.map(idOf) });
const range = (index: number) => `10.${index >> 8}.${index & 255}.0/24`;
/** A subnet with an instance, whose group lets in the next one. */
const neighbor = (vpcId: string, index: number, size: number) => [
  kept("ec2.Subnet", `subnet-${index}`, `subnet-${index}`, { vpcId, cidrBlock: range(index) }),
  groupOf(index, { vpcId }, [rule(1, range(index)), rule(2, range((index + 1) % size))]),
  machineIn(`machine-${index}`, [index], { subnetId: `subnet-${index}` }),
];
const bothRanges = ["10.0.0.0/8", "0.0.0.0/0"];

const more: Record<string, (size: number) => AwsResource[]> = {
  "VPCs that nothing joins": (size) =>
    numbers(size).flatMap((index) => {
      const vpcId = `vpc-${index}`;
      return [
        kept("ec2.Vpc", vpcId, vpcId, { cidrBlock: "10.0.0.0/16" }),
        kept("ec2.Subnet", vpcId, `subnet-${index}`, { vpcId, cidrBlock: "10.0.1.0/24" }),
        groupOf(index, { vpcId }, [rule(1, "10.0.0.0/8")]),
        machineIn(vpcId, [index], { subnetId: `subnet-${index}` }),
      ];
    }),
  "subnets of one VPC that let in the next one": (size) => [
    kept("ec2.Vpc", "vpc-1", "vpc-1", { cidrBlock: "10.0.0.0/8" }),
    ...numbers(size).flatMap((index) => neighbor("vpc-1", index, size)),
  ],
  "VPCs that something joins, and that let in the next one": (size) => [
    kept("ec2transitgateway.TransitGateway", "hub", "tgw-1", {}),
    ...numbers(size).flatMap((index) => {
      const vpcId = `vpc-${index}`;
      return [kept("ec2.Vpc", vpcId, vpcId, { cidrBlock: range(index) }), ...neighbor(vpcId, index, size)];
    }),
  ],
  "many ports of the same ranges": (size) => [
    groupOf(
      0,
      {},
      numbers(size).map((index) => rule(3 * index, ...bothRanges)),
    ),
    machineIn("server", [0]),
  ],
  "an instance whose groups have rules for the same ranges": (size) => [
    ...numbers(size).map((index) => groupOf(index, {}, [rule(3 * index, ...bothRanges)])),
    machineIn("server", numbers(size)),
  ],
};

const hidden: Record<string, (size: number) => AwsResource[]> = {
  "attachments and tags of new machines that nothing tells apart": (size) =>
    numbers(size).flatMap((index) => [
      made("ec2.Instance", `machine-${index}`, { vpcSecurityGroupIds: [idOf(index % 10)] }),
      made("ec2.NetworkInterfaceSecurityGroupAttachment", `more-${index}`, {
        ...{ securityGroupId: idOf(0), networkInterfaceId: unknown },
      }),
      made("ec2.Tag", `tag-${index}`, { resourceId: unknown, key: "tier", value: "db" }),
    ]),
  "a fleet with earlier versions of many templates": (size) => [
    ...numbers(size).map((index) => ({
      ...kept("ec2.LaunchTemplate", `lt-${index}`, `lt-${index}`, {
        vpcSecurityGroupIds: [idOf(index % 10)],
      }),
      outputs: { latestVersion: 2, defaultVersion: 1 },
    })),
    kept("autoscaling.Group", "fleet", "fleet", {
      mixedInstancesPolicy: {
        launchTemplate: {
          overrides: numbers(size).map((index) => ({
            launchTemplateSpecification: { launchTemplateId: `lt-${index}`, version: "1" },
          })),
        },
      },
    }),
  ],
};

test.each(Object.entries(hidden))("the work for %s is linear", async (_, resourcesOf) => {
  expect(await growthOf((size) => documentOf(resourcesOf(size)))).toBeLessThan(limit);
});

test("the same work has the same count, however often it was done before", async () => {
  const preview = previews["a chain of groups"](60);
  const counts: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    counts.push(await countOf(() => reportOn(preview, { format: "json" })));
  }
  // Only the first report also sets up what all of them use.
  expect(new Set(counts.slice(1)).size).toBe(1);
});

test.each(Object.entries(more))(
  "the work for %s is linear, and that for what must not reach what",
  async (_, resourcesOf) => {
    const assertions = [assertion("mustNotReach")];
    expect(await growthOf((size) => documentOf(resourcesOf(size)), assertions)).toBeLessThan(limit);
  },
);

test.each(Object.entries(previews))("the work for %s is linear", async (_, previewOf) => {
  expect(await growthOf(previewOf)).toBeLessThan(limit);
});

test("the work for what must not reach what is linear, and that for what must reach what is that of all pairs", async () => {
  const chain = previews["a chain of groups"];
  expect(await growthOf(chain, [assertion("mustNotReach")])).toBeLessThan(limit);
  expect(await growthOf(chain, [assertion("mustReach")], 15)).toBeGreaterThan(3);
});

test("built-in functions that go through a list count with as many items as they see", () => {
  const list = numbers(100);
  const set = new Set(list);
  expect(itemsIn(() => list.includes(-1))).toBe(100);
  expect(itemsIn(() => list.indexOf(49))).toBe(49);
  expect(itemsIn(() => [...set, ...list])).toBe(202);
  expect(itemsIn(() => list.slice(0, 10).sort())).toBe(20);
  expect(itemsIn(() => JSON.stringify(Object.keys(list)))).toBeGreaterThan(100);
  expect(itemsIn(() => undefined)).toBe(0);
});
