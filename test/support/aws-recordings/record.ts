// npx ts-node -T test/support/aws-recordings/record.ts <folder of the pulumi binaries>
// Records previews of programs of @pulumi/aws, with the real engine and plugin.mjs instead of AWS.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

import { run } from "../../../tools/command";
import { root } from "../../../tools/stack";
import { programs } from "./programs";

const [, , binaries = ""] = process.argv;
const recordings = join(root, "test", "unit", "preview-report", "recordings");
const folder = mkdtempSync(join(tmpdir(), "aws-recordings-"));

/** A kubeconfig of no cluster: previews of groups need none. */
const kubeconfig = JSON.stringify({
  "current-context": "kind-none",
  contexts: [{ name: "kind-none", context: { cluster: "none", user: "none", namespace: "shop" } }],
  clusters: [{ name: "none", cluster: { server: "https://127.0.0.1:1" } }],
  users: [{ name: "none", user: {} }],
});

function setUp(): NodeJS.ProcessEnv {
  const plugins = join(folder, "plugins");
  mkdirSync(plugins);
  for (const [name, version] of [
    ["aws", "7.48.0"],
    ["kubernetes", "4.34.2"],
  ]) {
    writeFileSync(
      join(plugins, `pulumi-resource-${name}`),
      `#!/bin/sh\nSTUB_VERSION=${version} exec "${process.execPath}" "${join(__dirname, "plugin.mjs")}" "$@"\n`,
      { mode: 0o755 },
    );
  }
  writeFileSync(join(folder, "kubeconfig"), kubeconfig);
  return {
    ...process.env,
    PATH: `${plugins}:${binaries}:${process.env["PATH"]}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    KUBECONFIG: join(folder, "kubeconfig"),
  };
}

/** Removes what differs from run to run and from machine to machine. */
const steady = (output: string): string =>
  output
    .replaceAll(folder, "/home/ann")
    .replaceAll(root, "/home/ann/shop")
    .replaceAll(homedir(), "/home/ann")
    .replaceAll(/("ec2-pods\/maker": ?)"[0-9a-f]{16}"/g, '$1"0000000000000000"');

async function record(name: string, versions: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  writeFileSync(join(cwd, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nmain: index.js\n");
  writeFileSync(join(cwd, "package.json"), '{ "name": "shop" }\n');
  const pulumi = async (args: string[], more: NodeJS.ProcessEnv = {}) => {
    const { code, stdout, stderr } = await run(join(binaries, "pulumi"), args, {
      cwd,
      env: { ...env, PULUMI_BACKEND_URL: `file://${cwd}`, ...more },
    });
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")}: ${stdout}${stderr}`);
    return stdout;
  };
  const preview = async (file: string, more: NodeJS.ProcessEnv = {}) => {
    const output = await pulumi(["preview", "--json", "--show-sames"], more);
    writeFileSync(join(recordings, file), steady(output));
  };
  await pulumi(["stack", "init", "organization/shop/test"]);
  await pulumi(["config", "set", "aws:region", "us-east-1"]);
  const [first = "", second = ""] = versions.map(
    (text) => `const pulumi = require("@pulumi/pulumi");\n${text}`,
  );
  writeFileSync(join(cwd, "index.js"), first);
  await preview(`${name}-new-stack.json`);
  await pulumi(["up", "--yes", "--skip-preview"]);
  writeFileSync(join(cwd, "index.js"), second);
  await preview(`${name}-changes.json`);
  await preview(`${name}-changes.ndjson`, { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" });
}

async function main(): Promise<void> {
  const env = setUp();
  for (const [name, versions] of Object.entries(programs)) await record(name, versions, env);
}

void main().finally(() => rmSync(folder, { recursive: true }));
