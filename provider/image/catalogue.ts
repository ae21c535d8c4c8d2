import { hash } from "../common/names";
import { amazonFamilies } from "./amazon.data";
import { distributionFamilies } from "./distributions.data";
import type { Architecture, Family, Owner, Variant } from "./family";

/** What an AMI is, in every region. */
export interface Ami {
  name: string;
  description: string;
  /** The operating system, as people call it. */
  system: string;
  /** The container image in its place; absent if no Linux container can be the system. */
  image?: string | undefined;
  owner: Owner;
  architecture: Architecture;
  creationDate: string;
  root: { device: string; size: string; type: string };
  virtualizationType: string;
  bootMode: string;
  imdsSupport: string;
  platformDetails: string;
  usageOperation: string;
  productCode?: string | undefined;
  /** SSM public parameters whose value is its id. */
  parameters: readonly string[];
}

export const families: readonly Family[] = [...amazonFamilies, ...distributionFamilies];

const nameHash = (name: string): string => hash(name, 10);

/** The id of an AMI in a region. AWS's ids are 17 digits, too; these say the name in the first ones, in all regions. */
export const amiId = (name: string, region: string): string =>
  `ami-0${nameHash(name)}${hash(`${region}/${name}`, 6)}`;

const amiIdPattern = /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/;

/** Whether a text has the form of an AMI id. */
export const isAmiId = (text: string): boolean => amiIdPattern.test(text);

let all: readonly Ami[] | undefined;
let byName: ReadonlyMap<string, Ami> | undefined;
let byHash: ReadonlyMap<string, Ami> | undefined;

/** All AMIs, the oldest first. */
export const amis = (): readonly Ami[] => (all ??= families.flatMap(members).sort(byAge));

/** The AMI of the catalogue with this name. */
export const amiNamed = (name: string): Ami | undefined =>
  (byName ??= new Map(amis().map((ami) => [ami.name, ami]))).get(name);

/** The AMI that an id stands for, in any region: of the catalogue, or one of the user's own. */
export function amiWithId(id: string, own: readonly Ami[] = []): Ami | undefined {
  if (!isAmiId(id)) return undefined;
  const isOf = ({ name }: Ami) => nameHash(name) === hashIn(id);
  return (
    (byHash ??= new Map(amis().map((ami) => [nameHash(ami.name), ami]))).get(hashIn(id)) ?? own.find(isOf)
  );
}

const hashIn = (id: string): string => id.slice("ami-0".length, -6);

/** The order of two AMIs, the older first; by name if they are of the same day and family. */
export const byAge = (a: Dated, b: Dated): number => (ageKey(a) < ageKey(b) ? -1 : 1);

type Dated = Pick<Ami, "creationDate" | "name">;
const ageKey = ({ creationDate, name }: Dated): string => `${creationDate} ${name}`;

/** AMIs that the stack's own map names, of the user's account. Architecture and date are what their names say. */
export const ownAmis = (names: readonly string[], owner: Owner): Ami[] =>
  names.map((name) => ({
    name,
    description: "",
    system: "ec2-pods:amiMap",
    owner,
    architecture: /arm64|aarch64/.test(name) ? "arm64" : "x86_64",
    creationDate: timestamp(name, 0),
    root: { device: "/dev/xvda", size: "8", type: "gp3" },
    virtualizationType: "hvm",
    bootMode: "",
    imdsSupport: "",
    platformDetails: "Linux/UNIX",
    usageOperation: "RunInstances",
    parameters: [],
  }));

function members(family: Family): Ami[] {
  return family.variants.flatMap((variant, rank) => {
    const releases = variant.releases ?? family.releases;
    return Object.entries(family.architectures).flatMap(([key, arch], position) => {
      const architecture = key as Architecture;
      if (variant.architectures?.includes(architecture) === false) return [];
      return releases.map((release, index) =>
        member(family, variant, {
          release,
          architecture,
          arch,
          isLatest: index === releases.length - 1,
          order: 2 * rank + position,
        }),
      );
    });
  });
}

interface Member {
  release: string;
  architecture: Architecture;
  /** The architecture, as the name has it. */
  arch: string;
  isLatest: boolean;
  /** Among those of the same day. */
  order: number;
}

function member(family: Family, variant: Variant, { release, architecture, arch, ...member }: Member): Ami {
  const isArm = architecture === "arm64";
  const [first = "", build = ""] = release.split(" ");
  const creationDate = timestamp(release, member.order);
  const values = {
    release: first,
    build,
    arch,
    date: creationDate.slice(0, 10),
    lts: isArm ? " LTS Arm64" : "",
    "/arm64": isArm ? "/arm64" : "",
  };
  const [device = "", size = "", type = ""] = family.root.split(" ");
  const words = member.isLatest ? [{ current: "current", latest: "latest" }] : [];
  const parameters = (variant.parameters ?? []).flatMap((template) =>
    [...words, ...(/{current|{latest/.test(template) ? [{ current: first, latest: first }] : [])].map(
      (word) => fill(template, { ...values, ...word }),
    ),
  );
  return {
    name: fill(variant.name, values),
    description: fill(variant.description, values),
    system: family.system,
    image: family.image,
    owner: family.owner,
    architecture,
    creationDate,
    root: { device, size, type: variant.volume ?? type },
    virtualizationType: variant.virtualizationType ?? "hvm",
    bootMode: isArm ? "uefi" : (family.bootMode ?? ""),
    imdsSupport: family.imdsSupport ?? "",
    platformDetails: family.platformDetails ?? "Linux/UNIX",
    usageOperation: family.usageOperation ?? "RunInstances",
    productCode: variant.productCode,
    parameters,
  };
}

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/{([^}]+)}/g, (_, key: string) => values[key] ?? "");

/** The day in a name or release, at noon and `order` seconds; of the catalogue itself if there is none. */
function timestamp(text: string, order: number): string {
  const [, year, month, day] =
    /(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.exec(text) ??
    /(20\d\d)[.-](0[1-9]|1[0-2])[.-](0[1-9]|[12]\d|3[01])/.exec(text) ??
    [];
  const date = year ? `${year}-${month}-${day}` : "2026-10-01";
  return `${date}T12:00:${String(order).padStart(2, "0")}.000Z`;
}
