import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { type AwsResource, type Inputs, kept, summaryOf, typeOf, urnOf } from "../../../support/aws-preview";

const tcp = (port: number, cidr: string) => ({
  ...{ protocol: "tcp", fromPort: port, toPort: port },
  cidrBlocks: [cidr],
});
const [office, world] = [tcp(22, "10.0.0.0/8"), tcp(22, "0.0.0.0/0")];
const web = kept("ec2.SecurityGroup", "web", "sg-web", {});
const state = (id: string, inputs: Inputs = { ingress: [office] }, more: object = {}) => ({
  ...{ id, type: typeOf("ec2.SecurityGroup"), urn: urnOf(web) },
  ...{ inputs, outputs: inputs, ...more },
});
const planned = (inputs: Inputs = { ingress: [office] }, more: object = {}) => ({
  ...{ urn: urnOf(web), inputs, ...more },
});

/** A preview with these steps of one group, each as `[op, old state, new state]`, and an instance in the group. */
function reportsOn(...plan: [op: string, old?: object, after?: object][]): Report[] {
  const member: AwsResource = kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-web"] });
  const own = { id: "i-1", inputs: member.old, outputs: member.old };
  const steps = [
    ...plan.map(([op, old, after]) => ({ op, urn: urnOf(web), old, new: after })),
    { op: "same", urn: urnOf(member), old: own, new: { ...own, outputs: {} } },
  ];
  const document = {
    steps: steps.map(({ old: oldState, new: newState, ...step }) => ({ ...step, oldState, newState })),
    changeSummary: summaryOf(steps),
  };
  const events = [
    ...steps.map((metadata) => ({ resourcePreEvent: { metadata } })),
    { summaryEvent: { resourceChanges: summaryOf(steps) } },
  ].map((event, sequence) => JSON.stringify({ sequence, timestamp: 0, ...event }));
  return [JSON.stringify(document), events.join("\n")].map(
    (output) => JSON.parse(reportOn(output, { format: "json" }).text) as Report,
  );
}

const effects = ({ rules }: Report) =>
  rules.map(({ effect, ports, peer }) => `${effect} ${ports[0]} ${peer}`);
const summary = (report: Report) => ({
  counts: report.counts,
  rules: effects(report),
  reach: report.reach.map(({ from, to }) => `${from} → ${to}`),
});
const stays = { rules: [], reach: ["10.0.0.0/8 → server"] };

test.each<[string, object, [op: string, old?: object, after?: object][]]>([
  ["nothing", {}, [["same", state("sg-web"), planned()]]],
  ["an update", { update: 1 }, [["update", state("sg-web"), planned({ ingress: [office], tags: {} })]]],
])("what an earlier update failed to delete is none of what it made instead: %s", (_, counts, plan) => {
  const left = state("sg-left", { ingress: [world] }, { delete: true });
  for (const report of reportsOn(...plan, ["delete-replaced", left])) {
    expect(summary(report)).toEqual({ counts, ...stays });
  }
});

test("what is left of a deleted resource is deleted with it", () => {
  const left = state("sg-left", {}, { delete: true });
  const gone = { rules: ["closes tcp/22 10.0.0.0/8"], counts: { delete: 1 } };
  for (const report of reportsOn(["delete", state("sg-web")], ["delete-replaced", left])) {
    expect(summary(report)).toMatchObject(gone);
  }
  for (const { counts } of reportsOn(["delete-replaced", left])) expect(counts).toEqual({ delete: 1 });
});

test("a replacement has the state that it replaces, whichever step is first", () => {
  const [old, marked] = [state("sg-web"), state("sg-web", undefined, { pendingReplacement: true })];
  const after = planned({ ingress: [office], name: "other" });
  const left = state("sg-left", { ingress: [world] }, { delete: true });
  const deletedFirst: [string, object, object?][] = [
    ["delete-replaced", old],
    ["replace", marked, after],
    ["create-replacement", marked, after],
  ];
  const createdFirst: [string, object, object?][] = [
    ["create-replacement", old, after],
    ["replace", state("sg-web", undefined, { delete: true }), after],
    ["delete-replaced", old],
    ["delete-replaced", left],
  ];
  for (const plan of [deletedFirst, createdFirst, [["replace", marked, after] as [string, object, object]]]) {
    for (const report of reportsOn(...plan)) {
      expect([report.counts, effects(report)]).toEqual([{ replace: 1 }, []]);
    }
  }
});

