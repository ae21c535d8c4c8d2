import { once } from "node:events";
import { request as httpRequest } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { connect } from "node:net";

import { proxyConfig } from "../../provider/load-balancer/proxy-config";
import type { Parts } from "../../provider/load-balancer/parts";
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
import { freePort, namedTarget, startProxy, startTarget, stopAll } from "../support/load-balancer-proxy";

afterEach(stopAll);

// This only ends tests that hang.
jest.setTimeout(60_000);

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Runs a load balancer; what it gives sends one request to it. */
async function serve(parts: Partial<Parts>, values: Values = {}, listener: Values = {}) {
  const port = await freePort();
  const config = proxyConfig(partsOf({ listeners: [listenerPart(port, listener)], ...parts }, values));
  const proxy = await startProxy(config);
  const send = (path: string, options: { method?: string; headers?: Record<string, string> } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const request = httpRequest({ host: "127.0.0.1", port, path, agent: false, ...options });
      request.on("error", reject);
      request.on("response", (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (body += chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      request.end();
    });
  return { port, send, logged: proxy.logged };
}

/** The bodies of so many answers, one after the other. */
async function bodies(count: number, send: () => Promise<Answer>): Promise<string[]> {
  const all: string[] = [];
  for (let index = 0; index < count; index++) all.push((await send()).body);
  return all;
}

const counts = (names: readonly string[]): Record<string, number> => {
  const result: Record<string, number> = {};
  for (const name of names) result[name] = (result[name] ?? 0) + 1;
  return result;
};

describe("rules", () => {
  test("the first rule whose conditions all fit decides, whatever its action is", async () => {
    const [one, two] = [await namedTarget("one"), await namedTarget("two")];
    const fixed = (statusCode: string) => ({
      type: "fixed-response",
      fixedResponse: { contentType: "text/plain", messageBody: `fixed ${statusCode}`, statusCode },
    });
    const { send } = await serve({
      rules: [
        rulePart(50, [{ pathPattern: { values: ["/api/*"] } }], fixed("404")),
        rulePart(10, [{ pathPattern: { values: ["/api/v?/*", "/exact"] } }], forwardTo(2)),
        rulePart(
          20,
          [{ hostHeader: { values: ["*.Example.com"] } }, { pathPattern: { values: ["/both"] } }],
          fixed("201"),
        ),
        rulePart(
          30,
          [{ httpHeader: { httpHeaderName: "User-Agent", values: ["*chrome*", "x y"] } }],
          fixed("202"),
        ),
        rulePart(40, [{ httpRequestMethod: { values: ["PUT", "POST"] } }], fixed("203")),
        rulePart(60, [{ queryStrings: [{ key: "version", value: "v1*" }, { value: "any" }] }], fixed("204")),
        rulePart(
          70,
          [
            { pathPattern: { regexValues: ["^/r[0-9]+$"] } },
            { sourceIp: { values: ["10.0.0.0/8", "127.0.0.1/32"] } },
          ],
          fixed("205"),
        ),
        rulePart(
          80,
          [{ pathPattern: { values: ["/other"] } }, { sourceIp: { values: ["10.0.0.0/8"] } }],
          fixed("206"),
        ),
      ],
      targetGroups: [groupPart(1), groupPart(2)],
      attachments: [attachedPart(1, one), attachedPart(2, two)],
    });
    const status = async (...args: Parameters<typeof send>) => {
      const { status, body } = await send(...args);
      return status === 200 ? body : status;
    };
    expect(await status("/")).toBe("one");
    expect(await status("/api/v1/x")).toBe("two");
    expect(await status("/exact?x=1")).toBe("two");
    expect(await status("/exact/")).toBe("one");
    expect(await status("/EXACT")).toBe("one");
    expect(await status("/api/x")).toBe(404);
    expect(await status("/both")).toBe("one");
    expect(await status("/both", { headers: { Host: "a.EXAMPLE.com:8080" } })).toBe(201);
    expect(await status("/", { headers: { "User-Agent": "Mozilla Chrome/1" } })).toBe(202);
    expect(await status("/", { headers: { "User-Agent": "X y" } })).toBe(202);
    expect(await status("/", { method: "POST" })).toBe(203);
    expect(await status("/?a=1&VERSION=v12")).toBe(204);
    expect(await status("/?version=v2")).toBe("one");
    expect(await status("/?x=any")).toBe(204);
    expect(await status("/?any")).toBe(204);
    expect(await status("/?many")).toBe("one");
    expect(await status("/r12")).toBe(205);
    expect(await status("/other")).toBe("one");
  });

  test("a redirect fills in the placeholders", async () => {
    const to = (more: object) => ({ type: "redirect", redirect: { statusCode: "HTTP_302", ...more } });
    const { port, send } = await serve(
      {
        rules: [
          rulePart(
            1,
            [{ pathPattern: { values: ["/moved/*"] } }],
            to({ host: "new.#{host}", path: "/to/#{path}-#{port}", query: "a=100%&#{query}&from=#{host}" }),
          ),
          rulePart(2, [{ pathPattern: { values: ["/bare*"] } }], to({ path: "/x", query: "" })),
        ],
      },
      {},
      {
        defaultActions: [
          { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
        ],
      },
    );
    const headers = { Host: "example.com:8080" };
    const location = async (path: string) => {
      const { status, headers: answered } = await send(path, { headers });
      return `${status} ${String(answered.location)}`;
    };
    expect(await location("/a/b?c=d&e")).toBe("301 https://example.com:443/a/b?c=d&e");
    expect(await location("/")).toBe("301 https://example.com:443/");
    expect(await location("/moved/a?q=1")).toBe(
      `302 http://new.example.com:${port}/to/moved/a-${port}?a=100%&q=1&from=example.com`,
    );
    expect(await location("/bare?x")).toBe(`302 http://example.com:${port}/x`);
  });

  test("a fixed response has exactly the text of the program", async () => {
    const text = "a 'b' \"c\"\n# \\ %[src] 100% ${HOME} é";
    const response = (messageBody?: string) => ({
      type: "fixed-response",
      fixedResponse: { contentType: "application/json", messageBody, statusCode: "503" },
    });
    const { send } = await serve(
      { rules: [rulePart(1, [{ pathPattern: { values: ["/empty"] } }], response())] },
      {},
      { defaultActions: [response(text)] },
    );
    const answer = await send("/");
    expect(answer).toMatchObject({ status: 503, body: text });
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(await send("/empty")).toMatchObject({ status: 503, body: "" });
  });
});

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
    await once(socket, "close");
    expect(data).toBe("");
  });
});
