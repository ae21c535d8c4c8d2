import { randomBytes } from "node:crypto";

import { full } from "../support/amount";
import { kubectl, list, testCluster } from "../support/cluster";
import { applyGroup } from "../support/group";
import { group } from "../support/instance";
import { type Measure, ProviderProcess } from "../support/provider-process";

const [warmUp, rounds] = full ? [48, 200] : [16, 32];
/** Number of parallel instances. */
const lanes = 8;
const namespace = `soak-${randomBytes(3).toString("hex")}`;

let provider: ProviderProcess;
beforeAll(async () => {
  await kubectl("default", "create", "namespace", namespace);
  await applyGroup(namespace);
  provider = await ProviderProcess.start({ kubeconfig: testCluster().kubeconfig, measured: true });
});
afterAll(async () => {
  await provider.end();
  await kubectl("default", "delete", "namespace", namespace, "--wait=false");
});

/** Creates, resizes, re-creates and deletes one instance. */
async function round(lane: number): Promise<void> {
  const args = {
    ami: "busybox:1.35",
    userData: "#!/bin/sh\ntrue\n",
    waitForUserData: true,
    metadataOptions: { httpEndpoint: "disabled" },
    vpcSecurityGroupIds: [group],
    project: "soak",
    stack: "test",
    name: `server-${lane}`,
    namespace,
    __provider: 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")',
  };
  const inputs = await provider.check({}, { ...args, instanceType: "t3.micro" });
  const { id, state } = await provider.create(inputs);
  const larger = await provider.check(inputs, { ...args, instanceType: "t3.small" });
  const resized = await provider.update(id, state, larger);
  expect(resized["podName"]).toBe(state["podName"]);
  const tags = { "ec2-pods/tolerations": '[{"key":"new","operator":"Exists"}]' };
  const elsewhere = await provider.check(larger, { ...args, instanceType: "t3.small", tags });
  const recreated = await provider.update(id, resized, elsewhere);
  expect(recreated["podName"]).not.toBe(state["podName"]);
  await provider.delete(id, recreated);
}

/**
 * The growth that is allowed between the warm-up and the end.
 *
 * 200 rounds grew the heap by 0.6 MB, and nothing else except one call in progress. This allows one pooled socket per lane,
 * and less than 10 kB of heap per round.
 */
const allowed: Measure = { heapUsed: 1.5e6, external: 1e6, resources: lanes, descriptors: lanes, threads: 0 };

test("rounds of create, resize, re-create and delete leave nothing in the provider process", async () => {
  const samples: Measure[] = [];
  for (let done = 0; done < rounds; done += lanes) {
    await Promise.all(Array.from({ length: lanes }, (_, lane) => round(lane)));
    samples.push(await provider.measure());
  }
  // Secrets are deleted shortly after their Pods.
  while ((await list(namespace, "pods,secrets")).length > 0);
  const warm = samples[warmUp / lanes - 1]!;
  // What a single one counts may be about to end. What is left behind is in both.
  samples.push(await provider.measure());
  const last = samples.slice(-2);
  const grown = (Object.keys(allowed) as (keyof Measure)[]).filter((key) =>
    last.every((sample) => sample[key] > warm[key] + allowed[key]),
  );
  expect({ grown, samples: grown.length > 0 ? samples : [] }).toEqual({ grown: [], samples: [] });
});
