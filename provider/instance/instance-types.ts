import { distance } from "fastest-levenshtein";

import type { ResourceRequirements } from "../cluster/objects";
import { instanceTypes } from "./instance-types.data";

/** Resources and architecture of an EC2 instance type. */
export interface InstanceTypeSpec {
  vCpus: number;
  memoryMiB: number;
  architecture: "x86_64" | "arm64";
}

/** How much of its type an instance's container gets: up to it, all of it reserved, or no setting at all. */
export const resourceModes = ["limits", "requests", "none"] as const;
export type ResourceMode = (typeof resourceModes)[number];

/** Sizes of each family, small ones first. */
const families = new Map(instanceTypes.trim().split("\n").map(parseFamily));

function parseFamily(line: string): [string, Map<string, InstanceTypeSpec>] {
  const [family = "", architecture, ...sizes] = line.split(" ");
  const specs = sizes.map((text): [string, InstanceTypeSpec] => {
    const [size = "", vCpus, memoryMiB] = text.split(/[=/]/);
    return [
      size,
      {
        vCpus: Number(vCpus),
        memoryMiB: Number(memoryMiB),
        architecture: architecture as InstanceTypeSpec["architecture"],
      },
    ];
  });
  return [family, new Map(specs)];
}

/** Family and size of a type's name; the size is empty if there is no dot. */
function split(name: string): [family: string, size: string] {
  const [family = "", ...size] = name.split(".");
  return [family, size.join(".")];
}

const plain = (name: string): string => name.trim().toLowerCase();

/** The type of this name; undefined if EC2 has no such type. */
export function instanceTypeSpec(name: string): InstanceTypeSpec | undefined {
  const [family, size] = split(name);
  return families.get(family)?.get(size);
}

/** The names of all types. */
export const instanceTypeNames = (): string[] =>
  [...families].flatMap(([family, sizes]) => [...sizes.keys()].map((size) => `${family}.${size}`));

/** At most three types that a mistyped name may mean, nearest first; of its own family if that exists. */
export function similarInstanceTypes(name: string): string[] {
  const wanted = plain(name);
  const [family] = split(wanted);
  return instanceTypeNames()
    .filter((type) => !families.has(family) || type.startsWith(`${family}.`))
    .map((type) => ({ type, apart: distance(wanted, type) }))
    .filter(({ apart }) => apart <= 2)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, 3)
    .map(({ type }) => type);
}

/** Why this isn't an instance type, and what would be one; undefined if it is one. */
export function instanceTypeFailure(name: string): string | undefined {
  if (instanceTypeSpec(name)) return undefined;
  return `is ${JSON.stringify(name)}, which isn't an EC2 instance type. ${fix(name)}`;
}

function fix(name: string): string {
  const near = similarInstanceTypes(name).map((type) => `"${type}"`);
  if (near.length > 0) return `Did you mean ${near.join(" or ")}?`;
  const [family] = split(plain(name));
  const sizes = families.get(family);
  return sizes ? `Use a size of ${family}: ${[...sizes.keys()].join(", ")}` : 'Use the form "t3.micro"';
}

/** The resources of the container of an instance of this type. */
export function podResources(
  { vCpus, memoryMiB }: InstanceTypeSpec,
  mode: ResourceMode,
): Pick<ResourceRequirements, "limits" | "requests"> {
  if (mode === "none") return {};
  const limits = { cpu: `${vCpus}`, memory: `${memoryMiB}Mi` };
  // Requests that are left out default to the limits, which a small cluster has no room for.
  return { limits, requests: mode === "requests" ? { ...limits } : { cpu: "0", memory: "0" } };
}

/** Value of the label `kubernetes.io/arch` on nodes that run this type's images. */
export const nodeArchitecture = ({ architecture }: InstanceTypeSpec): "amd64" | "arm64" =>
  architecture === "arm64" ? "arm64" : "amd64";
