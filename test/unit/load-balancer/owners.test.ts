import type { Values } from "../../../provider/record/kind";
import { forget } from "../../../provider/record/registry";
import {
  balancers,
  groups,
  lifecycles,
  listeners,
  targets,
  urnOf,
  useCluster,
  useConfiguration,
} from "../../support/part-cluster";
import type { PartKind } from "../../support/part-cluster";
import { elbArns, recordSamples } from "../../support/record-samples";

useConfiguration();

const inputsOf = async (kind: PartKind, name: string, args: Values, olds: Values = {}): Promise<Values> => {
  const whole = { ...recordSamples[`lb:${kind}`], ...args, __urn: urnOf(kind, name) };
  const { inputs, failures } = await lifecycles[kind].check(olds, whole);
  expect(failures).toEqual([]);
  return inputs;
};

const otherGroup = elbArns.targetGroup.replace(/.$/, "0");
const forward = [{ type: "forward", targetGroupArn: otherGroup }];
const message = (code: string, noun: string, id: string) =>
  `${code}: The ${noun} '${id}' does not exist in namespace "apps". If it was deleted, run "pulumi up --refresh". If it is elsewhere, name its namespace with "pulumi config set kubernetes:namespace <namespace>", or give both the same Kubernetes Provider.`;
const noBalancer = message("LoadBalancerNotFound", "load balancer", elbArns.loadBalancer);
const noListener = message("ListenerNotFound", "listener", elbArns.listener);
const noGroup = message("TargetGroupNotFound", "target group", otherGroup);

test.each<[kind: PartKind, args: Values, cause: string]>([
  ["Listener", {}, noBalancer],
  ["ListenerRule", {}, noListener],
  ["TargetGroupAttachment", { targetGroupArn: otherGroup }, noGroup],
  ["TargetGroupAttachment", { targetId: elbArns.loadBalancer }, noBalancer],
])("a %s with %j whose owner isn't there fails and leaves nothing", async (kind, args, cause) => {
  const { secrets, services } = useCluster();
  const inputs = await inputsOf(kind, "web", args);
  await expect(lifecycles[kind].create(inputs)).rejects.toThrow(
    new Error(`Cannot create ${kind} "web": ${cause}`),
  );
  expect([secrets.size, services.size]).toEqual([0, 0]);
});

test("a listener forwards only to groups that are there, also after an update", async () => {
  useCluster();
  const { id } = await balancers.create(await inputsOf("LoadBalancer", "web", {}));
  const own = { loadBalancerArn: id };
  await expect(
    listeners.create(await inputsOf("Listener", "web", { ...own, defaultActions: forward })),
  ).rejects.toThrow(`Cannot create Listener "web": ${noGroup}`);
  const served = await listeners.create(await inputsOf("Listener", "web", own));
  const news = await inputsOf("Listener", "web", { ...own, defaultActions: forward }, served.outs);
  await expect(listeners.update(served.id, served.outs, news)).rejects.toThrow(
    `Cannot update Listener "web": ${noGroup}`,
  );
});

test("a part is deleted after its owner", async () => {
  const { secrets } = useCluster();
  const { id, outs } = await groups.create(await inputsOf("TargetGroup", "web", { targetType: "ip" }));
  const args = { targetGroupArn: id, targetId: "10.0.0.7" };
  const attached = await targets.create(await inputsOf("TargetGroupAttachment", "web", args));
  await groups.delete(id, outs);
  await targets.delete(attached.id, attached.outs);
  expect(secrets.size).toBe(0);
});

test("a part that still names what was replaced is served, as after a kill", async () => {
  const { deployments } = useCluster();
  const { id } = await balancers.create(await inputsOf("LoadBalancer", "web", {}));
  const inputs = await inputsOf("Listener", "web", { loadBalancerArn: id });
  forget(urnOf("LoadBalancer", "web"));
  const { id: replacement } = await balancers.create(await inputsOf("LoadBalancer", "web", {}));
  expect(replacement).not.toBe(id);
  await listeners.create(inputs);
  expect(deployments.size).toBe(1);
});
