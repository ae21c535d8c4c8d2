import type { Pod, Secret, Volume, VolumeMount } from "../cluster/objects";
import { accountId, annotationKeys, recordId } from "../common/names";
import { containsUnknown, isGiven, isUnknown, unknownValue } from "../common/values";
import { recordsOf } from "../record/registry";
import type { CredentialSource } from "./credential-source";
import type { InstanceInputs, PodCredentials } from "./model";

/** The role that `iamInstanceProfile` gives an instance, and which credentials of it are served; undefined if none are. */
export function credentialsFor(
  { iamInstanceProfile: profile, instanceId }: Pick<InstanceInputs, "iamInstanceProfile" | "instanceId">,
  source: CredentialSource | undefined,
  olds: Partial<InstanceInputs> = {},
): PodCredentials | undefined {
  if (!source || (!isGiven(profile) && !isUnknown(profile)) || profile === "") return undefined;
  // The engine's text for a value that a preview can't know stands in for a value of any type.
  if (typeof profile !== "string" || isUnknown(profile)) return unknownValue as never;
  const record = recordsOf("iam:InstanceProfile").find(({ id }) => id === profile)?.values;
  // With --target, the engine leaves out the checks of other resources.
  const old = olds.iamInstanceProfile === profile ? olds.pod?.credentials : undefined;
  // A profile of another stack says nothing of its role; most programs give both one name.
  const role = record ? (record["role"] ?? "") : (old?.role ?? profile);
  const credentials = {
    profileArn: record?.["arn"] ?? old?.profileArn ?? `arn:aws:iam::${accountId}:instance-profile/${profile}`,
    profileId:
      record?.["uniqueId"] ?? old?.profileId ?? `AIPA${recordId("", profile).slice(1).toUpperCase()}`,
    role,
    roleArn: roleArn(role, old),
    // States and previews show that the credentials changed, never which they are.
    version: recordId("", `${instanceId}/${JSON.stringify(source)}`).slice(1),
  };
  return containsUnknown(credentials) ? (unknownValue as never) : (credentials as PodCredentials);
}

const roleArn = (role: unknown, old: PodCredentials | undefined): unknown =>
  recordsOf("iam:Role").find(({ id }) => id === role)?.values["arn"] ??
  (old?.role === role ? old?.roleArn : undefined) ??
  (isUnknown(role) ? role : `arn:aws:iam::${accountId}:role/${String(role)}`);

/** Where the sidecar finds the files of {@link toCredentialsSecret}. */
export const credentialsDirectory = "/etc/ec2-pods-credentials";

const volumeName = "credentials";

export const credentialsMount: VolumeMount = {
  name: volumeName,
  mountPath: credentialsDirectory,
  readOnly: true,
};

const secretNameOf = (podName: string): string => `${podName}-credentials`;

/** With credentials, the instance starts only once they are there. */
export const credentialsVolume = (podName: string, optional: boolean): Volume => ({
  name: volumeName,
  secret: { secretName: secretNameOf(podName), optional, defaultMode: 0o400 },
});

/** True for a Pod whose metadata service can get credentials while it runs. */
export const takesCredentials = (pod: Pod): boolean =>
  (pod.spec?.volumes ?? []).some(({ name }) => name === volumeName);

/** The Secret that only the metadata service of the Pod mounts; its Pod owns it, so that both are deleted together. */
export function toCredentialsSecret(
  inputs: InstanceInputs,
  pod: Pod,
  source: CredentialSource | undefined,
  now: Date,
): Secret {
  const { name = "", uid = "", namespace } = pod.metadata ?? {};
  const { credentials } = inputs.pod;
  const files =
    source && credentials ? filesOf(inputs, credentials, source, now) : { facts: "", role: "", source: "" };
  return {
    metadata: {
      name: secretNameOf(name),
      namespace,
      labels: inputs.pod.labels,
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name, uid }],
    },
    data: Object.fromEntries(
      Object.entries(files).map(([file, content]) => [file, Buffer.from(content).toString("base64")]),
    ),
  };
}

/** Notes on the Pod which credentials it has; a version shows nothing of them. */
export const credentialsPatch = ({ pod: { credentials } }: InstanceInputs): object => ({
  metadata: { annotations: { [annotationKeys.credentials]: credentials?.version ?? null } },
});

/** See metadata-credentials.ts, which reads them. */
function filesOf(
  inputs: InstanceInputs,
  { profileArn, profileId, role, roleArn }: PodCredentials,
  source: CredentialSource,
  now: Date,
): Record<"facts" | "role" | "source", string> {
  const info = {
    Code: "Success",
    LastUpdated: now.toISOString().replace(/\.\d+/, ""),
    InstanceProfileArn: profileArn,
    InstanceProfileId: profileId,
  };
  const facts = {
    "iam/info": JSON.stringify(info, null, 2),
    ...(role && { [`iam/security-credentials/${role}`]: "" }),
  };
  return {
    facts: Object.entries(facts)
      .map(
        ([path, value]) => `meta-data/${path}\t${value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`,
      )
      .join(""),
    role,
    source: "endpoint" in source ? request(inputs, roleArn, source) : fixedValues(source),
  };
}

const fixedValues = ({
  accessKeyId,
  secretAccessKey,
  sessionToken = "",
}: Exclude<CredentialSource, { endpoint: string }>): string =>
  [
    "fixed",
    `  "AccessKeyId" : ${JSON.stringify(accessKeyId)},`,
    `  "SecretAccessKey" : ${JSON.stringify(secretAccessKey)},`,
    `  "Token" : ${JSON.stringify(sessionToken)},\n`,
  ].join("\n");

/** Emulators read the account and the service in the header, and don't check signatures. */
function request(
  { instanceId, region }: InstanceInputs,
  roleArn: string,
  { endpoint, accessKeyId = "test" }: Extract<CredentialSource, { endpoint: string }>,
): string {
  const scope = `${accessKeyId}/20260101/${region}/sts/aws4_request`;
  const body = new URLSearchParams({
    Action: "AssumeRole",
    Version: "2011-06-15",
    RoleArn: roleArn,
    RoleSessionName: instanceId,
  });
  return [
    "sts",
    endpoint,
    `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    `${body.toString()}\n`,
  ].join("\n");
}
