import type { InstanceState } from "../../../provider/instance/model";
import { check, diff } from "../../../provider/lifecycle";
import { instanceArgs } from "../../support/instance";
import { endClusters, kubeconfigOf } from "../../support/named-clusters";

afterAll(endClusters);

test("an instance whose context was renamed doesn't move to the cluster that is current", async () => {
  const kubeconfig = await kubeconfigOf({ other: "0-b", renamed: "0-a" });
  const args = { ...instanceArgs, kubeconfig };
  const { inputs } = await check({}, { ...args, context: "renamed" });
  const before = { ...inputs, context: "old" };
  const { inputs: news } = await check({ ...before }, args);
  expect(news.context).toBe("other");
  const state = { ...before, clusterId: "0-a 0123456789abcdef0" } as unknown as InstanceState;
  await expect(diff(inputs.instanceId, state, news)).rejects.toThrow(
    `Cannot update Ec2Instance "${inputs.name}": it is in the cluster of context "renamed", and the current context "other" leads to another. Name the right one with "pulumi config set kubernetes:context renamed"`,
  );
});
