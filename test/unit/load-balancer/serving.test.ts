import type { Values } from "../../../provider/record/kind";
import { balancers, checkedPart, listeners, useCluster, useConfiguration } from "../../support/part-cluster";

useConfiguration();

/** A cluster with a load balancer that serves. */
async function serving(own: string) {
  const cluster = useCluster();
  const balancer = await balancers.create(await checkedPart("LoadBalancer", own));
  const listener = await listeners.create(
    await checkedPart("Listener", "http", { loadBalancerArn: balancer.id }),
  );
  return { ...cluster, balancer, listener };
}

type World = Awaited<ReturnType<typeof serving>>;
type Kept = Map<string, { kind?: string; metadata?: object; data?: object; spec?: object }>;
const kinds = [
  ["Deployment", ({ deployments }: World) => deployments as Kept],
  ["Service", ({ services }: World) => services as Kept],
  ["Secret", ({ secrets }: World) => secrets as Kept],
] as const;

const all = (world: World) => kinds.flatMap(([, of]) => [...of(world).values()]);

const foreign = { "ec2-pods/maker": "another" };

describe.each(kinds)("a %s by whose name a load balancer would serve", (kind, of) => {
  /** Each kind has a name of its own, which no state has until a test says so. */
  const own = kind.toLowerCase();

  /** The object by which it serves, as another one with this metadata. */
  function taken(world: World, metadata: object) {
    const [name, object] = [...of(world)].find(([, { data = {} }]) => !("part" in data))!;
    return { name, other: { ...object, spec: {}, metadata: { ...object.metadata, ...metadata } } };
  }

  /** Leaves this one object only, as another user's destroy does that is killed. */
  async function left(metadata: object) {
    const world = await serving(own);
    const { name, other } = taken(world, metadata);
    for (const [, each] of kinds) each(world).clear();
    of(world).set(name, other);
    return { world, name, other };
  }

  test.each<[string, object]>([
    ["another user", { annotations: foreign }],
    ["something else", { labels: {}, annotations: {} }],
  ])("of %s stops its creation, and is left as it is", async (_, metadata) => {
    const { world, name, other } = await left(metadata);
    await expect(balancers.create(await checkedPart("LoadBalancer", own))).rejects.toThrow(
      `Cannot create LoadBalancer "${own}": ${kind} ${name} already exists in namespace "apps", and this stack didn't create it. Give the load balancer another logical name, or delete the ${kind} with "kubectl delete ${kind.toLowerCase()} ${name} --namespace apps".`,
    );
    expect(all(world)).toEqual([other]);
  });

  test("of another user stops a new name, and the load balancer stays with its old one", async () => {
    const { world, name, other } = await left({ annotations: foreign });
    of(world).delete(name);
    const { id, outs } = await balancers.create(await checkedPart("LoadBalancer", "old"));
    of(world).set(name, other);
    const news = await checkedPart("LoadBalancer", own, {}, outs);
    await expect(balancers.update(id, outs, news)).rejects.toThrow(`${kind} ${name} already exists`);
    expect(of(world).get(name)).toBe(other);
    expect(await balancers.read(id, outs)).toMatchObject({ id });
  });

  test("of something else outlives the load balancer, which a refresh shows without it", async () => {
    const world = await serving(own);
    const { name, other } = taken(world, { labels: {} });
    of(world).set(name, other);
    const { id, outs } = world.balancer;
    expect(((await balancers.read(id, outs)) as { props: Values }).props).not.toEqual(outs);
    await listeners.delete(world.listener.id, world.listener.outs);
    await balancers.delete(id, outs);
    expect(all(world)).toEqual([other]);
  });

  test("of an earlier place of the state is its own", async () => {
    const world = await serving(own);
    const { name, other } = taken(world, { annotations: foreign });
    of(world).set(name, other);
    const { id, outs } = world.balancer;
    await balancers.update(id, outs, await checkedPart("LoadBalancer", own, { idleTimeout: 90 }, outs));
    expect(of(world).get(name)).not.toBe(other);
    of(world).set(name, other);
    await listeners.delete(world.listener.id, world.listener.outs);
    await balancers.delete(id, outs);
    expect(all(world)).toEqual([]);
  });

  test("of something else stops a listener, which would replace it", async () => {
    const world = await serving(own);
    const { name, other } = taken(world, { labels: {} });
    const { id, outs } = world.listener;
    await listeners.delete(id, outs);
    of(world).set(name, other);
    const inputs = await checkedPart("Listener", "http", { loadBalancerArn: world.balancer.id });
    await expect(listeners.create(inputs)).rejects.toThrow(
      `Cannot create Listener "http": ${kind} ${name} already exists`,
    );
    expect(of(world).get(name)).toBe(other);
  });
});
