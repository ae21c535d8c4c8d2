import { execFileSync } from "node:child_process";

import { assemble } from "../../../provider/load-balancer/assemble";
import { serviceName } from "../../../provider/load-balancer/names";
import {
  configHashOf,
  healthPort,
  type KeptPart,
  partIn,
  portsOf,
  toConfigSecret,
  toDeployment,
  toPartSecret,
  toService,
  toTargetService,
  withHealth,
} from "../../../provider/load-balancer/objects";
import { proxyConfig } from "../../../provider/load-balancer/proxy-config";
import { partsOf } from "../../support/load-balancer-parts";

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::pulumi-nodejs:lb/${type}:${type}::${name}`;

const kept = (kind: string, id: string, values: object = {}, name = "web"): KeptPart => {
  const all = { ...values, recordId: id, __urn: urn(kind, name), __provider: "code" };
  const part = partIn(toPartSecret(`lb:${kind}`, all, "apps", "me"));
  if (!part) throw new Error("no part");
  return part;
};

const balancer = kept("LoadBalancer", "arn:balancer", {
  securityGroups: ["sg-0123456789abcdef0"],
  network: { vpcId: "vpc-1", cidrBlock: "10.0.1.0/24" },
  dnsName: "lb-web.apps.svc.cluster.local",
});
const listener = (port: number, protocol = "HTTP", group = "arn:group") =>
  kept("Listener", `arn:listener/${port}`, {
    loadBalancerArn: "arn:balancer",
    port,
    protocol,
    defaultActions: [{ type: "forward", targetGroupArn: group }],
  });

test("a part comes back out of its Secret without what only Pulumi needs", () => {
  expect(balancer).toMatchObject({
    kind: "lb:LoadBalancer",
    id: "arn:balancer",
    name: serviceName(urn("LoadBalancer", "web")),
    namespace: "apps",
    origin: "me",
    values: { securityGroups: ["sg-0123456789abcdef0"] },
  });
  expect(Object.keys(balancer.values).filter((key) => key.startsWith("__"))).toEqual([]);
  expect(partIn({})).toBeUndefined();
});

test.each([
  "edited",
  "{}",
  "null",
  "[]",
  "5",
  '{"kind":"lb:Listener","id":"arn:listener","values":null}',
  '{"kind":"lb:Listener","id":"arn:listener","values":[]}',
  '{"kind":"lb:Listener","values":{"formerId":"arn:balancer"}}',
  '{"kind":5,"id":"arn:listener","values":{}}',
])("what somebody has made %s of is no part, in a Secret or a ConfigMap", (text) => {
  expect(partIn({ data: { part: Buffer.from(text).toString("base64") } })).toBeUndefined();
  expect(partIn({ data: { part: text } })).toBeUndefined();
});

test("an id that somebody has edited stays one string", () => {
  const [assembly] = assemble([
    balancer,
    { ...listener(80), id: 'arn:$&$"', values: { ...listener(80).values, formerId: "arn:listener/80" } },
    kept("ListenerRule", "arn:rule", { listenerArn: "arn:listener/80" }),
  ]);
  expect(assembly?.parts.rules.map(({ values }) => values["listenerArn"])).toEqual(['arn:$&$"']);
});

test("the parts of each load balancer are put together, without those of others", () => {
  const parts = [
    balancer,
    kept("LoadBalancer", "arn:other", { dnsName: "other.apps.svc.cluster.local" }),
    listener(80),
    kept("ListenerRule", "arn:rule", {
      listenerArn: "arn:listener/80",
      actions: [{ forward: { targetGroups: [{ arn: "arn:second" }] } }],
    }),
    kept("ListenerRule", "arn:stray", { listenerArn: "arn:listener/81" }),
    kept("TargetGroup", "arn:group"),
    kept("TargetGroup", "arn:second"),
    kept("TargetGroup", "arn:unused"),
    kept("TargetGroupAttachment", "one", { targetGroupArn: "arn:group", targetId: "i-1", host: "one.apps" }),
    kept("TargetGroupAttachment", "two", { targetGroupArn: "arn:second", targetId: "arn:other", host: "x" }),
    kept("TargetGroupAttachment", "three", { targetGroupArn: "arn:unused", targetId: "i-3", host: "y" }),
  ];
  const [own, other] = assemble(parts);
  expect(own?.parts.rules.map(({ id }) => id)).toEqual(["arn:rule"]);
  expect(own?.parts.targetGroups.map(({ id }) => id)).toEqual(["arn:group", "arn:second"]);
  // A target that is a load balancer answers by its name.
  expect(own?.parts.attachments.map(({ host }) => host)).toEqual([
    "one.apps",
    "other.apps.svc.cluster.local",
  ]);
  expect([...(own?.ids ?? [])].sort()).toEqual(
    [
      "arn:balancer",
      "arn:group",
      "arn:listener/80",
      "arn:other",
      "arn:rule",
      "arn:second",
      "one",
      "two",
    ].sort(),
  );
  expect([...(other?.ids ?? [])]).toEqual(["arn:other"]);
});

test("the Service has a port for each listener that is served", () => {
  const listeners = [listener(80), listener(443, "HTTPS"), listener(8080, "TCP"), listener(80)];
  expect(portsOf(listeners)).toEqual([80, 8080]);
  const { spec } = toService({ part: balancer, listeners, config: "" });
  expect(spec?.ports).toEqual([
    { name: "tcp-80", port: 80, targetPort: 80, protocol: "TCP" },
    { name: "tcp-8080", port: 8080, targetPort: 8080, protocol: "TCP" },
  ]);
  expect(spec?.selector).toEqual({ "ec2-pods/load-balancer": balancer.name });
});

test("the Pod is in the groups and the network of the load balancer, and never root", () => {
  const { template } = toDeployment({ part: balancer, listeners: [], config: "one" }).spec ?? {};
  expect(template?.metadata?.labels).toMatchObject({
    "app.kubernetes.io/managed-by": "pulumi-ec2-pods",
    "ec2-pods/load-balancer": balancer.name,
    "ec2-pods/service": "elasticloadbalancing",
    "security-group.ec2-pods/sg-0123456789abcdef0": "member",
    "ec2-pods/vpc": "vpc-1",
    "ec2-pods/cidr-24": "10.0.1.0",
  });
  expect(template?.metadata?.labels).not.toHaveProperty("ec2-pods/instance-id");
  expect(template?.spec).toMatchObject({
    automountServiceAccountToken: false,
    nodeSelector: { "kubernetes.io/os": "linux" },
    securityContext: { runAsNonRoot: true },
    containers: [{ image: "haproxy:3.0-alpine" }],
    volumes: [{ secret: { secretName: `${balancer.name}-config` } }],
  });
});

test.each([
  [false, { memory: "256Mi" }],
  [true, { cpu: "1", memory: "256Mi" }],
])("with a limit of CPU (%s), its Pod has the limits %j", (hasCpuLimit, limits) => {
  const spec = { part: balancer, listeners: [], config: "" };
  const { template } = toDeployment(spec, { hasCpuLimit }).spec ?? {};
  expect(template?.spec?.containers.map(({ resources }) => resources)).toEqual([
    { requests: { cpu: "10m", memory: "32Mi" }, limits },
  ]);
});

test.each([
  ["ipv4", "SingleStack"],
  [undefined, "SingleStack"],
  ["dualstack", "PreferDualStack"],
  ["dualstack-without-public-ipv4", "PreferDualStack"],
])("the Service of a load balancer with the ipAddressType %s is %s", (ipAddressType, policy) => {
  const part = { ...balancer, values: { ...balancer.values, ipAddressType } };
  expect(toService({ part, listeners: [listener(80)], config: "" }).spec?.ipFamilyPolicy).toBe(policy);
});

test("each port, also that of the readiness, takes IPv6 if the kernel of the node has it", () => {
  const config = withHealth(proxyConfig(partsOf({ listeners: [listener(80)] })));
  for (const port of [80, healthPort]) {
    expect(config).toContain(
      `  bind *:${port}\n  .if defined(EC2_PODS_IPV6)\n  bind :::${port} v6only\n  .endif\n`,
    );
  }
  const { template } = toDeployment({ part: balancer, listeners: [], config }).spec ?? {};
  const [shell, option, script = ""] = template?.spec?.containers[0]?.command ?? [];
  expect([shell, option]).toEqual(["sh", "-c"]);
  const started = (file: string) =>
    execFileSync(
      "sh",
      ["-c", script.replace("/proc/net/if_inet6", file).replace(/exec .*/, 'echo "v6=$EC2_PODS_IPV6"')],
      { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
    );
  expect(started(__filename)).toBe("v6=1\n");
  expect(started("/dev/null")).toBe("v6=\n");
  expect(started("/nowhere")).toBe("v6=\n");
  expect(script).toMatch(/; exec haproxy -db -f \/etc\/load-balancer\/haproxy\.cfg$/);
});

test("whatever the Pod is launched with rolls it, and nothing else does", () => {
  const hashOf = (part: KeptPart, config: string) =>
    configHashOf(toDeployment({ part, listeners: [listener(80)], config }));
  const before = hashOf(balancer, "one");
  expect(hashOf(balancer, "one")).toBe(before);
  expect(hashOf({ ...balancer, values: { ...balancer.values, idleTimeout: 30 } }, "one")).toBe(before);
  expect(hashOf(balancer, "two")).not.toBe(before);
  for (const change of [{ securityGroups: [] }, { image: "haproxy:3.1" }]) {
    expect(hashOf({ ...balancer, values: { ...balancer.values, ...change } }, "one")).not.toBe(before);
  }
});

test("a configuration only replaces the version that it was made of", () => {
  const spec = { part: balancer, listeners: [], config: "text" };
  expect(toConfigSecret(spec, "7").metadata).toMatchObject({ resourceVersion: "7" });
  expect(toConfigSecret(spec, undefined).metadata).not.toHaveProperty("resourceVersion");
  expect(partIn(toConfigSecret(spec, undefined))).toBeUndefined();
});

test("a target's name leads to the Pods of its instance, healthy or not", () => {
  const values = { recordId: "one", __urn: urn("TargetGroupAttachment", "one"), targetId: "i-0123" };
  expect(toTargetService(values, "apps", "me").spec).toEqual({
    clusterIP: "None",
    publishNotReadyAddresses: true,
    selector: { "ec2-pods/instance-id": "i-0123" },
  });
});
