import {
  instanceTypeFailure,
  instanceTypeSpec,
  type InstanceTypeSpec,
  nodeArchitecture,
  podResources,
  similarInstanceTypes,
} from "../../../provider/instance/instance-types";
import { instanceTypes } from "../../../provider/instance/instance-types.data";

const lines = instanceTypes.trim().split("\n");
const names = lines.flatMap((line) => {
  const [family, , ...sizes] = line.split(" ");
  return sizes.map((size) => `${family}.${size.split("=")[0]}`);
});

test("the generated table is whole: each line parses, and no type appears twice", () => {
  const wellFormed = /^[a-z][a-z0-9-]* (x86_64|arm64)( [a-z0-9-]+=[1-9]\d*\/[1-9]\d*)+$/;
  expect(lines.filter((line) => !wellFormed.test(line))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(1390);
});

test("each type of the table has vCPUs and memory, and no failure", () => {
  const odd = names.filter((name) => {
    const { vCpus = 0, memoryMiB = 0 } = instanceTypeSpec(name) ?? {};
    return !(vCpus >= 1 && memoryMiB >= 512) || instanceTypeFailure(name) !== undefined;
  });
  expect(odd).toEqual([]);
});

const GiB = 1024;
const small = { large: [2, 8], xlarge: [4, 16], "2xlarge": [8, 32] };
const burstable = { nano: [2, 0.5], micro: [2, 1], small: [2, 2], medium: [2, 4], ...small };
const compute = { large: [2, 4], xlarge: [4, 8], "2xlarge": [8, 16] };
const memory = { large: [2, 16], xlarge: [4, 32], "2xlarge": [8, 64] };
const known: [string, InstanceTypeSpec["architecture"], Record<string, number[]>][] = [
  ["t2", "x86_64", { ...burstable, nano: [1, 0.5], micro: [1, 1], small: [1, 2] }],
  ["t3", "x86_64", burstable],
  ["t3a", "x86_64", burstable],
  ["t4g", "arm64", burstable],
  ["m5", "x86_64", small],
  ["m6i", "x86_64", small],
  ["m7g", "arm64", { medium: [1, 4], ...small }],
  ["c5", "x86_64", compute],
  ["c6i", "x86_64", compute],
  ["r5", "x86_64", memory],
  ["r6i", "x86_64", memory],
  ["mac1", "x86_64", { metal: [12, 32] }],
  ["mac2", "arm64", { metal: [8, 16] }],
];

test.each(known)("%s (%s) is as AWS documents it", (family, architecture, sizes) => {
  const wanted = Object.entries(sizes).map(([size, [vCpus, memoryGiB]]) => [
    size,
    { vCpus, memoryMiB: memoryGiB! * GiB, architecture },
  ]);
  const actual = Object.keys(sizes).map((size) => [size, instanceTypeSpec(`${family}.${size}`)]);
  expect(actual).toEqual(wanted);
});

test.each([
  ["t3.mikro", ["t3.micro"]],
  ["T3.Micro ", ["t3.micro"]],
  ["t3micro", ["t3.micro", "t1.micro", "t2.micro"]],
  ["m5.7xlarge", ["m5.xlarge", "m5.2xlarge", "m5.4xlarge"]],
  ["m5.medium", []],
  ["", []],
])('types like "%s" are %j', (name, similar) => {
  expect(similarInstanceTypes(name)).toEqual(similar);
});

test.each([
  ["t3.micro", undefined],
  ["t3.mikro", 'is "t3.mikro", which isn\'t an EC2 instance type. Did you mean "t3.micro"?'],
  ["T3.micro", 'is "T3.micro", which isn\'t an EC2 instance type. Did you mean "t3.micro"?'],
  [
    "m5.7xlarge",
    'is "m5.7xlarge", which isn\'t an EC2 instance type. Did you mean "m5.xlarge" or "m5.2xlarge" or "m5.4xlarge"?',
  ],
  [
    "C4.medium",
    'is "C4.medium", which isn\'t an EC2 instance type. Use a size of c4: large, xlarge, 2xlarge, 4xlarge, 8xlarge',
  ],
  [
    "t3",
    'is "t3", which isn\'t an EC2 instance type. Use a size of t3: nano, micro, small, medium, large, xlarge, 2xlarge',
  ],
  ["", 'is "", which isn\'t an EC2 instance type. Use the form "t3.micro"'],
  ["constructor", 'is "constructor", which isn\'t an EC2 instance type. Use the form "t3.micro"'],
  ["t3.micro.x", 'is "t3.micro.x", which isn\'t an EC2 instance type. Did you mean "t3.micro"?'],
])('the failure of "%s": %s', (name, failure) => {
  expect(instanceTypeFailure(name)).toBe(failure);
});

const micro: InstanceTypeSpec = { vCpus: 2, memoryMiB: 1024, architecture: "x86_64" };

test("resources are limits that reserve nothing, limits that are reserved, or none", () => {
  const whole = { cpu: "2", memory: "1024Mi" };
  expect(podResources(micro, "limits")).toEqual({ limits: whole, requests: { cpu: "0", memory: "0" } });
  expect(podResources(micro, "requests")).toEqual({ limits: whole, requests: whole });
  expect(podResources(micro, "none")).toEqual({});
});

test("architectures are values of Kubernetes' node label", () => {
  expect(nodeArchitecture(micro)).toBe("amd64");
  expect(nodeArchitecture({ ...micro, architecture: "arm64" })).toBe("arm64");
});
