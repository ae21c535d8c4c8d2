import { readFileSync, writeFileSync } from "node:fs";

import { run, succeed } from "../command";
import type { NodeSite } from "./node-files";

/** Kernel settings by the path under /proc/sys. */
export type HostSettings = Record<string, string>;

/** Settings of the whole machine that a node changes: forwarding by us, the others by the kubelet. */
const changed = [
  "net/ipv4/ip_forward",
  "vm/overcommit_memory",
  "vm/panic_on_oom",
  "kernel/panic",
  "kernel/panic_on_oops",
  "kernel/keys/root_maxkeys",
  "kernel/keys/root_maxbytes",
];

/** These settings as they are now. */
export const hostSettings = (): HostSettings =>
  Object.fromEntries(changed.map((name) => [name, readFileSync(`/proc/sys/${name}`, "utf8").trim()]));

/** Gives the machine the settings that it had. */
export function restore(settings: HostSettings): void {
  for (const [name, value] of Object.entries(settings)) writeFileSync(`/proc/sys/${name}`, value);
}

/** Links the node to the host, and lets it reach what the host reaches: images have to come from somewhere. */
export async function connectNode(site: NodeSite, nodePid: number): Promise<void> {
  const ip = (...args: string[]) => succeed("ip", args);
  await ip("link", "add", site.link, "type", "veth", "peer", "name", "eth0", "netns", String(nodePid));
  await ip("address", "add", `${site.hostIp}/30`, "dev", site.link);
  await ip("link", "set", site.link, "up");
  for (const rule of rules(site)) await succeed("iptables", ["-w", "-t", rule.table, "-I", ...rule.rule]);
  writeFileSync("/proc/sys/net/ipv4/ip_forward", "1");
}

/** Takes back what {@link connectNode} did, as far as it is still there. */
export async function disconnectNode(site: NodeSite): Promise<void> {
  await run("ip", ["link", "delete", site.link]);
  for (const rule of rules(site)) await run("iptables", ["-w", "-t", rule.table, "-D", ...rule.rule]);
}

const rules = ({ link, nodeIp }: NodeSite) => {
  const ours = ["-m", "comment", "--comment", link];
  return [
    { table: "nat", rule: ["POSTROUTING", "-s", nodeIp, "!", "-o", link, ...ours, "-j", "MASQUERADE"] },
    { table: "filter", rule: ["FORWARD", "-i", link, ...ours, "-j", "ACCEPT"] },
    { table: "filter", rule: ["FORWARD", "-o", link, ...ours, "-j", "ACCEPT"] },
  ];
};
