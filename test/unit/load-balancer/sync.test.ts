import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { ConfigMap, Deployment, Pod, Secret } from "../../../provider/cluster/objects";
import type { ObjectListener } from "../../../provider/cluster/object-watch";
import { assemble } from "../../../provider/load-balancer/assemble";
import { configHashOf, partIn, toPartSecret } from "../../../provider/load-balancer/objects";
import { sync } from "../../../provider/load-balancer/sync";

const part = (kind: string, id: string, values: object): Secret =>
  toPartSecret(
    `lb:${kind}`,
    { ...values, recordId: id, __urn: `urn:pulumi:dev::shop::lb:${kind}::${id.replace(/\W/g, "-")}` },
    "apps",
    "me",
  );

const balancer = part("LoadBalancer", "arn:lb", { loadBalancerType: "application" });
const listener = part("Listener", "arn:listener", {
  loadBalancerArn: "arn:lb",
  port: 80,
  protocol: "HTTP",
  defaultActions: [{ type: "forward", targetGroupArn: "arn:group" }],
});
const group = part("TargetGroup", "arn:group", { port: 80, protocol: "HTTP" });
const target = (id: string) =>
  part("TargetGroupAttachment", id, { targetGroupArn: "arn:group", targetId: `i-${id}`, host: `${id}.apps` });

/** A cluster with what serves for each load balancer, whose Deployments roll once `roll` is called. */
function fake(secrets: Secret[], refusal?: string, old: ConfigMap[] = []) {
  const applied: string[] = [];
  const configs: string[] = [];
  const deleted: string[] = [];
  const listeners = new Set<ObjectListener>();
  let pods: Pod[] = [];
  let latest: Deployment | undefined;
  let conflicts = 0;
  const cluster: Partial<Cluster> = {
    refusal: () => Promise.resolve(refusal),
    listObjects: (kind) => Promise.resolve((kind === "secrets" ? secrets : old) as never),
    object: (_kind, _namespace, name) => {
      const labels = { "ec2-pods/load-balancer": name.replace(/-config$/, "") };
      return Promise.resolve({ metadata: { labels } } as never);
    },
    apply: (kind, object) => {
      if (kind === "secrets" && conflicts-- > 0) {
        return Promise.reject(new ClusterError("Conflict", undefined, 409));
      }
      applied.push(kind);
      if (kind === "secrets") {
        const { data = {} } = object as Secret;
        configs.push(Buffer.from(data["haproxy.cfg"] ?? "", "base64").toString());
      }
      if (kind === "deployments") latest = object as Deployment;
      return Promise.resolve();
    },
    deleteObject: (kind, _namespace, name) => {
      deleted.push(`${kind} ${name}`);
      return Promise.resolve();
    },
    pods: () => Promise.resolve(pods),
    listen: (_namespace, each) => {
      listeners.add(each);
      return () => listeners.delete(each);
    },
  };
  return {
    cluster: cluster as Cluster,
    applied,
    configs,
    deleted,
    limits: () => latest?.spec?.template.spec?.containers[0]?.resources?.limits,
    conflict: (times: number) => (conflicts = times),
    roll: () => {
      const annotations = { "ec2-pods/config-hash": latest ? configHashOf(latest) : "" };
      pods = [{ metadata: { annotations }, status: { conditions: [{ type: "Ready", status: "True" }] } }];
      listeners.forEach((each) => each.changed());
    },
  };
}

const rolls = (applied: string[]) => applied.filter((kind) => kind === "deployments").length;

test.each([
  ['pods "x" is forbidden: failed quota: all: must specify limits.cpu for: haproxy; limits.memory', "1"],
  ['pods "x" is forbidden: maximum cpu usage per Container is 500m, but limit is 1', undefined],
  ['pods is forbidden: User "me" cannot create resource "pods"', undefined],
  [undefined, undefined],
])("a namespace that says %s gets the limit of CPU %s", async (refusal, cpu) => {
  const { cluster, limits, roll } = fake([balancer, listener, group], refusal);
  const served = await sync(cluster, "apps", ["arn:group"]);
  roll();
  await served();
  expect(limits()).toEqual({ ...(cpu && { cpu }), memory: "256Mi" });
});

test("changes that come together share a roll, and those that come meanwhile share the next", async () => {
  const secrets = [balancer, listener, group];
  const { cluster, applied, roll } = fake(secrets);
  const [first, second] = await Promise.all(
    ["one", "two"].map((id) => {
      secrets.push(target(id));
      return sync(cluster, "apps", [id, "arn:group"]);
    }),
  );
  expect(applied).toEqual(["secrets", "services", "deployments"]);
  const later = ["three", "four"].map((id) => {
    secrets.push(target(id));
    return sync(cluster, "apps", [id, "arn:group"]);
  });
  const served = Promise.all([first?.(), second?.()]);
  roll();
  await served;
  const [third] = await Promise.all(later);
  expect(rolls(applied)).toBe(2);
  roll();
  await third?.();
});

test("a change of parts that no load balancer uses applies nothing", async () => {
  const { cluster, applied, deleted } = fake([balancer, listener, group]);
  await (
    await sync(cluster, "apps", ["arn:unused"])
  )();
  expect([applied, deleted]).toEqual([[], []]);
});

test("without a listener, nothing serves", async () => {
  const { cluster, applied, deleted } = fake([balancer, group]);
  await (
    await sync(cluster, "apps", ["arn:listener", "arn:lb"])
  )();
  expect(applied).toEqual([]);
  expect(deleted.map((text) => text.split(" ")[0])).toEqual([
    "deployments",
    "services",
    "configmaps",
    "secrets",
  ]);
});

