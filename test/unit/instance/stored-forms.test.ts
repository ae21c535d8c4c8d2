import { toState } from "../../../provider/instance/model";
import type { InstanceInputs, InstanceState, PodInputs } from "../../../provider/instance/model";
import { completed } from "../../../provider/instance/short-form";
import { check, diff } from "../../../provider/lifecycle";
import { instanceArgs } from "../../support/instance";
import { endClusters, kubeconfigOf } from "../../support/named-clusters";

afterAll(endClusters);

/** What each form of the stored outputs has of the Pod. */
const forms: [string, (pod: Partial<PodInputs>) => object][] = [
  ["f32a824, with all of it", (pod) => ({ pod })],
  ["7f4aa6e, with an empty part", () => ({ pod: {} })],
  ["1261313, without it", () => ({})],
];

test.each(forms)("an instance in the state of %s shows no change", async (_form, form) => {
  const kubeconfig = await kubeconfigOf({ here: "0-a" });
  const args = { ...instanceArgs, namespace: "apps", kubeconfig, __key: "web" };
  const first = await check({}, args);
  const { pod, ...inputs } = completed(first.inputs as unknown as InstanceInputs);
  const running = { podName: "ec2-web-1", namespace: "apps", instanceState: "running" } as const;
  const state: Partial<InstanceState> = toState({ ...inputs, pod }, running);
  delete state.pod;
  const olds = { ...state, ...form(pod) } as InstanceState;
  const again = await check(olds as unknown as Record<string, unknown>, args);
  expect(again.failures).toEqual([]);
  const news = again.inputs as unknown as InstanceInputs;
  expect(await diff(inputs.instanceId, olds, news)).toEqual({ changes: false });
  expect(await diff(inputs.instanceId, olds, { ...news, ami: "busybox:1.36" })).not.toMatchObject({
    changes: false,
  });
});
