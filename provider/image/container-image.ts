import { ExplainedError } from "../common/errors";
import { accountId } from "../common/names";
import { isPattern, matchesPattern } from "../common/wildcard";
import { amiId, amiNamed, amiWithId, isAmiId, ownAmis } from "./catalogue";
import type { Ami } from "./catalogue";
import type { Architecture } from "./family";
import { imageFailure, mapCommand } from "./image-settings";
import type { ImageSettings } from "./image-settings";
import { publicParameter } from "./parameters";

/** The container image of an instance, and how its `ami` led to it. */
export interface ContainerImage {
  image: string;
  /** True if the argument is an AMI id that nothing maps to an image. */
  isDefault?: true;
  /** The architecture of the AMI, if the catalogue has it. */
  architecture?: Architecture | undefined;
}

const resolve = "resolve:ssm:";

/**
 * The container image that an `ami` stands for: what the stack's map has for it, else that of the AMI in the catalogue,
 * else the default one for an AMI id; anything else is an image itself.
 *
 * In the map, an exact key comes before a pattern, and of several patterns the one with the most other characters wins.
 * Patterns only match AMIs, by id or name: an image is never taken for another one by chance.
 *
 * @param region - Absent if a preview doesn't know it.
 */
export function containerImage(
  argument: string,
  region: string | undefined,
  settings: ImageSettings,
): ContainerImage {
  const { amiMap, defaultImage } = settings;
  const given = argument.startsWith(resolve) ? resolved(argument, region) : argument;
  const own = ownAmis(ownNames(amiMap), { id: accountId });
  const ami = amiNamed(given) ?? amiWithId(given, own);
  const keys = [given, ...(ami ? [ami.name, amiId(ami.name, region ?? "us-east-1")] : [])];
  const key =
    keys.find((item) => Object.hasOwn(amiMap, item)) ??
    (ami || isAmiId(given) ? bestPattern(amiMap, keys) : undefined);
  // That of an own AMI is no more than a guess by its name.
  const architecture = ami && !own.includes(ami) ? ami.architecture : undefined;
  if (key !== undefined) return { image: mapped(argument, amiMap[key] ?? ""), architecture };
  if (ami) return { image: imageOf(ami, given, region), architecture };
  if (isAmiId(given)) return { image: defaultImage, isDefault: true };
  if (/^ami-[0-9a-f]+$/.test(given)) {
    throw new ExplainedError(
      `is "${given}", which isn't an AMI id`,
      'Use "ami-" and 17 hexadecimal digits, or 8 as in old ids',
    );
  }
  const failure = imageFailure(given);
  if (failure) throw new ExplainedError(`is "${given}", ${failure}`);
  return { image: given };
}

/** Whether the default image runs for an AMI id. */
export function isUnmapped(id: string, settings: ImageSettings): boolean {
  try {
    return containerImage(id, undefined, settings).isDefault ?? false;
  } catch {
    return false;
  }
}

/** The id that EC2 gets from a public parameter, as a launch template or a RunInstances may name it. */
function resolved(argument: string, region = "us-east-1"): string {
  try {
    return publicParameter(argument.slice(resolve.length), region);
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    throw new ExplainedError(`is "${argument}". ${error.reason}`, error.fix);
  }
}

/** The names in the map that a look-up finds as AMIs of the user's account. */
export const ownNames = (amiMap: Readonly<Record<string, string>>): string[] =>
  Object.keys(amiMap).filter((key) => !isPattern(key) && !isAmiId(key) && !amiNamed(key));

/** The pattern that says the most about one of these names: its characters other than wildcards count. */
function bestPattern(amiMap: Readonly<Record<string, string>>, names: readonly string[]): string | undefined {
  const weight = (pattern: string) => pattern.replaceAll(/[*?]/g, "").length;
  return Object.keys(amiMap)
    .filter((key) => isPattern(key) && names.some((name) => matchesPattern(key, name)))
    .sort((a, b) => weight(b) - weight(a) || b.length - a.length || (a < b ? -1 : 1))[0];
}

function mapped(argument: string, image: string): string {
  const failure = imageFailure(image);
  if (!failure) return image;
  throw new ExplainedError(
    `is "${argument}", which ec2-pods:amiMap of the stack's configuration maps to "${image}", ${failure}`,
  );
}

function imageOf({ name, system, image }: Ami, given: string, region: string | undefined): string {
  if (image === undefined) {
    throw new ExplainedError(
      `is the AMI "${name}" of ${system}, which has no container image`,
      `Map it to an image that does its work with ${mapCommand(name)}, or choose an AMI of Linux`,
    );
  }
  if (region !== undefined && isAmiId(given) && given !== amiId(name, region)) {
    throw new ExplainedError(
      `is "${given}", the id of "${name}" in another region. InvalidAMIID.NotFound: The image id '[${given}]' does not exist in ${region}`,
      `Look the AMI up in ${region}, or set region to that of the look-up`,
    );
  }
  return image;
}
