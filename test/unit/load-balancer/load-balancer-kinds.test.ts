import { unknownValue } from "../../../provider/common/values";
import { serviceName } from "../../../provider/load-balancer/names";
import type { Values } from "../../../provider/record/kind";
import { recordOperations } from "../../../provider/records";
import {
  arnOf,
  balancerOf,
  forward,
  groupOf,
  network,
  ruleOf,
  subnetOf,
} from "../../support/load-balancer-records";
import { change, endRun, make, urnOf } from "../../support/records";

afterEach(endRun);

describe("what AWS computes", () => {
  test("of a load balancer is known in previews and stays", async () => {
    const { id, inputs, failures } = await balancerOf({ tags: { team: "web" } });
    expect(failures).toEqual([]);
    expect(id).toMatch(
      /^arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer\/app\/web-[0-9a-f]{7}\/[0-9a-f]{16}$/,
    );
    expect(inputs).toMatchObject({
      arn: id,
      arnSuffix: id.replace(/^.*:loadbalancer\//, ""),
      idleTimeout: 60,
      internal: false,
      tagsAll: { team: "web" },
      vpcId: expect.stringMatching(/^vpc-/),
      zoneId: expect.stringMatching(/^Z[0-9A-F]{13}$/),
    });
    const again = await make(
      "lb:LoadBalancer",
      { subnets: inputs["subnets"], tags: { team: "web" } },
      "web",
      inputs,
    );
    expect(again.inputs).toEqual(inputs);
  });

  test("of listeners and rules is made from the ARN of what they belong to", async () => {
    const rule = await ruleOf([{ pathPattern: { values: ["/x"] } }]);
    expect(rule.id).toMatch(
      /:listener-rule\/app\/web-[0-9a-f]{7}\/[0-9a-f]{16}\/[0-9a-f]{16}\/[0-9a-f]{16}$/,
    );
    expect(String(rule.inputs["listenerArn"])).toMatch(
      /:listener\/app\/web-[0-9a-f]{7}\/[0-9a-f]{16}\/[0-9a-f]{16}$/,
    );
    expect(rule.failures).toEqual([]);
  });

  test("of a target group fills in its blocks", async () => {
    const group = await groupOf({ healthCheck: { path: "/health", interval: 10 } });
    expect(group.inputs).toMatchObject({
      deregistrationDelay: 300,
      protocolVersion: "HTTP1",
      targetType: "instance",
      arnSuffix: expect.stringMatching(/^targetgroup\/web-/),
      healthCheck: { path: "/health", interval: 10, timeout: 5, matcher: "200", healthyThreshold: 3 },
      stickiness: { enabled: false, type: "lb_cookie" },
    });
    const tcp = await groupOf({ protocol: "TCP" }, "tcp");
    expect(tcp.inputs["healthCheck"]).toMatchObject({ protocol: "TCP", timeout: 10 });
    expect(tcp.inputs["healthCheck"]).not.toHaveProperty("path");
  });

  test("a rule without a priority comes after those that there are", async () => {
    const first = await ruleOf([{ pathPattern: { values: ["/x"] } }], { priority: 7 });
    const { listenerArn, actions, conditions } = first.inputs;
    const next = await make("lb:ListenerRule", { listenerArn, actions, conditions }, "next");
    expect(next.inputs["priority"]).toBe(8);
    const again = await make("lb:ListenerRule", { listenerArn, actions, conditions }, "next", next.inputs);
    expect(again.inputs["priority"]).toBe(8);
  });

  test("what a preview doesn't know is unknown, and no failure", async () => {
    const balancer = await make("lb:LoadBalancer", { subnets: unknownValue, securityGroups: [unknownValue] });
    expect(balancer.failures).toEqual([]);
    const listener = await make("lb:Listener", {
      loadBalancerArn: unknownValue,
      port: unknownValue,
      defaultActions: forward(unknownValue),
    });
    expect(listener.failures).toEqual([]);
    const group = await groupOf({ healthCheck: unknownValue, vpcId: unknownValue });
    expect(group.failures).toEqual([]);
    const rule = await make("lb:ListenerRule", {
      listenerArn: unknownValue,
      actions: unknownValue,
      conditions: unknownValue,
    });
    expect(rule.failures).toEqual([]);
  });

  test("the name of a Service is a label, and differs for each load balancer", () => {
    const arn = (name: string, digit: string) =>
      `arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/${name}/${digit.repeat(16)}`;
    const names = [arn("Web", "1"), arn("Web", "2"), arn("A-very-long-name-of-32-characters", "1")].map(
      serviceName,
    );
    expect(names[0]).toMatch(/^lb-web-[0-9a-f]{10}$/);
    for (const name of names) expect(name).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
    expect(new Set(names).size).toBe(3);
  });
});

test.each([
  ["lb:LoadBalancer", { loadBalancerType: "network" }, true],
  ["lb:LoadBalancer", { internal: true }, true],
  ["lb:LoadBalancer", { idleTimeout: 30 }, false],
  ["lb:TargetGroup", { port: 8080 }, true],
  ["lb:TargetGroup", { healthCheck: { path: "/health" } }, false],
])("a change of %s with %j replaces it: %s", async (token, after, isReplaced) => {
  const base: Record<string, Values> = {
    "lb:LoadBalancer": { name: "web", subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] },
    "lb:TargetGroup": { name: "web", port: 80, protocol: "HTTP", vpcId: "vpc-0123456789abcdef0" },
  };
  const { replaces = [] } = await change(token, base[token] ?? {}, { ...base[token], ...after });
  expect(replaces.length > 0).toBe(isReplaced);
});

