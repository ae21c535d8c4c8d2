import type { Values } from "../../../provider/record/kind";
import { listenerOf, ruleOf } from "../../support/load-balancer-records";
import { endRun, make } from "../../support/records";

afterEach(endRun);

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
