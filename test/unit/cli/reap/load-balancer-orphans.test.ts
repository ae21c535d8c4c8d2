import type { Criteria } from "../../../../provider/cli/reap/finding";
import type { LoadBalancerObject } from "../../../../provider/cli/reap/load-balancers";
import { judge } from "../../../../provider/cli/reap/orphans";
import { readState } from "../../../../provider/cli/stack/stack-state";
import type { NetworkPolicy, Pod } from "../../../../provider/cluster/objects";
import { serviceName } from "../../../../provider/load-balancer/names";

const now = new Date("2026-01-01T12:00:00Z");
const criteria: Criteria = { others: new Map(), origins: ["me"], olderThan: undefined, now };
const urn = "urn:pulumi:s::p::pulumi-nodejs:lb/loadBalancer:LoadBalancer::web";
const name = serviceName(urn);
const stateOf = (resources: object[]) => readState({ resources }, { project: "p", stack: "s" });
const nothing = stateOf([]);

const metadata = (own: string, labels: Record<string, string> = {}) => ({
  name: own,
  namespace: "apps",
  uid: own,
  creationTimestamp: "2026-01-01T11:00:00Z",
  annotations: { "ec2-pods/maker": "me" },
  labels,
});
const serving = { "ec2-pods/load-balancer": name };
const part = JSON.stringify({ kind: "lb:LoadBalancer", id: "arn:web", values: {} });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const loadBalancers: LoadBalancerObject[] = [
  { kind: "Secret", object: { metadata: metadata(name), data: { part: base64(part) } } },
  { kind: "Secret", object: { metadata: metadata(`${name}-config`, serving) } },
  // Of an older release.
  { kind: "ConfigMap", object: { metadata: metadata(name), data: { part } } },
  { kind: "ConfigMap", object: { metadata: metadata(`${name}-config`, serving) } },
  { kind: "Service", object: { metadata: metadata(name, serving) } },
  { kind: "Deployment", object: { metadata: metadata(name, serving) } },
];
const none = { pods: [], policies: [], claims: [], snapshots: [], members: new Map<NetworkPolicy, Pod[]>() };

test("all objects of a load balancer that the state has are its own", () => {
  const type = "pulumi-nodejs:lb/loadBalancer:LoadBalancer";
  const state = stateOf([{ urn, type, id: "arn:web", inputs: { __urn: urn }, outputs: {} }]);
  expect(judge({ ...none, loadBalancers }, state, criteria)).toEqual([]);
});

test.each([nothing, undefined])(
  "a load balancer may be retained or moved, so that it needs --include-saved",
  (state) => {
    const found = (includeSaved: boolean) =>
      judge({ ...none, loadBalancers }, state, { ...criteria, includeSaved }).map(
        ({ finding: { kind, subject, verdict } }) => `${kind} ${subject} ${verdict}`,
      );
    expect(found(true)).toEqual([
      "Secret arn:web orphan",
      "Secret  orphan",
      "ConfigMap arn:web orphan",
      "ConfigMap  orphan",
      "Service  orphan",
      "Deployment  orphan",
    ]);
    expect(new Set(found(false).map((line) => line.split(" ").at(-1)))).toEqual(new Set(["kept"]));
  },
);

test.each([
  ["this", 0],
  ["an older", 2],
])(
  "what a killed run of %s release left of a load balancer is an orphan without --include-saved",
  (_, keeper) => {
    const marked = loadBalancers.map(({ kind, object }, index) => {
      const annotations = {
        ...object.metadata?.annotations,
        ...(index === keeper && { "ec2-pods/spawn-pending": "true" }),
      };
      return {
        kind,
        object: { ...object, metadata: { ...object.metadata, annotations } },
      } as LoadBalancerObject;
    });
    const verdicts = judge({ ...none, loadBalancers: marked }, nothing, criteria).map(
      ({ finding: { verdict, why } }) => `${verdict}: ${why}`,
    );
    expect(verdicts).toEqual(Array(6).fill("orphan: the state doesn't have it"));
  },
);

test("what was retained in one namespace isn't what a killed run left in another", () => {
  const elsewhere = { ...metadata(name), namespace: "other", uid: "other" };
  const marked = {
    ...elsewhere,
    annotations: { ...elsewhere.annotations, "ec2-pods/spawn-pending": "true" },
  };
  const left: LoadBalancerObject = { kind: "ConfigMap", object: { metadata: marked, data: { part } } };
  const verdicts = judge({ ...none, loadBalancers: [...loadBalancers, left] }, nothing, criteria).map(
    ({ finding: { uid, verdict } }) => `${uid} ${verdict}`,
  );
  expect(verdicts.filter((each) => each.endsWith("orphan"))).toEqual(["other orphan"]);
});

test("a policy goes with the load balancer whose Pod is its last member", () => {
  const selector = { matchLabels: { "security-group.ec2-pods/sg-1": "member" } };
  const policy: NetworkPolicy = { metadata: metadata("sg-1"), spec: { podSelector: selector } };
  const members = new Map([[policy, [{ metadata: metadata("proxy", serving) }]]]);
  const verdict = (all: LoadBalancerObject[]) =>
    judge({ ...none, policies: [policy], members, loadBalancers: all }, nothing, {
      ...criteria,
      includeSaved: true,
    })[0]!.finding.verdict;
  expect(verdict(loadBalancers)).toBe("orphan");
  expect(verdict([])).toBe("kept");
});
