import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { killAtOnce } from "../../tools/processes";
import { ApiProxy } from "../support/api-proxy";
import type { Round } from "../support/chaos/kills";
import { attachments, unsavedAttachments } from "../support/chaos/attachments";
import { savedMachines, unsavedMachines } from "../support/chaos/machines";
import { testKills } from "../support/chaos/runs";
import { roundsToRun } from "../support/chaos/selection";
import { list, untilUnmarked } from "../support/cluster";
import type { Pod } from "../support/cluster";
import { applyGroup } from "../support/group";
import { group } from "../support/instance";
import { TestStack } from "../support/stack";

/** Without checkpoints, the marks come off once the run is over. */
const whileItRuns = ({ round: { create, change } }: { round: Round }): boolean =>
  create?.call !== "PATCH pods" && change?.call !== "PATCH pods";

testKills("", savedMachines, roundsToRun(savedMachines, [0, 1]));
testKills("attachments ", attachments, roundsToRun(attachments, [2]));
testKills("", unsavedMachines, roundsToRun(unsavedMachines, [1, 2]).filter(whileItRuns));
testKills("attachments ", unsavedAttachments, roundsToRun(unsavedAttachments, [2]).filter(whileItRuns));

const volume = `
import * as aws from "@pulumi/aws";
const vpcSecurityGroupIds = ["${group}"];
const web = new aws.ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.nano", vpcSecurityGroupIds });
const data = new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 1 });
new aws.ec2.VolumeAttachment("data", { instanceId: web.id, volumeId: data.id, deviceName: "/dev/sdf" });
`;

/** A stack with a volume whose engine saves its state at the end, through a proxy. */
async function unsavedVolume(name: string): Promise<{ stack: TestStack; proxy: ApiProxy }> {
  const stack = await TestStack.create(name, "");
  stack.awsProgram(volume);
  await applyGroup(stack.namespace);
  Object.assign(stack.env, { PULUMI_SKIP_CHECKPOINTS: "true" });
  const proxy = await ApiProxy.start();
  stack.kubeconfig = join(stack.folder, "kubeconfig");
  writeFileSync(stack.kubeconfig, proxy.kubeconfig);
  return { stack, proxy };
}

test("without checkpoints, the marks come off once the state has what they are on", async () => {
  const { stack, proxy } = await unsavedVolume("unmarked");
  const saved: number[] = [];
  const unmarked: string[] = [];
  proxy.treatment = (call) => {
    if (!call.body.includes('"ec2-pods/spawn-pending":null')) return call.pass();
    unmarked.push(call.name);
    void stack.instances().then(({ length }) => {
      saved.push(length);
      call.pass();
    });
  };
  try {
    await stack.up();
    expect(await untilUnmarked(stack.namespace)).toContain("ec2-pods/");
    expect([...new Set(unmarked)].sort()).toEqual(["PATCH persistentvolumeclaims", "PATCH pods"]);
    // A call whose answer a busy machine delays is made again.
    expect([...new Set(saved)]).toEqual([1]);
  } finally {
    await stack.remove();
    proxy.end();
  }
});

test("marks that a killed process was about to take off are taken off by the next update", async () => {
  const { stack, proxy } = await unsavedVolume("settle-killed");
  const killed = new Promise<void>((resolve) => {
    proxy.treatment = (call) => {
      const settling = stack.processes().filter(({ command }) => command.includes("settle.js"));
      if (call.name !== "PATCH pods" || settling.length === 0) return call.pass();
      killAtOnce(settling.map(({ pid }) => pid));
      call.drop();
      resolve();
    };
  });
  try {
    await stack.up();
    await killed;
    proxy.treatment = (call) => call.pass();
    const pods = async () =>
      (await list<Pod>(stack.namespace, "pods")).map(({ metadata: { name, uid } }) => [name, uid]);
    const before = await pods();
    await stack.up();
    expect(await untilUnmarked(stack.namespace)).toContain("ec2-pods/");
    expect(await pods()).toEqual(before);
  } finally {
    await stack.remove();
    proxy.end();
  }
});
