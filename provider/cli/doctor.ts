import { homedir } from "node:os";
import { join } from "node:path";

import type { KubeConfig, V1StorageClass } from "@kubernetes/client-node";

import { answerOf, ClusterError, toClusterError } from "../cluster/cluster-error";
import { readClusterView } from "../cluster/cluster-view";
import { detectEnforcement } from "../cluster/cni";
import { loadKubeconfig, viewOf } from "../cluster/kubeconfig";
import { chooseTarget } from "../cluster/target";
import type { DoctorOptions } from "./arguments";
import { probe } from "./probe";
import type { Check } from "./report";
import { grantCommand, inWords, neededRights, type Right } from "./rights";

const answerMilliseconds = 10_000;

/** All that instances and groups need of the machine's cluster, each as a row. */
export async function doctor(options: DoctorOptions, report: (line: string) => void): Promise<Check[]> {
  const checks: Check[] = [];
  const source = options.kubeconfig ?? (process.env["KUBECONFIG"] || join(homedir(), ".kube", "config"));
  const config = await loadKubeconfig(options.kubeconfig).catch((error: ClusterError) => error);
  if (!config || config instanceof ClusterError) {
    return [{ name: "kubeconfig", ...fault(config ?? missingKubeconfig(source)) }];
  }
  checks.push({ name: "kubeconfig", state: "ok", value: source });

  const { context = "", namespace = "default", refusal } = chooseTarget(options, viewOf(config));
  if (refusal) return [...checks, { name: "context", ...refused(refusal) }];
  config.setCurrentContext(context);
  const where = `context "${context}" (${config.getCurrentCluster()?.server ?? "no server"})`;
  checks.push({ name: "context", state: "ok", value: where.replace(/^context /, "") });

  const server = await serverVersion(config, where);
  checks.push(server);
  if (server.state === "fault") return checks;
  checks.push(
    ...(await Promise.all([
      namespaceExists(config, namespace, where),
      rights(config, namespace, where),
      enforcement(config),
      dns(config, where),
      defaultStorageClass(config, where),
    ])),
  );
  if (!options.probe) return checks;
  if (checks.some(({ state }) => state === "fault")) {
    const value = "not made, because of the faults above";
    return [...checks, { name: "probe", state: "fault", value, fix: "Mend them, then probe again" }];
  }
  const { kubeconfig, image } = options;
  const site = { config, ...(kubeconfig ? { kubeconfig } : {}), context, namespace, image };
  return [...checks, await probe(site, report)];
}

const missingKubeconfig = (source: string) =>
  new ClusterError(
    `there is none at ${source}`,
    'Make a cluster, for example with "kind create cluster", or name a kubeconfig with --kubeconfig',
  );

const fault = ({ reason, fix }: ClusterError) => ({
  state: "fault" as const,
  value: reason,
  ...(fix ? { fix } : {}),
});

/** The refusal's last sentence is its fix. */
function refused(refusal: string): Pick<Check, "state" | "value" | "fix"> {
  const at = refusal.lastIndexOf(". ");
  return {
    state: "fault",
    value: refusal.slice(0, at),
    fix: `${refusal.slice(at + 2)}; here with --context`,
  };
}

