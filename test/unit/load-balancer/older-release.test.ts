import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { ConfigMap } from "../../../provider/cluster/objects";
import { keptParts } from "../../../provider/load-balancer/keepers";
import { secretInPlaceOf } from "../../../provider/load-balancer/objects";
import type { Values } from "../../../provider/record/kind";
import {
  checkedPart,
  lifecycles,
  textIn,
  toOldMap,
  useCluster,
  useConfiguration,
} from "../../support/part-cluster";
import type { PartKind } from "../../support/part-cluster";

useConfiguration();

const hidden = "a secret of the program";
const answers = [
  {
    type: "fixed-response",
    fixedResponse: { contentType: "text/plain", statusCode: "200", messageBody: hidden },
  },
];

/** A load balancer that serves, with a group and a target. */
async function serving(name: string) {
  const cluster = useCluster();
  const create = async (kind: PartKind, args: Values = {}) =>
    lifecycles[kind].create(await checkedPart(kind, name, args));
  const balancer = await create("LoadBalancer");
  const listener = await create("Listener", { loadBalancerArn: balancer.id, defaultActions: answers });
  const group = await create("TargetGroup");
  const parts = { LoadBalancer: balancer, Listener: listener, TargetGroup: group };
  return { ...cluster, parts };
}

type World = Awaited<ReturnType<typeof serving>>;
const entries = ({ parts }: World) =>
  Object.entries(parts) as [keyof World["parts"], typeof parts.Listener][];
const namesIn = (objects: Map<string, unknown>) => [...objects.keys()].sort();

/** As an older release left it. */
async function ofOlderRelease(name: string): Promise<World> {
  const world = await serving(name);
  for (const [each, secret] of world.secrets) world.maps.set(each, toOldMap(secret));
  world.secrets.clear();
  for (const deployment of world.deployments.values()) {
    const spec = deployment.spec!.template.spec!;
    spec.volumes = spec.volumes?.map(({ name: volume, secret }) => ({
      name: volume,
      configMap: { name: secret?.secretName },
    }));
  }
  return world;
}

/** What the program is checked against in each update. */
const checkAll = async (world: World, name: string): Promise<void> => {
  for (const [kind, { outs }] of entries(world)) {
    const own = kind === "Listener" && {
      loadBalancerArn: world.parts.LoadBalancer.id,
      defaultActions: answers,
    };
    await checkedPart(kind, name, { ...own }, outs);
  }
};

const update = async ({ parts: { LoadBalancer, Listener } }: World, name: string): Promise<void> => {
  const args = { loadBalancerArn: LoadBalancer.id, port: 8080, defaultActions: answers };
  const news = await checkedPart("Listener", name, args, Listener.outs);
  await lifecycles.Listener.update(Listener.id, Listener.outs, news);
};

test("what may be secret is in Secrets only", async () => {
  const { secrets, maps, services, deployments } = await serving("hidden");
  const texts = ["part", "haproxy.cfg"].map((key) =>
    [...secrets.values()].map((secret) => textIn(secret, key)).join(),
  );
  expect(texts.map((text) => text.includes(hidden))).toEqual([true, true]);
  expect(maps.size).toBe(0);
  expect(JSON.stringify([...services.values(), ...deployments.values(), ...secrets.values()])).not.toContain(
    hidden,
  );
});

test("a refresh sees no change in what an older release keeps in ConfigMaps, and moves nothing", async () => {
  const world = await ofOlderRelease("same");
  const before = namesIn(world.maps);
  for (const [kind, { id, outs }] of entries(world)) {
    expect(await lifecycles[kind].read(id, outs)).toEqual({ id, props: outs });
  }
  expect([namesIn(world.maps), world.secrets.size]).toEqual([before, 0]);
  world.maps.delete(before.find((name) => name.endsWith("-config"))!);
  const { id, outs } = world.parts.LoadBalancer;
  expect(await lifecycles.LoadBalancer.read(id, outs)).toMatchObject({ props: { image: "" } });
});

