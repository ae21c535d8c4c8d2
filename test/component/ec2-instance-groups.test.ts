import * as pulumi from "@pulumi/pulumi";

import { Ec2Instance } from "../../provider/instance/ec2-instance";
import type { Ec2InstanceArgs } from "../../provider/instance/ec2-instance-args";
import {
  LaunchTemplate,
  NetworkInterface,
  Subnet,
  type SubnetArgs,
  Vpc,
  type VpcArgs,
} from "../../provider/resources/ec2";
import { defaultSecurityGroup } from "../../provider/security-group/default-security-group";
import { SecurityGroup } from "../../provider/security-group/security-group";
import { dependencies, mock, registered, unknownText, valueOf } from "../support/mocks";

const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };
const token = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance";

/** The groups in the inputs of an instance with these arguments. */
async function groupsOf(args: Ec2InstanceArgs) {
  await valueOf(new Ec2Instance("web", { ...machine, ...args }).id);
  const { inputs } = registered.find(({ type }) => type === token)!;
  const { vpcSecurityGroupIds, securityGroups, defaultSecurityGroups } = inputs;
  return { vpcSecurityGroupIds, securityGroups, defaultSecurityGroups };
}
const isDefaultDeclared = () =>
  registered.some(({ type, name }) => type.endsWith("SecurityGroup") && name === "default");
const none = { vpcSecurityGroupIds: undefined, securityGroups: undefined, defaultSecurityGroups: undefined };

test("securityGroups takes names and ids of groups, known at once or later", async () => {
  const web = new SecurityGroup("web", { name: "web-servers" });
  const app = new SecurityGroup("app");
  const prefixed = new SecurityGroup("prefixed", { namePrefix: "db-" });
  const groups = await groupsOf({
    securityGroups: ["web-servers", app.name, prefixed.name, web.id, "app", "unknown"],
  });
  const ids = await Promise.all([web, app, prefixed].map(({ id }) => valueOf(id)));
  expect(groups).toEqual({ ...none, securityGroups: [...ids, ids[0], ids[1], "unknown"] });
  expect(isDefaultDeclared()).toBe(false);
  const guards = dependencies.get(`${token}::web`)!.map((urn) => urn.split("::").at(-1));
  expect(guards).toEqual(expect.arrayContaining(["web", "app", "prefixed"]));
});

test("a later group isn't waited for: its name may be made of the instance", async () => {
  const web = new SecurityGroup("web");
  const instance = new Ec2Instance("first", { ...machine, securityGroups: ["web"] });
  new SecurityGroup("late", { name: pulumi.interpolate`of-${instance.podName}` });
  await valueOf(instance.id);
  const { inputs } = registered.find(({ type }) => type === token)!;
  expect(inputs["securityGroups"]).toEqual([await valueOf(web.id)]);
});