async function serverVersion(config: KubeConfig, where: string): Promise<Check> {
  const { VersionApi } = await import("@kubernetes/client-node");
  const name = "server";
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer in ${answerMilliseconds / 1000} s`)),
      answerMilliseconds,
    );
  });
  try {
    const { gitVersion } = await Promise.race([config.makeApiClient(VersionApi).getCode(), late]);
    return { name, state: "ok", value: `answers: Kubernetes ${gitVersion}` };
  } catch (error) {
    return { name, ...fault(toClusterError(error, where)) };
  } finally {
    clearTimeout(timer);
  }
}

async function namespaceExists(config: KubeConfig, namespace: string, where: string): Promise<Check> {
  const { CoreV1Api } = await import("@kubernetes/client-node");
  const name = "namespace";
  return look(name, where, async () => {
    const { status } = await config.makeApiClient(CoreV1Api).readNamespace({ name: namespace });
    if (status?.phase !== "Terminating") return { name, state: "ok", value: namespace };
    return {
      name,
      ...fault(
        new ClusterError(
          `"${namespace}" is being deleted`,
          "Wait for its end, or use another one with --namespace",
        ),
      ),
    };
  });
}

async function rights(config: KubeConfig, namespace: string, where: string): Promise<Check> {
  const { AuthenticationV1Api, AuthorizationV1Api } = await import("@kubernetes/client-node");
  const api = config.makeApiClient(AuthorizationV1Api);
  const allowed = async (resourceAttributes: Right) => {
    const body = { spec: { resourceAttributes: { ...resourceAttributes, namespace } } };
    return (await api.createSelfSubjectAccessReview({ body })).status?.allowed;
  };
  const name = "rights";
  return look(name, where, async () => {
    const answers = await Promise.all(neededRights.map(allowed));
    const missing = neededRights.filter((_, index) => !answers[index]);
    if (missing.length === 0) {
      return {
        name,
        state: "ok",
        value: `all ${neededRights.length} that instances and groups need in "${namespace}"`,
      };
    }
    const review = config.makeApiClient(AuthenticationV1Api).createSelfSubjectReview({ body: {} });
    const user = await review.then(
      ({ status }) => status?.userInfo?.username,
      () => undefined,
    );
    const fix = `Let an administrator run "${grantCommand(user ?? "<user>", namespace)}"`;
    return {
      name,
      state: "fault",
      value: `user "${user ?? "unknown"}" lacks in "${namespace}": ${inWords(missing)}`,
      fix,
    };
  });
}

async function enforcement(config: KubeConfig): Promise<Check> {
  const name = "network policies";
  const view = await readClusterView(config).catch((error: ClusterError) => error);
  if (view instanceof ClusterError) return { name, ...fault(view) };
  if (!view) {
    const fix = 'Find out by traffic with "ec2-pods doctor --probe"';
    return { name, state: "warning", value: "may not look: the user may not list DaemonSets and nodes", fix };
  }
  const { plugin, enforced, reason, fix } = detectEnforcement(view);
  const answer = { yes: "enforced", partly: "partly enforced", no: "not enforced", unknown: "unknown" }[
    enforced
  ];
  const value = plugin === answer ? `${answer}: ${reason}` : `${answer}, ${plugin}: ${reason}`;
  return { name, state: enforced === "yes" ? "ok" : "warning", value, ...(fix ? { fix } : {}) };
}

async function dns(config: KubeConfig, where: string): Promise<Check> {
  const { CoreV1Api } = await import("@kubernetes/client-node");
  const name = "cluster DNS";
  const labelSelector = "k8s-app=kube-dns";
  return look(name, where, async () => {
    const { items } = await config
      .makeApiClient(CoreV1Api)
      .listNamespacedPod({ namespace: "kube-system", labelSelector });
    const ready = items.filter(({ status }) =>
      status?.conditions?.some((condition) => condition.type === "Ready" && condition.status === "True"),
    );
    const value = `${ready.length} of ${items.length} Pods with ${labelSelector} in kube-system ready`;
    if (ready.length > 0) return { name, state: "ok", value };
    const fix =
      items.length > 0
        ? `See "kubectl --namespace kube-system describe pods --selector ${labelSelector}"`
        : `Give the Pods of the DNS server that label in kube-system: members of a group without egress reach no other`;
    return { name, state: "warning", value, fix };
  });
}

async function defaultStorageClass(config: KubeConfig, where: string): Promise<Check> {
  const { StorageV1Api } = await import("@kubernetes/client-node");
  const name = "default StorageClass";
  const mark = "storageclass.kubernetes.io/is-default-class";
  return look(name, where, async () => {
    const { items } = await config.makeApiClient(StorageV1Api).listStorageClass();
    const found = items.find(({ metadata }) => metadata?.annotations?.[mark] === "true");
    if (found) return { name, state: "ok", value: `${nameOf(found)} (${found.provisioner})` };
    const [first] = items;
    const fix = first
      ? `Make one the default with "kubectl annotate storageclass ${nameOf(first)} ${mark}=true"`
      : "Install a provisioner with a default class";
    return { name, state: "warning", value: `none: volumes of ebsBlockDevices stay unbound`, fix };
  });
}

const nameOf = ({ metadata }: V1StorageClass): string => metadata?.name ?? "";

/** A row; where the user may not look, one that says so. */
async function look(name: string, where: string, run: () => Promise<Check>): Promise<Check> {
  try {
    return await run();
  } catch (error) {
    if (answerOf(error).status === 403) return { name, state: "warning", value: "may not look" };
    return { name, ...fault(toClusterError(error, where)) };
  }
}