test("an update moves what the state has into Secrets, and leaves what it doesn't have", async () => {
  const world = await ofOlderRelease("moved");
  const before = namesIn(world.maps);
  const [, part] = [...world.maps].find(([, { data }]) => data?.["part"]?.includes("lb:TargetGroup"))!;
  const others: [string, ConfigMap][] = ["lb-other-stack", "lb-moved"].map((name) => [
    name,
    { ...part, metadata: { ...part.metadata, name, ...(name === "lb-moved" && { labels: {} }) } },
  ]);
  for (const [name, map] of others) world.maps.set(name, map);
  await checkAll(world, "moved");
  await update(world, "moved");
  expect(namesIn(world.secrets)).toEqual(before);
  expect([...world.maps]).toEqual(others);
  for (const [kind, { id, outs }] of entries(world).filter(([each]) => each !== "Listener")) {
    expect(await lifecycles[kind].read(id, outs)).toEqual({ id, props: outs });
  }
  const [deployment] = world.deployments.values();
  const [config = ""] = before.filter((name) => name.endsWith("-config"));
  expect(deployment?.spec?.template.spec?.volumes).toEqual([
    { name: "config", secret: { secretName: config } },
  ]);
  expect(textIn(world.secrets.get(config)!, "haproxy.cfg")).toContain(":8080");
});

test("an unchanged listener, which is checked after the load balancer's update, moves with a change of its tags", async () => {
  const world = await ofOlderRelease("order");
  const { LoadBalancer, Listener } = world.parts;
  const tags = { team: "web" };
  const isInMap = () =>
    [...world.maps.values()].some(({ data }) => data?.["part"]?.includes('"lb:Listener"'));

  const balancer = await checkedPart("LoadBalancer", "order", { tags }, LoadBalancer.outs);
  await lifecycles.LoadBalancer.update(LoadBalancer.id, LoadBalancer.outs, balancer);
  const own = { loadBalancerArn: LoadBalancer.id, defaultActions: answers };
  const unchanged = await checkedPart("Listener", "order", own, Listener.outs);
  expect(await lifecycles.Listener.diff(Listener.id, Listener.outs, unchanged)).not.toMatchObject({
    changes: true,
  });
  expect(isInMap()).toBe(true);

  const tagged = await checkedPart("Listener", "order", { ...own, tags }, Listener.outs);
  await lifecycles.Listener.update(Listener.id, Listener.outs, tagged);
  expect(isInMap()).toBe(false);
  expect(
    [...world.secrets.values()].filter((secret) => textIn(secret, "part")?.includes('"lb:Listener"')),
  ).toHaveLength(1);
});

test.each([
  ["somebody else's", { metadata: { labels: {} } }],
  ["broken", { data: { part: "aHVzaA==" } }],
])("the ConfigMap of a part stays if the Secret of its name is %s", async (word, change) => {
  const name = `unread-${word.length}`;
  const world = await ofOlderRelease(name);
  const [[own, map] = ["", {}]] = [...world.maps].filter(([, { data }]) =>
    data?.["part"]?.includes('"lb:TargetGroup"'),
  );
  const whole = secretInPlaceOf(map);
  const metadata = { ...whole.metadata, ...("metadata" in change && change.metadata) };
  const secret = { ...whole, ...change, metadata };
  world.secrets.set(own, secret);
  await checkAll(world, name);
  await update(world, name);
  expect([world.maps.get(own), world.secrets.get(own)]).toEqual([map, secret]);
});

test("the ConfigMap of a part that is replaced goes with its first Secret", async () => {
  const world = await ofOlderRelease("successor");
  const [[own] = [""]] = [...world.maps].filter(([, { data }]) =>
    data?.["part"]?.includes('"lb:TargetGroup"'),
  );
  await checkedPart("TargetGroup", "successor", {}, world.parts.TargetGroup.outs);
  await lifecycles.TargetGroup.create(await checkedPart("TargetGroup", "successor", { port: 81 }));
  expect([world.maps.has(own), world.secrets.has(own)]).toEqual([false, true]);
});

