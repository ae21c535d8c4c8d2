/** As EC2 spells it. */
export type Architecture = "x86_64" | "arm64";

/** The account that publishes AMIs. */
export interface Owner {
  id: string;
  /** AWS gives one to itself and to the vendors that it has verified. */
  alias?: "amazon" | "aws-marketplace";
}

/** A line of AMIs that differ in release and architecture. `{release}`, `{build}` and `{arch}` are filled in. */
export interface Variant {
  name: string;
  description: string;
  /** Words of a release: that of the name, its build, and a date if the name has none. Oldest first. */
  releases?: readonly string[];
  /** Volume of the root device, if it isn't that of the family. */
  volume?: string;
  /** SSM public parameters with the newest of them; `{current|latest}` is the word of AWS for that, or a release. */
  parameters?: readonly string[];
  /** Those that there are, if not all of the family. */
  architectures?: readonly Architecture[];
  productCode?: string;
  virtualizationType?: "paravirtual";
}

/** AMIs of one system and its container image. Variants are in order of preference, the last one first. */
export interface Family {
  system: string;
  /** Absent if no Linux container can be the system. */
  image?: string;
  owner: Owner;
  /** Device, GiB and type of the root volume. */
  root: string;
  /** What names call the architectures that there are. */
  architectures: Readonly<Partial<Record<Architecture, string>>>;
  releases: readonly string[];
  variants: readonly Variant[];
  /** Boot mode on x86_64; arm64 has UEFI only. */
  bootMode?: "uefi-preferred";
  imdsSupport?: "v2.0";
  platformDetails?: string;
  /** AWS's code for what is billed besides the instance. */
  usageOperation?: string;
}
