import { type ClusterSelection, configuredSelection } from "../cluster/target";
import type { InputFailure } from "../common/errors";
import type { ResourceMode } from "./instance-types";
import { configLevel, environmentLevel, type Level } from "./pod-config";

export const resourceModes: readonly ResourceMode[] = ["limits", "requests", "none"];

/** What the stack's configuration and the environment say to all instances. */
export interface Settings {
  target: ClusterSelection;
  /** Container images by AMI id or alias. */
  amiMap: Record<string, string>;
  resourceMode: ResourceMode;
  /** Puts instances on nodes of any architecture. */
  anyArchitecture: boolean;
  metadataImage?: string;
  region: string;
  /** Pod configuration, lowest first. */
  pods: Level[];
  failures: InputFailure[];
}

/** Reads the settings; what is malformed is left at its default and reported. */
export function readSettings(get: (key: string) => string | undefined, env: NodeJS.ProcessEnv): Settings {
  const failures: InputFailure[] = [];
  const own = (key: string) => get(`ec2-pods:${key}`) || undefined;
  const fail = (property: string, key: string, is: string) =>
    failures.push({ property, reason: `ec2-pods:${key} of the stack's configuration is ${is}` });

  const amiMap = parseObject(own("amiMap"));
  if (!amiMap) {
    fail(
      "ami",
      "amiMap",
      `not a map of image references. Set it with "pulumi config set --path 'ec2-pods:amiMap[\\"ami-0123456789abcdef0\\"]' busybox:1.35"`,
    );
  }
  const mode = own("resourceMode") ?? "limits";
  const resourceMode = resourceModes.find((known) => known === mode);
  if (!resourceMode) fail("resourceMode", "resourceMode", `"${mode}". Use ${resourceModes.join(", ")}`);
  const anyArchitecture = own("anyArchitecture") ?? "false";
  if (!["true", "false"].includes(anyArchitecture)) {
    fail("instanceType", "anyArchitecture", `"${anyArchitecture}". Use true or false`);
  }
  const metadataImage = own("metadataImage");

  return {
    target: configuredSelection(get),
    amiMap: amiMap ?? {},
    resourceMode: resourceMode ?? "limits",
    anyArchitecture: anyArchitecture === "true",
    ...(metadataImage ? { metadataImage } : {}),
    region: get("aws:region") || "us-east-1",
    pods: [
      environmentLevel("FAKECLOUD_K8S", env),
      environmentLevel("FAKECLOUD_EC2_K8S", env),
      configLevel(get),
    ],
    failures,
  };
}

function parseObject(text: string | undefined): Record<string, string> | undefined {
  try {
    const value = JSON.parse(text ?? "{}") as unknown;
    const map = typeof value === "object" && value !== null && !Array.isArray(value);
    return map && Object.values(value).every((item) => typeof item === "string")
      ? (value as Record<string, string>)
      : undefined;
  } catch {
    return undefined;
  }
}
