import { attachedPart, forwardTo, groupPart, rulePart } from "../support/load-balancer-parts";
import { namedTarget, stopAll } from "../support/load-balancer-proxy";
import { serve } from "../support/load-balancer-traffic";

afterEach(stopAll);

// This only ends tests that hang.
jest.setTimeout(60_000);

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