test("a configuration that another process has written meanwhile is made again", async () => {
  const { cluster, applied, conflict, roll } = fake([balancer, listener, group]);
  conflict(2);
  const served = (await sync(cluster, "apps", ["arn:lb"]))();
  roll();
  await served;
  expect(applied).toEqual(["secrets", "services", "deployments"]);
});

test("a first configuration of a list that is no longer the newest is made again", async () => {
  const secrets = [balancer, listener, group];
  const { cluster, applied, configs, roll } = fake(secrets);
  const { apply } = cluster;
  cluster.apply = (kind, object) => {
    // Another process keeps a target and applies it before this one's older list.
    if (applied.length === 0) secrets.push(target("late"));
    return apply(kind, object);
  };
  const served = (await sync(cluster, "apps", ["arn:lb"]))();
  roll();
  await served;
  expect(applied).toEqual(["secrets", "secrets", "services", "deployments"]);
  expect(configs.map((config) => config.includes("late.apps"))).toEqual([false, true]);
});

test("a load balancer that is deleted before its first configuration isn't served", async () => {
  const secrets = [balancer, listener, group];
  const { cluster, applied } = fake(secrets);
  const { apply } = cluster;
  cluster.apply = (kind, object) => {
    secrets.length = 0;
    return apply(kind, object);
  };
  await (
    await sync(cluster, "apps", ["arn:lb"])
  )();
  expect(applied).toEqual(["secrets"]);
});

test("the ConfigMap of an older release stays until no Pod mounts it, and that of somebody else for good", async () => {
  const { name = "" } = balancer.metadata ?? {};
  const config = (labels: Record<string, string>): ConfigMap => ({
    metadata: { name: `${name}-config`, labels },
    data: { "haproxy.cfg": "" },
  });
  const other = fake([balancer, listener, group], undefined, [config({})]);
  const left = await sync(other.cluster, "apps", ["arn:lb"]);
  other.roll();
  await left();
  expect(other.deleted).toEqual([]);

  const own = fake([balancer, listener, group], undefined, [config({ "ec2-pods/load-balancer": name })]);
  const served = await sync(own.cluster, "apps", ["arn:lb"]);
  expect([rolls(own.applied), own.deleted]).toEqual([1, []]);
  own.roll();
  await served();
  expect(own.deleted).toEqual([`configmaps ${name}-config`]);
});

test("a load balancer that can't be applied fails only its own parts", async () => {
  const other = part("LoadBalancer", "arn:other", { loadBalancerType: "application" });
  const broken = part("Listener", "arn:broken", { loadBalancerArn: "arn:other", port: 81, protocol: "HTTP" });
  const { cluster, roll } = fake([balancer, listener, group, other, broken]);
  const { apply } = cluster;
  cluster.apply = (kind, object) =>
    object.metadata?.name?.includes("other")
      ? Promise.reject(new ClusterError("the API server returned 403: no"))
      : apply(kind, object);
  const [mine, theirs] = await Promise.allSettled([
    sync(cluster, "apps", ["arn:listener", "arn:lb"]),
    sync(cluster, "apps", ["arn:broken", "arn:other"]),
  ]);
  expect(theirs).toMatchObject({ status: "rejected" });
  roll();
  await expect(mine.status === "fulfilled" && mine.value()).resolves.toBeUndefined();
});

test("what still names a part by the id of the one that it replaced is served by the new one", () => {
  const replaced = part("LoadBalancer", "arn:new", { loadBalancerType: "application", formerId: "arn:lb" });
  const groups = part("TargetGroup", "arn:group-2", { port: 80, protocol: "HTTP", formerId: "arn:group" });
  const [assembly] = assemble(
    [replaced, listener, groups, target("a")].flatMap((secret) => partIn(secret) ?? []),
  );
  expect(assembly?.parts.listeners.map(({ id }) => id)).toEqual(["arn:listener"]);
  expect(assembly?.parts.targetGroups.map(({ id }) => id)).toEqual(["arn:group-2"]);
  expect(assembly?.parts.attachments).toHaveLength(1);
});

test("of two parts with one id, the newer is served, and an id that is still there isn't taken over", () => {
  const at = (seconds: number, { metadata, ...secret }: Secret): Secret => ({
    ...secret,
    metadata: { ...metadata, creationTimestamp: `2026-01-01T00:00:0${seconds}Z` },
  });
  const renamed = (stack: string, values: object) =>
    toPartSecret(
      "lb:Listener",
      { ...values, recordId: "arn:listener", __urn: `urn:pulumi:${stack}::shop::lb:Listener::web` },
      "apps",
      "me",
    );
  const values = { loadBalancerArn: "arn:lb", protocol: "HTTP" };
  const secrets = [
    at(1, balancer),
    at(3, renamed("new", { ...values, port: 81 })),
    at(2, renamed("old", { ...values, port: 80 })),
    part("LoadBalancer", "arn:other", { loadBalancerType: "application", formerId: "arn:lb" }),
  ];
  const [assembly, other] = assemble(secrets.flatMap((secret) => partIn(secret) ?? []));
  expect(assembly?.parts.listeners.map((each) => each.values["port"])).toEqual([81]);
  expect(other?.parts.listeners).toEqual([]);
});

test("a load balancer that is a target has another name only with those that forward to it", () => {
  const attachment = part("TargetGroupAttachment", "arn:group-1", {
    targetGroupArn: "arn:group",
    targetId: "arn:inner",
  });
  const inner = part("LoadBalancer", "arn:inner", { loadBalancerType: "application" });
  const secrets = [balancer, listener, group, attachment, inner];
  const [assembly] = assemble(secrets.flatMap((secret) => partIn(secret) ?? []));
  expect([...(assembly?.ids ?? [])]).toContain("arn:inner");
});
