import { findInstance, runningPod } from "../../../../provider/cli/instances/find-instance";
import type { InstanceSummary } from "../../../../provider/cli/instances/instance-summary";

const summary = (name: string, last: string, more: Partial<InstanceSummary> = {}): InstanceSummary => ({
  name,
  id: `i-0123456789abcde${last}`,
  state: "running",
  type: "t3.micro",
  namespace: "apps",
  groups: [],
  tags: {},
  ...more,
});
const web = summary("web", "f0", { tags: { Name: "shop" }, pod: "ec2-web-1", privateIp: "10.0.0.7" });
const db = summary("db", "e1", { tags: { Name: "store" }, state: "stopped" });
const old = summary("store-old", "e2", { tags: { Name: "store" } });
const instances = [web, db, old];

test.each([
  ["web", web],
  ["shop", web],
  [web.id, web],
  ["i-0123456789abcdef", web],
  ["0123456789abcdee1", db],
  ["db", db],
])("%s is found", (wanted, instance) => {
  expect(findInstance(instances, wanted, "stop")).toBe(instance);
});

const all = "web (i-0123456789abcdef0), db (i-0123456789abcdee1), store-old (i-0123456789abcdee2)";

test.each([
  ["webb", instances, `there is no such instance; found ${all}. Did you mean "web"?`],
  ["mail-server", instances, `there is no such instance; found ${all}. See "ec2-pods list".`],
  ["i-012", instances, `there is no such instance; found ${all}. See "ec2-pods list".`],
  [
    "store",
    instances,
    "2 instances have that name: db (i-0123456789abcdee1), store-old (i-0123456789abcdee2). Name one by its id, for example i-0123456789abcdee1.",
  ],
  ["web", [], 'no instances were found. See "ec2-pods list --all".'],
])("%s is not found among %j", (wanted, among, cause) => {
  expect(() => findInstance(among, wanted, "stop")).toThrow(
    new Error(`Cannot stop Ec2Instance "${wanted}": ${cause}`),
  );
});

test("only a running instance can run a command", () => {
  expect(runningPod(web, "run a command in")).toBe("ec2-web-1");
  expect(() => runningPod(db, "run a command in")).toThrow(
    new Error('Cannot run a command in Ec2Instance "db": it is stopped. Start it with "ec2-pods start db".'),
  );
  expect(() => runningPod({ ...web, state: "pending", why: "no node" }, "run a command in")).toThrow(
    new Error(
      'Cannot run a command in Ec2Instance "web": it is pending: no node. Run this again when "ec2-pods list" shows it running.',
    ),
  );
});
