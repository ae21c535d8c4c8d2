import fc from "fast-check";

import { ownerLabels } from "../../../provider/common/names";
import type { InstanceInputs } from "../../../provider/instance/model";
import {
  completed,
  ignoredParts,
  shortened,
  shortenedState,
  withIgnored,
} from "../../../provider/instance/short-form";
import { instanceInputs } from "../../support/instance";

const labels = { ...ownerLabels(instanceInputs), "ec2-pods/instance-id": instanceInputs.instanceId };

/** What most instances have. */
const usual = {
  image: "busybox:1.35",
  resources: { limits: { cpu: "2", memory: "1024Mi" }, requests: { cpu: "0", memory: "0" } },
  nodeSelector: { "kubernetes.io/arch": "amd64" },
  tolerations: [],
  imagePullSecrets: [],
  annotations: {},
  labels,
  metadataImage: "rancher/klipper-lb:v0.4.13",
  clusterDomain: "cluster.local",
};
const privateDns = `${instanceInputs.instanceId}.ec2-instances.apps.svc.cluster.local`;
const withPod = (pod: object) => ({ ...instanceInputs, privateDns, pod }) as InstanceInputs;

test("a usual instance is stored without what follows from the rest of it", () => {
  const stored = shortened(withPod(usual));
  expect(stored.pod).toEqual({});
  expect(completed(stored)).toEqual(withPod(usual));
});

test("outputs have no part for the Pod if nothing is left of it; those of a look-up never had one", () => {
  const state = withPod(usual);
  expect(shortenedState(state)).not.toHaveProperty("pod");
  expect(completed(shortenedState(state))).toEqual(state);
  const other = withPod({ ...usual, image: "busybox@sha256:0" });
  expect(shortenedState(other).pod).toEqual({ image: "busybox@sha256:0" });
  const lookUp = { instanceId: state.instanceId, namespace: "apps", podName: "web" };
  expect(completed(lookUp)).toEqual(lookUp);
  expect(Object.keys(shortenedState(lookUp))).toEqual(Object.keys(lookUp));
});

test("a state of an older release stays as it is", () => {
  for (const pod of [
    usual,
    { ...usual, metadataImage: "rancher/klipper-lb:v0.4.9" },
    { image: "busybox:1.35" },
  ]) {
    expect(completed(withPod(pod)).pod).toMatchObject(pod);
  }
  expect(completed({ namespace: "apps", context: "kind" })).toEqual({ namespace: "apps", context: "kind" });
});

const others = {
  image: fc.constantFrom("busybox:1.35", "busybox@sha256:0", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
  resources: fc.constantFrom(
    usual.resources,
    {},
    { limits: { cpu: "1" } },
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  ),
  nodeSelector: fc.constantFrom<object>(
    usual.nodeSelector,
    {},
    { "kubernetes.io/arch": "amd64", disk: "ssd" },
  ),
  tolerations: fc.constantFrom<object[]>([], [{ key: "spot", operator: "Exists" }]),
  imagePullSecrets: fc.constantFrom<string[]>([], ["registry"]),
  annotations: fc.constantFrom<object>({}, { team: "web" }),
  labels: fc.constantFrom<object>(labels, { ...labels, "ec2-pods/name": "renamed" }),
  clusterDomain: fc.constantFrom("cluster.local", "", "example.org"),
  metadataImage: fc.constantFrom("rancher/klipper-lb:v0.4.13", "none", "rancher/klipper-lb:v0.5.0"),
};

test("whatever a Pod has comes back from its stored form", () => {
  const instanceType = fc.constantFrom(
    "t3.micro",
    "t4g.large",
    "none",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  );
  fc.assert(
    fc.property(fc.record(others), instanceType, (pod, type) => {
      const inputs = { ...withPod(pod), instanceType: type };
      const text = JSON.stringify(shortened(inputs));
      expect(completed(JSON.parse(text) as InstanceInputs)).toEqual(inputs);
    }),
  );
});

test.each([
  [["tags", "pod.image"], ["image"]],
  [['pod["resources"]'], ["resources"]],
  [["pod"], ["*"]],
  [["pod.*"], ["*"]],
  [["pod.annotations.team", "podName"], undefined],
  [undefined, undefined],
])("of ignoreChanges %j, these are parts of the Pod: %j", (paths, parts) => {
  expect(ignoredParts(paths)).toEqual(parts);
});

test("a type that isn't text is left to the check", () => {
  for (const instanceType of [5, true, {}, ["t3.micro"], null]) {
    const inputs = { ...withPod({}), instanceType } as unknown as InstanceInputs;
    expect(completed(inputs)).toMatchObject({ instanceType, pod: { image: "busybox:1.35" } });
  }
});

test("a part that is ignored keeps the value that the state implies", () => {
  const olds = completed(withPod({ image: "busybox:1.35" }));
  const news = { name: "web", instanceType: "t3.large" };
  expect(withIgnored({ ...news, __ignored: ["resources", "credentials"] }, olds)).toEqual({
    ...news,
    pod: { resources: usual.resources },
  });
  // The engine gives what the state has.
  expect(withIgnored({ ...news, __ignored: ["*"], pod: { image: "busybox:1.35" } }, olds)).toEqual({
    ...news,
    pod: olds.pod,
  });
  expect(withIgnored({ ...news, __ignored: ["image"] }, {})).toEqual(news);
  expect(withIgnored(news, olds)).toEqual(news);
});
