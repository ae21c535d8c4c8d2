import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { amiId } from "../../provider/image/catalogue";
import { getAmi, getAmiIds, getAmiIdsOutput, getAmiOutput } from "../../provider/image/get-ami";
import type {
  GetAmiArgs,
  GetAmiIdsArgs,
  GetAmiIdsOutputArgs,
  GetAmiIdsResult,
  GetAmiOutputArgs,
  GetAmiResult,
} from "../../provider/image/ami-types";
import { Ec2Instance } from "../../provider/instance/ec2-instance";
import { isKnown, lateFailureOf, mock, unknownText, valueOf, warnings } from "../support/mocks";

const newest = "al2023-ami-2023.12.20260930.0-kernel-6.1-x86_64";
const args = {
  owners: ["amazon"],
  mostRecent: true,
  filters: [{ name: "name", values: ["al2023-ami-2023*-kernel-6.1-x86_64"] }],
};

class AwsLike extends pulumi.ProviderResource {
  readonly region: pulumi.Output<string | undefined>;
  constructor(name: string, region: pulumi.Input<string | undefined>) {
    super("aws", name, { region });
    this.region = pulumi.output(region);
  }
}

// Compile-time: whatever @pulumi/aws accepts is accepted, and whatever it answers with is answered.
const accepted: [GetAmiArgs, GetAmiOutputArgs, GetAmiIdsArgs, GetAmiIdsOutputArgs] = [
  {} as aws.ec2.GetAmiArgs,
  {} as aws.ec2.GetAmiOutputArgs,
  {} as aws.ec2.GetAmiIdsArgs,
  {} as aws.ec2.GetAmiIdsOutputArgs,
];
type Given<T> = { [Key in keyof T]-?: NonNullable<T[Key]> };
const answered: [
  Given<GetAmiResult> extends Given<aws.ec2.GetAmiResult> ? true : false,
  Given<GetAmiIdsResult> extends Given<aws.ec2.GetAmiIdsResult> ? true : false,
] = [true, true];

test("the types are those of @pulumi/aws", () => {
  expect([accepted.length, ...answered]).toEqual([4, true, true]);
});

test("both forms answer with the same AMI, and with what was asked for", async () => {
  const result = await getAmi(args);
  expect(result).toMatchObject({
    ...args,
    id: amiId(newest, "us-east-1"),
    imageId: amiId(newest, "us-east-1"),
    name: newest,
    region: "us-east-1",
    architecture: "x86_64",
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volume_size: "8", volume_type: "gp3" } }],
  });
  expect(await valueOf(getAmiOutput(args))).toEqual(result);
  const inputs = {
    ...args,
    owners: pulumi.output(["amazon"]),
    filters: [{ name: pulumi.output("name"), values: [pulumi.output(args.filters[0]!.values[0]!)] }],
  };
  expect(await valueOf(getAmiOutput(inputs))).toEqual(result);
  // JavaScript can do that, and @pulumi/aws takes it.
  expect(await getAmi(inputs as unknown as GetAmiArgs)).toEqual(result);
  expect((await getAmi({ mostRecent: true })).name).not.toBe("");
  expect(await valueOf(getAmiOutput({ mostRecent: true }).id)).toMatch(/^ami-/);
});

test("the region is that of the arguments, else of the provider, else of a parent's, else of the configuration", async () => {
  const idIn = async (...of: Parameters<typeof getAmi>) => {
    const { id, region } = await getAmi(...of);
    expect(await valueOf(getAmiOutput(...of).id)).toBe(id);
    expect(id).toBe(amiId(newest, region));
    return region;
  };
  const west = new AwsLike("west", pulumi.output("us-west-2"));
  const parent = new pulumi.ComponentResource("a:b:C", "parent", {}, { providers: { aws: west } });
  expect(await idIn({ ...args, region: "eu-west-1" }, { provider: west })).toBe("eu-west-1");
  expect(await idIn(args, { provider: west })).toBe("us-west-2");
  expect(await idIn(args, { parent })).toBe("us-west-2");
  expect(await idIn(args, { provider: new AwsLike("none", undefined) })).toBe("us-east-1");
  expect(await idIn(args, { provider: new aws.Provider("real", { region: "ap-south-1" }) })).toBe(
    "ap-south-1",
  );
  pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" });
  expect(await idIn(args)).toBe("eu-central-1");
});

test("a preview that doesn't know an argument or the region doesn't know the AMI, and crashes nothing", async () => {
  await mock(true);
  const unsure = { ...args, owners: [unknownText()] };
  expect(await isKnown(getAmiOutput(unsure))).toBe(false);
  expect(await isKnown(getAmiOutput({ ...args, region: unknownText() }))).toBe(false);
  expect(await isKnown(getAmiIdsOutput(unsure))).toBe(false);
  const provider = new AwsLike("later", unknownText());
  expect(await isKnown(getAmiOutput(args, { provider }))).toBe(false);
  expect((await getAmi(args, { provider })).region).toBe("us-east-1");
  await expect(getAmi(unsure as unknown as GetAmiArgs)).rejects.toThrow(
    'Cannot look up AMI "*": its arguments have a value that a preview doesn\'t know. Use the function whose name ends with Output.',
  );
});

test("an output waits for what it depends on, and keeps the secrets of its arguments", async () => {
  const order: string[] = [];
  const slow = new pulumi.ComponentResource("a:b:C", "slow");
  pulumi.output(slow.urn).apply(() => order.push("slow"));
  const result = getAmiOutput(args, { dependsOn: [slow] });
  await valueOf(result.apply(() => order.push("ami")));
  expect(order).toEqual(["slow", "ami"]);
  expect(await valueOf(getAmiOutput(args, { dependsOn: slow }).id)).toMatch(/^ami-/);
  expect(await pulumi.isSecret(getAmiOutput({ ...args, nameRegex: pulumi.secret("^al2023") }).id)).toBe(true);
});

