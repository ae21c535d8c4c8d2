// npx ts-node -T bench/records.ts [turns]: compares previews of 40 records with those of 40 resources that do nothing.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "../tools/command";
import { runScript } from "../tools/script";
import { fileBackend, pulumiEnvironment, root } from "../tools/stack";
import { pulumiToolchain } from "../tools/toolchain/pulumi";
import { spread } from "./statistics";

const folder = join(root, ".local", "bench-records");

const network = `const { ec2 } = require("pulumi-ec2-pods");
const vpc = new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
for (let index = 0; index < 13; index++) {
  const subnet = new ec2.Subnet("s" + index, { vpcId: vpc.id, cidrBlock: "10.0." + index + ".0/24" });
  const table = new ec2.RouteTable("t" + index, { vpcId: vpc.id });
  new ec2.RouteTableAssociation("a" + index, { subnetId: subnet.id, routeTableId: table.id });
}
`;

const nothing = `const pulumi = require("@pulumi/pulumi");
const provider = { create: async (inputs) => ({ id: "id", outs: inputs }) };
for (let index = 0; index < 40; index++) new pulumi.dynamic.Resource(provider, "r" + index, { index });
`;

const contenders = { "40 records": network, "40 dynamic resources": nothing };
type Name = keyof typeof contenders;

interface Cost {
  seconds: number;
  cpuSeconds: number;
}

async function pulumi(name: Name, args: string[]): Promise<Cost> {
  const cwd = join(folder, name.replace(/\W/g, "-"));
  const { bin } = await pulumiToolchain();
  const env = { ...(await pulumiEnvironment({ kubeconfig: "" })), PULUMI_BACKEND_URL: fileBackend(cwd) };
  const began = performance.now();
  // The shell's own report has the time of everything that it waited for.
  const script = `"$0" "$@" --non-interactive >/dev/null; code=$?; times >&2; exit $code`;
  const { code, stderr } = await run("sh", ["-c", script, bin, ...args], { cwd, env });
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`Cannot run "pulumi ${args.join(" ")}" for ${name}:\n${stderr}`);
  const last = stderr.trim().split("\n").at(-1) ?? "";
  const cpuSeconds = [...last.matchAll(/(\d+)m([\d.]+)s/g)]
    .map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest))
    .reduce((sum, part) => sum + part, 0);
  return { seconds, cpuSeconds };
}

async function prepare(name: Name): Promise<void> {
  const cwd = join(folder, name.replace(/\W/g, "-"));
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd, { recursive: true });
  writeFileSync(
    join(cwd, "Pulumi.yaml"),
    "name: bench\nruntime: { name: nodejs, options: { typescript: false } }\n",
  );
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ name: "bench", main: "index.js" }));
  writeFileSync(join(cwd, "index.js"), contenders[name]);
  await pulumi(name, ["stack", "init", "dev"]);
}

async function compare([count = "5"]: string[]): Promise<void> {
  const names = Object.keys(contenders) as Name[];
  const steps: Record<string, string[]> = {
    "first preview": ["preview"],
    up: ["up", "--yes", "--skip-preview"],
    "preview without a change": ["preview"],
    destroy: ["destroy", "--yes", "--skip-preview"],
  };
  const costs = new Map<string, Cost[]>();
  for (const name of names) await prepare(name);
  for (let turn = 0; turn < Number(count); turn++) {
    for (const [step, args] of Object.entries(steps)) {
      for (const name of names) {
        const key = `${step}|${name}`;
        costs.set(key, [...(costs.get(key) ?? []), await pulumi(name, args)]);
      }
    }
  }
  console.log(`| step | ${names.join(" | ")} | ratio of CPU |\n| --- | --- | --- | --- |`);
  for (const step of Object.keys(steps)) {
    const [records, others] = names.map((name) => {
      const all = costs.get(`${step}|${name}`) ?? [];
      return {
        seconds: spread(all.map(({ seconds }) => seconds))?.median ?? 0,
        cpuSeconds: spread(all.map(({ cpuSeconds }) => cpuSeconds))?.median ?? 0,
      };
    }) as [Cost, Cost];
    const cell = ({ seconds, cpuSeconds }: Cost) => `${seconds.toFixed(1)} s, CPU ${cpuSeconds.toFixed(1)} s`;
    console.log(
      `| ${step} | ${cell(records)} | ${cell(others)} | ${(records.cpuSeconds / others.cpuSeconds).toFixed(2)} |`,
    );
  }
}

runScript(compare);
