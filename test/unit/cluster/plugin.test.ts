import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type * as Plugin from "../../../provider/cluster/plugin";
import { pluginCredentials } from "../../../provider/cluster/plugin";

const folder = mkdtempSync(join(tmpdir(), "plugin-"));
afterAll(() => rmSync(folder, { recursive: true }));

const plugin = (script: string) => pluginCredentials({ command: process.execPath, args: ["-e", script] }, {});

test("a plugin runs once for many requests, and again when its credential has expired", async () => {
  const runs = join(folder, "runs");
  const count = async (more: string) => {
    writeFileSync(runs, "");
    const credentials = plugin(
      `require("fs").appendFileSync(${JSON.stringify(runs)}, "x"); console.log('{"status":{"token":"a"${more}}}')`,
    );
    await Promise.all([credentials(), credentials(), credentials()]);
    await credentials();
    return readFileSync(runs, "utf8").length;
  };
  expect(await count("")).toBe(1);
  expect(await count(',"expirationTimestamp":"2999-01-01T00:00:00Z"')).toBe(1);
  expect(await count(',"expirationTimestamp":"2001-01-01T00:00:00Z"')).toBe(2);
});

test("a plugin that hangs is ended, and what it said is shown", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "setInterval", "Date"] });
  const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const script = 'console.error("Open https://login.example.com"); setTimeout(() => {}, 120_000)';
    const end = plugin(script)().catch((error: unknown) => error);
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    // Besides its limit, there is a timer once it has said something: that is held back, as its answer may show what is secret.
    while (jest.getTimerCount() < 2) await turn();
    jest.advanceTimersByTime(3_000);
    await turn();
    expect(said).toHaveBeenCalledWith("Open https://login.example.com\n");
    jest.advanceTimersByTime(300_000);
    expect(await end).toMatchObject({
      message: expect.stringMatching(
        /didn't end within 5 minutes: Open https:\/\/login.example.com$/,
      ) as string,
    });
  } finally {
    jest.useRealTimers();
    said.mockRestore();
  }
});

test("what a plugin that answered while this process stood still says is shown without its token", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "setInterval", "Date"] });
  const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const [pid, go] = ["pid", "go"].map((name) => join(folder, name)) as [string, string];
    const script = `const fs = require("fs"); fs.writeFileSync(${JSON.stringify(pid)}, String(process.pid));
      console.error("got needle0token");
      setInterval(() => {
        if (!fs.existsSync(${JSON.stringify(go)})) return;
        console.log('{"status":{"token":"needle0token"}}');
        process.exit();
      }, 10);`;
    const end = plugin(script)();
    while (jest.getTimerCount() < 2) await new Promise((resolve) => setImmediate(resolve));
    const status = `/proc/${readFileSync(pid, "utf8")}/stat`;
    writeFileSync(go, "");
    // Its parent, which stands still, doesn't know yet that it is a zombie.
    for (let looks = 0; !/\) Z /.test(readFileSync(status, "utf8")); looks++) expect(looks).toBeLessThan(1e7);
    jest.advanceTimersByTime(3_000);
    expect(await end).toMatchObject({ token: "needle0token" });
    expect(said.mock.calls).toEqual([["got [secret]\n"]]);
  } finally {
    jest.useRealTimers();
    said.mockRestore();
  }
});

const jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.needle0signature";

test.each<[string, object, string]>([
  ["its token", {}, 'console.error("got needle0token"); console.log(answer)'],
  [
    "its token, and fails",
    {},
    'console.log(answer); console.error("got needle0token"); process.exitCode = 1',
  ],
  ["a web token of another", {}, `console.error("for ${jwt}"); process.exitCode = 1`],
  [
    "what a variable gives it",
    { env: [{ name: "CLIENT_SECRET", value: "needle0secret" }] },
    "console.error(process.env.CLIENT_SECRET); process.exitCode = 1",
  ],
  ["what a flag gives it", { flags: ["--client-secret", "needle0secret"] }, "console.error(process.argv[2])"],
  ["its key, late", {}, 'setTimeout(() => { console.error("needle0key"); console.log(answer) }, 100)'],
])(
  "a plugin that says %s on standard error makes nothing show it",
  async (_, { flags = [], ...more }: { flags?: string[] }, script) => {
    const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      const status = { token: "needle0token", clientKeyData: "-----BEGIN\nneedle0key\n-----END" };
      const begin = `const answer = JSON.stringify({ status: ${JSON.stringify(status)} }); `;
      const exec = { command: process.execPath, args: ["-e", begin + script, "--", ...flags], ...more };
      const error = await pluginCredentials(exec, {})().then(String, ({ message }: Error) => message);
      expect(JSON.stringify([said.mock.calls, error])).not.toContain("needle0");
      expect(JSON.stringify(said.mock.calls)).toContain("[secret]");
    } finally {
      said.mockRestore();
    }
  },
);

test.each<[string, string, object]>([
  ["https://sso.example.com", "URL", { env: [{ name: "KEYCLOAK_URL", value: "https://sso.example.com" }] }],
  ["https://sso.example.com", "URL of tokens", { flags: ["--token-url=https://sso.example.com"] }],
  ["/home/me/sa.json", "file", { flags: ["--key", "/home/me/sa.json"] }],
  ["true", "switch", { flags: ["--no-token", "true"] }],
])("a plugin may say %s, which is a %s", async (value, _, { flags = [], ...more }: { flags?: string[] }) => {
  const said = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const script = `console.error("see ${value}/device"); console.log('{"status":{"token":"t0ken"}}')`;
    const exec = { command: process.execPath, args: ["-e", script, "--", ...flags], ...more };
    await pluginCredentials(exec, {})();
    expect(said.mock.calls).toEqual([[`see ${value}/device\n`]]);
  } finally {
    said.mockRestore();
  }
});

test("a run that is over ends its plugin, starts no other, and doesn't blame the kubeconfig", async () => {
  const over = Object.assign(new EventTarget(), { aborted: false });
  jest.doMock("../../../provider/cluster/run", () => ({ runIsOver: over }));
  await jest.isolateModulesAsync(async () => {
    const { pluginCredentials: credentials } = jest.requireActual<typeof Plugin>(
      "../../../provider/cluster/plugin",
    );
    const started = join(folder, "canceled");
    const script = `require("fs").writeFileSync(${JSON.stringify(started)}, ""); setInterval(() => {}, 1000)`;
    const login = () =>
      credentials({ command: process.execPath, args: ["-e", script] }, {})().catch((error: unknown) => error);
    const canceled = { reason: "the run was canceled", fix: "Run the same command again" };
    const end = login();
    over.aborted = true;
    over.dispatchEvent(new Event("abort"));
    expect(await end).toMatchObject(canceled);
    rmSync(started, { force: true });
    expect(await login()).toMatchObject(canceled);
    expect(existsSync(started)).toBe(false);
  });
});
