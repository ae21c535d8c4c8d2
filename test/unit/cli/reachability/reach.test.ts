import type { RunIn } from "../../../../provider/cli/reachability/make-attempts";
import { testAll } from "../../../../provider/cli/reachability/reach";
import { testedText } from "../../../../provider/cli/reachability/reach-results";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { resourcesOfState } from "../../../../provider/preview-report/read/state";
import { instances, type Network, resources, running, testFile, urn } from "../../../support/reachability";

/** What the rules say, on a plugin that drops what they block. */
const enforced: Network = (from, to, port) => {
  const isAllowed = to === "db" ? from !== "db" && port === 5432 : from !== "db";
  return !isAllowed ? "blocked" : port === 5432 ? "open" : "refused";
};

const file = `
mustReach:
  - { from: { group: web }, to: { instance: db }, ports: tcp/5432 }
mustNotReach:
  - { from: { instance: db }, to: { group: web }, ports: [tcp/22, tcp/80] }
`;

test("assertions that hold are tested between all instances of their ends, in one command of each source", async () => {
  const { tested, commands, text } = await testFile(file, enforced);
  expect(tested.map(({ result, attempts, failed }) => [result, attempts, failed])).toEqual([
    ["holds", 2, false],
    ["holds", 4, false],
  ]);
  expect(commands.map(({ from }) => from)).toEqual(["web-1", "web-2", "db"]);
  expect(commands[0]!.targets).toContain("10.0.0.3 5432");
  expect(text).toBe(`holds: mustReach[0]: "group web" must reach "instance db" on tcp/5432

holds: mustNotReach[0]: "instance db" must not reach "group web" on tcp/22 and tcp/80

2 of 2 assertions hold`);
});

test("a refusal counts as reached, because only the groups matter", async () => {
  const { tested } = await testFile(
    "mustNotReach: [{ from: { instance: web-1 }, to: { instance: web-2 }, ports: tcp/9 }]",
    enforced,
  );
  expect(tested).toMatchObject([
    {
      result: "broken",
      failed: true,
      findings: [{ from: "web-1", to: "web-2", port: 9, outcome: "refused" }],
    },
  ]);
});

test("a broken assertion says what the connection did, and what the rules say", async () => {
  const open: Network = () => "open";
  const shut: Network = () => "blocked";
  expect((await testFile(file, open)).text)
    .toContain(`broken: mustNotReach[0]: "instance db" must not reach "group web" on tcp/22 and tcp/80
  from "db", tcp/22 of "web-1" is open
  from "db", tcp/80 of "web-1" is open
  from "db", tcp/22 of "web-2" is open
  from "db", tcp/80 of "web-2" is open
  the rules don't allow it: check with "ec2-pods doctor --probe" that the cluster enforces them`);
  expect((await testFile(file, shut)).text)
    .toContain(`  from "web-2", tcp/5432 of "db" is blocked: no answer came
  the rules allow it: look for another NetworkPolicy, and for a firewall in the instance`);
  const other = "mustReach: [{ from: { instance: web-1 }, to: { instance: db }, ports: tcp/22 }]";
  expect((await testFile(other, enforced)).text)
    .toContain(`  by the rules, "web-1" doesn't reach "db" on tcp/22
    no ingress rule of group "db" allows tcp/22 from group "web"
    the nearest rule: group "db" allows tcp/5432 from group "web"`);
});

test("where blocked ports are refused as well, a refusal says nothing, and an open port still does", async () => {
  const rejects: Network = (from, to, port) => (enforced(from, to, port) === "open" ? "open" : "refused");
  const { tested, text } = await testFile(file, rejects);
  expect(tested.map(({ result, failed }) => [result, failed])).toEqual([
    ["holds", false],
    ["not tested", true],
  ]);
  expect(text).toContain("is refused, but so is a port that no rule allows");
});

