import type { Service } from "../../../provider/cluster/objects";
import type { Values } from "../../../provider/record/kind";
import {
  checkedPart,
  foreignInstance,
  lifecycles,
  useCluster,
  useConfiguration,
} from "../../support/part-cluster";

useConfiguration();

const elsewhere = { "ec2-pods/maker": "another" };
const originsIn = (objects: Map<string, { metadata?: { annotations?: Record<string, string> } }>) =>
  [...objects.values()].map(({ metadata }) => metadata?.annotations?.["ec2-pods/maker"]);

/** A load balancer that another machine created, which serves, and whose Secret somebody has deleted. */
async function lost(name: string) {
  const world = useCluster();
  const balancer = await lifecycles.LoadBalancer.create(await checkedPart("LoadBalancer", name));
  await lifecycles.Listener.create(await checkedPart("Listener", name, { loadBalancerArn: balancer.id }));
  for (const { metadata } of [world.deployments, world.services].flatMap((each) => [...each.values()])) {
    metadata!.annotations = elsewhere;
  }
  const [own = ""] = world.deployments.keys();
  world.secrets.delete(own);
  return { ...world, ...balancer, own };
}

test("an update makes the Secret of a load balancer again, and what is left is its own", async () => {
  const { id, outs, own, secrets, deployments, services } = await lost("updated");
  await lifecycles.LoadBalancer.update(
    id,
    outs,
    await checkedPart("LoadBalancer", "updated", { idleTimeout: 90 }, outs),
  );
  expect(secrets.has(own)).toBe(true);
  expect([...originsIn(deployments), ...originsIn(services)]).not.toContain("another");
});

test("a replacement takes over what is left of a load balancer whose Secret is gone", async () => {
  const { outs, own, secrets } = await lost("replaced");
  await checkedPart("LoadBalancer", "replaced", { internal: true }, outs);
  await lifecycles.LoadBalancer.create(await checkedPart("LoadBalancer", "replaced", { internal: true }));
  expect(secrets.has(own)).toBe(true);
});

test("a refresh keeps a load balancer of which something is left, and the next update makes it whole", async () => {
  const { id, outs, own, secrets, deployments, services } = await lost("seen");
  const seen = (await lifecycles.LoadBalancer.read(id, outs)) as { props: Values };
  expect(seen).toEqual({ id, props: { ...outs, image: "", dnsName: "" } });
  const news = await checkedPart("LoadBalancer", "seen", {}, outs);
  expect(await lifecycles.LoadBalancer.diff(id, seen.props, news)).toEqual({ changes: true, replaces: [] });
  await lifecycles.LoadBalancer.update(id, seen.props, news);
  expect(await lifecycles.LoadBalancer.read(id, outs)).toEqual({ id, props: outs });

  // A destroy also finds what is left.
  secrets.delete(own);
  await lifecycles.LoadBalancer.delete(id, outs);
  expect([deployments.size, services.size]).toEqual([0, 0]);
});

test("a protected load balancer whose Secret is gone isn't deleted as long as something of it is left", async () => {
  const { secrets, deployments, services } = useCluster();
  const { LoadBalancer: balancers, Listener: listeners } = lifecycles;
  const args = { enableDeletionProtection: true };
  const { id, outs } = await balancers.create(await checkedPart("LoadBalancer", "guarded", args));
  await listeners.create(await checkedPart("Listener", "guarded", { loadBalancerArn: id }));
  secrets.delete([...deployments.keys()][0] ?? "");
  await expect(balancers.delete(id, outs)).rejects.toThrow("deletion protection is enabled");
  expect([deployments.size, services.size]).toEqual([1, 1]);
  secrets.clear();
  deployments.clear();
  services.clear();
  await expect(balancers.delete(id, outs)).resolves.toBeUndefined();
});

test("a refresh drops a load balancer of which nothing is left, or only what isn't its own", async () => {
  const { id, outs, own, secrets, deployments, services } = await lost("dropped");
  secrets.clear();
  deployments.clear();
  const [service] = services.values();
  services.set(own, { ...service, metadata: { ...service?.metadata, labels: {} } });
  expect(await lifecycles.LoadBalancer.read(id, outs)).toEqual({ id: "" });
  services.clear();
  expect(await lifecycles.LoadBalancer.read(id, outs)).toEqual({ id: "" });
});

test("a refresh drops a load balancer that another one of its name has replaced", async () => {
  const { id, outs } = await lost("other");
  await lifecycles.LoadBalancer.create(await checkedPart("LoadBalancer", "other", {}, outs));
  await lifecycles.LoadBalancer.create(await checkedPart("LoadBalancer", "other"));
  expect(await lifecycles.LoadBalancer.read(id, outs)).toEqual({ id: "" });
});

test("an attachment whose Secret is gone keeps the name of its instance", async () => {
  const { secrets, services } = useCluster();
  const args = { targetId: foreignInstance };
  const { TargetGroupAttachment: targets } = lifecycles;
  const { id, outs } = await targets.create(await checkedPart("TargetGroupAttachment", "web", args));
  const [[own, service]] = services as unknown as [[string, Service]];
  services.set(own, { ...service, metadata: { ...service.metadata, annotations: elsewhere } });
  secrets.clear();
  const seen = (await targets.read(id, outs)) as { props: Values };
  expect(seen).toEqual({ id, props: { ...outs, host: "" } });
  await targets.update(id, seen.props, await checkedPart("TargetGroupAttachment", "web", args, outs));
  expect(secrets.has(own)).toBe(true);
  services.clear();
  secrets.clear();
  expect(await targets.read(id, outs)).toEqual({ id: "" });
});

test("a Secret of somebody else is never taken, changed or deleted", async () => {
  const { secrets } = useCluster();
  const { TargetGroup: groups } = lifecycles;
  const { id, outs } = await groups.create(await checkedPart("TargetGroup", "taken"));
  const [own = ""] = secrets.keys();
  const foreign = {
    kind: "Secret",
    metadata: { name: own, namespace: "apps" },
    data: { password: "aHVzaA==" },
  };
  secrets.set(own, foreign);
  const message = `Secret ${own} already exists in namespace "apps", and this stack didn't create it. Give the TargetGroup another logical name, or delete the Secret with "kubectl delete secret ${own} --namespace apps".`;
  await expect(groups.create(await checkedPart("TargetGroup", "taken"))).rejects.toThrow(message);
  const news = await checkedPart("TargetGroup", "taken", { slowStart: 60 }, outs);
  await expect(groups.update(id, outs, news)).rejects.toThrow(message);
  expect(await groups.read(id, outs)).toEqual({ id: "" });
  await groups.delete(id, outs);
  expect([...secrets.values()]).toEqual([foreign]);
});
