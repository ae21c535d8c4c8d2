import { countCommand } from "../../../../provider/cli/reachability/datagrams";
import type { RunIn } from "../../../../provider/cli/reachability/make-attempts";
import { testAll } from "../../../../provider/cli/reachability/reach";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { instances, type Network, resources, testFile } from "../../../support/reachability";

const assertions = `
mustReach:
  - { from: { group: web }, to: { instance: db }, ports: [udp/53, udp/123] }
mustNotReach:
  - { from: { instance: db }, to: { group: web }, ports: [udp/53, udp/69] }
  - { from: { instance: db }, to: { instance: web-1 }, ports: [tcp/22, udp/53] }
`;
/** Of the two sources, the firewall drops what one sends. */
const dns: Network = (from, to, port) =>
  to !== "db" || from === "web-2" ? "blocked" : port === 53 ? "open" : "refused";

test("UDP is judged by what arrives: all at once, and by halves as long as anything does", async () => {
  const { tested, commands } = await testFile(assertions, dns);
  expect(tested.map(({ result, attempts, failed }) => [result, attempts, failed])).toEqual([
    ["broken", 4, true],
    ["holds", 4, false],
    ["holds", 2, false],
  ]);
  expect(
    tested[0]!.findings.map(({ from, protocol, port, outcome }) => [from, protocol, port, outcome]),
  ).toEqual([53, 123].map((port) => ["web-2", "udp", port, "blocked"]));
  const sent = commands.filter(({ targets }) => targets[0]?.startsWith("udp"));
  // What was tried for one assertion isn't tried for the next.
  expect(sent.map(({ from, targets }) => `${from}: ${targets.join(", ")}`)).toEqual([
    "web-1: udp 10.0.0.3 53, udp 10.0.0.3 123",
    "web-2: udp 10.0.0.3 53, udp 10.0.0.3 123",
    "web-1: udp 10.0.0.3 53, udp 10.0.0.3 123",
    "web-1: udp 10.0.0.3 53",
    "web-1: udp 10.0.0.3 123",
    "web-2: udp 10.0.0.3 53, udp 10.0.0.3 123",
    "db: udp 10.0.0.1 53, udp 10.0.0.1 69",
    "db: udp 10.0.0.2 53, udp 10.0.0.2 69",
  ]);
});

test("many ports are tried in several volleys", async () => {
  const ports = Array.from({ length: 100 }, (_, index) => `udp/${10_001 + 2 * index}`);
  const file = `mustNotReach: [{ from: { instance: db }, to: { instance: web-1 }, ports: [${ports.join()}] }]`;
  const { tested, commands } = await testFile(file, () => "blocked");
  expect(tested).toMatchObject([{ result: "holds", attempts: 100 }]);
  expect(commands.map(({ targets }) => targets.length)).toEqual([50, 50]);
});

test("each instance that is done is reported, of those from or to which something is tried", async () => {
  const { progress } = await testFile(assertions, dns);
  expect(progress).toEqual([
    "tested TCP from instance 1 of 1",
    "tested UDP to instance 1 of 3",
    "tested UDP to instance 2 of 3",
    "tested UDP to instance 3 of 3",
  ]);
});

test("what is broken says what became of the datagrams", async () => {
  const { text } = await testFile(assertions, (_, to, port) =>
    to === "db" ? "blocked" : port === 53 ? "open" : "refused",
  );
  expect(text).toContain('  from "web-1", udp/53 of "db" is blocked: no datagram arrived\n');
  expect(text).toContain('  from "db", udp/53 of "web-1" is open\n');
  expect(text).toContain('  from "db", udp/69 of "web-2" is reached: nothing listens there');
});

test("a source that can't send, and a target that can't be read or is busy, fail with the reason", async () => {
  const file = "mustReach: [{ from: { instance: web-1 }, to: { instance: db }, ports: udp/53 }]";
  const tested = async (runIn: RunIn) => {
    const [only] = await testAll(readAssertions(file), { instances, resources: () => resources }, runIn);
    expect(only).toMatchObject({ result: "not tested", failed: true });
    return only!.findings.map(({ outcome, detail }) => `${outcome} ${detail}`);
  };
  const counted = "Udp: InDatagrams NoPorts InErrors\nUdp: 0 0 0\n";
  const sending = (printed: string, failure?: string) =>
    tested(async (_, command) =>
      command === countCommand ? { printed: counted } : { printed, ...(failure && { failure }) },
    );
  expect(await sending("none\n")).toEqual([
    "error web-1: its image has none of bash, python3, perl, nc and tftp",
  ]);
  const few = "0 of 32 datagrams were sent bash: connect: Network is unreachable";
  expect(await sending(few)).toEqual([`error web-1: ${few}`]);
  expect(await sending("", "the Pod doesn't answer")).toEqual(["error web-1: the Pod doesn't answer"]);
  expect(await sending("")).toEqual(["error web-1: nothing was sent"]);
  expect(await tested(async () => ({ printed: "" }))).toEqual([
    "error db: its image has no cat, or no /proc/net/snmp",
  ]);
  let reads = 0;
  const lost = await tested(async (_, command) => {
    if (command !== countCommand) return { printed: "sent" };
    return (reads += 1) === 1 ? { printed: counted } : { printed: "", failure: "connection lost" };
  });
  expect(lost).toEqual(["error db: connection lost"]);
  let arrived = 0;
  const busy = await tested(async (_, command) => {
    if (command !== countCommand) return { printed: "sent" };
    return { printed: `Udp: InDatagrams NoPorts InErrors\nUdp: ${(arrived += 40)} 0 0\n` };
  });
  expect(busy).toEqual(["error db: other UDP arrives there"]);
});