test("addresses outside and other protocols aren't tested, which is said and fails nothing", async () => {
  const { tested, text } = await testFile(
    `
mustReach:
  - { from: internet, to: { group: web }, ports: tcp/80 }
  - { from: { instance: web-1 }, to: { instance: web-2 }, ports: icmp }
mustNotReach:
  - { from: { instance: db }, to: { cidr: 10.9.0.0/16 } }
`,
    enforced,
  );
  expect(tested.map(({ result, failed }) => [result, failed])).toEqual(Array(3).fill(["not tested", false]));
  expect(tested.flatMap(({ notTested }) => notTested)).toEqual([
    "connections from addresses outside: those from this machine go through the API server, past the groups",
    "protocols other than TCP and UDP",
    "connections to addresses outside: it isn't known which of them answer",
  ]);
  expect(text).toContain("\n\n0 of 3 assertions hold, 3 not tested");
});

test("of all ports, those are tried at which a rule begins or ends", async () => {
  const { commands, tested } = await testFile(
    "mustNotReach: [{ from: { group: db }, to: { group: web } }]",
    enforced,
  );
  const ports = commands[0]!.targets
    .filter((each) => each.startsWith("10.0.0.1"))
    .map((each) => each.split(" ")[1]);
  expect(ports).toEqual(expect.arrayContaining(["1", "80", "65535"]));
  expect(tested[0]).toMatchObject({ result: "holds", failed: false });
  expect(tested[0]!.notTested).toEqual([
    `${65_535 - ports.length + (ports.includes("65534") ? 1 : 0)} of 65535 TCP ports`,
    "65533 of 65535 UDP ports",
    "protocols other than TCP and UDP",
  ]);
});

test("the port that is open is tried, and a named port is never dropped", async () => {
  const odd = Array.from({ length: 40 }, (_, index) => 2001 + 2 * index);
  const { commands } = await testFile(
    `mustNotReach:
  - { from: { instance: web-1 }, to: { instance: db } }
  - { from: { instance: db }, to: { instance: web-1 }, ports: [${odd.map((port) => `tcp/${port}`).join()}] }`,
    enforced,
  );
  expect(commands[0]!.targets).toContain("10.0.0.3 5432");
  expect(commands[1]!.targets).toEqual(expect.arrayContaining(odd.map((port) => `10.0.0.1 ${port}`)));
});

test("an instance that is off, has no Pod or no tool fails, with the reason", async () => {
  const { state, pod, ...off } = running("web-2", "10.0.0.2");
  expect([state, pod]).toEqual(["running", "ec2-web-2"]);
  const some = [instances[0]!, { ...off, state: "stopped" as const }];
  const { tested, text } = await testFile(file, () => "error nc: bad option", some);
  expect(tested.map(({ result, failed }) => [result, failed])).toEqual(Array(2).fill(["not tested", true]));
  expect(text).toContain('not tested: web-2 is stopped: run "ec2-pods start web-2"');
  expect(text).toContain("not tested: db has no Pod");
  const failing: RunIn = async () => ({ printed: "", failure: "the Pod doesn't answer" });
  const results = await testAll(readAssertions(file), { instances, resources: () => resources }, failing);
  expect(results.map(({ result, failed }) => [result, failed])).toEqual(Array(2).fill(["not tested", true]));
  expect(testedText(results)).toContain(
    'from "web-1", tcp/5432 of "db" wasn\'t tested: the Pod doesn\'t answer',
  );
});

