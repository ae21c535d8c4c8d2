import { writeFileSync } from "node:fs";

import { ApiProxy } from "../support/api-proxy";
import { list, livePods, type Pod } from "../support/cluster";
import { TestStack } from "../support/stack";

test("without checkpoints, a killed update of new groups and rules goes on as the docs say", async () => {
  const proxy = await ApiProxy.start();
  const stack = await TestStack.create(
    "unsaved-groups",
    `const groups = ["web", "db"].map((name) => {
      const group = new SecurityGroup(name);
      new SecurityGroupIngressRule(name, {
        securityGroupId: group.id, ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8",
      });
      return group;
    });
    new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: groups.map(({ id }) => id) });`,
  );
  stack.env["PULUMI_SKIP_CHECKPOINTS"] = "true";
  stack.kubeconfig = `${stack.folder}/kubeconfig`;
  writeFileSync(stack.kubeconfig, proxy.kubeconfig);
  const policies = async () =>
    (await list<Pod>(stack.namespace, "networkpolicies")).map(({ metadata: { name, uid } }) => ({
      name,
      uid,
    }));
  try {
    const acted = new Promise<void>((resolve) => {
      proxy.treatment = (call) =>
        call.name === "POST pods" ? void call.act().then(() => resolve()) : call.pass();
    });
    const killed = stack.failingUp();
    await acted;
    await stack.kill();
    await killed;
    proxy.treatment = (call) => call.pass();
    const before = await policies();
    expect(before.length).toBeGreaterThanOrEqual(2);

    expect(await stack.failingUp()).toContain("already exists");
    await stack.pulumi("up", "--yes", "--skip-preview", "--continue-on-error");
    expect((await stack.ec2Pods("restore", "--yes")).stdout).toContain(", 0 left.");
    await stack.up();
    expect(await policies()).toEqual(expect.arrayContaining(before) as unknown);
    expect(await livePods(stack.namespace)).toHaveLength(1);
    await stack.succeed("preview", "--expect-no-changes");
  } finally {
    await stack.remove();
    proxy.end();
  }
});
