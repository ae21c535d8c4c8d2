import { judgeLimits } from "../../../../provider/cli/doctor/limits";
import type { LimitRange, ResourceQuota } from "../../../../provider/cluster/objects";

const quota = (hard: Record<string, string>, more: object = {}): ResourceQuota => ({
  metadata: { name: "team" },
  spec: { hard, ...more },
});
const used = (hard: Record<string, string>, amounts: Record<string, string>): ResourceQuota => ({
  ...quota(hard),
  status: { used: amounts },
});
const selector = (scopeName: string) => ({
  scopeSelector: { matchExpressions: [{ scopeName, operator: "Exists" }] },
});
const range = (limit: object, type = "Container"): LimitRange => ({
  metadata: { name: "sizes" },
  spec: { limits: [{ type, ...limit }] },
});

test.each<[string, ResourceQuota[], LimitRange[], string]>([
  ["nothing", [], [], "none that concerns instances"],
  [
    "room for an instance",
    [quota({ "limits.cpu": "1250m", "limits.memory": "576Mi", pods: "1" })],
    [
      range({ max: { cpu: "1", memory: "512Mi" }, default: { cpu: "1", memory: "512Mi" } }),
      range({ max: { cpu: "1.25", memory: "576Mi" } }, "Pod"),
    ],
    "none that concerns instances",
  ],
  [
    "room for all instances, in large units",
    [quota({ "limits.cpu": "1e3", "limits.memory": "1Pi", pods: "1k" })],
    [range({ max: { cpu: "1k", memory: "1E" }, default: { cpu: "1" } })],
    "none that concerns instances",
  ],
  [
    "room for one more instance",
    [
      used(
        { "limits.cpu": "1.45", "limits.memory": "1Gi", "requests.cpu": "100m", "count/pods": "4" },
        { "limits.cpu": "200m", "limits.memory": "448Mi", "requests.cpu": "99m", "count/pods": "3" },
      ),
    ],
    [range({ default: { cpu: "1" } })],
    "none that concerns instances",
  ],
  [
    "ephemeral storage, which Kubernetes wants no container to name",
    [quota({ "limits.ephemeral-storage": "1Gi" })],
    [],
    "none that concerns instances",
  ],
  [
    "a quota that instances without limits aren't in",
    [quota({ "limits.cpu": "4" }, { scopes: ["NotBestEffort"] })],
    [],
    "none that concerns instances",
  ],
  [
    "limits of volumes",
    [quota({ "requests.storage": "1" })],
    [range({ min: { storage: "1Gi" }, max: { storage: "2Gi" } }, "PersistentVolumeClaim")],
    "none that concerns instances",
  ],
  [
    "quotas on other Pods",
    [
      quota({ pods: "0" }, { scopes: ["BestEffort"] }),
      quota({ pods: "0" }, { scopes: ["NotTerminating", "PriorityClass"] }),
      quota({ pods: "0" }, selector("Terminating")),
    ],
    [],
    "none that concerns instances",
  ],
  ...["cpu", "requests.memory"].map((name): [string, ResourceQuota[], LimitRange[], string] => [
    `a quota on ${name}`,
    [quota({ [name]: "4G" })],
    [],
    'ResourceQuota "team" needs a LimitRange with default limits for instances with resourceMode "none"',
  ]),
])("doctor says of %s: ok", (_, quotas, ranges, value) => {
  expect(judgeLimits(quotas, ranges)).toEqual({ state: "ok", value });
});

