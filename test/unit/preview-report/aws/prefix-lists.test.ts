import { reportOn } from "../../../../provider/preview-report";
import {
  type AwsResource,
  documentOf,
  kept,
  made,
  removed,
  reportOf,
  rulesOf,
} from "../../../support/aws-preview";

const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const list = (...cidrs: string[]) =>
  kept("ec2.ManagedPrefixList", "offices", "pl-0000000a", { entries: cidrs.map((cidr) => ({ cidr })) });
const web = (before: object[], after: object[]) =>
  kept("ec2.SecurityGroup", "web", "sg-0000000a", { ingress: before }, { ingress: after });
const ofList = { ...ssh, prefixListIds: ["pl-0000000a"] };
const failing = (...resources: AwsResource[]) =>
  reportOn(documentOf(resources), { format: "json", failOn: ["open-to-world"] }).failed;

test("the entries of a list that change alike are one change, by the name of the list and with the ranges", () => {
  const resources = [list("198.51.100.0/24", "192.0.2.0/24"), web([], [ofList])];
  expect(reportOf(...resources).rules).toMatchObject([
    { peer: "offices", peerKind: "prefixList", ranges: ["192.0.2.0/24", "198.51.100.0/24"] },
  ]);
  expect(reportOn(documentOf(resources), { format: "text" }).text).toContain(
    'opens: "web" allows tcp/22 from prefix list "offices" ("192.0.2.0/24", "198.51.100.0/24").',
  );
  const many = Array.from({ length: 7 }, (_, index) => `192.0.2.${index}/32`);
  expect(reportOn(documentOf([list(...many), web([], [ofList])]), { format: "text" }).text).toContain(
    '"192.0.2.4/32" and 2 more).',
  );
});

test("a range that another rule names as well appears by itself", () => {
  const direct = { ...ssh, cidrBlocks: ["192.0.2.0/24"] };
  const offices = list("192.0.2.0/24", "198.51.100.0/24");
  expect(rulesOf(offices, web([], [direct, ofList]))).toEqual([
    "+ web: tcp/22 from 192.0.2.0/24",
    "+ web: tcp/22 from offices",
  ]);
  expect(rulesOf(offices, web([direct], [ofList]))).toEqual(["+ web: tcp/22 from offices"]);
  const other = { ...direct, fromPort: 23, toPort: 23 };
  expect(rulesOf(list("192.0.2.0/24"), web([ofList], [ofList, other]))).toEqual([
    "+ web: tcp/23 from 192.0.2.0/24",
  ]);
});

test("a list opens to the world by its ranges, together with those of other rules", () => {
  expect(failing(list("10.0.0.0/8"), web([], [ofList]))).toBe(false);
  expect(failing(list("0.0.0.0/1", "128.0.0.0/1"), web([], [ofList]))).toBe(true);
  expect(failing(list("::/0"), web([], [ofList]))).toBe(true);
  const quarter = { ...ssh, cidrBlocks: ["64.0.0.0/3"] };
  expect(failing(list("32.0.0.0/3"), web([], [quarter]))).toBe(false);
  expect(failing(list("32.0.0.0/3"), web([], [quarter, ofList]))).toBe(true);
});

test("a list by an id that the program doesn't declare doesn't open to the world, and one that nothing says may", () => {
  expect(failing(web([], [ofList]))).toBe(false);
  expect(failing(web([], [{ ...ofList, prefixListIds: ["[secret]"] }]))).toBe(true);
  const entry = made("ec2.ManagedPrefixListEntry", "all", { prefixListId: "pl-0000000a", cidr: "0.0.0.0/0" });
  expect(failing(web([], [ofList]), entry)).toBe(true);
});

test.each(["::/0", "::/1", "2000::/3", "0::0/0"])("%s opens to the world, in each kind of rule", (cidr) => {
  const group = web([], []);
  expect(failing(web([], [{ ...ssh, ipv6CidrBlocks: [cidr] }]))).toBe(true);
  const rule = { securityGroupId: "sg-0000000a", ipProtocol: "tcp", fromPort: 22, toPort: 22 };
  expect(failing(group, made("vpc.SecurityGroupIngressRule", "rule", { ...rule, cidrIpv6: cidr }))).toBe(
    true,
  );
  const older = { ...ssh, securityGroupId: "sg-0000000a", type: "ingress", ipv6CidrBlocks: [cidr] };
  expect(failing(group, made("ec2.SecurityGroupRule", "rule", older))).toBe(true);
});

test("halves of the world of IPv6 in two rules are the world, and private ranges aren't", () => {
  const halves = ["2000::/5", "2800::/5", "3000::/5", "3800::/5"].map((cidr) => ({
    ...ssh,
    ipv6CidrBlocks: [cidr],
  }));
  expect(failing(web([], halves))).toBe(true);
  expect(failing(web([], [{ ...ssh, ipv6CidrBlocks: ["fc00::/7", "2001:db8::/32"] }]))).toBe(false);
});

test("two lists of one name are two changes", () => {
  const other = kept("ec2.ManagedPrefixList", "offices", "pl-0000000b", {
    entries: [{ cidr: "203.0.113.0/24" }],
  });
  const sameName = { ...other, type: `shop:index:Team$${other.type}` };
  const both = { ...ssh, prefixListIds: ["pl-0000000a", "pl-0000000b"] };
  expect(reportOf(list("192.0.2.0/24"), sameName, web([], [both])).rules).toMatchObject([
    { peer: "offices", ranges: ["192.0.2.0/24"] },
    { peer: "offices", ranges: ["203.0.113.0/24"] },
  ]);
});

test("an entry of its own that is deleted closes its range, and opens nothing", () => {
  const empty = kept("ec2.ManagedPrefixList", "offices", "pl-0000000a", { maxEntries: 5 });
  const entry = removed("ec2.ManagedPrefixListEntry", "berlin", "pl-0000000a,192.0.2.0/24", {
    ...{ prefixListId: "pl-0000000a", cidr: "192.0.2.0/24" },
  });
  const rows = ["- web: tcp/22 from offices"];
  const group = web([ofList], [ofList]);
  expect(rulesOf(empty, entry, group)).toEqual(rows);
  // After a refresh, the list has the entry as well.
  const entries = (...cidrs: string[]) => ({ entries: cidrs.map((cidr) => ({ cidr })) });
  expect(rulesOf({ ...empty, outputs: entries("192.0.2.0/24") }, entry, group)).toEqual(rows);
  const more = { ...empty, outputs: entries("192.0.2.0/24", "198.51.100.0/24") };
  expect(reportOf(more, entry, group).rules).toMatchObject([
    { effect: "closes", peer: "offices", ranges: ["192.0.2.0/24"] },
  ]);
  const moved = { ...entry, new: { ...entry.old, cidr: "203.0.113.0/24" }, isReplaced: true };
  expect(reportOf(more, moved, group).rules).toMatchObject([
    { effect: "opens", peer: "offices", ranges: ["203.0.113.0/24"] },
    { effect: "closes", peer: "offices", ranges: ["192.0.2.0/24"] },
  ]);
});

test("a list that has no entries allows nothing", () => {
  const empty = kept("ec2.ManagedPrefixList", "offices", "pl-0000000a", { maxEntries: 5 });
  expect(rulesOf({ ...empty, outputs: { entries: [] } }, web([], [ofList]))).toEqual([]);
  expect(rulesOf(empty, web([], [ofList]))).toEqual(["+ web: tcp/22 from offices"]);
});
