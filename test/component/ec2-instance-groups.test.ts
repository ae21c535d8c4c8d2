import * as pulumi from "@pulumi/pulumi";

import { Ec2Instance } from "../../provider/instance/ec2-instance";
import type { Ec2InstanceArgs } from "../../provider/instance/ec2-instance-args";
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

test("a group that is declared after the instance has its name, too", async () => {
  const groups = groupsOf({ securityGroups: ["late"] });
  const late = new SecurityGroup("late");
  expect((await groups).securityGroups).toEqual([await valueOf(late.id)]);
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
