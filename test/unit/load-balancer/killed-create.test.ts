import { finishWithoutEngine } from "../../../provider/cluster/after-save";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { Secret } from "../../../provider/cluster/objects";
import { partIn } from "../../../provider/load-balancer/objects";
import type { Values } from "../../../provider/record/kind";
import {
  balancers,
  checkedPart,
  groups,
  listeners,
  targets,
  useCluster,
  useConfiguration,
} from "../../support/part-cluster";
import type { PartKind } from "../../support/part-cluster";

useConfiguration();

const inputsOf = (kind: PartKind, args: Values = {}): Promise<Values> => checkedPart(kind, "web", args);

const pending = "ec2-pods/spawn-pending";
const isPending = ({ metadata }: Secret) => metadata?.annotations?.[pending] !== undefined;

/** Makes the parts that another run has created and that no state has of those that this one has created. */
function killed(secrets: Map<string, Secret>, more: Values = {}): void {
  for (const [name, secret] of secrets) {
    const kept = partIn(secret);
    if (!kept) continue;
    const { kind, id, values } = kept;
    const recordId = id.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
    const replaced = { ...values, recordId, formerId: id, ...more };
    const metadata = {
      ...secret.metadata,
      annotations: { ...secret.metadata?.annotations, [pending]: "true" },
    };
    const part = Buffer.from(JSON.stringify({ kind, id: recordId, values: replaced })).toString("base64");
    secrets.set(name, { ...secret, metadata, data: { part } });
  }
}

test("a part is marked until a state surely has it", async () => {
  const { secrets } = useCluster();
  const { id, outs } = await groups.create(await inputsOf("TargetGroup"));
  expect([...secrets.values()].map(isPending)).toEqual([true]);
  await finishWithoutEngine();
  expect([...secrets.values()].map(isPending)).toEqual([false]);

  // An engine that was killed right after it had saved it.
  for (const [name, secret] of secrets) {
    secrets.set(name, { ...secret, metadata: { ...secret.metadata, annotations: { [pending]: "true" } } });
  }
  await groups.read(id, outs);
  expect([...secrets.values()].map(isPending)).toEqual([false]);
});

test("a destroy deletes what a killed replacement made of a load balancer and its parts", async () => {
  const { secrets, services, deployments } = useCluster();
  const balancer = await balancers.create(await inputsOf("LoadBalancer"));
  const listener = await listeners.create(await inputsOf("Listener", { loadBalancerArn: balancer.id }));
  const target = await targets.create(await inputsOf("TargetGroupAttachment"));
  expect([secrets.size, services.size, deployments.size]).toEqual([4, 2, 1]);
  killed(secrets);
  await listeners.delete(listener.id, listener.outs);
  await targets.delete(target.id, target.outs);
  await balancers.delete(balancer.id, balancer.outs);
  expect([secrets.size, services.size, deployments.size]).toEqual([0, 0, 0]);
});

test("a destroy asks for the protection of what a killed replacement has protected", async () => {
  const { secrets } = useCluster();
  const { id, outs } = await balancers.create(await inputsOf("LoadBalancer"));
  killed(secrets, { enableDeletionProtection: true });
  await expect(balancers.delete(id, outs)).rejects.toThrow(/enableDeletionProtection/);
  expect(secrets.size).toBe(1);
});

test("a user who may only read can refresh what a killed run has left marked", async () => {
  const { secrets, cluster } = useCluster();
  const { id, outs } = await groups.create(await inputsOf("TargetGroup"));
  cluster.patchObject = () => Promise.reject(new ClusterError("forbidden", undefined, 403));
  expect(await groups.read(id, outs)).toMatchObject({ id });
  expect([...secrets.values()].map(isPending)).toEqual([true]);
});

test("a destroy leaves a replacement that a state has, or that is of another origin", async () => {
  const { secrets } = useCluster();
  const { id, outs } = await groups.create(await inputsOf("TargetGroup"));
  killed(secrets);
  const [[name = "", left] = []] = [...secrets];
  secrets.set(name, {
    ...left,
    metadata: { ...left?.metadata, annotations: { "ec2-pods/maker": "another", [pending]: "true" } },
  });
  await groups.delete(id, outs);
  expect(secrets.size).toBe(1);
  // Of this run, whose engine hasn't saved it yet.
  secrets.clear();
  const before = await groups.create(await inputsOf("TargetGroup"));
  await groups.create(await inputsOf("TargetGroup"));
  await groups.delete(before.id, before.outs);
  expect([...secrets.values()].map(isPending)).toEqual([true]);
});

test("a destroy also deletes what a replacement that failed after a kill has left", async () => {
  let reason: string | undefined;
  const { secrets } = useCluster(() => reason);
  const { id, outs } = await groups.create(await inputsOf("TargetGroup"));
  killed(secrets);
  reason = "the API server returned 500: no";
  await expect(groups.create(await inputsOf("TargetGroup"))).rejects.toThrow(reason);
  reason = undefined;
  await groups.delete(id, outs);
  expect(secrets.size).toBe(0);
});

test("what was replaced again after a kill is served by what names either id", async () => {
  const { secrets, deployments } = useCluster();
  const { id } = await balancers.create(await inputsOf("LoadBalancer"));
  killed(secrets);
  const left = [...secrets.values()].flatMap((secret) => partIn(secret)?.id ?? []);
  await balancers.create(await inputsOf("LoadBalancer"));
  for (const loadBalancerArn of [id, ...left]) {
    const listener = await listeners.create(await inputsOf("Listener", { loadBalancerArn }));
    expect(deployments.size).toBe(1);
    await listeners.delete(listener.id, listener.outs);
    expect(deployments.size).toBe(0);
  }
});
