import type { InstanceSummary } from "../../../../provider/cli/instances/instance-summary";
import { instancesTable, list } from "../../../../provider/cli/instances/list";
import * as loading from "../../../../provider/cli/instances/load-instances";
import * as output from "../../../../provider/cli/output";

const common = { type: "t3.micro", namespace: "apps", groups: [], tags: {} };
const web: InstanceSummary = {
  ...common,
  name: "web",
  id: "i-0123456789abcdef0",
  state: "running",
  pod: "ec2-web-1",
  privateIp: "10.0.0.7",
};
const db: InstanceSummary = { ...common, name: "db", id: "i-0123456789abcdee1", state: "stopped" };

afterEach(() => jest.restoreAllMocks());

test("the table has no columns that say nothing and no spaces at the end of a line", () => {
  const groups = ["sg-1", "sg-2"];
  expect(instancesTable([{ ...web, groups, ageSeconds: 3600 * 3 }, db], Infinity)).toBe(
    [
      "NAME   INSTANCE              STATE     TYPE       POD         PRIVATE IP   GROUPS      AGE",
      "web    i-0123456789abcdef0   running   t3.micro   ec2-web-1   10.0.0.7     sg-1,sg-2   3h",
      "db     i-0123456789abcdee1   stopped   t3.micro   -           -            -           -",
    ].join("\n"),
  );
  expect(instancesTable([web, { ...db, namespace: "data", why: "its Pod failed" }], Infinity)).toBe(
    [
      "NAME   INSTANCE              STATE     TYPE       NAMESPACE   POD         PRIVATE IP   GROUPS   AGE   WHY",
      "web    i-0123456789abcdef0   running   t3.micro   apps        ec2-web-1   10.0.0.7     -        -",
      "db     i-0123456789abcdee1   stopped   t3.micro   data        -           -            -        -     its Pod failed",
    ].join("\n"),
  );
  expect(instancesTable([], Infinity)).toBe("No instances.");
});

test("with --json, list prints exactly its instances", async () => {
  const loaded = { instances: [web, db], stored: [] } as unknown as loading.LoadedInstances;
  jest.spyOn(loading, "loadInstances").mockResolvedValue(loaded);
  const printJson = jest.spyOn(output, "printJson").mockReturnValue();
  const print = jest.spyOn(output, "print").mockReturnValue();
  expect(await list.run({ options: { json: true }, operands: [] })).toBe(0);
  expect(printJson.mock.calls).toStrictEqual([[{ instances: [web, db] }]]);
  expect(print).not.toHaveBeenCalled();
});