test("what a killed move left in both is served as the Secret has it, and the ConfigMap is deleted", async () => {
  const world = await ofOlderRelease("both");
  const old = new Map(world.maps);
  await update(world, "both");
  for (const [name, map] of old) world.maps.set(name, map);
  const { id, outs } = world.parts.Listener;
  expect(await lifecycles.Listener.read(id, outs)).toMatchObject({ props: { port: 8080 } });
  await update(world, "both");
  const unmoved = namesIn(old).filter((name) => !world.secrets.has(name));
  expect(namesIn(world.maps)).toEqual(unmoved);
});

test.each([false, true])(
  "a destroy deletes what an older release created, also after a killed move (%s)",
  async (isMoved) => {
    const name = `gone-${isMoved}`;
    const world = await ofOlderRelease(name);
    const foreign = { metadata: { name: "lb-foreign" } };
    world.maps.set("lb-foreign", foreign);
    if (isMoved) {
      const old = new Map(world.maps);
      await update(world, name);
      for (const [each, map] of old) world.maps.set(each, map);
    }
    for (const [kind, { id, outs }] of entries(world).reverse()) await lifecycles[kind].delete(id, outs);
    expect([...world.maps.values()]).toEqual([foreign]);
    expect([world.secrets, world.services, world.deployments].map(({ size }) => size)).toEqual([0, 0, 0]);
  },
);

test("a deletion that fails between both leaves the newer of them", async () => {
  const world = await ofOlderRelease("halfway");
  const old = new Map(world.maps);
  await update(world, "halfway");
  for (const [name, map] of old) world.maps.set(name, map);
  const { deleteObject } = world.cluster;
  world.cluster.deleteObject = (kind, namespace, name) =>
    kind === "secrets" ? Promise.reject(new ClusterError("no")) : deleteObject(kind, namespace, name);
  const { id, outs } = world.parts.Listener;
  await expect(lifecycles.Listener.delete(id, outs)).rejects.toThrow("no");
  const [name = ""] = [...world.secrets.keys()].filter((each) => !each.endsWith("-config"));
  expect([world.maps.has(name), world.secrets.has(name)]).toEqual([false, true]);
});

test("a part that another process moves meanwhile is seen once", async () => {
  const { cluster, secrets, maps } = await ofOlderRelease("meanwhile");
  const [[name, map] = ["", {}]] = [...maps].filter(([, { data }]) =>
    data?.["part"]?.includes("lb:Listener"),
  );
  const { listObjects } = cluster;
  cluster.listObjects = async (...args) => {
    const listed = await listObjects(...args);
    if (!secrets.has(name)) secrets.set(name, secretInPlaceOf(map));
    maps.delete(name);
    return listed;
  };
  const parts = await keptParts(cluster as unknown as Cluster, "apps");
  expect(parts.filter((part) => part.name === name)).toHaveLength(1);
});

test("a refresh sees that the configuration is gone, also if its former ConfigMap is there", async () => {
  const { secrets, maps, parts } = await serving("former");
  const [[name, secret] = ["", {}]] = [...secrets].filter(([each]) => each.endsWith("-config"));
  maps.set(name, toOldMap(secret));
  secrets.delete(name);
  const { id, outs } = parts.LoadBalancer;
  expect(await lifecycles.LoadBalancer.read(id, outs)).toMatchObject({ props: { image: "" } });
});

test("a part that is about to get another name is moved by its own update only", async () => {
  const world = await ofOlderRelease("renamed");
  const { outs } = world.parts.TargetGroup;
  await checkedPart("TargetGroup", "by-another-name", {}, outs);
  await update(world, "renamed");
  const kept = [...world.maps.values()].map(({ data }) => data?.["part"] ?? "");
  expect(kept.filter((text) => text.includes("lb:TargetGroup"))).toHaveLength(1);
});
