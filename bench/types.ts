// npx ts-node -T bench/types.ts [turns]: compares the types and the size of this package with those of @pulumi/aws.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { runScript } from "../tools/script";
import { root } from "../tools/stack";

const modules = join(root, "node_modules");
const folder = join(root, ".local", "bench-types");
/** The SDK is what both load. */
const packages = ["@pulumi/pulumi", "pulumi-ec2-pods", "@pulumi/aws"] as const;
type Package = (typeof packages)[number];

/** Only what both packages have. */
const program = (name: Package) =>
  name === "@pulumi/pulumi"
    ? 'import * as pulumi from "@pulumi/pulumi";\nexport const one = pulumi.output(1);\n'
    : `import * as aws from "${name}";

const provider = new aws.Provider("west", { region: aws.Region.USWest2 });
const zones = aws.getAvailabilityZonesOutput({ state: "available" }, { provider });
const web = new aws.ec2.SecurityGroup("web", {
  ingress: [{ protocol: aws.ec2.ProtocolType.TCP, fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
new aws.vpc.SecurityGroupIngressRule("https", {
  securityGroupId: web.id,
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
  cidrIpv4: "0.0.0.0/0",
});
const server = new aws.ec2.Instance("server", {
  ami: "ami-0abcdef1234567890",
  instanceType: aws.ec2.InstanceType.T3_Micro,
  availabilityZone: zones.names[0],
  userData: "#!/bin/sh\\n",
  vpcSecurityGroupIds: [web.id],
  tags: { Name: "server" },
}, { provider });
export const address = server.privateIp;
`;

const compilerOptions = {
  module: "commonjs",
  moduleResolution: "node",
  target: "es2020",
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ["node"],
  typeRoots: [join(modules, "@types")],
};

interface Cost {
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
}

// The compiler in a process of its own, which prints what it took.
const compile = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.error(JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
});
process.argv.splice(1, 0, "tsc");
require(${JSON.stringify(join(modules, "typescript/lib/tsc.js"))});`;

function typeCheck(name: Package): Cost {
  const project = join(folder, name.replace(/\W+/g, "-"));
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "index.ts"), program(name));
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  const began = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", compile, "--", "-p", project], {
    encoding: "utf8",
  });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (status !== 0) throw new Error(`Cannot type-check the program of ${name}:\n${stdout}${stderr}`);
  return { seconds, ...(JSON.parse(stderr) as Omit<Cost, "seconds">) };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const sizeOf = (path: string): number =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== "node_modules" && !entry.isSymbolicLink())
    .reduce((sum, entry) => {
      const child = join(path, entry.name);
      return sum + (entry.isDirectory() ? sizeOf(child) : statSync(child).size);
    }, 0);

const dependenciesOf = (path: string): string[] =>
  Object.keys(
    (JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as { dependencies?: object })
      .dependencies ?? {},
  );

/** Bytes of the package and of what it alone needs: all programs have the SDK. */
function installSize(name: Package): { own: number; dependencies: number } {
  const home = name === "pulumi-ec2-pods" ? root : join(modules, name);
  const seen = new Set([name as string, "@pulumi/pulumi", "@pulumi/kubernetes"]);
  const visit = (path: string): number =>
    dependenciesOf(path)
      .filter((dependency) => !seen.has(dependency) && seen.add(dependency))
      .map((dependency) => join(modules, dependency))
      .reduce((sum, child) => sum + sizeOf(child) + visit(child), 0);
  return { own: sizeOf(name === "pulumi-ec2-pods" ? join(root, "dist") : home), dependencies: visit(home) };
}

runScript(async () => {
  const turns = Number(process.argv[2] ?? 3);
  const costs = new Map<Package, Cost[]>(packages.map((name) => [name, []]));
  // The first turn reads the files into the system's cache.
  for (let turn = 0; turn <= turns; turn++) {
    for (const name of packages) {
      const cost = typeCheck(name);
      if (turn > 0) costs.get(name)?.push(cost);
    }
  }
  const rows = packages.map((name) => {
    const of = (key: keyof Cost) => median((costs.get(name) ?? []).map((cost) => cost[key]));
    const { own, dependencies } = installSize(name);
    return {
      name,
      seconds: of("seconds"),
      cpuSeconds: of("cpuSeconds"),
      megabytes: of("megabytes"),
      own,
      dependencies,
    };
  });
  console.log("| package | type-check | CPU | memory | install size | and dependencies |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const { name, seconds, cpuSeconds, megabytes, own, dependencies } of rows) {
    const times = [`${seconds.toFixed(1)} s`, `${cpuSeconds.toFixed(1)} s`, `${megabytes.toFixed(0)} MB`];
    const sizes = [own, dependencies].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
    console.log(`| ${[name, ...times, ...sizes].join(" | ")} |`);
  }
  const [sdk, ours, theirs] = rows;
  if (!sdk || !ours || !theirs) return;
  const times = (key: "seconds" | "cpuSeconds") => {
    const added = [ours, theirs].map((row) => `${(row[key] - sdk[key]).toFixed(1)} s`).join(" and ");
    return `${(theirs[key] / ours[key]).toFixed(1)} (added to the SDK: ${added})`;
  };
  console.log(
    `\nRatios of @pulumi/aws to this package: time ${times("seconds")}, CPU ${times("cpuSeconds")},`,
  );
  console.log(`install size ${(theirs.own / ours.own).toFixed(0)}.`);
});
