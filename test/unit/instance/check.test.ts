import { ExplainedError } from "../../../provider/common/errors";
import { amiId } from "../../../provider/image/catalogue";
import { awsArguments, instanceArguments } from "../../../provider/instance/arguments";
import { checkInstance } from "../../../provider/instance/check";
import type { InstanceInputs } from "../../../provider/instance/model";
import { readSettings } from "../../../provider/instance/settings";
import { group, instanceArgs } from "../../support/instance";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const check = (
  news: object,
  olds: Partial<InstanceInputs> = {},
  target = {},
  config: Record<string, string> = {},
) =>
  checkInstance(
    olds,
    { ...instanceArgs, ...news },
    target,
    readSettings((key) => config[key], {}),
  );

test("all failures are reported at once", () => {
  const { failures } = check({
    ami: "",
    instanceType: "x",
    tags: { "aws:a": "" },
    timeouts: { create: "x", update: 5 },
    metadataOptions: { httpTokens: true, httpEndpoint: "off" },
    ebsBlockDevices: [
      { deviceName: "/dev/disk1", volumeSize: 0, snapshotId: "snap-1" },
      { volumeSize: "eight" },
    ],
    privateIp: "10.0.0.5",
    keepOnFailures: true,
  });
  expect(failures.map(({ property }) => property).sort()).toEqual([
    "ami",
    "ebsBlockDevices[0].deviceName",
    "ebsBlockDevices[0].snapshotId",
    "ebsBlockDevices[0].volumeSize",
    "ebsBlockDevices[1].deviceName",
    "ebsBlockDevices[1].volumeSize",
    "instanceType",
    "keepOnFailures",
    "metadataOptions.httpEndpoint",
    "metadataOptions.httpTokens",
    "privateIp",
    'tags["aws:a"]',
    "timeouts.create",
    "timeouts.update",
  ]);
});

test("no message shows rejected user data or a kubeconfig", () => {
  const rejected: [args: object, count: number][] = [
    [{ userData: "#include hunter2", userDataBase64: "hunter2" }, 3],
    [{ userData: ["echo hunter2"], kubeconfig: { token: "hunter2" } }, 2],
    [{ userDataBase64: { text: "hunter2" }, kubeconfig: ["hunter2"] }, 2],
  ];
  for (const [args, count] of rejected) {
    const { failures } = check(args);
    expect(failures).toHaveLength(count);
    expect(JSON.stringify(failures)).not.toContain("hunter2");
  }
});

test("an empty text is none, wherever AWS's provider doesn't need one", () => {
  const empty = Object.keys(awsArguments).filter((key) => key !== "ami" && key !== "instanceType");
  const plain = { ...instanceArgs, vpcSecurityGroupIds: undefined, defaultSecurityGroups: [group] };
  const blank = Object.fromEntries(empty.map((key) => [key, ""]));
  const olds = { instanceId: "i-0123456789abcdef0" };
  const [{ inputs, failures }, without] = [check({ ...plain, ...blank }, olds), check(plain, olds)];
  expect(failures).toEqual([]);
  expect(inputs).toEqual(without.inputs);
});

test.each<[keyof typeof awsArguments, object]>([
  ["ebsBlockDevices", { deviceName: "/dev/sdf", volumeSize: 1 }],
  ["maintenanceOptions", { autoRecovery: "disabled" }],
  ["metadataOptions", { httpTokens: "required" }],
  ["rootBlockDevice", { volumeSize: 8 }],
])("an empty text in a block of %s is none as well", (name, block) => {
  const { fields = {} } = instanceArguments[name] ?? {};
  const blank = { ...Object.fromEntries(Object.keys(fields).map((field) => [field, ""])), ...block };
  const given = (value: object) => ({ [name]: name === "ebsBlockDevices" ? [value] : value });
  const olds = { instanceId: "i-0123456789abcdef0" };
  expect(check(given(blank), olds)).toEqual(check(given(block), olds));
  expect(check(given(block), olds).failures).toEqual([]);
});

test("values that a preview doesn't know aren't judged", () => {
  const everything = Object.keys(check({}).inputs).filter(
    (key) => !["project", "stack", "name", "instanceId", "publicIp", "pod"].includes(key),
  );
  const news = Object.fromEntries(
    [...everything, "userData", "tags", "timeouts"].map((key) => [key, unknown]),
  );
  expect(check(news).failures).toEqual([]);
  expect(check({ vpcSecurityGroupIds: [unknown], tags: { Name: unknown } }).failures).toEqual([]);
});

