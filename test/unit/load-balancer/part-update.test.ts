import { unknownValue } from "../../../provider/common/values";
import type { Secret } from "../../../provider/cluster/objects";
import type { Values } from "../../../provider/record/kind";
import { forget } from "../../../provider/record/registry";
import {
  balancers,
  groups,
  listeners,
  subnets,
  targets,
  textIn,
  urnOf,
  useCluster,
  useConfiguration,
} from "../../support/part-cluster";
import { elbArns } from "../../support/record-samples";

useConfiguration();

let checked = "";

/** Each check is that of another run. */
const inputsOf = async (
  operations: Pick<typeof groups, "check">,
  args: Values & { __urn: string },
  olds: Values = {},
): Promise<Values> => {
  forget(checked);
  checked = args.__urn;
  const { inputs, failures } = await operations.check(olds, { __provider: "text", ...args });
  expect(failures).toEqual([]);
  return inputs;
};

const group = (name: string, args: Values = {}, olds: Values = {}) =>
  inputsOf(
    groups,
    {
      port: 80,
      protocol: "HTTP",
      vpcId: "vpc-0123456789abcdef0",
      name: "web",
      __urn: urnOf("TargetGroup", name),
      ...args,
    },
    olds,
  );
const balancer = (name: string, args: Values = {}, olds: Values = {}) =>
  inputsOf(balancers, { name: "web", subnets, __urn: urnOf("LoadBalancer", name), ...args }, olds);
const listener = (name: string, args: Values, olds: Values = {}) =>
  inputsOf(
    listeners,
    {
      port: 80,
      defaultActions: [{ type: "forward", targetGroupArn: elbArns.targetGroup }],
      __urn: urnOf("Listener", name),
      ...args,
    },
    olds,
  );

/** The logical names in the names of objects. */
const names = (objects: Map<string, unknown>) =>
  [...objects.keys()].map((name) => name.replace(/^lb-(\w+)-[0-9a-f]{10}/, "$1")).sort();

const partsIn = (secrets: Map<string, Secret>) =>
  [...secrets.values()]
    .flatMap((secret) => textIn(secret, "part") ?? [])
    .map((text) => JSON.parse(text) as unknown);

test("a part whose URN changes is kept once, wherever an update was killed", async () => {
  const { secrets } = useCluster();
  const { id, outs } = await groups.create(await group("old"));
  const before = new Map(secrets);
  const news = await group("new", {}, outs);
  await groups.update(id, outs, news);
  expect(names(secrets)).toEqual(["new"]);
  const after = new Map(secrets);
  // An older release left both.
  for (const left of [[], [...after], [...before, ...after]]) {
    secrets.clear();
    left.forEach(([name, secret]) => secrets.set(name, secret));
    await groups.update(id, outs, news);
    expect(names(secrets)).toEqual(["new"]);
  }
});

test("a part that a killed update renamed is found, goes back to its name and is deleted", async () => {
  const { secrets } = useCluster();
  const { id, outs } = await groups.create(await group("old"));
  await groups.update(id, outs, await group("new", {}, outs));
  expect(await groups.read(id, outs)).toMatchObject({ id });
  await groups.update(id, outs, await group("old", { slowStart: 30 }, outs));
  expect(names(secrets)).toEqual(["old"]);

  await groups.update(id, outs, await group("new", {}, outs));
  await groups.delete(id, outs);
  expect(names(secrets)).toEqual([]);
});

test("a target and a load balancer whose URNs change serve by their new names only", async () => {
  const { secrets, services, deployments } = useCluster();
  const target = (name: string, olds: Values = {}) =>
    inputsOf(
      targets,
      {
        targetGroupArn: elbArns.targetGroup,
        targetId: "i-0123456789abcdef0",
        __urn: urnOf("TargetGroupAttachment", name),
      },
      olds,
    );
  const attached = await targets.create(await target("one"));
  await targets.update(attached.id, attached.outs, await target("two", attached.outs));
  expect([names(secrets), names(services)]).toEqual([["two"], ["two"]]);
  services.clear();
  secrets.clear();

  const { id, outs } = await balancers.create(await balancer("front"));
  const port = await listeners.create(await listener("http", { loadBalancerArn: id }));
  expect(names(deployments)).toEqual(["front"]);
  await balancers.update(id, outs, await balancer("back", {}, outs));
  expect([names(deployments), names(services)]).toEqual([["back"], ["back"]]);
  await listeners.update(port.id, port.outs, await listener("web", { loadBalancerArn: id }, port.outs));
  expect(names(secrets)).toEqual(["back", "back-config", "web"]);
  const config = [...secrets.values()].flatMap((secret) => textIn(secret, "haproxy.cfg") ?? []).join();
  expect(config.match(/^frontend listener/gm)).toHaveLength(1);
});

test("an update that fails leaves what there was, by its old name", async () => {
  let failures = 0;
  let lists = 0;
  const { secrets } = useCluster(() => (++lists > failures ? undefined : "the API server returned 500: no"));
  const { id, outs } = await groups.create(await group("old", { slowStart: 30 }));
  const before = partsIn(secrets);
  failures = lists + 1;
  await expect(groups.update(id, outs, await group("old", { slowStart: 60 }, outs))).rejects.toThrow(
    'Cannot update TargetGroup "old": the API server returned 500: no.',
  );
  expect(partsIn(secrets)).toEqual(before);

  // The first list finds the other names.
  lists = 0;
  failures = 0;
  const { secrets: renamed } = useCluster(() =>
    ++lists === 3 ? "the API server returned 500: no" : undefined,
  );
  const kept = await groups.create(await group("old"));
  await expect(groups.update(kept.id, kept.outs, await group("new", {}, kept.outs))).rejects.toThrow(
    'Cannot update TargetGroup "new"',
  );
  expect(names(renamed)).toEqual(["old"]);
});

