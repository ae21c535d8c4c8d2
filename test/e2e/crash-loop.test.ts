import { setTimeout } from "node:timers/promises";

import { inside, kubectl } from "../support/cluster";
import { TestStack } from "../support/stack";
import { onOurNode } from "../support/our-node";

let stack: TestStack;
onOurNode(() => {
  afterAll(() => stack.remove());

  test("a container that ends again and again is no instance that runs, and everything says why", async () => {
    const hook = "#cloud-boothook\n#!/bin/sh\n[ ! -e /mnt/sdf/crash ] || { kill -TERM 1; sleep 60; }\n";
    stack = await TestStack.create(
      "crashing",
      `new Ec2Instance("web", {
      ami: "busybox:1.35",
      instanceType: "t3.nano",
      userData: ${JSON.stringify(hook)},
      waitForUserData: true,
      ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }],
    });`,
    );
    await stack.up();
    const podName = String((await stack.resource("web")).outputs["podName"]);
    await inside(stack.namespace, podName, "touch /mnt/sdf/crash; kill -TERM 1");
    const waiting = "{.status.containerStatuses[?(@.name=='instance')].state.waiting.message}";
    const backOff = () => kubectl(stack.namespace, "get", "pod", podName, `--output=jsonpath=${waiting}`);
    // Shorter ones end before a busy machine has refreshed and an update has given up. Each is twice as long, up to 5 minutes.
    while (!/^back-off (1m20|80|2m40|160|5m0|300)s/.test(await backOff())) await setTimeout(200);
    // The kubelet names its back-off only between two attempts.
    const why = 'the container "instance" exited with code 143 (Error), and its node restarts it';
    expect(await stack.refresh()).toContain(`Ec2Instance "web": isn't running: ${why}`);
    const { outputs } = await stack.resource("web");
    expect(outputs).toMatchObject({ instanceState: "pending" });
    expect(outputs["userDataExitStatus"]).toBeUndefined();
    const { stdout } = await stack.ec2Pods("list", "--json");
    const [{ state, why: listed }] = (JSON.parse(stdout) as { instances: [{ state: string; why: string }] })
      .instances;
    expect([state, listed]).toEqual(["pending", expect.stringContaining(why)]);
    expect(await stack.failingUp()).toContain(`Cannot update Ec2Instance "web": ${why}`);
  });
});
