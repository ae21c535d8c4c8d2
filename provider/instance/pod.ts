import { isMarked } from "../cluster/objects";
import type { Pod, Secret } from "../cluster/objects";
import {
  annotationKeys,
  groupIdOfLabel,
  hash,
  labelKeys,
  labelSafe,
  noImage,
  ownerLabels,
} from "../common/names";
import type { Identity } from "../common/names";
import { isNetworkLabel, networkLabels } from "../common/network-labels";
import { bootCommand, decodeUserData, userDataDirectory, userDataFiles } from "../user-data/user-data";
import { powerDirectory } from "../user-data/supervisor";
import type { AttachedClaim } from "./attached-volumes";
import { volumeAnnotations, volumesOf } from "./block-devices";
import { credentialsVolume } from "./credentials";
import { membershipLabels } from "./membership";
import { metadataAnnotation, metadataContainer, metadataContainerName, metadataVolumes } from "./metadata";
import type { SidecarSize } from "./metadata";
import { allTags } from "./model";
import type { InstanceInputs, InstanceState } from "./model";
import { hostOf, isNamed, privateDnsName } from "./private-dns";
import { networkOf } from "./subnet-network";

/** Name of the container that is the instance. */
export const containerName = "instance";

/** Environment variable of the container, which only the creator of the Pod can set. */
export const instanceIdVariable = "EC2_INSTANCE_ID";

const userDataVolume = "user-data";
const powerVolume = "power";

/** What makes one launch of an instance's Pod different from the next. */
export interface Launch {
  podName: string;
  namespace: string;
  origin: string;
  /** Runs the instance metadata service beside the instance. */
  metadata: boolean;
  /** The resources of that service beside an instance with limits: a quota asks for both. */
  sidecarSize?: SidecarSize;
  /** The stack's configuration names where credentials come from. */
  hasCredentials?: boolean;
  /** The Volumes that are attached. */
  attached?: readonly AttachedClaim[] | undefined;
}

/** The Pod of one launch of an instance. */
export function toPod(inputs: InstanceInputs, launch: Launch): Pod {
  const { image, resources, tolerations, imagePullSecrets, metadataImage } = inputs.pod;
  const hasUserData = decodeUserData(inputs) !== undefined;
  const { volumes, mounts } = volumesOf(inputs, launch.attached);
  // A Pod can't get a volume while it runs, but what is in the volume.
  const credentials = launch.metadata && (launch.hasCredentials || Boolean(inputs.iamInstanceProfile));
  return {
    metadata: {
      name: launch.podName,
      namespace: launch.namespace,
      labels: liveLabels(inputs),
      annotations: {
        ...liveAnnotations(inputs, nameIn(launch.namespace, inputs)),
        ...volumeAnnotations(inputs),
        [annotationKeys.origin]: launch.origin,
        [annotationKeys.launchPending]: "true",
        [annotationKeys.image]: image,
        ...(launch.metadata ? { [annotationKeys.metadataImage]: metadataImage } : {}),
        ...(hasUserData ? { [annotationKeys.firstBoot]: "true" } : {}),
        [annotationKeys.supervised]: "true",
      },
    },
    spec: {
      ...hostOf(inputs.instanceId),
      restartPolicy: inputs.maintenanceOptions?.autoRecovery === "disabled" ? "Never" : "OnFailure",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      nodeSelector: nodeSelectorOf(inputs),
      tolerations,
      imagePullSecrets: imagePullSecrets.map((name) => ({ name })),
      ...(launch.metadata
        ? {
            initContainers: [
              metadataContainer({
                image: metadataImage,
                credentials,
                size: resources.limits ? (launch.sidecarSize ?? "small") : "default",
              }),
            ],
          }
        : {}),
      containers: [
        {
          name: containerName,
          image,
          imagePullPolicy: "IfNotPresent",
          command: bootCommand().map(literally),
          // As on EC2, whatever the USER of the image.
          securityContext: { runAsUser: 0, runAsGroup: 0 },
          env: [{ name: instanceIdVariable, value: inputs.instanceId }],
          resources,
          volumeMounts: [
            { name: userDataVolume, mountPath: userDataDirectory, readOnly: true },
            { name: powerVolume, mountPath: powerDirectory },
            ...mounts,
          ],
        },
      ],
      volumes: [
        {
          name: userDataVolume,
          // Optional without user data, so that a later boot can have some.
          secret: { secretName: launch.podName, defaultMode: 0o700, optional: !hasUserData },
        },
        // It outlives the container, unlike the root disk.
        { name: powerVolume, emptyDir: {} },
        ...volumes,
        ...(launch.metadata ? metadataVolumes() : []),
        ...(credentials ? [credentialsVolume(launch.podName, inputs.pod.credentials === undefined)] : []),
      ],
    },
  };
}

