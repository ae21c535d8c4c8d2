import type { Pod, Secret } from "../cluster/objects";
import {
  annotationKeys,
  type Identity,
  labelKeys,
  labelSafe,
  memberLabel,
  memberValue,
  ownerLabels,
  securityGroupIdPattern,
} from "../common/names";
import { bootCommand, decodeUserData, userDataDirectory, userDataFiles } from "../user-data/user-data";
import { volumeAnnotations, volumesOf } from "./block-devices";
import { metadataAnnotation, metadataContainer, metadataVolumes } from "./metadata";
import type { InstanceInputs, InstanceState } from "./model";

/** Name of the one container of an instance's Pod. */
export const containerName = "instance";

/** Environment variable of the container, which only its maker can set. */
export const instanceIdVariable = "EC2_INSTANCE_ID";

const userDataVolume = "user-data";

export interface Launch {
  podName: string;
  namespace: string;
  origin: string;
  firstBoot: boolean;
  /** Runs the instance metadata service beside the instance. */
  metadata: boolean;
}

/** Labels of the groups that the instance is in. */
const membership = (groups: string[]): Record<string, string> =>
  Object.fromEntries(groups.map((id) => [memberLabel(id), memberValue]));

/** The Pod that backs one spawn of an instance. */
export function toPod(inputs: InstanceInputs, spawn: Launch): Pod {
  const { image, resources, nodeSelector, tolerations, imagePullSecrets, metadataImage } = inputs.pod;
  const hasUserData = decodeUserData(inputs) !== undefined;
  const { volumes, mounts } = volumesOf(inputs);
  return {
    metadata: {
      name: spawn.podName,
      namespace: spawn.namespace,
      labels: { ...inputs.pod.labels, ...membership(inputs.vpcSecurityGroupIds) },
      annotations: {
        ...liveAnnotations(inputs),
        ...volumeAnnotations(inputs),
        [annotationKeys.instanceType]: inputs.instanceType,
        [annotationKeys.origin]: spawn.origin,
        [annotationKeys.launchPending]: "true",
        ...(spawn.firstBoot ? { [annotationKeys.firstBoot]: "true" } : {}),
      },
    },
    spec: {
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      nodeSelector,
      tolerations,
      imagePullSecrets: imagePullSecrets.map((name) => ({ name })),
      ...(spawn.metadata
        ? { initContainers: [metadataContainer({ image: metadataImage, userData: hasUserData })] }
        : {}),
      containers: [
        {
          name: containerName,
          image,
          imagePullPolicy: "IfNotPresent",
          command: bootCommand(hasUserData, spawn.firstBoot),
          env: [{ name: instanceIdVariable, value: inputs.instanceId }],
          resources,
          volumeMounts: [
            ...(hasUserData ? [{ name: userDataVolume, mountPath: userDataDirectory, readOnly: true }] : []),
            ...mounts,
          ],
        },
      ],
      volumes: [
        ...(hasUserData
          ? [{ name: userDataVolume, secret: { secretName: spawn.podName, defaultMode: 0o700 } }]
          : []),
        ...volumes,
        ...(spawn.metadata ? metadataVolumes() : []),
      ],
    },
  };
}

/** The Secret with the instance's user data, owned by its Pod so that it goes with it. */
export function toUserDataSecret(inputs: InstanceInputs, pod: Pod): Secret | undefined {
  const userData = decodeUserData(inputs);
  if (!userData) return undefined;
  const { name = "", uid = "", namespace } = pod.metadata ?? {};
  const files = Object.entries(userDataFiles(userData));
  return {
    metadata: {
      name,
      namespace,
      labels: inputs.pod.labels,
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name, uid }],
    },
    immutable: true,
    data: Object.fromEntries(files.map(([file, content]) => [file, content.toString("base64")])),
  };
}

const liveAnnotations = (inputs: InstanceInputs): Record<string, string> => ({
  ...inputs.pod.annotations,
  [annotationKeys.tags]: JSON.stringify(inputs.tags ?? {}),
  [annotationKeys.metadata]: metadataAnnotation(inputs),
  ...(inputs.adopt ? { [annotationKeys.adopted]: "true" } : {}),
});

/** A merge patch that gives a running Pod the inputs' live properties; nothing where it has them. */
export function livePatch(
  pod: Pod,
  inputs: InstanceInputs,
  olds?: Pick<InstanceState, "pod">,
): object | undefined {
  const current = pod.metadata ?? {};
  const wanted = { ...inputs.pod.labels, ...membership(inputs.vpcSecurityGroupIds) };
  const staleGroups = Object.keys(current.labels ?? {}).filter(
    (key) => isMembership(key) && !(key in wanted),
  );
  const staleNotes = Object.keys(olds?.pod?.annotations ?? {}).filter(
    (key) => !(key in inputs.pod.annotations) && key in (current.annotations ?? {}),
  );
  const patch = {
    labels: { ...differing(current.labels, wanted), ...nulls(staleGroups) },
    annotations: { ...differing(current.annotations, liveAnnotations(inputs)), ...nulls(staleNotes) },
  };
  const changed = Object.keys(patch.labels).length + Object.keys(patch.annotations).length > 0;
  return changed ? { metadata: patch } : undefined;
}

const nulls = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, null]));

const differing = (current: Record<string, string> = {}, wanted: Record<string, string>) =>
  Object.fromEntries(Object.entries(wanted).filter(([key, value]) => current[key] !== value));

const groupPrefix = memberLabel("");
const isMembership = (key: string): boolean =>
  key.startsWith(groupPrefix) && securityGroupIdPattern.test(key.slice(groupPrefix.length));

/** Ids of the groups that a Pod's labels make it a member of. */
export const groupsOf = (pod: Pod): string[] =>
  Object.entries(pod.metadata?.labels ?? {})
    .filter(([key, value]) => isMembership(key) && value === memberValue)
    .map(([key]) => key.slice(groupPrefix.length))
    .sort();

/** True where user data was to run in this Pod. */
export const ranUserData = (pod: Pod): boolean =>
  pod.metadata?.annotations?.[annotationKeys.firstBoot] !== undefined &&
  (pod.spec?.volumes ?? []).some(({ name }) => name === userDataVolume);

/** Takes the mark of an instance that the engine may not know off its Pod. */
export const launchedPatch = { metadata: { annotations: { [annotationKeys.launchPending]: null } } };

/** Ends a Pod that runs and leaves it there: the node ends what is older than its deadline. */
export const endPatch = { spec: { activeDeadlineSeconds: 1 } };

/** Selects the Pods of one instance. */
export const instanceSelector = (instanceId: string): Record<string, string> => ({
  [labelKeys.instanceId]: instanceId,
});

/** Selects the Pods that any run made for one resource. */
export const resourceSelector = (inputs: Identity): Record<string, string> => {
  const owned = ownerLabels(inputs);
  return { [labelKeys.owner]: owned[labelKeys.owner] ?? "", [labelKeys.name]: labelSafe(inputs.name) };
};
