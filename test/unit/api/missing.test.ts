import { inspect } from "node:util";

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import * as ours from "../../../provider/index";

type Names = Readonly<Record<string, new (name: string) => object>>;
/** The names that the declarations leave out exist in JavaScript. */
const { ec2, s3, getIpRanges } = ours as unknown as {
  ec2: Names;
  s3: Names;
  getIpRanges: (args: object) => unknown;
};
const fleet = ec2["Fleet"]!;
const messageOf = (path: string) =>
  `Cannot use symbol "aws.${path}": pulumi-ec2-pods doesn't have it. Import it from "@pulumi/aws".`;

test("every name of @pulumi/aws exists, and so does every name of its namespaces that are here", () => {
  const names = (module: object) => Object.keys(module).filter((name) => name !== "default");
  expect(names(aws).filter((name) => !(name in ours))).toEqual([]);
  for (const namespace of ["ec2", "vpc", "iam"] as const) {
    expect(names(aws[namespace]).filter((name) => !(name in ours[namespace]))).toEqual([]);
  }
});

test.each<[use: string, path: string, run: () => unknown]>([
  ["a class of another namespace", "s3.Bucket", () => new s3["Bucket"]!("x")],
  ["a destructured class of another namespace", "s3.Bucket", () => ({ Bucket: s3["Bucket"] })],
  ["a class", "ec2.Fleet", () => new fleet("x")],
  ["a static function of a class", "ec2.Fleet", () => (fleet as unknown as { get: unknown }).get],
  ["a subclass", "ec2.Fleet", () => new (class extends fleet {})("x")],
  ["a function", "getIpRanges", () => getIpRanges({})],
])("the use of %s that isn't here says where it is", (_, path, run) => {
  expect(run).toThrow(messageOf(path));
});

test("what isn't here can be printed, awaited, tested and serialized", async () => {
  for (const value of [s3, fleet] as unknown[]) {
    expect(inspect(value)).not.toContain("Cannot");
    expect(String(Object.prototype.toString.call(value))).toMatch(/^\[object/);
    expect(await value).toBe(value);
    expect(typeof JSON.stringify({ value })).toBe("string");
    expect((value as { __esModule?: unknown }).__esModule).toBeUndefined();
    expect(pulumi.Output.isInstance(value)).toBe(false);
    expect(pulumi.Resource.isInstance(value)).toBe(false);
  }
  expect(inspect(ours)).toContain("Ec2Instance");
  expect({} instanceof fleet).toBe(false);
});

test("a callback that captures the package is serialized", async () => {
  const captured = { region: ours.Region.USEast1, fleet };
  const { text } = await pulumi.runtime.serializeFunction(() => [captured.region, typeof captured.fleet]);
  expect(text).toContain("us-east-1");
});

test("the constants have the names and values of AWS", () => {
  expect(ours.Region).toEqual(aws.Region);
  for (const name of [
    "InstancePlatform",
    "InstanceType",
    "PlacementStrategy",
    "ProtocolType",
    "Tenancy",
  ] as const) {
    expect(ours.ec2[name]).toEqual(aws.ec2[name]);
    expect(ours.types.enums.ec2[name]).toBe(ours.ec2[name]);
  }
  for (const name of ["ManagedPolicy", "PolicyDocumentVersion", "PolicyStatementEffect"] as const) {
    expect(ours.iam[name]).toEqual(aws.iam[name]);
  }
});