/** Nodes of another system need other images. */
export const systemSelector = { "kubernetes.io/os": "linux" };

/** Which nodes can run the instance. */
export const nodeSelectorOf = ({ pod }: Pick<InstanceInputs, "pod">): Record<string, string> => ({
  ...systemSelector,
  ...pod.nodeSelector,
});

/** Text of a command that Kubernetes takes as it is: it would read `$$` as `$`, and `$(NAME)` as a variable. */
const literally = (text: string): string => text.replace(/\$(?=[$(])/g, "$$$$");

/** The file of the user data's Secret that tells one version from the next. */
export const userDataVersionFile = "version";

export const userDataVersion = (inputs: InstanceInputs): string =>
  hash(decodeUserData(inputs)?.toString("latin1") ?? "", 16);

/** The Secret with the instance's user data; its Pod owns it, so that both are deleted together. */
export function toUserDataSecret(inputs: InstanceInputs, pod: Pod): Secret {
  const userData = decodeUserData(inputs);
  const { name = "", uid = "", namespace } = pod.metadata ?? {};
  const files = Object.entries({
    ...userDataFiles(userData),
    [userDataVersionFile]: Buffer.from(userDataVersion(inputs)),
  });
  return {
    metadata: {
      name,
      namespace,
      labels: inputs.pod.labels,
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name, uid }],
    },
    data: Object.fromEntries(files.map(([file, content]) => [file, content.toString("base64")])),
  };
}

const liveLabels = (inputs: InstanceInputs): Record<string, string> => {
  const network = networkOf(inputs);
  return {
    ...inputs.pod.labels,
    [labelKeys.power]: inputs.instanceState === "stopped" ? "off" : "on",
    ...membershipLabels(inputs.vpcSecurityGroupIds),
    ...(network && networkLabels(network)),
  };
};

const nameIn = (namespace: string, { instanceId, pod }: InstanceInputs): string =>
  privateDnsName(instanceId, namespace, pod.clusterDomain);

const liveAnnotations = (inputs: InstanceInputs, privateDns?: string): Record<string, string> => ({
  ...inputs.pod.annotations,
  [annotationKeys.instanceType]: inputs.instanceType,
  [annotationKeys.tags]: JSON.stringify(allTags(inputs)),
  [annotationKeys.metadata]: metadataAnnotation(inputs, privateDns),
  [annotationKeys.shutdownBehavior]: inputs.instanceInitiatedShutdownBehavior ?? "stop",
  ...(inputs.__key ? { [annotationKeys.resource]: inputs.__key } : {}),
  ...(inputs.adopt ? { [annotationKeys.adopted]: "true" } : {}),
});

/** A merge patch that gives a running Pod the inputs' live properties; undefined if it has them. */
export function livePatch(
  pod: Pod,
  inputs: InstanceInputs,
  olds?: Pick<InstanceState, "pod">,
): object | undefined {
  const current = pod.metadata ?? {};
  const wanted = liveLabels(inputs);
  const privateDns = isNamed(pod) ? nameIn(current.namespace ?? "default", inputs) : undefined;
  const stale = Object.keys(current.labels ?? {}).filter(
    (key) => (groupIdOfLabel(key) !== undefined || isNetworkLabel(key)) && !(key in wanted),
  );
  const staleNotes = Object.keys(olds?.pod?.annotations ?? {}).filter(
    (key) => !(key in inputs.pod.annotations) && key in (current.annotations ?? {}),
  );
  const patch = {
    labels: { ...differing(current.labels, wanted), ...nulls(stale) },
    annotations: {
      ...differing(current.annotations, liveAnnotations(inputs, privateDns)),
      ...nulls(staleNotes),
    },
  };
  const isEmpty = Object.keys(patch.labels).length + Object.keys(patch.annotations).length === 0;
  return isEmpty ? undefined : { metadata: patch };
}

