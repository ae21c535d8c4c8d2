import { environmentProxy } from "../../../provider/cluster/proxy";

const proxy = "http://proxy:3128";

test.each([
  ["https://api.example.com", {}, undefined],
  ["https://api.example.com", { HTTPS_PROXY: proxy }, proxy],
  ["https://api.example.com", { https_proxy: proxy }, proxy],
  ["https://api.example.com", { HTTPS_PROXY: "proxy:3128" }, proxy],
  ["https://api.example.com", { HTTP_PROXY: proxy }, undefined],
  ["http://api.example.com", { HTTP_PROXY: proxy }, proxy],
  ["https://localhost:6443", { HTTPS_PROXY: proxy }, undefined],
  ["https://127.0.0.2:6443", { HTTPS_PROXY: proxy }, undefined],
  ["https://[::1]:6443", { HTTPS_PROXY: proxy }, undefined],
])("the proxy for %s in %p is %s, as for kubectl", (server, environment, expected) => {
  const found = environmentProxy(new URL(server), environment);
  expect(found?.value).toBe(expected);
  expect(found?.variable).toBe(expected && Object.keys(environment)[0]);
});

test.each([
  ["*", "https://api.example.com", true],
  ["api.example.com", "https://api.example.com", true],
  ["example.com", "https://api.example.com", true],
  [".example.com", "https://api.example.com", true],
  ["*.example.com", "https://api.example.com", true],
  [".example.com", "https://example.com", false],
  ["ample.com", "https://example.com", false],
  [" other.com , EXAMPLE.com ", "https://example.com", true],
  ["example.com:6443", "https://example.com:6443", true],
  ["example.com:6443", "https://example.com", false],
  ["example.com:443", "https://example.com", true],
  ["10.1.2.3", "https://10.1.2.3:6443", true],
  ["10.1.2.3:6443", "https://10.1.2.3:6443", true],
  ["10.0.0.0/8", "https://10.1.2.3", true],
  ["10.0.0.0/8", "https://11.1.2.3", false],
  ["10.0.0.0/8", "https://api.example.com", false],
  ["fd00::/8", "https://[fd00::1]:6443", true],
  ["[fd00::1]:6443", "https://[fd00::1]:6443", true],
  ["", "https://api.example.com", false],
  [",", "https://api.example.com", false],
])("NO_PROXY=%p excludes %s: %s", (rule, server, excluded) => {
  const found = environmentProxy(new URL(server), { HTTPS_PROXY: proxy, NO_PROXY: rule });
  expect(found?.value).toBe(excluded ? undefined : proxy);
});
