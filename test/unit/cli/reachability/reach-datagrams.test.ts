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
const dns: Network = (_, to, port) => (to !== "db" ? "blocked" : port === 53 ? "open" : "refused");

test("UDP is judged by what arrives, together first and then port by port", async () => {
  const { tested, commands, text } = await testFile(assertions, dns);
  expect(tested.map(({ result, attempts, failed }) => [result, attempts, failed])).toEqual([
    ["holds", 4, false],
    ["holds", 4, false],
    ["holds", 2, false],
  ]);
  const sent = commands.filter(({ targets }) => targets[0]?.startsWith("udp"));
  // What was tried for one assertion isn't tried for the next.
  expect(sent.map(({ from, targets }) => `${from}: ${targets.join(", ")}`).sort()).toEqual([
    "db: udp 10.0.0.1 53, udp 10.0.0.1 69",
    "db: udp 10.0.0.2 53, udp 10.0.0.2 69",
    ...["web-1", "web-2"].flatMap((from) => [
      `${from}: udp 10.0.0.3 123`,
      `${from}: udp 10.0.0.3 53`,
      `${from}: udp 10.0.0.3 53, udp 10.0.0.3 123`,
    ]),
  ]);
  expect(text).toContain("3 of 3 assertions hold");
});

test("what is broken says what became of the datagrams", async () => {
  const { text } = await testFile(assertions, (_, to, port) =>
    to === "db" ? "blocked" : port === 53 ? "open" : "refused",
  );
  expect(text).toContain('  from "web-1", udp/53 of "db" is blocked: no datagram arrived\n');
  expect(text).toContain('  from "db", udp/53 of "web-1" is open\n');
  expect(text).toContain('  from "db", udp/69 of "web-2" is reached: nothing listens there');
});

test("a source without a tool and a target that can't be read fail, with the reason", async () => {
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
  expect(await sending("none\n")).toEqual(["error its image has none of bash, python3, perl and tftp"]);
  expect(await sending("No route to host ")).toEqual(["error No route to host"]);
  expect(await sending("", "the Pod doesn't answer")).toEqual(["error the Pod doesn't answer"]);
  expect(await sending("")).toEqual(["error the attempt printed no result"]);
  expect(await tested(async () => ({ printed: "" }))).toEqual([
    "error /proc/net of db can't be read by cat",
  ]);
  let reads = 0;
  const lost = await tested(async (_, command) => {
    if (command !== countCommand) return { printed: "sent" };
    return (reads += 1) === 1 ? { printed: counted } : { printed: "", failure: "connection lost" };
  });
  expect(lost).toEqual(["error connection lost"]);
});