/** The metadata service of a Pod that was launched with it. A webhook may have added other containers of its kind. */
export const sidecarIn = ({ spec }: Pod) =>
  spec?.initContainers?.find(({ name }) => name === metadataContainerName);

/** The image of the metadata service that was asked for last; undefined if the Pod of an older release doesn't say. */
export const sidecarImageOf = ({ metadata }: Pod): string | undefined =>
  metadata?.annotations?.[annotationKeys.metadataImage];

/** A patch that gives the metadata service another image: the kubelet then restarts that container alone. */
export function sidecarPatch(
  pod: Pod,
  { pod: { metadataImage } }: InstanceInputs,
  olds?: Pick<InstanceState, "pod">,
): object | undefined {
  const before = sidecarImageOf(pod) ?? olds?.pod.metadataImage ?? metadataImage;
  if (!sidecarIn(pod) || before === metadataImage || metadataImage === noImage) return undefined;
  return {
    metadata: { annotations: { [annotationKeys.metadataImage]: metadataImage } },
    spec: { initContainers: [{ name: metadataContainerName, image: metadataImage }] },
  };
}

const nulls = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, null]));

const differing = (current: Record<string, string> = {}, wanted: Record<string, string>) =>
  Object.fromEntries(Object.entries(wanted).filter(([key, value]) => current[key] !== value));

/** True if user data was to run in this Pod. */
export const ranUserData = (pod: Pod): boolean =>
  pod.metadata?.annotations?.[annotationKeys.firstBoot] !== undefined &&
  (pod.spec?.volumes ?? []).some(({ name }) => name === userDataVolume);

/** The container that is the instance. A webhook may have put others before it. */
export const containerIn = ({ spec }: Pod) => spec?.containers.find(({ name }) => name === containerName);

/**
 * The image of the instance, as its program names it.
 *
 * A webhook of the cluster may put another one in its place, such as a mirror's or a digest. That is no drift; an image that
 * somebody has changed since is.
 */
export function imageOf(pod: Pod): string | undefined {
  const [asked = "", given] = imageNote(pod).split(" ");
  const image = containerIn(pod)?.image;
  // What the cluster has put in its place is noted when the mark is removed.
  const isAsked = given === undefined ? isMarked(pod) && asked !== "" : given === image;
  return isAsked ? asked : image;
}

/** The note on a Pod whose image the cluster has replaced at its launch; none on any other. */
function replacedImage(pod: Pod): Record<string, string> {
  const [asked = ""] = imageNote(pod).split(" ");
  const image = containerIn(pod)?.image ?? asked;
  return asked === "" || image === asked ? {} : { [annotationKeys.image]: `${asked} ${image}` };
}

const imageNote = ({ metadata }: Pod): string => metadata?.annotations?.[annotationKeys.image] ?? "";

/** Removes the mark of a launch that the engine may not have saved, and notes what the cluster made of its image. */
export const launchedPatch = (pod: Pod) => {
  const annotations: Record<string, string | null> = { [annotationKeys.launchPending]: null };
  return { metadata: { annotations: { ...annotations, ...replacedImage(pod) } } };
};

/** Ends a running Pod without deleting it: the node ends what is older than its deadline. */
export const endPatch = { spec: { activeDeadlineSeconds: 1 } };

/** Selects the Pods of one instance. */
export const instanceSelector = (instanceId: string): Record<string, string> => ({
  [labelKeys.instanceId]: instanceId,
});

/** Selects the Pods that any run created for one resource. */
export const resourceSelector = (inputs: Identity): Record<string, string> => {
  const owned = ownerLabels(inputs);
  return { [labelKeys.owner]: owned[labelKeys.owner] ?? "", [labelKeys.name]: labelSafe(inputs.name) };
};