test("what an update takes back has no value of the state that is only what a refresh saw", async () => {
  let isFailing = false;
  const { secrets } = useCluster(() => (isFailing ? "the API server returned 500: no" : undefined));
  const { id, outs } = await balancers.create(await balancer("seen"));
  const before = partsIn(secrets);
  isFailing = true;
  const olds = { ...outs, image: "", dnsName: "" };
  await expect(balancers.update(id, olds, await balancer("seen", { idleTimeout: 90 }, olds))).rejects.toThrow(
    "Cannot update",
  );
  expect(partsIn(secrets)).toEqual(before);
});

test("a refresh shows what a killed update has kept, and nothing otherwise", async () => {
  useCluster();
  const program = await group("web", { slowStart: 30 });
  const { id, outs } = await groups.create(program);
  expect(await groups.read(id, outs)).toEqual({ id, props: outs });
  // Another name of the context is no difference, and the state knows its cluster.
  const state = { ...outs, context: "kind-renamed", clusterId: "uid" };
  expect(await groups.read(id, state)).toEqual({ id, props: state });

  const { outs: next } = await groups.update(id, outs, await group("web", { slowStart: 60 }, outs));
  const seen = (await groups.read(id, state)) as { props: Values; inputs: Values };
  expect(seen.props).toEqual({ ...next, context: "kind-renamed", clusterId: "uid" });
  expect(seen.inputs).toEqual({ ...program, slowStart: 60, context: "kind-renamed" });
  const reverted = await group("web", { slowStart: 30 }, seen.inputs);
  expect(await groups.diff(id, seen.props, reverted)).not.toMatchObject({ changes: false });
});

test("a protected load balancer isn't replaced, unless nothing is deleted by that", async () => {
  const args = { enableDeletionProtection: true };
  const outs = await balancer("safe", args);
  const id = String(outs["recordId"]);
  const other = await balancer("safe", { ...args, internal: true }, outs);
  await expect(balancers.diff(id, outs, other)).rejects.toThrow(
    `Cannot update LoadBalancer "safe": OperationNotPermitted: Load balancer '${id}' cannot be deleted because deletion protection is enabled. Set enableDeletionProtection to false`,
  );
  // The engine deletes it as the state has it.
  const unprotected = await balancer("safe", { internal: true }, outs);
  await expect(balancers.diff(id, outs, unprotected)).rejects.toThrow("OperationNotPermitted");
  const live = await balancer("safe", { ...args, idleTimeout: 90 }, outs);
  expect(await balancers.diff(id, outs, live)).toEqual({ replaces: [] });
  const unknown = await balancer("safe", { ...args, internal: unknownValue }, outs);
  expect(await balancers.diff(id, outs, unknown)).toEqual({ replaces: ["internal"] });
  // In its namespace, the new one would take over what is retained.
  const retained = await balancer("safe", { internal: true, __retained: true }, outs);
  await expect(balancers.diff(id, outs, retained)).rejects.toThrow("OperationNotPermitted");
  // A refresh has checked nothing.
  forget(urnOf("LoadBalancer", "safe"));
  expect(await balancers.diff(id, outs, other)).toEqual({ replaces: ["internal"] });
});

test("the protection of a load balancer lasts as long as the cluster has it", async () => {
  const { secrets } = useCluster();
  const args = { enableDeletionProtection: true };
  const { id, outs } = await balancers.create(await balancer("safe", args));
  await expect(balancers.delete(id, outs)).rejects.toThrow(
    `Cannot delete LoadBalancer "safe": OperationNotPermitted: Load balancer '${id}' cannot be deleted because deletion protection is enabled.`,
  );
  // An older release replaced it.
  await balancers.create(await balancer("safe", { ...args, internal: true }));
  await balancers.delete(id, outs);
  expect(names(secrets)).toEqual(["safe"]);
});

test("a refresh sees that all that serves for a load balancer is gone, if it has a listener", async () => {
  const { secrets, services, deployments } = useCluster();
  const { id, outs } = await balancers.create(await balancer("gone"));
  expect(await balancers.read(id, outs)).toEqual({ id, props: outs });
  await listeners.create(await listener("http", { loadBalancerArn: id }));
  expect(await balancers.read(id, outs)).toEqual({ id, props: outs });
  services.clear();
  deployments.clear();
  for (const name of secrets.keys()) if (name.endsWith("-config")) secrets.delete(name);
  const seen = (await balancers.read(id, outs)) as { props: Values };
  expect(seen).toEqual({ id, props: { ...outs, image: "", dnsName: "" } });
  expect(await balancers.read(id, seen.props)).toMatchObject({ props: seen.props });
  const news = await balancer("gone", {}, outs);
  expect(await balancers.diff(id, seen.props, news)).toEqual({ changes: true, replaces: [] });
  await balancers.update(id, seen.props, news);
  expect([names(deployments), names(services)]).toEqual([["gone"], ["gone"]]);
});
