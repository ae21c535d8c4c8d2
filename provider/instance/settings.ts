import { configuredSelection } from "../cluster/target";
import type { ClusterSelection } from "../cluster/target";
import type { InputFailure } from "../common/errors";
import { show } from "../common/text";
import { readImageSettings } from "../image/image-settings";
import type { ImageSettings } from "../image/image-settings";
import { parseCredentialSource } from "./credential-source";
import type { CredentialSource } from "./credential-source";
import { resourceModes } from "./instance-types";
import type { ResourceMode } from "./instance-types";
import { configLevel, environmentLevel } from "./pod-config";
import type { Level } from "./pod-config";
import { usualDomain } from "./private-dns";

/** What the stack's configuration and the environment say about all instances. */
export interface Settings extends ImageSettings {
  selection: ClusterSelection;
  resourceMode: ResourceMode;
  /** Lets instances run on nodes of any architecture. */
  anyArchitecture: boolean;
  metadataImage?: string | undefined;
  clusterDomain: string;
  /** Absent if instance metadata serves no credentials. */
  credentials?: CredentialSource | undefined;
  region: string;
  /** Pod configuration, lowest precedence first. */
  pods: Level[];
  failures: InputFailure[];
}

/** Reads the settings. A malformed one keeps its default and is reported. */
export function readSettings(get: (key: string) => string | undefined, env: NodeJS.ProcessEnv): Settings {
  const { failures, ...images } = readImageSettings(get);
  const setting = (key: string) => get(`ec2-pods:${key}`) || undefined;
  const fail = (property: string, key: string, reason: string) =>
    failures.push({ property, reason: `ec2-pods:${key} of the stack's configuration ${reason}` });

  const mode = setting("resourceMode") ?? "limits";
  const resourceMode = resourceModes.find((name) => name === mode);
  if (!resourceMode)
    fail("resourceMode", "resourceMode", `is ${show(mode)}. Use ${resourceModes.join(" or ")}`);
  const anyArchitecture = setting("anyArchitecture") ?? "false";
  if (!["true", "false"].includes(anyArchitecture)) {
    fail("instanceType", "anyArchitecture", `is ${show(anyArchitecture)}. Use true or false`);
  }

  const clusterDomain = setting("clusterDomain") ?? usualDomain;
  if (!/^[a-z0-9]([-a-z0-9.]{0,120}[a-z0-9])?$/.test(clusterDomain)) {
    fail(
      "privateDnsNameOptions",
      "clusterDomain",
      `is ${show(clusterDomain)}. Use the domain of the cluster's DNS, such as ${usualDomain}`,
    );
  }

  return {
    selection: configuredSelection(get),
    ...images,
    resourceMode: resourceMode ?? "limits",
    anyArchitecture: anyArchitecture === "true",
    metadataImage: setting("metadataImage"),
    clusterDomain,
    credentials: parseCredentialSource(setting("credentials"), (path, reason) =>
      fail("iamInstanceProfile", `credentials${path}`, reason),
    ),
    region: get("aws:region") || "us-east-1",
    pods: [
      environmentLevel("FAKECLOUD_K8S", env),
      environmentLevel("FAKECLOUD_EC2_K8S", env),
      configLevel(get),
    ],
    failures,
  };
}
