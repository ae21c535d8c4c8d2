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

const having = (size: string, isPod: boolean): string =>
  `the smallest instance type${isPod ? " with its metadata service" : ""} has ${size}`;

const isLess = (quantity: string, than: string): boolean =>
  (amountOf(quantity) ?? Infinity) < (amountOf(than) ?? 0);

/** What the quotas and limits of a namespace mean for instances in the default `resourceMode`. */
export function judgeLimits(quotas: ResourceQuota[], ranges: LimitRange[]): Result {
  const [warning] = [...ranges.flatMap(ofRange), ...quotas.flatMap(ofQuota)];
  if (warning) return { state: "warning", ...warning };
  const limits = ranges.flatMap(({ spec }) => spec?.limits ?? []);
  const hasDefaults = limits.some((limit) => limit.default !== undefined);
  const needing = quotas.find((quota) => Object.keys(hardOf(quota)).some((name) => isSize.test(name)));
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

/** Empty for a quota on some Pods only. */
const hardOf = ({ spec }: ResourceQuota): Record<string, string> =>
  spec?.scopes || spec?.scopeSelector ? {} : (spec?.hard ?? {});

type Warning = Omit<Result, "state">;

function ofRange(range: LimitRange): Warning[] {
  const limits = (range.spec?.limits ?? []).filter(({ type }) => type === "Container" || type === "Pod");
  return limits.flatMap(({ type, max = {}, min = {}, maxLimitRequestRatio = {} }) => [
    ...Object.entries(type === "Pod" ? smallestPod : smallest)
      .filter(([name, size]) => max[name] !== undefined && isLess(max[name], size))
      .map(([name, size]) => ({
        value: `LimitRange "${nameOf(range)}" allows at most ${max[name]} ${name} per ${type}, and ${having(size, type === "Pod")}`,
        // Only containers get a maximum as their default.
        fix:
          type === "Pod"
            ? "Raise it, or use another namespace"
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

function ofQuota(quota: ResourceQuota): Warning[] {
  const hard = hardOf(quota);
  const sizes = Object.entries(smallestPod).map(([name, size]) => [
    `limits.${name}`,
    size,
    having(size, true),
  ]);
  return [...sizes, ["pods", "1", "an instance is 1"]]
    .filter(([name = "", size = ""]) => hard[name] !== undefined && isLess(hard[name], size))
    .map(([name = "", , needed]) => ({
      value: `ResourceQuota "${nameOf(quota)}" allows ${name} ${hard[name]} in all, and ${needed}`,
      fix: "Raise it, or use another namespace",
    }));
}
