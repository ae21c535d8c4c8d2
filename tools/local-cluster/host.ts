import { readFileSync, writeFileSync } from "node:fs";

import { run, succeed } from "../command";
import type { NodeNames } from "./node-files";

/** Kernel settings by their path under /proc/sys. */
export type HostSettings = Record<string, string>;

/** Settings of the whole machine that a node changes: we change ip_forward, the kubelet changes the others. */
const changedSettings = [
  "net/ipv4/ip_forward",
  "vm/overcommit_memory",
  "vm/panic_on_oom",
  "kernel/panic",
  "kernel/panic_on_oops",
  "kernel/keys/root_maxkeys",
  "kernel/keys/root_maxbytes",
];

/** The current values of these settings. */
export const hostSettings = (): HostSettings =>
  Object.fromEntries(changedSettings.map((name) => [name, readFileSync(`/proc/sys/${name}`, "utf8").trim()]));

/** Restores settings that were read before. */
export function restore(settings: HostSettings): void {
  for (const [name, value] of Object.entries(settings)) writeFileSync(`/proc/sys/${name}`, value);
}

/** Links the node to the host, and gives it the host's connectivity, which it needs to pull images. */
export async function connectNode(names: NodeNames, nodePid: number): Promise<void> {
  const ip = (...args: string[]) => succeed("ip", args);
  await ip("link", "add", names.link, "type", "veth", "peer", "name", "eth0", "netns", String(nodePid));
  await ip("address", "add", `${names.hostIp}/30`, "dev", names.link);
  await ip("link", "set", names.link, "up");
  for (const { table, rule } of rules(names)) await succeed("iptables", ["-w", "-t", table, "-I", ...rule]);
  writeFileSync("/proc/sys/net/ipv4/ip_forward", "1");
}

/** Removes what {@link connectNode} created. Ignores what is already gone. */
export async function disconnectNode(names: NodeNames): Promise<void> {
  await run("ip", ["link", "delete", names.link]);
  for (const { table, rule } of rules(names)) await run("iptables", ["-w", "-t", table, "-D", ...rule]);
}

const rules = ({ link, nodeIp }: NodeNames) => {
  const ours = ["-m", "comment", "--comment", link];
  return [
    { table: "nat", rule: ["POSTROUTING", "-s", nodeIp, "!", "-o", link, ...ours, "-j", "MASQUERADE"] },
    { table: "filter", rule: ["FORWARD", "-i", link, ...ours, "-j", "ACCEPT"] },
    { table: "filter", rule: ["FORWARD", "-o", link, ...ours, "-j", "ACCEPT"] },
  ];
};