const nothing = { owners: ["amazon"], filters: [{ name: "name", values: ["al2024-ami-*-x86_64"] }] };
const noResult = expect.stringMatching(
  /^Cannot look up AMI "al2024-ami-\*-x86_64": Your query returned no results\. Please change your search criteria and try again\. The nearest AMI in the catalogue is "al2023-ami-2023\.[^"]*-x86_64", which doesn't match the filter "name"\. Change the query, set ami to a container image such as "ubuntu:24\.04", or name an AMI of your own in ec2-pods:amiMap\.$/,
) as unknown;

test("a look-up that finds none, or more than one, says so as AWS does, and what is nearest", async () => {
  await expect(getAmi(nothing)).rejects.toMatchObject({ message: noResult, stack: noResult });
  await expect(getAmi({ ...args, mostRecent: false })).rejects.toMatchObject({
    message: `Cannot look up AMI "al2023-ami-2023*-kernel-6.1-x86_64": Your query returned more than one result. Please try a more specific search criteria, or set \`most_recent\` attribute to true. It matches 11 AMIs, of which the newest is "${newest}". Set mostRecent to true.`,
  });
  await expect(getAmi({ owners: ["self"] })).rejects.toMatchObject({
    message: expect.stringMatching(/^Cannot look up AMI "\*": .* which doesn't match owners\. /) as unknown,
  });
  const thrown: unknown = await getAmi(nothing).catch((error: unknown) => error);
  expect(pulumi.RunError.isInstance(thrown)).toBe(true);
  expect(await lateFailureOf(() => getAmiOutput(nothing))).toEqual(noResult);
  expect(await lateFailureOf(() => getAmiOutput(nothing).id)).toEqual(noResult);
});

test("a program may catch the promise of a look-up that fails, and look for something else", async () => {
  const found = await getAmi(nothing).catch(() => getAmi(args));
  expect(found.name).toBe(newest);
});

test("wrong arguments are all reported, and a missing owner of getAmiIds", async () => {
  await expect(
    getAmi({ most_recent: true, owners: "amazon", region: "moon" } as unknown as GetAmiArgs),
  ).rejects.toThrow(
    'Cannot look up AMI "*": 3 arguments aren\'t valid:\n' +
      '  - most_recent isn\'t an argument of getAmi. Did you mean "mostRecent"?\n' +
      '  - owners is "amazon". Use a list of strings\n' +
      '  - region is "moon", which isn\'t an AWS region. Use a name like "us-east-1".',
  );
  await expect(getAmiIds({} as GetAmiIdsArgs)).rejects.toThrow(
    'Cannot look up AMI "*": owners is missing. Name at least one, such as "amazon".',
  );
});

test("getAmiIds lists all, the newest first, or none", async () => {
  const query = { owners: args.owners, filters: args.filters };
  const { ids, ...rest } = await getAmiIds(query);
  expect(ids[0]).toBe(amiId(newest, "us-east-1"));
  expect(ids).toHaveLength(11);
  expect(rest).toMatchObject({
    ...query,
    region: "us-east-1",
    id: expect.stringMatching(/^\d+$/) as unknown,
  });
  const ascending = await valueOf(getAmiIdsOutput({ ...query, sortAscending: true }));
  expect(ascending!.ids).toEqual([...ids].reverse());
  expect((await getAmiIds({ owners: ["self"] })).ids).toEqual([]);
});

test("an AMI of the user's own is found by its name in the map", async () => {
  const map = { "packer-web-20260101": "web:1", "packer-web-20260301": "web:2", "amzn2-*": "a:1" };
  pulumi.runtime.setAllConfig({ "ec2-pods:amiMap": JSON.stringify(map) });
  const own = await getAmi({
    owners: ["self"],
    mostRecent: true,
    filters: [{ name: "name", values: ["packer-*"] }],
  });
  expect(own).toMatchObject({ name: "packer-web-20260301", ownerId: "000000000000", public: false });
});

test("an instance warns of an id that nothing maps, once, and of no other AMI", async () => {
  pulumi.runtime.setAllConfig({
    "ec2-pods:amiMap": '{"ami-0000000000000000a":"a:1","ami-00000000*":"b:1"}',
    "ec2-pods:defaultImage": "busybox:1.35",
  });
  const amis = {
    mystery: "ami-0abcdef1234567890",
    mapped: "ami-0000000000000000a",
    pattern: "ami-0000000000000000b",
    found: getAmiOutput(args).id,
    unknown: unknownText(),
    image: "busybox:1.35",
  };
  const vpcSecurityGroupIds = ["sg-0123456789abcdef0"];
  const instances = Object.entries(amis).map(
    ([name, ami]) => new Ec2Instance(name, { ami, instanceType: "t3.micro", vpcSecurityGroupIds }),
  );
  await Promise.all(instances.map(({ id }) => valueOf(id)));
  expect(warnings).toEqual([
    'Cannot apply all of Ec2Instance "mystery": ami is "ami-0abcdef1234567890", which isn\'t in the catalogue of AMIs, so that busybox:1.35 runs. Map it to an image of its system with "pulumi config set --path \'ec2-pods:amiMap[\\"ami-0abcdef1234567890\\"]\' <image>".',
  ]);
});
