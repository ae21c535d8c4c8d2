import { jsonOnly } from "../../../provider/common/values";
import { changes, toInputs } from "../../../provider/instance/effects";
import { type InstanceInputs, toState } from "../../../provider/instance/model";
import { instanceInputs as inputs } from "../../support/instance";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const state = toState(inputs, {
  namespace: "apps",
  booted: true,
  instanceState: "running",
  podName: "ec2-web-1",
});

test.each<[string, Partial<InstanceInputs>, string]>([
  ["ami", { ami: "busybox:1.36" }, "replace"],
  ["namespace", { namespace: "other" }, "replace"],
  ["context", { context: "kind-other" }, "replace"],
  ["instanceType", { instanceType: "t3.small" }, "recreate"],
  ["instanceState", { instanceState: "stopped" }, "recreate"],
  ["userData", { userData: "#!/bin/sh" }, "recreate"],
  ["userData", { userData: "#!/bin/sh", userDataReplaceOnChange: true }, "replace"],
  ["pod.image", { pod: { ...inputs.pod, image: "busybox:1.36" } }, "recreate"],
  ["pod.labels", { pod: { ...inputs.pod, labels: {} } }, "live"],
  ["metadataOptions", { metadataOptions: { httpEndpoint: "disabled" } }, "live"],
  ["vpcSecurityGroupIds", { vpcSecurityGroupIds: ["sg-1123456789abcdef0"] }, "live"],
  ["tags", { tags: { Name: "web" } }, "live"],
  ["timeouts", { timeouts: { create: "5m" } }, "live"],
])("a change of %s to %j is %s", (property, news, effect) => {
  expect(changes(state, { ...inputs, ...news })).toContainEqual({ property, effect });
});

test("turning on a metadata service that the Pod was created without re-creates the Pod", () => {
  const disabled = { ...state, metadataOptions: { httpEndpoint: "disabled" as const } };
  expect(changes(disabled, inputs)).toEqual([{ property: "metadataOptions", effect: "recreate" }]);
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
  expect(toState(inputs, { namespace: "apps", booted: true })).toMatchObject({
    instanceState: "stopped",
    privateIp: "",
    podName: "",
    booted: true,
  });
});
