import { parseDuration } from "../../../provider/common/values";
import { ExplainedError } from "../../../provider/common/errors";
import { checkInstance } from "../../../provider/instance/check";
import type { InstanceInputs } from "../../../provider/instance/model";
import { readSettings } from "../../../provider/instance/settings";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const group = "sg-0123456789abcdef0";
const valid = {
  project: "p",
  stack: "s",
  name: "web",
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group],
};
const check = (
  news: object,
  olds: Partial<InstanceInputs> = {},
  target = {},
  config: Record<string, string> = {},
) =>
  checkInstance(
    olds,
    { ...valid, ...news },
    target,
    readSettings((key) => config[key], {}),
  );

test("all failures are reported at once", () => {
  const { failures } = check({
    ami: "",
    instanceType: "x",
    tags: { "aws:a": "" },
    timeouts: { create: "x" },
  });
  expect(failures.map(({ property }) => property).sort()).toEqual([
    "ami",
    "instanceType",
    'tags["aws:a"]',
    "timeouts.create",
  ]);
});

test("the text of refused user data is in no message", () => {
  const { failures } = check({ userData: "echo hunter2", userDataBase64: "hunter2" });
  expect(failures).toHaveLength(3);
  expect(JSON.stringify(failures)).not.toContain("hunter2");
});

test("what a preview doesn't know is not judged", () => {
  const everything = Object.keys(check({}).inputs).filter(
    (key) => !["project", "stack", "name", "instanceId", "pod"].includes(key),
  );
  const news = Object.fromEntries(
    [...everything, "userData", "tags", "timeouts"].map((key) => [key, unknown]),
  );
  expect(check(news).failures).toEqual([]);
  expect(check({ vpcSecurityGroupIds: [unknown], tags: { Name: unknown } }).failures).toEqual([]);
});

test("a new instance gets an id, its state and its place; an old one keeps its id", () => {
  const target = { namespace: "apps", context: "kind-dev" };
  const { inputs, failures } = check(
    { vpcSecurityGroupIds: ["sg-1111111111111111f", group, group] },
    {},
    target,
  );
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({ instanceState: "running", ...target });
  expect(inputs.instanceId).toMatch(/^i-[0-9a-f]{17}$/);
  expect(inputs.vpcSecurityGroupIds).toEqual([group, "sg-1111111111111111f"]);
  expect(check({}, inputs).inputs).toMatchObject({ instanceId: inputs.instanceId, ...target });
});

test("block devices are a set, and their tags are no change", () => {
  const [f, g] = [
    { deviceName: "/dev/sdf", volumeSize: 1 },
    { deviceName: "/dev/sdg", volumeSize: 2, deleteOnTermination: false },
  ];
  const devices = (...ebsBlockDevices: object[]) => check({ ebsBlockDevices }).inputs.ebsBlockDevices;
  expect(devices({ ...g, tags: { a: "b" } }, f)).toEqual([f, g]);
  expect(devices({ ...g, volumeSize: unknown }, f)).toEqual([{ ...g, volumeSize: unknown }, f]);
});

test("the error of a target is a failure of the context", () => {
  const error = new ExplainedError("it isn't local", "Name it");
  expect(check({}, {}, { error }).failures).toEqual([
    { property: "context", reason: "it isn't local. Name it" },
  ]);
});

test.each([
  ["250ms", 250],
  ["90s", 90_000],
  ["1.5m", 90_000],
  ["1h", 3_600_000],
  ["", undefined],
  ["-1s", undefined],
  ["5 m", undefined],
])("the duration %s has %s milliseconds", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
