import { homedir } from "node:os";
import { join } from "node:path";

import { Api, objectPath } from "../cluster/api";
import { type ClusterError, toClusterError } from "../cluster/cluster-error";
import { readClusterView } from "../cluster/cluster-view";
import { detectEnforcement } from "../cluster/cni";
import { type Kubeconfig, loadKubeconfig, viewOf } from "../cluster/kubeconfig";
import type {
  List,
  Namespace,
  Pod,
  SelfSubjectAccessReview,
  SelfSubjectReview,
  StorageClass,
} from "../cluster/objects";
import { selectTarget } from "../cluster/target";
import { ExplainedError } from "../common/errors";
import type { DoctorOptions } from "./arguments";
import { probe } from "./probe";
import type { Check } from "./report";
import { grantCommand, inWords, neededRights, type Right } from "./rights";

const answerMilliseconds = 10_000;

/** All that instances and groups need of the machine's cluster, each as a row. */
export async function doctor(options: DoctorOptions, report: (line: string) => void): Promise<Check[]> {
  const checks: Check[] = [];
  const source = options.kubeconfig ?? (process.env["KUBECONFIG"] || join(homedir(), ".kube", "config"));
  const config = read(options.kubeconfig) ?? missingKubeconfig(source);
  if (config instanceof ExplainedError) return [{ name: "kubeconfig", ...fault(config) }];
  checks.push({ name: "kubeconfig", state: "ok", value: source });

  const { context = "", namespace = "default", error } = selectTarget(options, viewOf(config));
  if (error) {
    return [...checks, { name: "context", ...fault(error), fix: `${error.fix ?? ""}; here with --context` }];
  }
  const api = await Api.open(config, context).catch((error: ExplainedError) => error);
  if (api instanceof ExplainedError) return [...checks, { name: "context", ...fault(api) }];
  checks.push({ name: "context", state: "ok", value: api.where.replace(/^context /, "") });

  const server = await serverVersion(api);
  checks.push(server);
  if (server.state === "fault") return checks;
  checks.push(
    ...(await Promise.all([
      namespaceExists(api, namespace),
      rights(api, namespace),
      enforcement(api),
      dns(api),
      defaultStorageClass(api),
    ])),
  );
  if (!options.probe) return checks;
  if (checks.some(({ state }) => state === "fault")) {
    const value = "not made, because of the faults above";
    return [...checks, { name: "probe", state: "fault", value, fix: "Mend them, then probe again" }];
  }
  const { kubeconfig, image } = options;
  const site = { api, ...(kubeconfig ? { kubeconfig } : {}), context, namespace, image };
  return [...checks, await probe(site, report)];
}

function read(source: string | undefined): Kubeconfig | ExplainedError | undefined {
  try {
    return loadKubeconfig(source);
  } catch (error) {
    return error as ExplainedError;
  }
}

const missingKubeconfig = (source: string) =>
  new ExplainedError(
    `there is none at ${source}`,
    'Make a cluster, for example with "kind create cluster", or name a kubeconfig with --kubeconfig',
  );

const fault = ({ reason, fix }: ExplainedError) => ({
  state: "fault" as const,
  value: reason,
  ...(fix ? { fix } : {}),
});

async function serverVersion(api: Api): Promise<Check> {
  const name = "server";
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(toClusterError(new Error(`no answer in ${answerMilliseconds / 1000} s`), api.where)),
      answerMilliseconds,
    );
  });
  try {
    const { gitVersion } = await Promise.race([api.get<{ gitVersion: string }>("/version"), late]);
    return { name, state: "ok", value: `answers: Kubernetes ${gitVersion}` };
  } catch (error) {
    return { name, ...fault(error as ClusterError) };
  } finally {
    clearTimeout(timer);
  }
}

async function namespaceExists(api: Api, namespace: string): Promise<Check> {
  const name = "namespace";
  return look(name, async () => {
    const { status } = await api.get<Namespace>(`/api/v1/namespaces/${namespace}`);
    if (status?.phase !== "Terminating") return { name, state: "ok", value: namespace };
    return {
      name,
      ...fault(
        new ExplainedError(
          `"${namespace}" is being deleted`,
          "Wait for its end, or use another one with --namespace",
        ),
      ),
    };
  });
}

async function rights(api: Api, namespace: string): Promise<Check> {
  const allowed = async (resourceAttributes: Right) => {
    const body = { spec: { resourceAttributes: { ...resourceAttributes, namespace } } };
    const path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    return (await api.post<SelfSubjectAccessReview>(path, body)).status?.allowed;
  };
  const name = "rights";
  return look(name, async () => {
    const answers = await Promise.all(neededRights.map(allowed));
    const missing = neededRights.filter((_, index) => !answers[index]);
    if (missing.length === 0) {
      return {
        name,
        state: "ok",
        value: `all ${neededRights.length} that instances and groups need in "${namespace}"`,
      };
    }
    const review = api.post<SelfSubjectReview>("/apis/authentication.k8s.io/v1/selfsubjectreviews", {});
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

async function enforcement(api: Api): Promise<Check> {
  const name = "network policies";
  const view = await readClusterView(api).catch((error: ExplainedError) => error);
  if (view instanceof ExplainedError) return { name, ...fault(view) };
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

async function dns(api: Api): Promise<Check> {
  const name = "cluster DNS";
  const labelSelector = "k8s-app=kube-dns";
  return look(name, async () => {
    const { items } = await api.get<List<Pod>>(objectPath("pods", "kube-system"), { labelSelector });
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

async function defaultStorageClass(api: Api): Promise<Check> {
  const name = "default StorageClass";
  const mark = "storageclass.kubernetes.io/is-default-class";
  return look(name, async () => {
    const { items } = await api.get<List<StorageClass>>("/apis/storage.k8s.io/v1/storageclasses");
    const found = items.find(({ metadata }) => metadata?.annotations?.[mark] === "true");
    if (found) return { name, state: "ok", value: `${nameOf(found)} (${found.provisioner})` };
    const [first] = items;
    const fix = first
      ? `Make one the default with "kubectl annotate storageclass ${nameOf(first)} ${mark}=true"`
      : "Install a provisioner with a default class";
    return { name, state: "warning", value: `none: volumes of ebsBlockDevices stay unbound`, fix };
  });
}

const nameOf = ({ metadata }: StorageClass): string => metadata?.name ?? "";

/** A row; where the user may not look, one that says so. */
async function look(name: string, run: () => Promise<Check>): Promise<Check> {
  try {
    return await run();
  } catch (error) {
    const failure = error as ClusterError;
    return failure.status === 403
      ? { name, state: "warning", value: "may not look" }
      : { name, ...fault(failure) };
  }
}