test("an instance of an auto scaling group has its tag, which programs can't give", () => {
  const autoScaling = { groupName: "fleet" };
  const { inputs, failures } = check({ tags: { team: "web" }, __autoScaling: autoScaling });
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({
    autoScaling,
    tags: { team: "web", "aws:autoscaling:groupName": "fleet" },
  });
  const { failures: refused } = check({ tags: { "aws:autoscaling:groupName": "fleet" } });
  expect(refused.map(({ property }) => property)).toEqual(['tags["aws:autoscaling:groupName"]']);
});

test("a new instance gets an id, a state, a namespace and a context; an old one keeps its id", () => {
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

test("block devices are a set, and changed tags of devices aren't a change", () => {
  const [f, g] = [
    { deviceName: "/dev/sdf", volumeSize: 1 },
    { deviceName: "/dev/sdg", volumeSize: 2, deleteOnTermination: false },
  ];
  const devices = (...ebsBlockDevices: object[]) => check({ ebsBlockDevices }).inputs.ebsBlockDevices;
  expect(devices({ ...g, tags: { a: "b" } }, f)).toEqual([f, g]);
  // A preview that doesn't know them shows no replacement.
  expect(devices({ ...g, tags: { a: unknown } }, { ...f, tags: unknown })).toEqual([f, g]);
  expect(devices({ ...g, volumeSize: unknown }, f)).toEqual([{ ...g, volumeSize: unknown }, f]);
});

test("a rejected context is a failure of the context", () => {
  expect(check({}, {}, { error: new ExplainedError("isn't local", "Name it") }).failures).toEqual([
    { property: "context", reason: "isn't local. Name it" },
  ]);
});

const debian = amiId("debian-12-amd64-20260821-2577", "us-east-1");
const mystery = "ami-0abcdef1234567890";

test("the preview shows the AMI and the image that it leads to", () => {
  const shown = (ami: string, amiMap: object = {}, more: object = {}) => {
    const { inputs, failures } = check(
      { ami, ...more },
      {},
      {},
      { "ec2-pods:amiMap": JSON.stringify(amiMap) },
    );
    expect(failures).toEqual([]);
    return [inputs.ami, inputs.pod.image];
  };
  expect(shown(debian)).toEqual([debian, "debian:12"]);
  expect(shown(debian, { "debian-*": "debian:trixie" })).toEqual([debian, "debian:trixie"]);
  expect(shown(mystery)).toEqual([mystery, "public.ecr.aws/amazonlinux/amazonlinux:2023"]);
  expect(shown(unknown)).toEqual([unknown, unknown]);
  expect(shown(debian, {}, { instanceType: unknown })).toEqual([debian, "debian:12"]);
  expect(shown(debian, {}, { region: unknown, availabilityZone: unknown })).toEqual([debian, "debian:12"]);
  const arm = amiId("debian-12-arm64-20260821-2577", "eu-west-1");
  expect(shown(arm, {}, { instanceType: "t4g.micro", region: "eu-west-1" })).toEqual([arm, "debian:12"]);
});

test("the default image is the one that the stack's configuration names", () => {
  const config = { "ec2-pods:defaultImage": "busybox:1.35" };
  expect(check({ ami: mystery }, {}, {}, config).inputs.pod.image).toBe("busybox:1.35");
  expect(check({ ami: debian }, {}, {}, config).inputs.pod.image).toBe("debian:12");
});

test("what ignoreChanges names of the Pod stays as the state has it, and no program can give it", () => {
  const before = check({}, {}, {}, { "ec2-pods:nodeSelector": "disk=ssd,room=1" }).inputs;
  const config = { "ec2-pods:nodeSelector": "disk=hdd,rack=2", "ec2-pods:pullSecret": "registry" };
  const ignoring = (pod: unknown) => check({ pod }, before, {}, config);
  const { failures, inputs } = ignoring({ nodeSelector: { disk: "ssd" } });
  expect(failures).toEqual([]);
  expect(inputs.pod).toEqual({
    ...check({}, before, {}, config).inputs.pod,
    nodeSelector: expect.objectContaining({ disk: "ssd", rack: "2" }) as unknown,
  });
  expect(inputs.pod.nodeSelector).not.toHaveProperty("room");
  expect(ignoring(before.pod).inputs.pod).toEqual(before.pod);
  const { nodeSelector } = before.pod;
  expect(ignoring({ nodeSelector }).inputs.pod).toMatchObject({
    nodeSelector,
    imagePullSecrets: ["registry"],
  });
  expect(ignoring({ nodeSelector }).inputs.pod.nodeSelector).toEqual(nodeSelector);
  for (const pod of [{ nodeSelector: { disk: "tape" } }, { image: "evil" }, "x"])
    expect(ignoring(pod).failures.map(({ property }) => property)).toEqual(["pod"]);
});
