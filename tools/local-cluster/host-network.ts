import { readFileSync, writeFileSync } from "node:fs";

import { run, succeed } from "../command";
import type { NodeSite } from "./node-files";

const forwarding = "/proc/sys/net/ipv4/ip_forward";

/** What to take back when the node ends: the link itself goes with its network namespace. */
export interface HostChanges {
  forwardingWas: string;
}

/** Links the node to the host, and lets it reach what the host reaches: images have to come from somewhere. */
export async function connectNode(site: NodeSite, nodePid: number): Promise<HostChanges> {
  const changes = { forwardingWas: readFileSync(forwarding, "utf8").trim() };
  const ip = (...args: string[]) => succeed("ip", args);
  await ip("link", "add", site.link, "type", "veth", "peer", "name", "eth0", "netns", String(nodePid));
  await ip("address", "add", `${site.hostIp}/30`, "dev", site.link);
  await ip("link", "set", site.link, "up");
  for (const rule of rules(site)) await succeed("iptables", ["-w", "-t", rule.table, "-I", ...rule.rule]);
  writeFileSync(forwarding, "1");
  return changes;
}

/** Takes back what {@link connectNode} did, as far as it is still there. */
export async function disconnectNode(site: NodeSite, changes: HostChanges | undefined): Promise<void> {
  await run("ip", ["link", "delete", site.link]);
  for (const rule of rules(site)) await run("iptables", ["-w", "-t", rule.table, "-D", ...rule.rule]);
  if (changes) writeFileSync(forwarding, changes.forwardingWas);
}

const rules = ({ link, nodeIp }: NodeSite) => {
  const ours = ["-m", "comment", "--comment", link];
  return [
    { table: "nat", rule: ["POSTROUTING", "-s", nodeIp, "!", "-o", link, ...ours, "-j", "MASQUERADE"] },
    { table: "filter", rule: ["FORWARD", "-i", link, ...ours, "-j", "ACCEPT"] },
    { table: "filter", rule: ["FORWARD", "-o", link, ...ours, "-j", "ACCEPT"] },
  ];
};
