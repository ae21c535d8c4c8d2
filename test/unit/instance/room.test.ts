import { ClusterError } from "../../../provider/cluster/cluster-error";
import { checkInstance } from "../../../provider/instance/check";
import { toPod } from "../../../provider/instance/pod";
import { isInTheWay } from "../../../provider/instance/room";
import { readSettings } from "../../../provider/instance/settings";
import { WaitError } from "../../../provider/instance/wait";
import { instanceArgs } from "../../support/instance";

const inputsOf = (more: object = {}, config: Record<string, string> = {}) =>
  checkInstance(
    {},
    { ...instanceArgs, resourceMode: "requests", ...more },
    { namespace: "apps" },
    readSettings((key) => config[key], {}),
  ).inputs;
const inputs = inputsOf();
const podOf = (of: typeof inputs) =>
  toPod(of, { podName: "ec2-web-1", namespace: "apps", origin: "", metadata: true });

const full = new WaitError(
  "no node can run its Pod: Unschedulable: 0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available",
);

const quotaError = (requested: string) =>
  new ClusterError(`the cluster rejected it: exceeded quota: q, requested: ${requested}, used: ${requested}`);

test.each([
  ["a full node", full],
  [
    "a node with all its Pods",
    new WaitError("no node can run its Pod: 0/1 nodes are available: 1 Too many pods."),
  ],
  ["a quota", quotaError("limits.cpu=1250m,pods=1")],
])("the Pod before is in the way of %s", (_, error) => {
  expect(isInTheWay([podOf(inputs)], inputs, error)).toBe(true);
  expect(isInTheWay([], inputs, error)).toBe(false);
});

test("an end of the Pod before that makes no room isn't worth its disk", () => {
  for (const other of [
    inputsOf({ instanceType: "t3.2xlarge" }),
    inputsOf({ resourceMode: "none" }),
    inputsOf({}, { "ec2-pods:nodeSelector": "disk=ssd" }),
  ])
    expect(isInTheWay([podOf(inputs)], other, full)).toBe(false);
});

test.each([
  ["a quota that the Pod before doesn't count against", quotaError("requests.storage=1Gi")],
  [
    "what its user data prints",
    Object.assign(
      new WaitError(
        "its user data failed (console: Insufficient memory | exceeded quota: a, requested: pods=1)",
      ),
      {
        cause: new WaitError("its user data failed"),
      },
    ),
  ],
  ["an image that isn't there", new WaitError("the container can't start: ImagePullBackOff")],
  [
    "a node that doesn't match",
    new WaitError("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity"),
  ],
])("it isn't in the way of %s", (_, error) => {
  expect(isInTheWay([podOf(inputs)], inputs, error)).toBe(false);
});
