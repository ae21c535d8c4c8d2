import { isMarked } from "../cluster/objects";
import type { ConfigMap, Container, Deployment, Pod, Secret, Service } from "../cluster/objects";
import { annotationKeys, hash, labelKeys, loadBalancing, managedBy, ownerLabels } from "../common/names";
import { networkLabels } from "../common/network-labels";
import type { PodNetwork } from "../common/network-labels";
import { defined, isRecord } from "../common/values";
import { membershipLabels } from "../instance/membership";
import { systemSelector } from "../instance/pod";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import { serviceName } from "./names";
import type { Part } from "./parts";
import { isServed } from "./protocols";
import { bindLines, startCommand } from "./proxy-bind";

/** Selects what keeps all load balancers and their parts. */
export const partSelector = `${labelKeys.service}=${loadBalancing}`;

/** Name of the container of a load balancer's Pod. */
export const proxyContainer = "haproxy";

/** HAProxy's official image; `ec2-pods:loadBalancerImage` names another. */
export const defaultImage = "haproxy:3.0-alpine";

/** The readiness of the Pod is asked here, because all other ports belong to listeners. */
export const healthPort = 61_255;

const partKey = "part";
const configKey = "haproxy.cfg";
const configFolder = "/etc/load-balancer";

/** What keeps a part or a configuration: a Secret, of an older release a ConfigMap. */
export type Keeper = Secret | ConfigMap;

/** Whether this package created an object for a load balancer or one of its parts. */
export const isOurs = ({ metadata: { labels = {} } = {} }: Pick<Keeper, "metadata">): boolean =>
  labels[labelKeys.managedBy] === managedBy && labels[labelKeys.service] === loadBalancing;

/** What is kept of a record. */
export interface StoredPart extends Part {
  /** Kind of the record, as `lb:Listener`. */
  kind: string;
}

/** A part, as the API server has it. */
export interface KeptPart extends StoredPart {
  /** Name of its objects. */
  name: string;
  namespace: string;
  /** Origin of what keeps it. */
  origin: string | undefined;
  /** Labels of all objects of its resource. */
  labels: Record<string, string>;
  /** Time of the keeper's creation, as the API server writes it. */
  createdAt: string;
  /** No state may have it yet. */
  isPending: boolean;
  /** Where it is kept: what an older release created is in a ConfigMap. */
  keptIn: "secrets" | "configmaps";
}

/** Ids of what a part has replaced, and which others may still name: more than one after a kill. */
export const formerIdsOf = ({ formerId }: Values): string[] =>
  [formerId].flat().filter((id) => typeof id === "string");

/** Values of a record that say nothing about what is served, and that may be secret. */
export const unkeptKeys = ["kubeconfig", "tags", "tagsAll"];

const isKept = (key: string): boolean => !key.startsWith("__") && !unkeptKeys.includes(key);

const metadataOf = (values: Values, namespace: string, origin: string) => {
  const urn = String(values["__urn"]);
  return {
    name: serviceName(urn),
    namespace,
    labels: { ...ownerLabels(identityIn(urn)), [labelKeys.service]: loadBalancing },
    annotations: { [annotationKeys.origin]: origin },
  };
};

/** A Secret, because headers, bodies and conditions may be secret, and the provider process isn't told which are. */
const toSecret = (metadata: Secret["metadata"], key: string, text: string): Secret => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata,
  data: { [key]: Buffer.from(text).toString("base64") },
});

/** The Secret that keeps a record for the load balancers that it is a part of. */
export function toPartSecret(
  kind: string,
  values: Values,
  namespace: string,
  origin: string,
  isPending = false,
): Secret {
  const metadata = metadataOf(values, namespace, origin);
  const mark: Record<string, string> = isPending ? { [annotationKeys.launchPending]: "true" } : {};
  const part: StoredPart = {
    kind,
    id: values["recordId"] as string,
    values: Object.fromEntries(Object.entries(values).filter(([key]) => isKept(key))),
  };
  const annotations = { ...metadata.annotations, ...mark };
  return toSecret({ ...metadata, annotations }, partKey, JSON.stringify(part));
}

/** The Secret in place of the ConfigMap in which an older release kept a part. */
export const secretInPlaceOf = ({ metadata = {}, data = {} }: ConfigMap): Secret =>
  toSecret(
    defined({
      name: metadata.name,
      namespace: metadata.namespace,
      labels: metadata.labels,
      annotations: metadata.annotations,
    }),
    partKey,
    data[partKey] ?? "",
  );

/** The part that is kept there; undefined if that is something else, or if somebody has edited it. */
export function partIn({ metadata = {}, data = {} }: Keeper): KeptPart | undefined {
  const text = data[partKey] ?? "";
  // Secrets have their data in Base64, which has no braces.
  const keptIn = text.includes("{") ? "configmaps" : "secrets";
  try {
    const json = keptIn === "secrets" ? Buffer.from(text, "base64").toString() : text;
    const stored: unknown = JSON.parse(json);
    if (!isStoredPart(stored)) return undefined;
    return {
      ...stored,
      name: metadata.name ?? "",
      namespace: metadata.namespace ?? "",
      origin: metadata.annotations?.[annotationKeys.origin],
      labels: metadata.labels ?? {},
      createdAt: metadata.creationTimestamp ?? "",
      isPending: isMarked({ metadata }),
      keptIn,
    };
  } catch {
    return undefined;
  }
}

const isStoredPart = (value: unknown): value is StoredPart =>
  isRecord(value) &&
  typeof value["kind"] === "string" &&
  typeof value["id"] === "string" &&
  isRecord(value["values"]);