describe("a load balancer is rejected", () => {
  test.each<[string, Values, string]>([
    [
      "with another type",
      { loadBalancerType: "classic" },
      'loadBalancerType is "classic". Use "application" or "network"',
    ],
    [
      "as a gateway",
      { loadBalancerType: "gateway" },
      'loadBalancerType is "gateway", which needs appliances that see whole packets. Use "application" or "network"',
    ],
    [
      "with a long name",
      { name: "a".repeat(33) },
      `name is "${"a".repeat(33)}", which has 33 characters; AWS accepts at most 32. Set a shorter name, or a shorter logical name`,
    ],
    [
      "with a long prefix",
      { namePrefix: "webserver" },
      'namePrefix is "webserver", which has 9 characters; AWS accepts at most 6. Shorten it',
    ],
    [
      "without subnets",
      { subnets: undefined },
      "subnets is missing, and so is subnetMappings. Name at least one subnet",
    ],
  ])("%s", async (_, args, failure) => expect((await balancerOf(args)).failures).toEqual([failure]));

  test("if its subnets are in one zone, or in several VPCs", async () => {
    const { vpc, other, subnets } = await network();
    const [a] = subnets;
    const alone = await make("lb:LoadBalancer", { subnets: [a] });
    expect(alone.failures).toEqual([
      expect.stringMatching(/^subnets has "subnet-\w+" alone; an application/),
    ]);
    const twin = await make("lb:LoadBalancer", { subnets: [a, await subnetOf("us-east-1a", vpc, 3)] });
    expect(twin.failures).toEqual([
      expect.stringMatching(/^subnets\[1\] is .* in us-east-1a, as "subnet-\w+" is/),
      expect.stringMatching(/^subnets are all in us-east-1a/),
    ]);
    const foreign = (
      await make(
        "ec2:Subnet",
        { vpcId: other, cidrBlock: "10.1.1.0/24", availabilityZone: "us-east-1c" },
        "c",
      )
    ).id;
    const mixed = await make("lb:LoadBalancer", { subnets: [a, foreign] });
    expect(mixed.failures).toEqual([
      `subnets[1] is "${foreign}", which is in ${other}, not in ${vpc}. Use one of the same VPC`,
    ]);
    const one = await make("lb:LoadBalancer", { subnets: [a], loadBalancerType: "network" });
    expect(one.failures).toEqual([]);
  });
});

describe("a target group is rejected", () => {
  test.each<[string, Values, string[]]>([
    [
      "without its place",
      { port: undefined, protocol: undefined, vpcId: undefined },
      ["port", "protocol", "vpcId"],
    ],
    ["for functions", { targetType: "lambda" }, ["targetType"]],
    ["for gateways", { protocol: "GENEVE" }, ["protocol"]],
    ["with a version of HTTP for TCP", { protocol: "TCP", protocolVersion: "HTTP2" }, ["protocolVersion"]],
    ["with checks by TCP", { healthCheck: { protocol: "TCP" } }, ["healthCheck.protocol"]],
    [
      "with bad checks",
      { healthCheck: { interval: 1, matcher: "600", path: "x", port: "0", timeout: 1 } },
      [
        "healthCheck.interval",
        "healthCheck.timeout",
        "healthCheck.port",
        "healthCheck.path",
        "healthCheck.matcher",
      ],
    ],
    ["with codes out of order", { healthCheck: { matcher: "299-200" } }, ["healthCheck.matcher"]],
    ["with the stickiness of the other type", { stickiness: { type: "source_ip" } }, ["stickiness.type"]],
    ["without the name of the cookie", { stickiness: { type: "app_cookie" } }, ["stickiness.cookieName"]],
  ])("%s", async (_, args, properties) => {
    const { failures } = await groupOf(args);
    expect(failures.map((failure) => failure.split(" ")[0])).toEqual(properties);
  });

  test.each(["200", "200,202", "200-299,301"])("but not with the codes %s", async (matcher) =>
    expect((await groupOf({ healthCheck: { matcher } })).failures).toEqual([]),
  );

  test("if another one has its name", async () => {
    await groupOf({ name: "web" }, "one");
    expect((await groupOf({ name: "web" }, "two")).failures).toEqual([
      'name is "web", which another TargetGroup has. Choose another name',
    ]);
  });
});

test.each([
  ["instance", "i-0123456789abcdef0", true],
  ["instance", "10.0.0.1", false],
  ["ip", "10.0.0.1", true],
  ["ip", "i-0123456789abcdef0", false],
])("a group of type %s takes %s: %s", async (targetType, targetId, isFine) => {
  const group = await groupOf({ targetType });
  const { failures } = await make("lb:TargetGroupAttachment", { targetGroupArn: arnOf(group), targetId });
  expect(failures.length === 0).toBe(isFine);
});

test.each(["i-0123456789abcdef0", "10.0.0.1"])(
  "a group whose type isn't known yet, and one that is only looked up, take %s",
  async (targetId) => {
    const group = await groupOf({ targetType: unknownValue });
    const targetGroupArn = "arn:aws:elasticloadbalancing:us-east-1:0:targetgroup/other/0123456789abcdef";
    await recordOperations("lb:TargetGroup").read(targetGroupArn, {
      __urn: urnOf("lb:TargetGroup", "other"),
    });
    for (const arn of [arnOf(group), targetGroupArn]) {
      const { failures } = await make("lb:TargetGroupAttachment", { targetGroupArn: arn, targetId });
      expect(failures).toEqual([]);
    }
  },
);
