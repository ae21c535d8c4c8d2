import {
  configLevel,
  environmentLevel,
  resolvePodConfig,
  tagLevel,
} from "../../../provider/instance/pod-config";

const env = (prefix: string, values: Record<string, string>) => environmentLevel(prefix, values);
const config = (values: Record<string, string>) => configLevel((key) => values[key]);
const empty = { nodeSelector: {}, tolerations: [], annotations: {}, imagePullSecrets: [] };

test("without configuration, nothing is set", () => {
  const levels = [
    env("FAKECLOUD_K8S", { FAKECLOUD_K8S_ANNOTATIONS: " " }),
    config({}),
    tagLevel("ec2-pods/", {}),
  ];
  expect(resolvePodConfig(levels)).toEqual({ config: empty, failures: [] });
});

test("maps merge by key, the higher level first; lists add up without repetition", () => {
  const gpu = { key: "gpu", operator: "Exists" };
  const spot = { key: "spot", operator: "Equal", value: "true", effect: "NoSchedule", tolerationSeconds: 5 };
  const levels = [
    env("FAKECLOUD_K8S", {
      FAKECLOUD_K8S_NODE_SELECTOR: " pool=ec2 , disk=ssd,,",
      FAKECLOUD_K8S_TOLERATIONS: JSON.stringify([gpu]),
      FAKECLOUD_K8S_ANNOTATIONS: "note=a=b",
      FAKECLOUD_K8S_PULL_SECRET: "registry",
      FAKECLOUD_EC2_K8S_NODE_SELECTOR: "of=another level",
    }),
    config({ "ec2-pods:nodeSelector": '{"disk":"nvme"}', "ec2-pods:pullSecret": "mirror, registry" }),
    tagLevel("fakecloud-k8s/", { "fakecloud-k8s/tolerations": JSON.stringify([gpu, spot]) }),
    tagLevel("ec2-pods/", { "ec2-pods/annotations": "example.com/note=any text: ä" }),
  ];
  expect(resolvePodConfig(levels)).toEqual({
    config: {
      nodeSelector: { pool: "ec2", disk: "nvme" },
      tolerations: [gpu, spot],
      annotations: { note: "a=b", "example.com/note": "any text: ä" },
      imagePullSecrets: ["registry", "mirror"],
    },
    failures: [],
  });
});

test("a malformed level is named, and the other levels still count", () => {
  const levels = [
    env("FAKECLOUD_EC2_K8S", {
      FAKECLOUD_EC2_K8S_NODE_SELECTOR: "oops",
      FAKECLOUD_EC2_K8S_ANNOTATIONS: "a=b",
    }),
    config({ "ec2-pods:tolerations": "null" }),
  ];
  const { config: resolved, failures } = resolvePodConfig(levels);
  expect(resolved).toEqual({ ...empty, annotations: { a: "b" } });
  expect(failures.map(({ property, reason }) => [property, reason.split(". ")[0]])).toEqual([
    [
      "nodeSelector",
      'the environment variable FAKECLOUD_EC2_K8S_NODE_SELECTOR has the entry "oops" without "="',
    ],
    ["tolerations", "ec2-pods:tolerations of the stack's configuration isn't a JSON array"],
  ]);
});
