import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { pulumiToolchain } from "../../../tools/toolchain/pulumi";

jest.mock("../../../tools/toolchain/obtain", () => ({
  obtainAll: async () => ({ pulumi: "/cli/pulumi", "pulumi-resource-kubernetes": "/plugin/plugin" }),
}));

const before = { ...process.env };
let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "ec2-pods-"));
  process.env["EC2_PODS_CACHE"] = work;
});
afterEach(() => {
  process.env = { ...before };
  rmSync(work, { recursive: true });
});

test("the CLI and its plugin come first on PATH", async () => {
  const { bin, env } = await pulumiToolchain();
  expect(bin).toBe("/cli/pulumi");
  expect(env["PATH"]).toBe(["/cli", "/plugin", before["PATH"]].join(delimiter));
});

test("the CLI has its own home, and none of the user's Pulumi settings", async () => {
  Object.assign(process.env, {
    PULUMI_STACK: "production",
    PULUMI_ACCESS_TOKEN: "pul-1",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    EDITOR: "vi",
  });
  const { env } = await pulumiToolchain();
  expect(env["EDITOR"]).toBe("vi");
  expect(Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("PULUMI_")))).toEqual({
    PULUMI_HOME: join(work, "pulumi-home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  });
});
