import type { InputFailure } from "../common/errors";
import { show } from "../common/text";
import { isRecord } from "../common/values";

/** What the stack's configuration says about images. */
export interface ImageSettings {
  /** Container images by AMI id or name, or by a pattern of these, or by any other name. */
  amiMap: Readonly<Record<string, string>>;
  /** The image of an AMI id that nothing maps to one. */
  defaultImage: string;
}

const imagePattern =
  /^[a-z0-9]+([._:-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/i;

/** What is wrong with a reference to a container image, if anything; reads on from the reference. */
export const imageFailure = (image: string): string | undefined =>
  imagePattern.test(image)
    ? undefined
    : 'which isn\'t a container image reference. Use the form "registry/name:tag"';

/** The command that maps an AMI, or a pattern of AMIs, to an image. */
export const mapCommand = (key: string, image = "<image>"): string =>
  `"pulumi config set --path 'ec2-pods:amiMap[\\"${key}\\"]' ${image}"`;

/** Reads the settings. A malformed one keeps its default and is reported. */
export function readImageSettings(
  get: (key: string) => string | undefined,
): ImageSettings & { failures: InputFailure[] } {
  const failures: InputFailure[] = [];
  const fail = (key: string, reason: string) =>
    failures.push({ property: "ami", reason: `ec2-pods:${key} of the stack's configuration ${reason}` });
  const amiMap = parseMap(get("ec2-pods:amiMap") || "{}");
  if (!amiMap) {
    fail(
      "amiMap",
      `isn't a map of image references. Set it with ${mapCommand("ami-0123456789abcdef0", "busybox:1.35")}`,
    );
  }
  const defaultImage = get("ec2-pods:defaultImage") || "public.ecr.aws/amazonlinux/amazonlinux:2023";
  const failure = imageFailure(defaultImage);
  if (failure) fail("defaultImage", `is ${show(defaultImage)}, ${failure}`);
  return { amiMap: amiMap ?? {}, defaultImage, failures };
}

function parseMap(text: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isMap = isRecord(value) && Object.values(value).every((item) => typeof item === "string");
    return isMap ? (value as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}