test.each<[string, ResourceQuota[], LimitRange[], string, string]>([
  [
    "a maximum",
    [],
    [range({ max: { cpu: "0.5" } })],
    'LimitRange "sizes" allows at most 0.5 cpu per Container, and the smallest instance type has 1',
    'Raise it, or run "pulumi config set ec2-pods:resourceMode none"',
  ],
  [
    "a maximum of each Pod that an instance fits without its metadata service",
    [],
    [range({ max: { cpu: "1" } }, "Pod")],
    'LimitRange "sizes" allows at most 1 cpu per Pod, and the smallest instance type with its metadata service has 1250m',
    'Raise it, or run "pulumi config set ec2-pods:metadataImage none"',
  ],
  [
    "a maximum of each Pod",
    [],
    [range({ max: { memory: "511Mi" } }, "Pod")],
    'LimitRange "sizes" allows at most 511Mi memory per Pod, and the smallest instance type with its metadata service has 576Mi',
    "Raise it, or use another namespace",
  ],
  ...[{ min: { cpu: "100m" } }, { maxLimitRequestRatio: { memory: "2" } }].map(
    (limit): [string, ResourceQuota[], LimitRange[], string, string] => [
      Object.keys(limit).join(),
      [],
      [range(limit)],
      'LimitRange "sizes" asks for a reservation, which instances have only with resourceMode "requests"',
      'Run "pulumi config set ec2-pods:resourceMode requests"',
    ],
  ),
  ...[
    ["limits.cpu", "1", "1250m"],
    ["limits.memory", "512Mi", "576Mi"],
  ].map(([name = "", hard = "", size]): [string, ResourceQuota[], LimitRange[], string, string] => [
    `a quota on ${name}`,
    [quota({ [name]: hard })],
    [],
    `ResourceQuota "team" allows ${name} ${hard} in all, and the smallest instance type with its metadata service has ${size}`,
    "Raise it, or use another namespace",
  ]),
  [
    "a quota on Pods",
    [quota({ pods: "0" })],
    [],
    'ResourceQuota "team" allows pods 0 in all, and an instance is 1',
    "Raise it, or use another namespace",
  ],
  ...[{ scopes: ["NotTerminating", "NotBestEffort"] }, selector("NotTerminating")].map(
    (scopes): [string, ResourceQuota[], LimitRange[], string, string] => [
      `a quota within ${JSON.stringify(scopes)}`,
      [quota({ pods: "0" }, scopes)],
      [],
      'ResourceQuota "team" allows pods 0 in all, and an instance is 1',
      "Raise it, or use another namespace",
    ],
  ),
  ...[
    ["pods", "4", "4", "an instance is 1"],
    ["count/pods", "4", "4", "an instance is 1"],
    ["limits.cpu", "2", "800m", "the smallest instance type with its metadata service has 1250m"],
    ["requests.memory", "1Gi", "1Gi", "the metadata service requests 1Mi"],
    ["cpu", "1", "1", "the metadata service requests 1m"],
  ].map(
    ([name = "", hard = "", amount = "", needed]): [
      string,
      ResourceQuota[],
      LimitRange[],
      string,
      string,
    ] => [
      `a used-up quota on ${name}`,
      [used({ [name]: hard }, { [name]: amount })],
      [],
      `ResourceQuota "team" allows ${name} ${hard} in all, of which ${amount} is used, and ${needed}`,
      "Raise it, delete what uses it, or use another namespace",
    ],
  ),
])("doctor warns of %s that no instance fits", (_, quotas, ranges, value, fix) => {
  expect(judgeLimits(quotas, ranges)).toEqual({ state: "warning", value, fix });
});

test("without a metadata service, doctor counts the instance alone", () => {
  const quotas = [quota({ "limits.cpu": "1", "limits.memory": "512Mi", "requests.cpu": "0", pods: "1" })];
  const ranges = [range({ max: { cpu: "1", memory: "512Mi" } }, "Pod"), range({ default: { cpu: "1" } })];
  expect(judgeLimits(quotas, ranges, false)).toEqual({ state: "ok", value: "none that concerns instances" });
  expect(judgeLimits([], [range({ max: { cpu: "0.5" } }, "Pod")], false)).toEqual({
    state: "warning",
    value: 'LimitRange "sizes" allows at most 0.5 cpu per Pod, and the smallest instance type has 1',
    fix: "Raise it, or use another namespace",
  });
});
