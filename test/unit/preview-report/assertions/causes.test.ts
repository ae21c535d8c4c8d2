import { unknownValue } from "../../../../provider/common/values";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { judge } from "../../../../provider/preview-report/assertions/judge";
import { brokenText, causeTexts } from "../../../../provider/preview-report/print/assertions";
import { assumedEgress } from "../../../../provider/preview-report/traffic/grants";
import type { Firewall, Grant, Member } from "../../../../provider/preview-report/traffic/grants";
import { cidrPeer, networkPeer, type Peer } from "../../../../provider/preview-report/traffic/peers";
import { allTraffic, portRange } from "../../../../provider/preview-report/traffic/ports";

const [web, db] = ["sg-11111111111111111", "sg-22222222222222222"];
const names = new Map([
  [web, "web"],
  [db, "db"],
]);
const group = (id: string): Peer => ({ kind: "group", id });
const unknown: Peer = { kind: "unknown" };
const anywhere = cidrPeer("0.0.0.0/0");
const ingress = (id: string, peer: Peer, port: number): Grant => ({
  ...{ group: id, direction: "ingress", peer },
  ports: portRange("TCP", port),
});
const out: Grant[] = [web, db].map((id) => ({
  ...{ group: id, direction: "egress", peer: anywhere, ports: allTraffic },
}));
const member = (name: string, before: string[], after = before): Member => {
  const side = (groups: string[]) => ({ groups, tags: { tier: name } });
  return { name, before: side(before), after: side(after) };
};
const realms = { before: new Map<string, string>(), after: new Map<string, string>() };
const others = { realms, foreign: [], unresolved: 0 };
const members = [member("web", [web]), member("db", [db])];

/** What is said of one assertion. */
function said(line: string, firewall: Partial<Firewall>): string[] {
  const [rule = "", ends = ""] = line.split(/: (.*)/);
  const assertions = readAssertions(`${rule}: [${ends}]`);
  const found = judge(assertions, { ...{ before: out, after: out, members }, ...others, ...firewall }, names);
  return found.flatMap((each) => [
    brokenText(each, String),
    ...causeTexts(each, String).flatMap(({ head, lines }) => [head, ...lines]),
  ]);
}

const webToDb = "{ from: { instance: web }, to: { instance: db }, ports: tcp/5432 }";

test("the rule that opens is named, with what the update does", () => {
  const fromWeb = ingress(db, group(web), 5432);
  const of = (before: Grant[]) => said(`mustNotReach: ${webToDb}`, { before, after: [...out, fromWeb] });
  expect(of(out)).toEqual([
    "Broken assertion mustNotReach[0]: instance web must not reach instance db on tcp/5432. It held before this update.",
    "web reaches db on tcp/5432",
    "group web allows tcp/5432 to anywhere (0.0.0.0/0)",
    "group db allows tcp/5432 from group web, which this update adds",
  ]);
  const [headline, ...lines] = of([...out, fromWeb]);
  expect(headline).toMatch(/ It was already broken before this update\.$/);
  expect(lines.at(-1)).toBe("group db allows tcp/5432 from group web");
});

test("an instance that joins a group is reached by the group's rules", () => {
  const rules = [...out, ingress(db, group(web), 5432)];
  const lines = said(`mustNotReach: ${webToDb}`, {
    ...{ before: rules, after: rules },
    members: [member("web", [], [web]), member("db", [db])],
  });
  expect(lines.slice(2)).toEqual([
    "group web allows tcp/5432 to anywhere (0.0.0.0/0), which the instance joins in this update",
    "group db allows tcp/5432 from group web",
  ]);
});

test("the rule that closes is named, else the nearest that there is", () => {
  const fromWeb = ingress(db, group(web), 5432);
  expect(said(`mustReach: ${webToDb}`, { before: [...out, fromWeb] })).toEqual([
    "Broken assertion mustReach[0]: instance web must reach instance db on tcp/5432. It held before this update.",
    "web doesn't reach db on tcp/5432",
    "no ingress rule of group db allows tcp/5432 from group web",
    "group db allowed tcp/5432 from group web, which this update removes",
  ]);
  const near = [...out, ingress(db, anywhere, 22), ingress(db, group(web), 5433)];
  expect(said(`mustReach: ${webToDb}`, { before: near, after: near }).slice(2)).toEqual([
    "no ingress rule of group db allows tcp/5432 from group web",
    "the nearest rule: group db allows tcp/5433 from group web",
  ]);
  const ofOthers = [...out, ingress(db, anywhere, 22), ingress(db, group(db), 5432)];
  expect(said(`mustReach: ${webToDb}`, { before: ofOthers, after: ofOthers }).at(-1)).toBe(
    "the nearest rule: group db allows tcp/22 from anywhere (0.0.0.0/0)",
  );
  const fromRange = "{ from: { cidr: 198.51.100.0/24 }, to: { instance: db }, ports: tcp/5432 }";
  const ofPart = [ingress(db, cidrPeer("198.51.100.0/25"), 5432), ingress(db, anywhere, 22)];
  expect(said(`mustReach: ${fromRange}`, { before: ofPart, after: ofPart }).at(-1)).toBe(
    "the nearest rule: group db allows tcp/5432 from 198.51.100.0/25",
  );
  const noEgress = [fromWeb];
  expect(said(`mustReach: ${webToDb}`, { before: noEgress, after: noEgress }).slice(2)).toEqual([
    "no egress rule of group web allows tcp/5432 to group db",
  ]);
});

