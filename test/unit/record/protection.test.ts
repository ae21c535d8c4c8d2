import type { InstanceInputs, InstanceState } from "../../../provider/instance/model";
import { check, diff } from "../../../provider/lifecycle";
import type { Values } from "../../../provider/record/kind";
import { of } from "../../../provider/records";
import { instanceArgs } from "../../support/instance";
import { endClusters, kubeconfigOf } from "../../support/named-clusters";
import { subnets, urnOf } from "../../support/part-cluster";

afterAll(endClusters);

const balancers = of("lb:LoadBalancer");
const clusterId = "0-a 0123456789abcdef0";
const place = async () => ({ namespace: "apps", kubeconfig: await kubeconfigOf({ here: "0-a" }) });
const elsewhere: [string, () => object | Promise<object>][] = [
  ["kubeconfig", async () => ({ kubeconfig: await kubeconfigOf({ here: "0-b" }) })],
  [
    "context",
    async () => ({ context: "there", kubeconfig: await kubeconfigOf({ here: "0-a", there: "0-b" }) }),
  ],
  ["namespace", () => ({ namespace: "other" })],
];

describe.each(elsewhere)("a %s that leads elsewhere", (property, toElsewhere) => {
  test("doesn't replace a protected instance", async () => {
    const args = { ...instanceArgs, ...(await place()), disableApiTermination: true };
    const { inputs } = await check({}, args);
    const olds = { ...inputs, clusterId } as unknown as InstanceState;
    const change = async (more: object) => {
      const news = await check({ ...inputs }, { ...args, ...(await toElsewhere()), ...more });
      return diff(inputs.instanceId, olds, news.inputs as InstanceInputs);
    };
    await expect(change({})).rejects.toThrow(
      `Cannot update Ec2Instance "web": OperationNotPermitted: The instance '${inputs.instanceId}' may not be terminated.`,
    );
    expect(await change({ __retained: true })).toMatchObject({ replaces: [property] });
  });

  test("doesn't replace a protected load balancer", async () => {
    const __urn = urnOf("LoadBalancer", "safe");
    const args: Values = { name: "web", subnets, __urn, ...(await place()), enableDeletionProtection: true };
    const { inputs } = await balancers.check({}, args);
    const olds = { ...inputs, clusterId };
    const id = String(inputs["recordId"]);
    const change = async (more: object) => {
      const moved = await toElsewhere();
      const news = await balancers.check(inputs, { ...args, ...moved, ...more });
      return balancers.diff(id, olds, news.inputs);
    };
    await expect(change({})).rejects.toThrow(
      `Cannot update LoadBalancer "safe": OperationNotPermitted: Load balancer '${id}' cannot be deleted`,
    );
    expect(await change({ __retained: true })).toMatchObject({ replaces: [property] });
  });
});
