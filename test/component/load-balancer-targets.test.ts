import type { IncomingMessage } from "node:http";
import { connect } from "node:net";

import { attachedPart, forwardTo, groupId, groupPart, rulePart } from "../support/load-balancer-parts";
import { namedTarget, startTarget, stopAll } from "../support/load-balancer-proxy";
import { bodies, counts, serve } from "../support/load-balancer-traffic";

afterEach(stopAll);

// This only ends tests that hang.
jest.setTimeout(60_000);

describe("targets", () => {
  test("get the headers of an application load balancer", async () => {
    let seen: IncomingMessage | undefined;
    const target = await namedTarget("one", (request) => (seen = request));
    const { port, send } = await serve(
      { attachments: [attachedPart(1, target)] },
      { dropInvalidHeaderFields: true },
    );
    await send("/a%20b?c", {
      headers: {
        Host: "example.com",
        "X-Forwarded-For": "192.0.2.1",
        X_Bad: "1",
        "X-Forwarded-Proto": "https",
      },
    });
    expect(seen?.url).toBe("/a%20b?c");
    expect(seen?.headers).toMatchObject({
      host: "example.com",
      "x-forwarded-for": "192.0.2.1, 127.0.0.1",
      "x-forwarded-proto": "http",
      "x-forwarded-port": String(port),
    });
    expect(seen?.headers).not.toHaveProperty("x_bad");
    await send("/");
    expect(seen?.headers["x-forwarded-for"]).toBe("127.0.0.1");
  });

  test.each([
    ["preserve", "192.0.2.1"],
    ["remove", undefined],
  ])("with xffHeaderProcessingMode %s get %s", async (xffHeaderProcessingMode, expected) => {
    let seen: IncomingMessage | undefined;
    const target = await namedTarget("one", (request) => (seen = request));
    const { send } = await serve({ attachments: [attachedPart(1, target)] }, { xffHeaderProcessingMode });
    await send("/", { headers: { "X-Forwarded-For": "192.0.2.1" } });
    expect(seen?.headers["x-forwarded-for"]).toBe(expected);
  });

  test("take turns, and one that fails its checks gets nothing", async () => {
    const hosts: string[] = [];
    const sick = await startTarget((request, response) => {
      if (request.url === "/health") hosts.push(String(request.headers.host));
      response.writeHead(request.url === "/health" ? 500 : 200).end("sick");
    });
    const healthy = await Promise.all(["one", "two"].map((name) => namedTarget(name)));
    const { send, logged } = await serve({
      targetGroups: [groupPart(1, { healthCheck: { path: "/health", interval: 5, matcher: "200-299,301" } })],
      attachments: [...healthy, sick].map((port) => attachedPart(1, port)),
    });
    await logged(`/127.0.0.1:${sick} is DOWN`);
    expect(counts(await bodies(10, () => send("/")))).toEqual({ one: 5, two: 5 });
    expect(hosts[0]).toBe(`127.0.0.1:${sick}`);
  });

  test("all get requests if none is healthy, as AWS fails open, and none at all answers 503", async () => {
    const sick = await startTarget((request, response) => {
      response.writeHead(request.url === "/" ? 500 : 200).end("sick");
    });
    const { send, logged } = await serve({
      rules: [rulePart(1, [{ pathPattern: { values: ["/none"] } }], forwardTo(2))],
      targetGroups: [groupPart(1, { healthCheck: { interval: 5 } }), groupPart(2)],
      attachments: [attachedPart(1, sick)],
    });
    await logged("is DOWN");
    expect(await send("/page")).toMatchObject({ status: 200, body: "sick" });
    expect((await send("/none")).status).toBe(503);
  });

  test("share the traffic by the weights of their groups, and a client stays where it was", async () => {
    const ports = await Promise.all(["one", "two"].map((name) => namedTarget(name)));
    const groups = (weights: number[], stickiness?: object) => ({
      type: "forward",
      forward: {
        targetGroups: weights.map((weight, index) => ({ arn: groupId(index + 1), weight })),
        stickiness,
      },
    });
    const { send } = await serve(
      {
        rules: [
          rulePart(1, [{ pathPattern: { values: ["/off"] } }], groups([0, 5])),
          rulePart(
            2,
            [{ pathPattern: { values: ["/sticky"] } }],
            groups([1, 1], { enabled: true, duration: 60 }),
          ),
        ],
        targetGroups: [groupPart(1), groupPart(2)],
        attachments: ports.map((port, index) => attachedPart(index + 1, port)),
      },
      {},
      { defaultActions: [groups([900, 100])] },
    );
    expect(counts(await bodies(20, () => send("/off")))).toEqual({ two: 20 });
    // 200 draws: outside of these bounds once in far more than a million runs.
    const { one = 0 } = counts(await bodies(200, () => send("/")));
    expect(one).toBeGreaterThan(150);
    expect(one).toBeLessThan(200);
    const first = await send("/sticky");
    const cookie = String(first.headers["set-cookie"]?.[0]);
    expect(cookie).toMatch(/^AWSALBTG=group-[0-9a-f]{16}; Max-Age=60; Path=\/$/);
    const again = await bodies(10, () =>
      send("/sticky", { headers: { Cookie: String(cookie.split(";")[0]) } }),
    );
    expect(counts(again)).toEqual({ [first.body]: 10 });
  });

  test("are never those of a group that a client names in a second cookie", async () => {
    const ports = await Promise.all(["one", "two", "other"].map((name) => namedTarget(name)));
    const [one, two, other] = [1, 2, 3].map((number) => `AWSALBTG=group-${groupId(number).slice(-16)}`);
    const { send } = await serve(
      {
        rules: [rulePart(1, [{ pathPattern: { values: ["/other"] } }], forwardTo(3))],
        targetGroups: [groupPart(1), groupPart(2), groupPart(3)],
        attachments: ports.map((port, index) => attachedPart(index + 1, port)),
      },
      {},
      {
        defaultActions: [
          {
            type: "forward",
            forward: {
              targetGroups: [1, 2].map((number) => ({ arn: groupId(number) })),
              stickiness: { enabled: "true", duration: 60 },
            },
          },
        ],
      },
    );
    const answers = (...cookies: (string | undefined)[]) =>
      bodies(10, () => send("/", { headers: { Cookie: cookies.join("; ") } })).then(counts);
    expect(await answers(two, other)).toEqual({ two: 10 });
    expect(await answers(other, one)).toEqual({ one: 10 });
    expect(await answers(two, "AWSALBTG=nowhere")).toEqual({ two: 10 });
    expect(await answers(other)).not.toHaveProperty("other");
    expect((await send("/other")).body).toBe("other");
  });

  test.each<[string, object]>([
    ["the load balancer's cookie", { type: "lb_cookie", cookieDuration: 60 }],
    ["the application's cookie", { type: "app_cookie", cookieName: "SESSION" }],
  ])("keep a client with %s", async (_, stickiness) => {
    const ports = await Promise.all(
      ["one", "two"].map((name) =>
        startTarget((_request, response) => {
          response.setHeader("Set-Cookie", `SESSION=${name}`).end(name);
        }),
      ),
    );
    const { send } = await serve({
      targetGroups: [groupPart(1, { stickiness })],
      attachments: ports.map((port) => attachedPart(1, port)),
    });
    const first = await send("/");
    const Cookie = first.headers["set-cookie"]?.map((cookie) => cookie.split(";")[0]).join("; ") ?? "";
    expect(Cookie.includes("AWSALB=")).toBe(JSON.stringify(stickiness).includes("lb_cookie"));
    expect(counts(await bodies(6, () => send("/", { headers: { Cookie } })))).toEqual({ [first.body]: 6 });
    expect(counts(await bodies(6, () => send("/")))).toEqual({ one: 3, two: 3 });
  });
});

describe("a network load balancer", () => {
  const network = { loadBalancerType: "network" };

  test("forwards connections as they are", async () => {
    let seen: IncomingMessage | undefined;
    const target = await namedTarget("one", (request) => (seen = request));
    const { send } = await serve(
      { targetGroups: [groupPart(1, { protocol: "TCP" })], attachments: [attachedPart(1, target)] },
      network,
      { protocol: "TCP" },
    );
    expect((await send("/")).body).toBe("one");
    expect(seen?.headers).not.toHaveProperty("x-forwarded-for");
  });

  test("ends a connection that has no target", async () => {
    const { port } = await serve({ targetGroups: [groupPart(1, { protocol: "TCP" })] }, network, {
      protocol: "TCP",
    });
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    let data = "";
    socket.on("data", (chunk) => (data += chunk.toString()));
    await new Promise((resolve) => socket.once("close", resolve));
    expect(data).toBe("");
  });
});