test("five causes are named, and the others counted", () => {
  const clients = Array.from({ length: 7 }, (_, index) => member(`web-${index}`, [`sg-${index}`]));
  const assertions = readAssertions(
    "mustReach: [{ from: { instance: web-* }, to: { instance: db }, ports: tcp/22 }]",
  );
  const firewall = { before: out, after: out, members: [...clients, members[1]!], ...others };
  const [broken] = judge(assertions, firewall, names);
  expect([broken!.causes.length, broken!.moreCauses]).toEqual([5, 2]);
  expect(causeTexts(broken!, String).at(-1)).toEqual({ head: "The same for 2 more.", lines: [] });
});

test("a mustNotReach that an unknown source may break, and a mustReach that depends on one, are unknown", () => {
  const after = [...out, ingress(db, unknown, 5432)];
  const beginning = "Assertion that may be broken, because a value is unknown in this preview,";
  expect(said(`mustNotReach: ${webToDb}`, { after })).toEqual([
    `${beginning} mustNotReach[0]: instance web must not reach instance db on tcp/5432. It held before this update.`,
    "web reaches db on tcp/5432",
    "group web allows tcp/5432 to anywhere (0.0.0.0/0)",
    "group db allows tcp/5432 from a source that is unknown in this preview, which this update adds",
  ]);
  expect(said(`mustReach: ${webToDb}`, { after }).slice(1)).toEqual([
    "web doesn't reach db on tcp/5432",
    "no ingress rule of group db allows tcp/5432 from group web",
    "group db allows tcp/5432 from a source that is unknown in this preview, which this update adds",
  ]);
});

test("a group, a tag or a rule's group that only the update will know counts", () => {
  const hidden = member("db", [db], [unknownValue]);
  expect(said(`mustNotReach: ${webToDb}`, { members: [members[0]!, hidden] })[0]).toMatch(
    /^Assertion that may/,
  );
  const tagged = { ...members[1]!, after: { groups: [db], tags: { tier: unknownValue } } };
  const open = { before: out, after: [...out, ingress(db, group(web), 5432)] };
  const byTag = "{ from: { instance: web }, to: { tag: { tier: gold } }, ports: tcp/5432 }";
  expect(said(`mustNotReach: ${byTag}`, { ...open, members: [members[0]!, tagged] })[0]).toMatch(
    /^Assertion that may/,
  );
  const urn = "urn:pulumi:dev::shop::ec2-pods:index:SecurityGroupIngressRule::new";
  expect(said(`mustNotReach: ${webToDb}`, { after: [...out, ingress(urn, unknown, 5432)] })[0]).toMatch(
    /^Assertion that may/,
  );
});

test("an instance that stops is judged as if it ran, and one that is deleted or renamed is said", () => {
  const after = [...out, ingress(db, group(web), 5432)];
  const stopped: Member = { name: "db", before: { groups: [db] }, idle: { after: { groups: [db] } } };
  expect(said(`mustNotReach: ${webToDb}`, { after, members: [members[0]!, stopped] })[0]).toMatch(/^Broken/);
  const deleted: Member = { name: "db", before: { groups: [db] } };
  for (const kind of ["mustNotReach", "mustReach"]) {
    const [line] = said(`${kind}: ${webToDb}`, { after, members: [members[0]!, deleted] });
    expect(line).toContain(
      `In ${kind}[0].to, no instance is named db after this update, which deletes or renames it. Use one such as web.`,
    );
  }
});

test.each([
  ["{ instance: weeb }", "no instance is named weeb. Did you mean web?"],
  ["{ instance: x* }", "no instance is named x*. Use one such as web and db."],
  ["{ instance: [web, nothing] }", "no instance is named nothing. Use one such as web and db."],
  ["{ group: dbs }", "no group is named dbs. Did you mean db?"],
  ["{ tag: { teir: db } }", "no instance has the tag teir. Did you mean tier?"],
  ["{ tag: { tier: dbb } }", "no instance has the tag tier with the value dbb. Did you mean db?"],
])("an end that matches nothing is an error, with what was meant: %s", (end, reason) => {
  expect(said(`mustNotReach: { from: internet, to: ${end} }`, {})).toEqual([
    expect.stringMatching(
      /^Assertion that matches nothing, mustNotReach\[0\]: internet must not reach .* on all traffic\. /,
    ),
  ]);
  expect(said(`mustNotReach: { from: internet, to: ${end} }`, {})[0]).toContain(
    `In mustNotReach[0].to, ${reason}`,
  );
});

