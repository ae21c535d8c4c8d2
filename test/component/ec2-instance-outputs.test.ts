import type * as aws from "@pulumi/aws/ec2/instance";
import * as pulumi from "@pulumi/pulumi";

import { publicAddress } from "../../provider/common/public-address";
import { jsonOnly, unknownValue } from "../../provider/common/values";
import { checkInstance } from "../../provider/instance/check";
import { Ec2Instance } from "../../provider/instance/ec2-instance";
import type { Ec2InstanceArgs } from "../../provider/instance/ec2-instance-args";
import { readSettings } from "../../provider/instance/settings";
import { defaultSubnet } from "../../provider/network/default-vpc";
import { SecurityGroup } from "../../provider/security-group/security-group";
import { isKnown, unknownText, valueOf } from "../support/mocks";

type Outputs = Pick<aws.Instance, Exclude<keyof aws.Instance, "getProvider" | "urn" | "id" | symbol>>;
type Fits<A, B> = A extends B ? true : false;
type Prove<T extends true> = T;

/** Checked by tsc: a function that takes the outputs of an instance of AWS takes those of one of this package. */
export type Proof = Prove<Fits<Ec2Instance, { [K in keyof Outputs]: Outputs[K] }>>;

const id = "i-0123456789abcdef0";
const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };

/** The state that the engine has of an instance: in a preview, what the check makes of the program's inputs. */
let stateOf = (inputs: object): object => {
  const settings = readSettings(() => undefined, {});
  // The mocks have a mark of their own for what a preview doesn't know.
  const text = JSON.stringify(inputs).replaceAll('{"__pulumiUnknown":true}', JSON.stringify(unknownValue));
  return jsonOnly(
    checkInstance({ instanceId: id }, JSON.parse(text) as Record<string, unknown>, {}, settings).inputs,
  );
};

const mock = (preview: boolean) =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ type, inputs, name }) => ({
        id: type.endsWith("Ec2Instance") ? id : `${name}-id`,
        state: (type.endsWith("Ec2Instance") ? stateOf(inputs as object) : inputs) as object,
      }),
      call: () => ({}),
    },
    "shop",
    "dev",
    preview,
  );
beforeEach(() => mock(true));

const group = () => new SecurityGroup("web", { name: "web-servers" });
const instance = (args: Ec2InstanceArgs = {}) => new Ec2Instance("web", { ...machine, ...args });
const outputsOf = async (web: Ec2Instance, names: readonly string[]) =>
  Object.fromEntries(
    await Promise.all(
      names.map(async (name) => {
        const output = web[name as keyof Ec2Instance] as pulumi.Output<unknown>;
        return [name, (await isKnown(output)) ? await valueOf(output) : "unknown"] as const;
      }),
    ),
  );

test("an instance makes no outputs of inputs that it doesn't have, each of which costs a large program time", () => {
  const small = Object.entries(instance({ vpcSecurityGroupIds: ["sg-1"], tags: undefined }));
  const names = small.filter(([, value]) => pulumi.Output.isInstance(value)).map(([name]) => name);
  expect(names.filter((name) => name.startsWith("__")).sort()).toEqual(["__own", "__provider"]);
  for (const absent of ["consoleOutput", "tags", "userData", "userDataBase64", "userDataExitStatus"]) {
    expect(names).not.toContain(absent);
  }
});

test("user data and the console are outputs if the state may have them, and known to be absent if it can't", async () => {
  const full = stateOf;
  const state = { userData: "true", userDataBase64: "dHJ1ZQ==", userDataExitStatus: 0, consoleOutput: "up" };
  stateOf = () => ({ instanceId: id, ...state });
  const names = Object.keys(state);
  const ignored = new Ec2Instance("ignored", machine, { ignoreChanges: ["userData"] });
  for (const each of [ignored, new Ec2Instance("launched", { launchTemplate: { id: "lt-1" } })]) {
    expect(await outputsOf(each, names)).toEqual(state);
  }
  const adopting = instance({ adopt: id, getConsoleOutput: true });
  expect(await outputsOf(adopting, names)).toEqual(state);
  const absent = Object.fromEntries(names.map((name) => [name, undefined]));
  expect(await outputsOf(instance(), names)).toEqual(absent);
  stateOf = full;
});

