import * as pulumi from "@pulumi/pulumi";

import { Group } from "../../provider/autoscaling/group";
import { LaunchConfiguration } from "../../provider/resources/ec2/launchConfiguration";
import { DefaultSecurityGroup } from "../../provider/security-group/adopted-default-group";
import { SecurityGroupRule } from "../../provider/security-group/classic-security-group-rule";
import { SecurityGroup } from "../../provider/security-group/security-group";
import {
  SecurityGroupEgressRule,
  SecurityGroupIngressRule,
} from "../../provider/security-group/security-group-rule";
import { mock, settled, warnings } from "../support/mocks";

const securityGroupId = "sg-0123456789abcdef0";
const standalone = { securityGroupId, ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8" };
const classic = {
  securityGroupId,
  type: "ingress" as const,
  protocol: "tcp",
  fromPort: 80,
  toPort: 80,
  cidrBlocks: ["10.0.0.0/8"],
};
const scaling = {
  availabilityZones: ["us-east-1a"],
  launchConfiguration: "web",
  minSize: 0,
  maxSize: 0,
  desiredCapacity: 0,
};

const kinds: Record<string, (args: object) => pulumi.Resource> = {
  SecurityGroup: (args) => new SecurityGroup("web", args),
  DefaultSecurityGroup: (args) => new DefaultSecurityGroup("web", args),
  SecurityGroupIngressRule: (args) => new SecurityGroupIngressRule("web", { ...standalone, ...args }),
  SecurityGroupEgressRule: (args) => new SecurityGroupEgressRule("web", { ...standalone, ...args }),
  SecurityGroupRule: (args) => new SecurityGroupRule("web", { ...classic, ...args }),
  Group: (args) => {
    new LaunchConfiguration("web", { name: "web", imageId: "busybox:1.35", instanceType: "t3.micro" });
    return new Group("web", { ...scaling, ...args });
  },
};

test.each(Object.entries(kinds))(
  "what isn't an argument of a %s is left out with a warning, as AWS does without one",
  async (kind, create) => {
    await mock();
    create({
      vpcIdd: pulumi.output("vpc-1"),
      constructor: undefined,
      dependsOn: [new SecurityGroup("other")],
    });
    await settled();
    expect(warnings.filter((warning) => warning.includes("isn't an argument"))).toEqual([
      expect.stringMatching(
        new RegExp(`^Cannot apply all of ${kind} "web": vpcIdd isn't an argument of ${kind}\\.`),
      ),
      `Cannot apply all of ${kind} "web": dependsOn isn't an argument of ${kind}. Remove it.`,
    ]);
  },
);

test("an error names what isn't an argument also, and how it is called here", async () => {
  await mock();
  const args = { ...standalone, cidrIpv4: undefined, cidrBlocks: ["10.0.0.0/8"] };
  expect(() => new SecurityGroupIngressRule("web", args as object as typeof standalone)).toThrow(
    /cidrBlocks isn't an argument of SecurityGroupIngressRule\. Use cidrIpv4, .*cidrIpv4 is missing/s,
  );
});