test("networks that aren't connected, and groups whose rules the preview doesn't have", () => {
  const rules = [...out, ingress(db, group(web), 5432)];
  const apart = members.map(({ name, after }) => ({ name, after: { ...after!, realm: `aws/${name}/` } }));
  expect(said(`mustNotReach: ${webToDb}`, { after: rules, members: apart })).toEqual([]);
  expect(said(`mustReach: ${webToDb}`, { after: rules, members: apart }).slice(1)).toEqual([
    "web doesn't reach db on tcp/5432",
    "they are in networks that aren't connected",
  ]);
  const open = [...out, ingress(db, cidrPeer("203.0.113.0/24"), 5432)];
  const overInternet = said(`mustNotReach: ${webToDb}`, { after: open, members: apart });
  expect(overInternet[0]).toMatch(/^Assertion that may/);
  expect(overInternet.at(-1)).toMatch(/^group db allows tcp\/5432 from 203\.0\.113\.0\/24/);
  expect(said(`mustNotReach: ${webToDb}`, { foreign: [db] })[0]).toMatch(/^Assertion that may/);
  const assumed = [...assumedEgress([web]), ingress(db, group(web), 5432)];
  const ofForeign = said(`mustReach: ${webToDb}`, { after: assumed, foreign: [web] });
  expect(ofForeign[0]).toMatch(/^Assertion that may/);
  expect(ofForeign.join()).not.toContain("group web allows all traffic to anywhere");
  // A standalone rule of the group may be here.
  expect(said(`mustReach: ${webToDb}`, { after: rules, foreign: [web] })).toEqual([]);
  const [source, target] = members.map(({ name, after }) => ({ name, after: after! }));
  const partial = { ...target!, after: { ...target!.after, isPartial: true } };
  expect(said(`mustNotReach: ${webToDb}`, { members: [source!, partial] })[0]).toMatch(/^Assertion that may/);
});

test("a rule of one of several groups, or of a prefix list, may be about an end", () => {
  const either: Peer = { kind: "oneOf", ids: [web, "sg-3"] };
  const list: Peer = { kind: "prefixList", id: "pl-1" };
  for (const peer of [either, list]) {
    const after = [...out, ingress(db, peer, 5432)];
    expect(said(`mustNotReach: ${webToDb}`, { after })[0]).toMatch(/^Assertion that may/);
    const lines = said(`mustReach: ${webToDb}`, { after });
    expect(lines[0]).toMatch(/^Assertion that may/);
    expect(lines.at(-1)).toMatch(/^group db may allow tcp\/5432 from /);
  }
  const fromInternet = "{ from: internet, to: { instance: db }, ports: tcp/5432 }";
  expect(said(`mustNotReach: ${fromInternet}`, { after: [...out, ingress(db, either, 5432)] })).toEqual([]);
  expect(said(`mustNotReach: ${fromInternet}`, { after: [...out, ingress(db, list, 5432)] })[0]).toMatch(
    /^Assertion that may/,
  );
});

test("members of one name are two machines, and one that may be several reaches itself", () => {
  const urns = members.map((each, index) => ({ ...each, name: "server", urn: `urn:${index}` }));
  const after = [...out, ingress(db, group(web), 22)];
  const between = "{ from: { group: web }, to: { group: db }, ports: tcp/22 }";
  expect(said(`mustNotReach: ${between}`, { after, members: urns })[0]).toMatch(/^Broken/);
  const inside = [...out, ingress(web, group(web), 22)];
  const itself = (port: number) => `{ from: { group: web }, to: { group: web }, ports: tcp/${port} }`;
  const many = [{ ...members[0]!, isMany: true }];
  expect(said(`mustNotReach: ${itself(22)}`, { after: inside, members: many })[0]).toMatch(/^Broken/);
  expect(said(`mustNotReach: ${itself(22)}`, { after: inside })).toEqual([]);
  expect(said(`mustReach: ${itself(22)}`, { after: inside })).toEqual([]);
  expect(said(`mustReach: ${itself(9)}`, { after: inside })[0]).toMatch(/^Broken/);
});

test("a rule for a range of a VPC is named once, by its range", () => {
  const network = { vpcId: "vpc-1", cidrBlock: "10.0.0.0/16" };
  const inVpc = members.map(({ name, after }) => ({ name, after: { ...after!, network } }));
  const ranges = [
    cidrPeer("10.0.0.0/16"),
    networkPeer(network),
    anywhere,
    networkPeer({ ...network, cidrBlock: "0.0.0.0/0" }),
  ];
  const rules = ranges.map((peer) => ingress(db, peer, 5432));
  expect(said(`mustNotReach: ${webToDb}`, { after: [...out, ...rules], members: inVpc }).slice(3)).toEqual([
    "group db allows tcp/5432 from 10.0.0.0/16, which this update adds",
    "group db allows tcp/5432 from anywhere (0.0.0.0/0), which this update adds",
  ]);
});