/**
 * The Service that gives the Pods of an instance a name, whatever their address.
 *
 * It has Pods that aren't ready also, because the load balancer itself checks the health of its targets.
 */
export const toTargetService = (values: Values, namespace: string, origin: string): Service => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: metadataOf(values, namespace, origin),
  spec: {
    clusterIP: "None",
    publishNotReadyAddresses: true,
    selector: { [labelKeys.instanceId]: String(values["targetId"]) },
  },
});

/** What the objects of one load balancer are made of. */
export interface LoadBalancerSpec {
  part: KeptPart;
  listeners: readonly Part[];
  config: string;
}

/** Ports of the listeners that are served. */
export const portsOf = (listeners: readonly Part[]): number[] => [
  ...new Set(
    listeners
      .filter(({ values }) => isServed(values["protocol"]))
      .map(({ values }) => Number(values["port"])),
  ),
];

/** Selects the Pods of a load balancer. */
export const podSelector = (name: string): Record<string, string> => ({ [labelKeys.loadBalancer]: name });

const objectMetadata = (part: KeptPart, name = part.name) => ({
  name,
  namespace: part.namespace,
  labels: { ...part.labels, ...podSelector(part.name) },
  annotations: { [annotationKeys.origin]: part.origin ?? "" },
});

/** Name of what keeps the configuration of a load balancer. */
export const configName = ({ name }: Pick<KeptPart, "name">): string => `${name}-config`;

/** The configuration of a load balancer. With a version, it only replaces that one. */
export const toConfigSecret = (
  { part, config }: LoadBalancerSpec,
  resourceVersion: string | undefined,
): Secret =>
  toSecret(
    { ...objectMetadata(part, configName(part)), ...(resourceVersion !== undefined && { resourceVersion }) },
    configKey,
    config,
  );

/** The Service in front of a load balancer, with a port for each listener. */
export const toService = ({ part, listeners }: LoadBalancerSpec): Service => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: objectMetadata(part),
  spec: {
    selector: podSelector(part.name),
    ipFamilyPolicy: String(part.values["ipAddressType"]).startsWith("dualstack")
      ? "PreferDualStack"
      : "SingleStack",
    ports: portsOf(listeners).map((port) => ({
      name: `tcp-${port}`,
      port,
      targetPort: port,
      protocol: "TCP",
    })),
  },
});

const healthLines = [...bindLines(healthPort), "mode http", "timeout client 5s", "monitor-uri /ready"];

/** The configuration with what the Pod itself needs. */
export const withHealth = (config: string): string =>
  [config.trimEnd(), "", "frontend ec2-pods-health", ...healthLines.map((each) => `  ${each}`), ""].join(
    "\n",
  );

const container = (image: string, hasCpuLimit: boolean): Container => ({
  name: proxyContainer,
  image,
  imagePullPolicy: "IfNotPresent",
  command: startCommand(`${configFolder}/${configKey}`),
  resources: {
    requests: { cpu: "10m", memory: "32Mi" },
    limits: { ...(hasCpuLimit && { cpu: "1" }), memory: "256Mi" },
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  },
  readinessProbe: { httpGet: { path: "/ready", port: healthPort }, periodSeconds: 1 },
  // New connections still come until every node knows that the Pod ends. Then HAProxy finishes those that it has.
  lifecycle: {
    preStop: { exec: { command: ["sh", "-c", "sleep 2; kill -USR1 1; while sleep 1; do :; done"] } },
  },
  volumeMounts: [{ name: "config", mountPath: configFolder, readOnly: true }],
});

/**
 * The Deployment of a load balancer's one Pod. Whatever the Pod is launched with rolls it.
 *
 * Only a quota that asks for a limit of CPU gets one: a LimitRange may have a lower maximum.
 */
export function toDeployment({ part, config }: LoadBalancerSpec, { hasCpuLimit = false } = {}): Deployment {
  const { image, securityGroups, network } = part.values as {
    image?: string;
    securityGroups?: string[];
    network?: PodNetwork;
  };
  const podLabels = {
    ...part.labels,
    ...podSelector(part.name),
    ...membershipLabels(securityGroups ?? []),
    ...(network && networkLabels(network)),
  };
  const spec = {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    nodeSelector: systemSelector,
    terminationGracePeriodSeconds: 30,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 99,
      runAsGroup: 99,
      seccompProfile: { type: "RuntimeDefault" },
      // Listeners have ports below 1024, and the Pod doesn't run as root.
      sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
    },
    containers: [container(image ?? defaultImage, hasCpuLimit)],
    volumes: [{ name: "config", secret: { secretName: configName(part) } }],
  };
  const annotations = { [annotationKeys.configHash]: hash(JSON.stringify([podLabels, spec, config]), 17) };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: objectMetadata(part),
    spec: {
      replicas: 1,
      revisionHistoryLimit: 0,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: podSelector(part.name) },
      template: { metadata: { labels: podLabels, annotations }, spec },
    },
  };
}

/** A Pod as the Deployment would launch it. */
export const podOf = ({ metadata, spec }: Deployment): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  ...spec?.template,
  metadata: {
    ...spec?.template.metadata,
    ...defined({ namespace: metadata?.namespace }),
    name: `${metadata?.name ?? ""}-next`,
  },
});

/** What a Deployment's Pods are launched with. */
export const configHashOf = ({ spec }: Deployment): string =>
  spec?.template.metadata?.annotations?.[annotationKeys.configHash] ?? "";

/** True for a Pod that was launched with this. */
export const hasConfig = ({ metadata }: Pod, configHash: string): boolean =>
  metadata?.annotations?.[annotationKeys.configHash] === configHash;
