import type { LimitRange, ResourceQuota } from "../../cluster/objects";
import { amountOf } from "../../common/quantity";
import { instanceTypeNames, instanceTypeSpec } from "../../instance/instance-types";
import { sidecarResources } from "../../instance/metadata";
import type { Result } from "./report";

const types = instanceTypeNames().flatMap((name) => instanceTypeSpec(name) ?? []);

const vCpus = Math.min(...types.map((type) => type.vCpus));
const memoryMiB = Math.min(...types.map((type) => type.memoryMiB));
const sidecar = sidecarResources.limits;

/** What the smallest instance types have. */
const smallest: Readonly<Record<string, string>> = { cpu: `${vCpus}`, memory: `${memoryMiB}Mi` };

/** What their Pods have. */
const smallestPod: Readonly<Record<string, string>> = {
  cpu: `${1000 * (vCpus + (amountOf(sidecar.cpu) ?? 0))}m`,
  memory: `${memoryMiB + (amountOf(sidecar.memory) ?? 0) / 1024 ** 2}Mi`,
};

const having = (size: string, isServed: boolean): string =>
  `the smallest instance type${isServed ? " with its metadata service" : ""} has ${size}`;

const withoutService = 'run "pulumi config set ec2-pods:metadataImage none"';

/** Differences of decimals aren't exact. */
const tolerance = 1e-6;

const isLess = (quantity: string, than: string, used?: string): boolean =>
  (amountOf(quantity) ?? Infinity) - (amountOf(used) ?? 0) < (amountOf(than) ?? 0) - tolerance;

/** What the quotas and limits of a namespace mean for instances in the default `resourceMode`. */
export function judgeLimits(quotas: ResourceQuota[], ranges: LimitRange[], isServed = true): Result {
  const [warning] = [
    ...ranges.flatMap((range) => ofRange(range, isServed)),
    ...quotas.flatMap((quota) => ofQuota(quota, isServed)),
  ];
  if (warning) return { state: "warning", ...warning };
  const limits = ranges.flatMap(({ spec }) => spec?.limits ?? []);
  const hasDefaults = limits.some((limit) => limit.default !== undefined);
  const needing = quotas.find((quota) =>
    Object.keys(hardOf(quota, ["NotTerminating"])).some((name) => isSize.test(name)),
  );
  return {
    state: "ok",
    value:
      needing && !hasDefaults
        ? `ResourceQuota "${nameOf(needing)}" needs a LimitRange with default limits for instances with resourceMode "none"`
        : "none that concerns instances",
  };
}

const nameOf = ({ metadata }: ResourceQuota | LimitRange): string => metadata?.name ?? "";

/** Those that Kubernetes wants each container to name. */
const isSize = /^((limits|requests)\.)?(cpu|memory)$/;

/** Empty for a quota on Pods that aren't in these scopes. Every instance is; without limits, it's BestEffort. */
function hardOf(
  { spec }: ResourceQuota,
  within = ["NotTerminating", "NotBestEffort"],
): Record<string, string> {
  const selected = spec?.scopeSelector?.matchExpressions ?? [];
  const scopes = [...(spec?.scopes ?? []), ...selected.map(({ scopeName }) => scopeName)];
  return scopes.every((scope) => within.includes(scope)) ? (spec?.hard ?? {}) : {};
}

type Warning = Omit<Result, "state">;

function ofRange(range: LimitRange, isServed: boolean): Warning[] {
  const limits = (range.spec?.limits ?? []).filter(({ type }) => type === "Container" || type === "Pod");
  return limits.flatMap(({ type, max = {}, min = {}, maxLimitRequestRatio = {} }) => [
    ...Object.entries(type === "Pod" && isServed ? smallestPod : smallest)
      .filter(([name, size]) => max[name] !== undefined && isLess(max[name], size))
      .map(([name, size]) => ({
        value: `LimitRange "${nameOf(range)}" allows at most ${max[name]} ${name} per ${type}, and ${having(size, type === "Pod" && isServed)}`,
        // Only containers get a maximum as their default.
        fix:
          type === "Pod"
            ? raising(isServed && !isLess(max[name] ?? "", smallest[name] ?? ""))
            : 'Raise it, or run "pulumi config set ec2-pods:resourceMode none"',
      })),
    ...(Object.keys(smallest).some((name) => min[name] ?? maxLimitRequestRatio[name])
      ? [
          {
            value: `LimitRange "${nameOf(range)}" asks for a reservation, which instances have only with resourceMode "requests"`,
            fix: 'Run "pulumi config set ec2-pods:resourceMode requests"',
          },
        ]
      : []),
  ]);
}

const raising = (fitsAlone: boolean): string =>
  fitsAlone ? `Raise it, or ${withoutService}` : "Raise it, or use another namespace";

/** What quotas count of the smallest instance. */
const counted = (isServed: boolean): [name: string, size: string, needed: string][] => [
  ...Object.entries(isServed ? smallestPod : smallest).map(([name, size]): [string, string, string] => [
    `limits.${name}`,
    size,
    having(size, isServed),
  ]),
  ...Object.entries(isServed ? sidecarResources.requests : {}).flatMap(([name, size]) =>
    [name, `requests.${name}`].map((counts): [string, string, string] => [
      counts,
      size,
      `the metadata service requests ${size}`,
    ]),
  ),
  ["pods", "1", "an instance is 1"],
  ["count/pods", "1", "an instance is 1"],
];

function ofQuota(quota: ResourceQuota, isServed: boolean): Warning[] {
  const hard = hardOf(quota);
  return counted(isServed).flatMap(([name, size, needed]) => {
    const used = quota.status?.used?.[name];
    if (hard[name] === undefined || !isLess(hard[name], size, used)) return [];
    const isUsed = (amountOf(used) ?? 0) > 0;
    return {
      value: `ResourceQuota "${nameOf(quota)}" allows ${name} ${hard[name]} in all, ${isUsed ? `of which ${used} is used, ` : ""}and ${needed}`,
      fix: isUsed
        ? "Raise it, delete what uses it, or use another namespace"
        : "Raise it, or use another namespace",
    };
  });
}
