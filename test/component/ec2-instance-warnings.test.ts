import * as pulumi from "@pulumi/pulumi";

import { Ec2Instance } from "../../provider/instance/ec2-instance";

class Profile extends pulumi.CustomResource {}

test("each argument without effect gets one warning, on the instance", async () => {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  const info = jest.spyOn(pulumi.log, "info").mockResolvedValue();
  await pulumi.runtime.setMocks(
    { newResource: ({ inputs }) => ({ id: "i-0", state: inputs as object }), call: () => ({}) },
    "shop",
    "dev",
    true,
  );
  const { unknown } = pulumi as unknown as { unknown: string };
  const profile = new Profile("aws:iam/instanceProfile:InstanceProfile", "profile");
  const web = new Ec2Instance("web", {
    ami: "busybox:1.35",
    instanceType: "t3.micro",
    vpcSecurityGroupIds: [pulumi.output(unknown)],
    keyName: pulumi.output("key"),
    subnetId: pulumi.output(unknown),
    monitoring: true,
    iamInstanceProfile: profile,
    ebsOptimized: false,
    sourceDestCheck: undefined,
    ebsBlockDevices: [
      { deviceName: "/dev/sdf", iops: 3000 },
      { deviceName: "/dev/sdg", iops: 3000 },
    ],
  });
  new Ec2Instance("db", {
    ami: "busybox:1.35",
    instanceType: "t3.micro",
    vpcSecurityGroupIds: [pulumi.output(unknown)],
    iamInstanceProfile: "db",
  });
  await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
  const start = 'Cannot apply all of Ec2Instance "web": ';
  expect(warn.mock.calls.map(([text]) => text).sort()).toEqual([
    `${start}ebsBlockDevices[0].iops has no effect: the StorageClass controls speed.`,
    `${start}keyName has no effect: there is no SSH server; use \`ec2-pods exec\`.`,
    `${start}monitoring has no effect: there is no CloudWatch; use \`kubectl top\`.`,
  ]);
  expect(info.mock.calls).toEqual([
    [
      `${start}iamInstanceProfile gives no credentials, to this instance and to others. To serve some, set ec2-pods:credentials of the stack's configuration.`,
      web,
    ],
  ]);
  expect(warn.mock.calls.every(([, resource]) => resource === web)).toBe(true);
});

test.each([
  [{ context: "kind-other" }, "context"],
  [{ kubeconfig: "/home/me/.kube/other" }, "kubeconfig"],
])("an instance with %j must name its groups", (cluster, argument) => {
  const args = { ami: "busybox:1.35", instanceType: "t3.micro", ...cluster };
  expect(() => new Ec2Instance("web", args)).toThrow(
    new pulumi.RunError(
      `Cannot create Ec2Instance "web": vpcSecurityGroupIds is missing, and the default group isn't in the cluster of this instance's ${argument}. Name a SecurityGroup that has a kubernetes Provider of that cluster.`,
    ),
  );
});