test("a refresh says what is before the update, and nothing of what the update does", () => {
  const [stale, found] = [state("sg-web"), state("sg-web", { ingress: [office, world] })];
  const drifted = { rules: ["closes tcp/22 0.0.0.0/0"], counts: { update: 1 } };
  // Documents have the operation that a refresh finds, and events the refresh.
  for (const op of ["refresh", "update"]) {
    for (const report of reportsOn([op, stale, found], ["update", found, planned()])) {
      expect(summary(report)).toMatchObject(drifted);
    }
    for (const report of reportsOn([op, stale, stale], ["same", stale, planned()])) {
      expect(summary(report)).toEqual({ counts: {}, ...stays });
    }
  }
  for (const report of reportsOn(["delete", stale], ["create", undefined, planned()])) {
    expect([report.counts, effects(report)]).toEqual([{ create: 1 }, ["opens tcp/22 10.0.0.0/8"]]);
  }
  for (const { counts } of reportsOn(["refresh", stale, found])) expect(counts).toEqual({});
});

test("events have the id of what is imported once it is found", () => {
  const metadata = { op: "import", urn: urnOf(web) };
  const found = state("sg-web");
  const member = kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-web"] });
  const events = [
    { resourcePreEvent: { metadata: { ...metadata, old: null, new: { ...planned(), id: "" } } } },
    { resOutputsEvent: { metadata: { ...metadata, old: found, new: found } } },
    { resourcePreEvent: { metadata: { op: "create", urn: urnOf(member), new: { inputs: member.new } } } },
    { summaryEvent: { resourceChanges: { import: 1, create: 1 } } },
  ].map((event, sequence) => JSON.stringify({ sequence, timestamp: 0, ...event }));
  const report = JSON.parse(reportOn(events.join("\n"), { format: "json" }).text) as Report;
  expect(summary(report)).toEqual({ counts: { create: 1, import: 1 }, ...stays });
});

test("what a program imports exists already", () => {
  const imported = planned(undefined, { importID: "sg-web" });
  const [document] = reportsOn(["import", undefined, imported]);
  expect(summary(document!)).toEqual({ counts: { import: 1 }, ...stays });
  for (const report of reportsOn(["import", undefined, imported], ["same", state("sg-web"), imported])) {
    expect(summary(report)).toEqual({ counts: { import: 1 }, ...stays });
  }
  const wider = planned({ ingress: [office, world] }, { importID: "sg-web" });
  for (const report of reportsOn(["import", undefined, wider], ["update", state("sg-web"), wider])) {
    expect(effects(report)).toEqual(["opens tcp/22 0.0.0.0/0"]);
  }
});

const outcomeOf = (changeSummary: object, ...steps: [op: string, name: string][]) => {
  const urn = (name: string) =>
    `urn:pulumi:dev::shop::${name === "dev" ? "pulumi:pulumi:Stack" : "a:b:C"}::${name}`;
  const document = { steps: steps.map(([op, name]) => ({ op, urn: urn(name) })), changeSummary };
  return (JSON.parse(reportOn(JSON.stringify(document), { format: "json" }).text) as Report).outcome;
};

test("a preview that lists fewer changes than it counts is incomplete", () => {
  const replaced = { replace: 1, same: 1 };
  expect(outcomeOf({ update: 2 }, ["update", "a"])).toBe("incomplete");
  // With --show-replacement-steps, documents have only the parts.
  expect(outcomeOf(replaced, ["create-replacement", "a"], ["delete-replaced", "a"])).toBe("succeeded");
  expect(outcomeOf(replaced, ["delete-replaced", "a"])).toBe("incomplete");
  // Without --show-reads, documents don't have what is read.
  expect(outcomeOf({ same: 5, read: 1, discard: 1 }, ["same", "dev"])).toBe("succeeded");
});

test("a preview after a refresh must list its changes, and a refresh only what it refreshes", () => {
  const before: [string, string][] = [
    ["refresh", "dev"],
    ["refresh", "a"],
    ["same", "dev"],
  ];
  expect(outcomeOf({ update: 1, same: 1 }, ...before, ["update", "a"])).toBe("succeeded");
  expect(outcomeOf({ update: 1, same: 1 }, ...before)).toBe("incomplete");
  const found = { update: 1, delete: 1, same: 1 };
  expect(outcomeOf(found, ["refresh", "dev"], ["refresh", "a"], ["delete", "b"])).toBe("succeeded");
  // By --run-program, a refresh has a step for the stack as a preview does.
  expect(outcomeOf(found, ["same", "dev"], ["refresh", "a"], ["refresh", "b"])).toBe("succeeded");
  expect(outcomeOf(found, ["same", "dev"], ["refresh", "a"])).toBe("incomplete");
});
