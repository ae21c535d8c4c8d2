import { jsonOnly } from "../../../provider/common/values";
import { changes, toInputs } from "../../../provider/instance/effects";
import { type InstanceInputs, toState } from "../../../provider/instance/model";
import { instanceInputs as inputs } from "../../support/instance";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const state = toState(inputs, {
  namespace: "apps",
  instanceState: "running",
  podName: "ec2-web-1",
});

test.each<[string, Partial<InstanceInputs>, string]>([
  ["ami", { ami: "busybox:1.36" }, "replace"],
  ["namespace", { namespace: "other" }, "replace"],
  ["context", { context: "kind-other" }, "replace"],
  ["instanceType", { instanceType: "t3.small" }, "restart"],
  ["instanceState", { instanceState: "stopped" }, "restart"],
  ["rebootTrigger", { rebootTrigger: "1" }, "restart"],
  ["userData", { userData: "#!/bin/sh" }, "restart"],
  ["userData", { userData: "#!/bin/sh", userDataReplaceOnChange: true }, "replace"],
  ["pod.image", { pod: { ...inputs.pod, image: "busybox:1.36" } }, "recreate"],
  ["pod.labels", { pod: { ...inputs.pod, labels: {} } }, "live"],
  ["metadataOptions", { metadataOptions: { httpEndpoint: "disabled" } }, "live"],
  ["metadataOptions", { metadataOptions: { httpEndpoint: "enabled" } }, "live"],
  ["vpcSecurityGroupIds", { vpcSecurityGroupIds: ["sg-1123456789abcdef0"] }, "live"],
  ["tags", { tags: { Name: "web" } }, "live"],
  ["timeouts", { timeouts: { create: "5m" } }, "live"],
])("a change of %s to %j is %s", (property, news, effect) => {
  expect(changes(state, { ...inputs, ...news })).toContainEqual({ property, effect });
});

test("an empty text in the state of an older release is none", () => {
  const before = { ...state, placementGroup: "", tenancy: "", hostId: "" };
  expect(changes(before, inputs)).toEqual(changes(state, inputs));
  const device = { deviceName: "/dev/sdf", volumeSize: 1 };
  const withBlank = { ...state, ebsBlockDevices: [{ ...device, kmsKeyId: "" }] } as unknown as typeof state;
  expect(changes(withBlank, { ...inputs, ebsBlockDevices: [device] })).toEqual(changes(state, inputs));
  expect(changes({ ...state, tenancy: "dedicated" } as typeof state, inputs)).toHaveLength(
    changes(state, inputs).length + 1,
  );
});

test("a name of an auto scaling group that nothing gives may change in place, another one not", () => {
  const autoScaling = { groupName: "web-1234567", launchConfiguration: "web" };
  const olds = { ...state, autoScaling };
  const effectsOf = (news: object) =>
    changes(olds, { ...inputs, autoScaling: { ...autoScaling, ...news } }).map(({ effect }) => effect);
  expect(effectsOf({ isNamed: false })).toEqual([]);
  expect(effectsOf({ groupName: "web-7654321", isNamed: false })).toEqual(["live"]);
  expect(effectsOf({ groupName: "fleet", isNamed: true })).toEqual(["replace"]);
  expect(effectsOf({ groupName: "web-7654321", launchConfiguration: "app" })).toEqual(["live", "replace"]);
  expect(changes(olds, inputs).map(({ effect }) => effect)).toEqual(["replace", "replace"]);
});

const sizes = { cpu: "2", memory: "1024Mi" };
const none = { cpu: "0", memory: "0" };

test.each<[string, object, object, string]>([
  [
    "another size",
    { limits: sizes, requests: none },
    { limits: { ...sizes, cpu: "4" }, requests: none },
    "restart",
  ],
  ["a reservation", { limits: sizes, requests: none }, { limits: sizes, requests: sizes }, "restart"],
  ["no limits", { limits: sizes, requests: none }, {}, "recreate"],
  ["new limits", {}, { limits: sizes, requests: none }, "recreate"],
])("%s is given as the Pod's class allows, case %#", (_, before, after, effect) => {
  const olds = { ...state, pod: { ...state.pod, resources: before } };
  const news = { ...inputs, pod: { ...inputs.pod, resources: after } };
  expect(changes(olds, news)).toEqual([{ property: "pod.resources", effect }]);
});

test("an unknown value counts as changed", () => {
  expect(changes(state, { ...inputs, ami: unknown })).toEqual([{ property: "ami", effect: "replace" }]);
  expect(changes(state, { ...inputs, tags: { Name: unknown } })).toEqual([
    { property: "tags", effect: "live" },
  ]);
});

test("values that mean the same aren't a change", () => {
  expect(changes(state, inputs)).toEqual([]);
  expect(changes(state, { ...inputs, tags: {} })).toEqual([]);
});

test("a state leads back to its inputs", () => {
  expect(jsonOnly(toInputs(state))).toEqual(inputs);
});

test("a state without a Pod is a stopped instance", () => {
  expect(toState(inputs, { namespace: "apps" })).toMatchObject({
    instanceState: "stopped",
    privateIp: "",
    podName: "",
  });
});