test("many ports are tried by several commands, and what one printed before it failed counts", async () => {
  const ports = Array.from({ length: 300 }, (_, index) => `tcp/${10_001 + 2 * index}`);
  const file = `mustNotReach: [{ from: { instance: db }, to: { instance: web-1 }, ports: [${ports.join()}] }]`;
  const sizes: number[] = [];
  const runIn: RunIn = async (_, [, , , , , , ...words]) => {
    sizes.push(words.length / 2);
    const lines = words.flatMap((word, index) =>
      index % 2 === 0 ? [`${word} ${words[index + 1]} blocked`] : [],
    );
    const [first = "", ...others] = lines;
    return sizes.length === 1
      ? { printed: [first, ...others].join("\n") }
      : { printed: first, failure: "the connection was lost" };
  };
  const [tested] = await testAll(readAssertions(file), { instances, resources: () => resources }, runIn);
  // One more is the port that no rule allows.
  expect(sizes).toEqual([256, 45]);
  expect(tested!.attempts).toBe(300);
  const lost = tested!.findings.map(({ outcome, detail }) => `${outcome} ${detail}`);
  expect([lost.length, ...new Set(lost)]).toEqual([43, "error the connection was lost"]);
});

test("members of AWS aren't tested, which fails nothing", async () => {
  const member = (name: string) => ({
    urn: urn("aws:ec2/instance:Instance", name),
    ...{ type: "aws:ec2/instance:Instance", id: `i-${name}`, outputs: {} },
    inputs: { vpcSecurityGroupIds: ["sg-1"] },
  });
  const inAws = resourcesOfState([member("front"), member("back")]);
  const some = { instances: [], resources: () => inAws };
  const file = "mustNotReach: [{ from: { instance: front }, to: { instance: back } }]";
  const [tested] = await testAll(readAssertions(file), some, async () => ({
    printed: "",
    failure: "no Pod",
  }));
  expect(tested).toMatchObject({ result: "not tested", failed: false });
  expect(tested!.notTested).toContain("members of @pulumi/aws run in AWS");
});

test("an instance that may belong to an end fails, unless the end is a range, and a load balancer is left out", async () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };
  const state = (types: string, name: string, inputs: object) => ({
    ...{ urn: urn(types, name), inputs, outputs: {} },
  });
  const more = resourcesOfState([
    state("pulumi-nodejs:dynamic/ec2-pods:Ec2Instance", "hidden", {
      ...{ vpcSecurityGroupIds: ["sg-22222222222222222"], tags: secret },
    }),
    state("pulumi-nodejs:lb/loadBalancer:LoadBalancer", "edge", {
      ...{ securityGroups: ["sg-22222222222222222"], tags: { tier: "edge" } },
    }),
  ]);
  const loaded = {
    instances: [...instances, running("hidden", "10.0.0.4")],
    resources: () => [...resources, ...more],
  };
  const runIn: RunIn = async (_, [, , , , , , ...words]) => ({
    printed: words
      .flatMap((word, index) => (index % 2 === 0 ? [`${word} ${words[index + 1]} blocked`] : []))
      .join("\n"),
  });
  const ends = ["{ tag: { tier: db } }", "{ group: db }", "{ tag: { tier: edge } }", "{ cidr: 10.0.0.0/8 }"];
  const assertions = ends.map((to) => `{ from: { group: web }, to: ${to}, ports: tcp/22 }`);
  const tested = await testAll(readAssertions(`mustNotReach: [${assertions.join()}]`), loaded, runIn);
  expect(tested.map(({ result, failed }) => [result, failed])).toEqual([
    ["not tested", true],
    ["holds", false],
    ["not tested", true],
    ["not tested", false],
  ]);
  const unknown = "it isn't known whether hidden belongs to tag tier";
  const isBalancer = expect.stringMatching(/^load balancers/) as string;
  expect(tested.slice(0, 3).map(({ notTested }) => notTested)).toEqual([
    [`${unknown}=db`],
    [isBalancer],
    [`${unknown}=edge`, isBalancer],
  ]);
});

test("an end that matches nothing fails, with what was meant", async () => {
  const { tested, text, commands } = await testFile(
    "mustNotReach: [{ from: { instance: web-3 }, to: { instance: db } }]",
    enforced,
  );
  expect(tested).toMatchObject([{ result: "unmatched", failed: true }]);
  expect(text).toContain('In mustNotReach[0].from, no instance is named "web-3". Did you mean "web-1"?');
  expect(commands).toEqual([]);
});