test("the ids of groups are an output also of an instance that has its groups from elsewhere", async () => {
  const groups = ["sg-12345678"];
  const full = stateOf;
  stateOf = () => ({ vpcSecurityGroupIds: groups });
  group();
  const named = instance({ securityGroups: ["web-servers"] });
  const launched = new Ec2Instance("launched", { launchTemplate: { id: "lt-1" } });
  for (const each of [named, launched]) expect(await valueOf(each.vpcSecurityGroupIds)).toEqual(groups);
  stateOf = full;
});

test("a preview knows every output of aws.ec2.Instance that EC2 could know before the launch", async () => {
  const web = instance({ vpcSecurityGroupIds: [group().id] });
  const address = publicAddress(id);
  const expected = {
    arn: `arn:aws:ec2:us-east-1:000000000000:instance/${id}`,
    associatePublicIpAddress: true,
    capacityReservationSpecification: { capacityReservationPreference: "open" },
    cpuOptions: { amdSevSnp: "", coreCount: 1, nestedVirtualization: "", threadsPerCore: 2 },
    creditSpecification: { cpuCredits: "unlimited" },
    disableApiStop: false,
    disableApiTermination: false,
    ebsBlockDevices: [],
    ebsOptimized: false,
    enablePrimaryIpv6: false,
    enclaveOptions: { enabled: false },
    ephemeralBlockDevices: [],
    forceDestroy: false,
    getPasswordData: false,
    hibernation: undefined,
    hostId: "",
    hostResourceGroupArn: "",
    iamInstanceProfile: "",
    instanceInitiatedShutdownBehavior: "stop",
    instanceLifecycle: "",
    instanceMarketOptions: undefined,
    ipv6AddressCount: 0,
    ipv6Addresses: [],
    keyName: "",
    launchTemplate: undefined,
    maintenanceOptions: { autoRecovery: "default" },
    metadataOptions: {
      httpEndpoint: "enabled",
      httpProtocolIpv6: "disabled",
      httpPutResponseHopLimit: 1,
      httpTokens: "optional",
      instanceMetadataTags: "disabled",
    },
    monitoring: false,
    networkInterfaces: [],
    outpostArn: "",
    passwordData: "",
    placementGroup: "",
    placementGroupId: "",
    placementPartitionNumber: 0,
    primaryNetworkInterface: { deleteOnTermination: true, networkInterfaceId: "eni-1a6b6bf09e9b1b37a" },
    primaryNetworkInterfaceId: "eni-1a6b6bf09e9b1b37a",
    privateDnsNameOptions: {
      enableResourceNameDnsAaaaRecord: false,
      enableResourceNameDnsARecord: false,
      hostnameType: "ip-name",
    },
    publicDns: address,
    publicIp: address,
    rootBlockDevice: {
      deleteOnTermination: true,
      deviceName: "/dev/xvda",
      encrypted: false,
      iops: 3000,
      kmsKeyId: "",
      tags: {},
      tagsAll: {},
      throughput: 125,
      volumeId: "vol-7d2d2b5de1c2e1c4f",
      volumeSize: 8,
      volumeType: "gp3",
    },
    secondaryNetworkInterfaces: [],
    secondaryPrivateIps: [],
    securityGroups: ["web-servers"],
    sourceDestCheck: true,
    spotInstanceRequestId: "",
    subnetId: defaultSubnet("us-east-1a").id,
    tagsAll: {},
    tenancy: "default",
    userDataReplaceOnChange: false,
    volumeTags: undefined,
  };
  const ids = { volumeId: expect.stringMatching(/^vol-[0-9a-f]{17}$/) as string };
  expect(await outputsOf(web, Object.keys(expected))).toEqual({
    ...expected,
    primaryNetworkInterface: {
      deleteOnTermination: true,
      networkInterfaceId: await valueOf(web.primaryNetworkInterfaceId),
    },
    primaryNetworkInterfaceId: expect.stringMatching(/^eni-[0-9a-f]{17}$/) as string,
    rootBlockDevice: { ...expected.rootBlockDevice, ...ids },
  });
});

