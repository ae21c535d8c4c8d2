import { healthPort } from "../../../provider/load-balancer/objects";
import type { Values } from "../../../provider/record/kind";
import { listenerOf, ruleOf } from "../../support/load-balancer-records";
import { endRun, make } from "../../support/records";

afterEach(endRun);

const stickyForever = {
  targetGroups: [{ arn: "arn:aws:elasticloadbalancing:us-east-1:0:targetgroup/web/0123456789abcdef" }],
  stickiness: { enabled: "true" },
};

describe("a listener is rejected", () => {
  test.each<[string, Values, Values, Values, string]>([
    ["with a protocol of the other type", { protocol: "TCP" }, {}, { protocol: "TCP" }, "protocol"],
    ["without a certificate", { protocol: "HTTPS" }, {}, {}, "certificateArn"],
    ["without a protocol", {}, { loadBalancerType: "network" }, { protocol: "TCP" }, "protocol"],
    ["with a group of another protocol", {}, {}, { protocol: "TCP" }, "defaultActions[0].targetGroupArn"],
    [
      "with a group of another VPC",
      {},
      {},
      { vpcId: "vpc-0123456789abcdef1" },
      "defaultActions[0].targetGroupArn",
    ],
    [
      "with authentication",
      { defaultActions: [{ type: "authenticate-oidc" }] },
      {},
      {},
      "defaultActions[0].type",
    ],
    [
      "with an action without its block",
      { defaultActions: [{ type: "redirect" }] },
      {},
      {},
      "defaultActions[0].redirect",
    ],
    [
      "with a redirect to itself",
      { defaultActions: [{ type: "redirect", redirect: { statusCode: "HTTP_301" } }] },
      {},
      {},
      "defaultActions[0].redirect",
    ],
    [
      "with stickiness of no duration",
      { defaultActions: [{ type: "forward", forward: stickyForever }] },
      {},
      {},
      "defaultActions[0].forward.stickiness.duration",
    ],
    [
      "with a bad code",
      {
        defaultActions: [
          { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "301" } },
        ],
      },
      {},
      {},
      "defaultActions[0].fixedResponse.statusCode",
    ],
  ])("%s", async (_, args, balancer, group, property) => {
    const { failures } = await listenerOf(args, balancer, group);
    expect(failures.map((failure) => failure.split(" ")[0])).toEqual([property]);
  });

  test("if another one has its port, but UDP and TCP have ports of their own", async () => {
    const first = await listenerOf(
      { port: 53, protocol: "TCP" },
      { loadBalancerType: "network" },
      { protocol: "TCP_UDP" },
    );
    const { loadBalancerArn, defaultActions } = first.inputs;
    const second = (protocol: string) =>
      make("lb:Listener", { loadBalancerArn, port: 53, protocol, defaultActions }, "second");
    expect(first.failures).toEqual([]);
    expect((await second("UDP")).failures).toEqual([]);
    expect((await second("TCP")).failures).toEqual([
      "port is 53, which another listener of the load balancer has (DuplicateListener). Choose another port",
    ]);
  });
});

test("a listener can't have the port where the Pod is asked for its health, unless it isn't served", async () => {
  expect((await listenerOf({ port: healthPort })).failures).toEqual([
    `port is ${healthPort}, where the Pod of the load balancer is asked for its health. Choose another port`,
  ]);
  const udp = await listenerOf(
    { port: healthPort, protocol: "UDP" },
    { loadBalancerType: "network" },
    { protocol: "UDP" },
  );
  expect(udp.failures).toEqual([]);
});

test.each([
  ["(?<=a)b", "has a part that the proxy can't read"],
  ["(?<!a)b", "has a part that the proxy can't read"],
  ["(?<name>a)", "has a part that the proxy can't read"],
  ["a{65536}", "repeats a part more than 65535 times, which the proxy can't"],
  ["a{1,70000}", "repeats a part more than 65535 times, which the proxy can't"],
  ["a{70000,}", "repeats a part more than 65535 times, which the proxy can't"],
])("a rule with the regular expression %s is rejected", async (expression, reason) => {
  const { failures } = await ruleOf([{ pathPattern: { regexValues: [expression] } }]);
  expect(failures).toEqual([
    `conditions[0].pathPattern.regexValues[0] ${reason}. Change the regular expression`,
  ]);
});

test.each(["a{2,65535}", "a(?=b)", "a(?!b)", "[{70000}]", "\\(?<=", "\\{70000\\}", "[(?<=]"])(
  "but not with %s",
  async (expression) =>
    expect((await ruleOf([{ pathPattern: { regexValues: [expression] } }])).failures).toEqual([]),
);

describe("a rule is rejected", () => {
  test.each<[string, unknown, string]>([
    ["without conditions", [], "conditions"],
    [
      "with two types in one condition",
      [{ pathPattern: { values: ["/"] }, hostHeader: { values: ["a"] } }],
      "conditions[0]",
    ],
    [
      "with six values",
      [{ pathPattern: { values: ["1", "2", "3", "4", "5", "6"].map((text) => `/${text}`) } }],
      "conditions",
    ],
    ["with a bad range", [{ sourceIp: { values: ["ten"] } }], "conditions[0].sourceIp.values[0]"],
    [
      "with the host as a header",
      [{ httpHeader: { httpHeaderName: "Host", values: ["a"] } }],
      "conditions[0].httpHeader.httpHeaderName",
    ],
    [
      "with a name that is no header",
      [{ httpHeader: { httpHeaderName: "a b", values: ["a"] } }],
      "conditions[0].httpHeader.httpHeaderName",
    ],
    [
      "with a line break",
      [{ httpHeader: { httpHeaderName: "a", values: ["a\nb"] } }],
      "conditions[0].httpHeader.values[0]",
    ],
    [
      "with a bad regular expression",
      [{ pathPattern: { regexValues: ["(a"] } }],
      "conditions[0].pathPattern.regexValues[0]",
    ],
  ])("%s", async (_, conditions, property) => {
    const { failures } = await ruleOf(conditions);
    expect(failures.map((failure) => failure.split(" ")[0])).toEqual([property]);
  });

  test.each([
    { httpHeader: { httpHeaderName: "X-Origin", values: ["hunter2\n"] } },
    { httpHeader: { httpHeaderName: "X-Origin", values: [`hunter2${"x".repeat(128)}`] } },
    { httpHeader: { httpHeaderName: "X-Origin", regexValues: ["hunter2("] } },
    { queryStrings: [{ key: "token", value: "hunter2\n" }] },
    { pathPattern: { values: ["/hook/hunter2="] } },
    { hostHeader: { values: ["hunter2_.example"] } },
  ])("without what may be secret: %j", async (condition) => {
    const { failures } = await ruleOf([condition]);
    expect(failures).toHaveLength(1);
    expect(String(failures)).not.toContain("hunter2");
  });

  test("if another one has its priority, or if it is out of range", async () => {
    const conditions = [{ pathPattern: { values: ["/x"] } }];
    const { listenerArn, actions } = (await ruleOf(conditions)).inputs;
    const again = (priority: number) =>
      make("lb:ListenerRule", { listenerArn, actions, conditions, priority }, "again");
    expect((await again(1)).failures).toEqual([
      "priority is 1, which another rule of the listener has (PriorityInUse). Choose another one",
    ]);
    expect((await again(50_001)).failures).toEqual(["priority is 50001. Use a priority from 1 to 50000"]);
  });
});
