import fc from "fast-check";

import { withHealth } from "../../provider/load-balancer/objects";
import { proxyConfig } from "../../provider/load-balancer/proxy-config";
import type { Values } from "../../provider/record/kind";
import {
  attachedPart,
  forwardTo,
  groupId,
  groupPart,
  listenerPart,
  partsOf,
  rulePart,
} from "../support/load-balancer-parts";
import { complaints, stopAll } from "../support/load-balancer-proxy";

afterEach(stopAll);

const fixed = (fixedResponse: object) => ({ type: "fixed-response", fixedResponse });
const redirect = (more: object) => ({ type: "redirect", redirect: { statusCode: "HTTP_301", ...more } });

const everything = (text: string) =>
  partsOf(
    {
      listeners: [listenerPart(9100, { routingHttpResponseXFrameOptionsHeaderValue: text })],
      rules: [
        rulePart(
          1,
          [
            { httpHeader: { httpHeaderName: text, values: [text] } },
            { hostHeader: { values: [text] } },
            { queryStrings: [{ key: text, value: text }, { value: text }] },
          ],
          fixed({ contentType: text, messageBody: text, statusCode: "200" }),
        ),
        rulePart(
          2,
          [{ pathPattern: { values: [text] } }],
          redirect({ host: text, path: `/${text}`, query: text }),
        ),
        rulePart(3, [{ httpRequestMethod: { values: [text] } }], forwardTo(1)),
        rulePart(4, [{ sourceIp: { values: [text, "10.0.0.0/8"] } }], forwardTo(2)),
      ],
      targetGroups: [
        groupPart(1, {
          stickiness: { type: "app_cookie", cookieName: text },
          healthCheck: { path: `/${text}`, matcher: text },
        }),
      ],
      attachments: [attachedPart(1, 80, text), attachedPart(1, 80)],
    },
    { dropInvalidHeaderFields: true },
  );

const shape = (config: string) =>
  config.split("\n").map((line) => /^ *(?:(?:http|tcp)-\w+ )?[\w-]*/.exec(line)?.[0] ?? "");

test.each([
  "plain",
  "it's",
  '"',
  "#",
  "\\",
  "a b",
  "%[src]",
  "100%",
  "a\n  bind *:22",
  "' if TRUE\n",
  "${HOME}",
  "-i",
  "--",
  ")",
  "(",
  "é\u2028",
  "x`'&a",
])("HAProxy takes the configuration if all texts are %j", async (text) => {
  expect(await complaints(proxyConfig(everything(text)))).toBe("");
});

test("no text adds a line, or changes what a line is", () => {
  const plain = shape(proxyConfig(everything("x y")));
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
      fc.pre(text.replaceAll("\0", "") !== "");
      const config = proxyConfig(everything(`${text} y`));
      expect(shape(config)).toEqual(plain);
      expect(config).toMatch(/^[ -~\n]*$/);
    }),
  );
});

test("HAProxy takes the ports of IPv6 where the node has it", async () => {
  process.env["EC2_PODS_IPV6"] = "1";
  try {
    expect(await complaints(withHealth(proxyConfig(everything("plain"))))).toBe("");
  } finally {
    delete process.env["EC2_PODS_IPV6"];
  }
});

test.each<[string, Values, Values]>([
  [
    "checks by HTTPS",
    { protocol: "HTTPS" },
    { healthCheck: { protocol: "HTTPS", port: "8443", matcher: "200-299,301" } },
  ],
  ["plain checks of encrypted targets", { protocol: "HTTPS" }, { healthCheck: { protocol: "HTTP" } }],
  ["HTTP/2", {}, { protocolVersion: "HTTP2" }],
  ["cookies", {}, { stickiness: { type: "lb_cookie", cookieDuration: 60 } }],
  ["the application's cookie", {}, { stickiness: { type: "app_cookie", cookieName: "JSESSIONID" } }],
  [
    "least outstanding requests",
    {},
    { loadBalancingAlgorithmType: "least_outstanding_requests", slowStart: 30 },
  ],
  ["weighted random", {}, { loadBalancingAlgorithmType: "weighted_random" }],
])("HAProxy takes %s", async (_, one, other) => {
  const attachments = [
    attachedPart(1, 80, "web.default.svc.cluster.local"),
    attachedPart(1, 81, "10.0.0.1"),
    attachedPart(1, 81, "10.0.0.1"),
    attachedPart(1, 82, "fd00::1"),
  ];
  const parts = partsOf({
    listeners: [listenerPart(9100)],
    targetGroups: [groupPart(1, { ...one, ...other })],
    attachments,
  });
  expect(await complaints(proxyConfig(parts))).toBe("");
});

test.each<[string, Values]>([
  ["TCP", { protocol: "TCP" }],
  ["checks by HTTP", { protocol: "TCP", healthCheck: { protocol: "HTTP", path: "/health" } }],
  ["proxy protocol", { protocol: "TCP", proxyProtocolV2: true }],
  ["the client's address", { protocol: "TCP", stickiness: { type: "source_ip" } }],
])("HAProxy takes a network load balancer with %s", async (_, group) => {
  const forward = {
    type: "forward",
    forward: { targetGroups: [1, 2].map((number) => ({ arn: groupId(number), weight: number })) },
  };
  const parts = partsOf(
    {
      listeners: [listenerPart(9100, { protocol: "TCP", defaultActions: [forward] })],
      targetGroups: [groupPart(1, group), groupPart(2, group)],
      attachments: [attachedPart(1, 80)],
    },
    { loadBalancerType: "network" },
  );
  expect(await complaints(proxyConfig(parts))).toBe("");
});

test("listeners of HTTPS, TLS and UDP have no port, and a group of another program has no targets", async () => {
  const config = proxyConfig(
    partsOf({
      listeners: [
        listenerPart(9443, { protocol: "HTTPS" }),
        listenerPart(9100, { defaultActions: [forwardTo(9)] }),
      ],
    }),
  );
  expect(config).not.toContain("9443");
  expect(config).toContain("backend group-0000000000000009\n");
  expect(await complaints(config)).toBe("");
});
