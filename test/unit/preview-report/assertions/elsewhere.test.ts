import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { judge } from "../../../../provider/preview-report/assertions/judge";
import { groupNames } from "../../../../provider/preview-report/read/security-groups";
import { resourcesOfState } from "../../../../provider/preview-report/read/state";
import { firewallOf } from "../../../../provider/preview-report/traffic/firewall";
import { balancer, group, ids, pod, reportOf, rule, type Stored, tcp } from "../../../support/pod-preview";

function resultOf(assertion: string, ...state: Stored[]) {
  const resources = resourcesOfState(state);
  const [broken] = judge(readAssertions(assertion), firewallOf(resources), groupNames(resources));
  return broken?.result ?? "holds";
}

const anywhere = { cidrBlocks: ["0.0.0.0/0"] };
const data = [...group("db", [tcp(22, anywhere)]), pod("db", "db")];
const app = pod("app", "front", "shared");

describe("a group of another stack", () => {
  const toApp = "[{ from: internet, to: { instance: app }, ports: tcp/22 }]";

  test("has rules that are unknown", () => {
    const state = [...group("front", []), app];
    expect(resultOf(`mustNotReach: ${toApp}`, ...state)).toBe("unknown");
    expect(resultOf(`mustReach: ${toApp}`, ...state)).toBe("unknown");
    const shut = [...group("front", [], []), app, ...data];
    const toDb = "mustNotReach: [{ from: { instance: app }, to: { instance: db } }]";
    expect(resultOf(toDb, ...shut)).toBe("unknown");
    // Its members alone are in doubt.
    expect(resultOf(toDb, ...group("front", [], []), pod("app", "front"), ...data)).toBe("holds");
    const toFront = "mustNotReach: [{ from: internet, to: { group: front }, ports: tcp/22 }]";
    expect(resultOf(toFront, ...group("front", []))).toBe("holds");
  });

  test("keeps the standalone rules that this stack has", () => {
    const own = rule("ssh", "shared", "ingress", tcp(22, anywhere));
    expect(resultOf(`mustReach: ${toApp}`, ...group("front", []), app, ...own)).toBe("holds");
    const out = rule("out", "shared", "egress", tcp(22, anywhere));
    const state = [...group("front", []), app];
    expect(reportOf(state, [...state, ...out])).toMatchObject({
      rules: [{ effect: "opens", direction: "egress", group: ids.shared, ports: ["tcp/22"] }],
      conditions: ["any-open"],
    });
  });

  test("is noted, also if an instance joins it and nothing else changes", () => {
    const state = group("front", [], []);
    const note = expect.stringContaining("doesn't have the rules of 1 group with members") as string;
    expect(reportOf([...state, pod("app", "front")], [...state, app]).notes).toEqual([note]);
    expect(reportOf([...state, app]).notes).toEqual([]);
  });
});

describe("a load balancer of this package", () => {
  const groups = [...group("front", []), ...group("ops", [])];
  const db = [...group("db", [tcp(22, { securityGroups: [ids.ops] })]), pod("db", "db")];
  const edge = balancer("edge", ["front", "ops"], { tier: "edge" });

  test("is a member of its groups", () => {
    const state = [...groups, ...db, edge];
    const ends = ["{ group: front }", "{ tag: { tier: edge } }", "{ instance: edge* }"];
    const results = ends.map((from) =>
      resultOf(`mustNotReach: [{ from: ${from}, to: { group: db }, ports: tcp/22 }]`, ...state),
    );
    expect(results).toEqual(["broken", "broken", "broken"]);
  });

  test("opens to the world by a group that it joins, and no longer reaches what it reached", () => {
    const [open, state] = [group("front", [tcp(80, anywhere)]), [...group("ops", []), ...db]];
    const [apart, joined] = [["ops"] as const, ["ops", "front"] as const].map((own) =>
      balancer("edge", [...own]),
    ) as [Stored, Stored];
    const report = reportOf([...open, ...state, apart], [...open, ...state, joined]);
    expect(report.conditions).toEqual(["open-to-world"]);
    expect(report.reach.flatMap(({ exposed = [] }) => exposed)).toMatchObject([
      { name: "edge (LoadBalancer)" },
    ]);
    expect(reportOf([...state, apart], state).conditions).toEqual(["delete", "unreachable"]);
  });

  test("without groups, which nothing filters, is no member", () => {
    const assertion = "mustNotReach: [{ from: internet, to: { instance: edge* } }]";
    expect(resultOf(assertion, ...groups, balancer("edge", undefined))).toBe("unmatched");
    expect(resultOf(assertion, ...groups, balancer("edge", []))).toBe("unmatched");
    const hidden = { ...edge, inputs: { securityGroups: "[secret]" } };
    expect(resultOf(assertion, ...groups, hidden)).toBe("unknown");
  });
});

test("a load balancer that loses its groups closes nothing for sure, and may be reached by all", () => {
  const state = group("front", [tcp(22, { cidrBlocks: ["10.0.0.0/8"] })]);
  const report = reportOf([...state, balancer("edge", ["front"])], [...state, balancer("edge", [])]);
  expect(report.conditions).toEqual([]);
  const assertion = "mustNotReach: [{ from: internet, to: { instance: edge* } }]";
  const odd = { ...balancer("edge", ["front"]).inputs, network: {} };
  expect(resultOf(assertion, ...state, { ...balancer("edge", ["front"]), inputs: odd })).toBe("holds");
});

describe("a group whose metadata is secret because of a tag", () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };
  const hidden = (all: Stored[]) =>
    all.map((each) =>
      "metadata" in each.inputs ? { ...each, inputs: { ...each.inputs, metadata: secret } } : each,
    );
  const open = hidden(group("front", [tcp(22, anywhere)]));

  test.each(["front", "*"])("is matched by %s", (name) => {
    const assertion = `mustNotReach: [{ from: internet, to: { group: "${name}" }, ports: tcp/22 }]`;
    expect(resultOf(assertion, ...open, ...group("ops", []))).toBe("broken");
    const closed = hidden(group("front", []));
    expect(resultOf(assertion, ...closed, ...group("ops", []), pod("app", "front"))).toBe("holds");
  });

  test("isn't that of a rule which moves to another group", () => {
    const groups = [...group("front", []), ...group("ops", [])];
    const [before, after] = (["front", "ops"] as const).map((of) =>
      hidden(rule("ssh", of, "ingress", tcp(22, anywhere))),
    ) as [Stored[], Stored[]];
    const changes = reportOf([...groups, ...before], [...groups, ...after]).rules;
    expect(changes.map(({ effect, group: name }) => `${effect} ${name}`)).toEqual([
      "opens ops",
      "closes front",
    ]);
  });
});
