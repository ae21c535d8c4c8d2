import type { InstanceSummary } from "../../provider/cli/instances/instance-summary";
import { countCommand, datagramCommand } from "../../provider/cli/reachability/datagrams";
import type { RunIn } from "../../provider/cli/reachability/make-attempts";
import { testAll } from "../../provider/cli/reachability/reach";
import { testedText } from "../../provider/cli/reachability/reach-results";
import { readAssertions } from "../../provider/preview-report/assertions/file";
import { resourcesOfState } from "../../provider/preview-report/read/state";
import { type Rule, toNetworkPolicySpec } from "../../provider/security-group/network-policy";

const ids = { web: "sg-11111111111111111", db: "sg-22222222222222222" };
export const urn = (types: string, name: string) => `urn:pulumi:dev::shop::${types}::${name}`;
const tcp = (port: number, from: Partial<Rule>): Rule => ({
  ...{ protocol: "tcp", fromPort: port, toPort: port },
  ...from,
});
const anywhere: Rule = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

function groupOf(name: keyof typeof ids, ingress: Rule[], egress: Rule[]) {
  const { spec } = toNetworkPolicySpec({ groupId: ids[name] }, { ingress, egress });
  const parent = urn("ec2-pods:index:SecurityGroup", name);
  const types = "ec2-pods:index:SecurityGroup$kubernetes:networking.k8s.io/v1:NetworkPolicy";
  return [
    { urn: parent, inputs: {}, outputs: {} },
    { urn: urn(types, name), parent, inputs: { metadata: { name: ids[name] }, spec }, outputs: {} },
  ];
}

const instanceOf = (name: string, group: keyof typeof ids) => ({
  urn: urn("pulumi-nodejs:dynamic/ec2-pods:Ec2Instance", name),
  inputs: { vpcSecurityGroupIds: [ids[group]], tags: { tier: group } },
  outputs: {},
});

/** web-1 and web-2 reach db on 5432, and any port of each other. */
export const resources = resourcesOfState([
  ...groupOf(
    "web",
    [{ ...anywhere, cidrBlocks: [], self: true }, tcp(80, { cidrBlocks: ["0.0.0.0/0"] })],
    [anywhere],
  ),
  ...groupOf("db", [tcp(5432, { securityGroups: [ids.web] })], []),
  instanceOf("web-1", "web"),
  instanceOf("web-2", "web"),
  instanceOf("db", "db"),
]);

export const running = (
  name: string,
  privateIp: string,
  more: Partial<InstanceSummary> = {},
): InstanceSummary => ({
  ...{ id: `i-${name}`, name, state: "running", type: "t3.micro", namespace: "apps", pod: `ec2-${name}` },
  ...{ privateIp, groups: [], tags: {} },
  ...more,
});
export const instances = [
  running("web-1", "10.0.0.1"),
  running("web-2", "10.0.0.2"),
  running("db", "10.0.0.3"),
];

/** A cluster in which each connection, or each datagram, has this outcome. */
export type Network = (from: string, to: string, port: number, protocol?: string) => string;

/** Tests assertions in such a cluster, whose kernels count what arrives. */
export async function testFile(file: string, network: Network, some = instances) {
  const commands: { from: string; targets: string[] }[] = [];
  const counts = new Map(some.map(({ name }) => [name, { taken: 0, refused: 0 }]));
  const nameAt = (address: string) => some.find(({ privateIp }) => privateIp === address)?.name ?? "";
  const runIn: RunIn = async ({ name }, command) => {
    const { taken, refused } = counts.get(name)!;
    if (command === countCommand) {
      return { printed: `Udp: InDatagrams NoPorts InErrors\nUdp: ${taken} ${refused} 0\n` };
    }
    const isUdp = command[2] === datagramCommand([])[2];
    const words = command.slice(isUdp ? 5 : 6);
    const targets = words.flatMap((address, index) =>
      index % 2 === 0 ? [{ address, port: Number(words[index + 1]) }] : [],
    );
    const lines = targets.map(({ address, port }) => `${address} ${port}`);
    commands.push({ from: name, targets: isUdp ? lines.map((line) => `udp ${line}`) : lines });
    const outcomes = targets.map(({ address, port }) =>
      network(name, nameAt(address), port, isUdp ? "udp" : "tcp"),
    );
    if (!isUdp) return { printed: lines.map((line, index) => `${line} ${outcomes[index]}`).join("\r\n") };
    const error = outcomes.find((outcome) => outcome.startsWith("error "));
    if (error) return { printed: error.slice(6) };
    targets.forEach(({ address }, index) => {
      const of = counts.get(nameAt(address))!;
      if (outcomes[index] === "refused") of.refused += 32;
      if (outcomes[index] !== "open") return;
      of.taken += 32;
      // Answers to sockets that are closed.
      counts.get(name)!.refused += 32;
    });
    return { printed: "sent\n" };
  };
  const progress: string[] = [];
  const loaded = { instances: some, resources: () => resources };
  const tested = await testAll(readAssertions(file), loaded, runIn, (line) => progress.push(line));
  return { tested, commands, progress, text: testedText(tested) };
}