test("arguments show in the outputs, with what EC2 adds to them", async () => {
  const web = instance({
    vpcSecurityGroupIds: [group().id],
    associatePublicIpAddress: false,
    keyName: pulumi.output("ops"),
    tags: { Name: "web" },
    metadataOptions: { httpTokens: "required" },
    ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 2, volumeType: "gp2" }],
    rootBlockDevice: { volumeSize: 30, tags: { a: "b" } },
    cpuOptions: { threadsPerCore: 1 },
    instanceMarketOptions: { marketType: "spot" },
    subnetId: "subnet-00000000000000001",
    monitoring: true,
  });
  const expected = {
    associatePublicIpAddress: false,
    publicIp: "",
    publicDns: "",
    keyName: "ops",
    tagsAll: { Name: "web" },
    metadataOptions: expect.objectContaining({ httpTokens: "required", httpEndpoint: "enabled" }) as object,
    ebsBlockDevices: [
      {
        deleteOnTermination: true,
        deviceName: "/dev/sdf",
        encrypted: false,
        iops: 0,
        kmsKeyId: "",
        snapshotId: "",
        tags: {},
        tagsAll: {},
        throughput: 0,
        volumeId: expect.stringMatching(/^vol-[0-9a-f]{17}$/) as string,
        volumeSize: 2,
        volumeType: "gp2",
      },
    ],
    rootBlockDevice: expect.objectContaining({
      volumeSize: 30,
      tags: { a: "b" },
      tagsAll: { a: "b" },
    }) as object,
    cpuOptions: expect.objectContaining({ coreCount: 2, threadsPerCore: 1 }) as object,
    instanceLifecycle: "spot",
    spotInstanceRequestId: expect.stringMatching(/^sir-[0-9a-z]{8}$/) as string,
    subnetId: "subnet-00000000000000001",
    monitoring: true,
  };
  expect(await outputsOf(web, Object.keys(expected))).toEqual(expected);
});

test("an argument that is unknown or secret makes only its own outputs so", async () => {
  const web = instance({
    vpcSecurityGroupIds: [group().id],
    keyName: unknownText(),
    tags: pulumi.secret({ Name: "web" }),
    subnetId: unknownText(),
  });
  const names = ["keyName", "subnetId", "publicIp", "tenancy", "primaryNetworkInterfaceId"];
  expect(await outputsOf(web, names)).toEqual({
    keyName: "unknown",
    subnetId: "unknown",
    publicIp: "unknown",
    tenancy: "default",
    primaryNetworkInterfaceId: expect.stringMatching(/^eni-/) as string,
  });
  const isSecret = (output: pulumi.Output<unknown>) => pulumi.isSecret(output);
  expect(await isSecret(web.tagsAll)).toBe(true);
  expect(await isSecret(web.keyName)).toBe(false);
});

test("an instance of an older release's state has the public address of its id", async () => {
  await mock(false);
  const full = stateOf;
  stateOf = (inputs) => ({ ...full(inputs), publicIp: undefined });
  const args = { vpcSecurityGroupIds: [group().id], subnetId: "subnet-00000000000000001" };
  expect(await valueOf(instance(args).publicIp)).toBe(publicAddress(id));
  expect(await valueOf(instance({ ...args, associatePublicIpAddress: false }).publicIp)).toBe("");
  stateOf = full;
});

test("an instance that gets arguments from a template or a look-up has their outputs", async () => {
  const full = stateOf;
  stateOf = () => ({
    ...machine,
    instanceId: id,
    availabilityZone: "us-east-1a",
    keyName: "ops",
    subnetId: "subnet-1",
    publicIp: "",
  });
  const launchTemplate = { id: pulumi.output("lt-1") };
  const filled = new Ec2Instance("filled", { launchTemplate });
  const found = Ec2Instance.get("found", id);
  for (const web of [filled, found]) {
    expect(await outputsOf(web, ["ami", "instanceType", "keyName", "subnetId", "publicIp"])).toEqual({
      ...machine,
      publicIp: "",
      keyName: "ops",
      subnetId: "subnet-1",
    });
  }
  stateOf = full;
});

test("each output depends on its instance, and the instance has no others of its own", async () => {
  const web = instance({ vpcSecurityGroupIds: [group().id], keyName: "ops" });
  const { resources } = web.keyName as unknown as { resources(): Set<pulumi.Resource> };
  expect([...resources.call(web.keyName)]).toContain(web);
  expect([...(web.tenancy as unknown as { resources(): Set<pulumi.Resource> }).resources()]).toContain(web);
  const own = Object.keys(web).filter((key) => !key.startsWith("__"));
  expect(own).toEqual(expect.arrayContaining(["instanceId", "keyName", "ami", "id", "urn"]));
  expect(own).not.toContain("tenancy");
  await valueOf(web.id);
});
