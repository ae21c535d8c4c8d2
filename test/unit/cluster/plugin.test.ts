import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
  try {
    const started = join(folder, "hanging");
    const script = `console.error("Open https://login.example.com"); require("fs").writeFileSync(${JSON.stringify(started)}, ""); setInterval(() => {}, 1000)`;
    const end = plugin(script)().catch((error: unknown) => error);
    for (;;) {
      try {
        readFileSync(started);
        break;
      } catch {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    jest.advanceTimersByTime(60_000);
    expect(await end).toMatchObject({
      message: expect.stringMatching(/didn't end within 60 s: Open https:\/\/login.example.com$/) as string,
    });
  } finally {
    jest.useRealTimers();
  }
});
