// npx ts-node -T bench/preview-report.ts [sizes...]: measures the report on previews of many groups and instances.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../tools/stack";
import { previews } from "./previews";

const folder = join(root, ".local", "bench-preview-report");

/** Prints what the command's own process used when it ends. */
const usage = join(folder, "usage.cjs");
const usageScript = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require("node:fs").writeSync(2, JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));
});`;

function measure(name: keyof typeof previews, size: number): string[] {
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}-${size}.json`);
  const preview = previews[name](size);
  writeFileSync(file, preview);
  const began = performance.now();
  const report = [join(root, "dist", "cli", "main.js"), "preview-report", file];
  const { status, stderr } = spawnSync(process.execPath, ["--require", usage, ...report], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`Cannot report on ${file}: exit code ${String(status)}: ${stderr}`);
  const [cpuSeconds, megabytes] = JSON.parse(stderr) as [number, number];
  const megabytesOfPreview = (preview.length / 1e6).toFixed(1);
  return [
    ...[name, String(size), megabytesOfPreview, seconds.toFixed(2), cpuSeconds.toFixed(2)],
    megabytes.toFixed(0),
  ];
}

mkdirSync(folder, { recursive: true });
writeFileSync(usage, usageScript);
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [75, 150, 300, 600];
console.log(
  [
    "| preview | size | MB | seconds | CPU seconds | MB of memory |",
    "| --- | --- | --- | --- | --- | --- |",
    ...(Object.keys(previews) as (keyof typeof previews)[]).flatMap((name) =>
      sizes.map((size) => `| ${measure(name, size).join(" | ")} |`),
    ),
  ].join("\n"),
);