describe("in a VPC of the program", () => {
  const declare = () => {
    const vpc = new Vpc("main", { cidrBlock: "10.0.0.0/16", recordId: "vpc-1" } as VpcArgs);
    const own = { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: false };
    const subnet = new Subnet("a", { ...own, recordId: "subnet-1" } as SubnetArgs);
    return { vpc, subnet };
  };
  const recordOf = (subnetId: string) => ({
    kind: "ec2:Subnet",
    id: subnetId,
    values: { cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: false, vpcId: "vpc-1" },
  });
  const recordsOf = () => registered.find(({ type }) => type === token)!.inputs["__records"];

  test("an instance passes on what the program knows of its subnet, for runs that don't check the subnet", async () => {
    const { vpc, subnet } = declare();
    const { vpcSecurityGroupIds } = await groupsOf({ subnetId: subnet.id });
    expect(vpcSecurityGroupIds).toEqual([await valueOf(vpc.defaultSecurityGroupId)]);
    expect(recordsOf()).toEqual([recordOf("subnet-1")]);
  });

  test("an id that is made of a subnet's is that of the subnet", async () => {
    const { vpc, subnet } = declare();
    const subnetId = pulumi.all([subnet.id]).apply(([id]) => id);
    const { vpcSecurityGroupIds } = await groupsOf({ subnetId });
    expect(vpcSecurityGroupIds).toEqual([await valueOf(vpc.defaultSecurityGroupId)]);
    expect(recordsOf()).toEqual([recordOf("subnet-1")]);
  });

  test.each(["subnet-9", pulumi.output("subnet-9")])(
    "a subnet of another stack stays one",
    async (subnetId) => {
      declare();
      await groupsOf({ subnetId });
      expect(recordsOf()).toBeUndefined();
    },
  );

  test("the name default is that of the VPC's group", async () => {
    const { vpc, subnet } = declare();
    // Another default group has the same name.
    defaultSecurityGroup();
    const { securityGroups } = await groupsOf({ subnetId: subnet.id, securityGroups: ["default"] });
    expect(securityGroups).toEqual([await valueOf(vpc.defaultSecurityGroupId)]);
  });

  test.each(["networkInterfaces", "primaryNetworkInterface", "launchTemplate"] as const)(
    "%s says which default group it is, and its own groups are waited for",
    async (argument) => {
      const { vpc, subnet } = declare();
      const web = new SecurityGroup("web");
      const own = { subnetId: subnet.id, securityGroups: [web.id] };
      const networkInterface = new NetworkInterface("eni", { ...own, recordId: "eni-1" } as never);
      const template = new LaunchTemplate("lt", { networkInterfaces: [own] });
      const block = { deviceIndex: 0, networkInterfaceId: networkInterface.id };
      const args = {
        networkInterfaces: [block],
        primaryNetworkInterface: block,
        launchTemplate: { name: template.name },
      };
      const { defaultSecurityGroups } = await groupsOf({ [argument]: args[argument] });
      expect(defaultSecurityGroups).toEqual([await valueOf(vpc.defaultSecurityGroupId)]);
      expect(dependencies.get(`${token}::web`)!.map((urn) => urn.split("::").at(-1))).toContain("web");
      expect(recordsOf()).toContainEqual(recordOf("subnet-1"));
    },
  );
});

test("the name default is the stack's default group", async () => {
  const { securityGroups } = await groupsOf({ securityGroups: ["default"] });
  expect(securityGroups).toEqual([expect.stringMatching(/^sg-[0-9a-f]{17}$/)]);
  expect(isDefaultDeclared()).toBe(true);
});

test.each([{}, { vpcSecurityGroupIds: [] }, { securityGroups: [] }, { networkInterfaces: undefined }])(
  "an instance with %j is in the default group",
  async (args) => {
    const { vpcSecurityGroupIds, ...others } = await groupsOf(args);
    expect(vpcSecurityGroupIds).toEqual([expect.stringMatching(/^sg-[0-9a-f]{17}$/)]);
    expect(others).toEqual({ securityGroups: undefined, defaultSecurityGroups: undefined });
    expect(isDefaultDeclared()).toBe(true);
  },
);

test.each([
  { launchTemplate: { id: pulumi.output("lt-1") } },
  { networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: "eni-1" }] },
  { primaryNetworkInterface: { networkInterfaceId: "eni-1" } },
])("the default group stands in for groups that %j doesn't bring", async (args) => {
  const { defaultSecurityGroups, ...others } = await groupsOf(args);
  expect(defaultSecurityGroups).toEqual([expect.stringMatching(/^sg-[0-9a-f]{17}$/)]);
  expect(others).toEqual({ vpcSecurityGroupIds: undefined, securityGroups: undefined });
  expect(isDefaultDeclared()).toBe(true);
});

test("an instance in another cluster gets groups from its template alone", async () => {
  const args = { launchTemplate: { id: "lt-1" }, context: "kind-other" };
  expect(await groupsOf(args)).toEqual(none);
  expect(isDefaultDeclared()).toBe(false);
});

test("a name that a preview doesn't know leaves the groups unknown, and what isn't a list is for the check", async () => {
  await mock(true);
  new SecurityGroup("web", { name: unknownText() });
  expect((await groupsOf({ securityGroups: ["web"] })).securityGroups).toEqual({
    __pulumiUnknown: true,
  });
  registered.length = 0;
  expect((await groupsOf({ securityGroups: "web" as never })).securityGroups).toBe("web");
});

test("user data of a launch template is kept as a secret", async () => {
  await valueOf(new Ec2Instance("web", { launchTemplate: { id: "lt-1" } }).id);
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "" };
  const { inputs } = registered.find(({ type }) => type === token)!;
  expect(inputs["userDataBase64"]).toEqual(secret);
});
