import { diff } from "../../../provider/instance/lifecycle";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs, InstanceState } from "../../../provider/instance/model";
import { privateDnsName } from "../../../provider/instance/private-dns";
import { instanceInputs as inputs } from "../../support/instance";

const state = toState(inputs, {
  namespace: "apps",
  instanceState: "running",
  podName: "ec2-web-1",
  privateDns: privateDnsName(inputs.instanceId, "apps"),
});
const log = jest.spyOn(console, "log").mockImplementation();
afterEach(() => log.mockClear());

const pod = (more: Partial<InstanceInputs["pod"]>) => ({ pod: { ...inputs.pod, ...more } });
const larger = { limits: { cpu: "2", memory: "2Gi" }, requests: { cpu: "0", memory: "0" } };
const restarts = (what: string) => `stops and starts in its Pod for ${what}: its address and its disk stay`;
const recreates = (what: string) =>
  `re-creates the Pod for ${what}: its disk is lost, and user data runs again`;

test.each<[string, Partial<InstanceInputs>, Partial<InstanceState>, string | undefined]>([
  ["a live change", { tags: { Name: "web" } }, {}, undefined],
  [
    "another size",
    { instanceType: "t3.small", ...pod({ resources: larger }) },
    {},
    restarts("instanceType, pod.resources"),
  ],
  ["a reboot", { rebootTrigger: "1" }, {}, restarts("rebootTrigger")],
  ["a stop", { instanceState: "stopped" }, {}, undefined],
  ["another size with a stop", { instanceState: "stopped", instanceType: "t3.small" }, {}, undefined],
  [
    "another size of one that is stopped",
    { instanceState: "stopped", instanceType: "t3.small" },
    { instanceState: "stopped" },
    undefined,
  ],
  ["a start", {}, { instanceState: "stopped" }, undefined],
  ["another node", pod({ nodeSelector: {} }), {}, recreates("pod.nodeSelector")],
  [
    "another node and a reboot",
    { rebootTrigger: "1", ...pod({ nodeSelector: {} }) },
    {},
    recreates("pod.nodeSelector"),
  ],
  [
    "another node of one without a Pod",
    pod({ nodeSelector: {} }),
    { instanceState: "stopped", podName: "" },
    undefined,
  ],
  [
    "another size of a Pod of an older release",
    { instanceType: "t3.small" },
    { privateDns: "10-0-0-1.apps.pod.cluster.local" },
    "re-creates the Pod, which an older release launched: its disk is lost, and user data runs again",
  ],
  [
    "a live change of a Pod of an older release",
    { tags: { Name: "web" } },
    { privateDns: "10-0-0-1.apps.pod.cluster.local" },
    undefined,
  ],
  ["another image", { ami: "busybox:1.36" }, {}, undefined],
])("what a preview and an update say of %s", async (_, news, olds, line) => {
  await diff(inputs.instanceId, { ...state, ...olds }, { ...inputs, ...news });
  expect(log.mock.calls).toEqual(line === undefined ? [] : [[`Ec2Instance "web": ${line}`]]);
});
