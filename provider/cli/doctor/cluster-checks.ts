import { localObstacle } from "../../access/local-check";
import { Api } from "../../cluster/api";
import { ClusterError, toClusterError } from "../../cluster/cluster-error";
import { readClusterView } from "../../cluster/cluster-view";
import { detectEnforcement } from "../../cluster/cni";
import {
  kubeconfigName,
  loadKubeconfig,
  serviceAccount,
  usesServiceAccount,
  viewOf,
} from "../../cluster/kubeconfig";
import type {
  CSIDriver,
  CSINode,
  LimitRange,
  List,
  Namespace,
  Node,
  ResourceQuota,
  SelfSubjectAccessReview,
  StorageClass,
} from "../../cluster/objects";
import { inCluster, selectTarget } from "../../cluster/target";
import type { ClusterSelection } from "../../cluster/target";
import { unlessStatus } from "../../cluster/tolerate";
import { ExplainedError } from "../../common/errors";
import { systemSelector } from "../../instance/pod";
import { sidecarsSince } from "../../instance/sidecar";
import { neverFilteredIn } from "../../security-group/never-filtered";
import { selfReview } from "../self-review";
import { dnsPods, dnsSelector } from "./dns";
import { judgeLimits } from "./limits";
import { probe } from "./probe";
import { errorResult } from "./report";
import type { Check, Result } from "./report";
import {
  grantCommand,
  inWords,
  isOptional,
  loadBalancerRights,
  neededRights,
  snapshotRights,
  tunnelRights,
} from "./rights";
import type { Right } from "./rights";

const answerMilliseconds = 10_000;

interface DoctorOptions extends ClusterSelection {
  probe: boolean;
  image: string;
  /** As in `ec2-pods:dns`. */
  dns?: string | undefined;
  /** As with `ec2-pods:metadataImage` none. */
  "no-metadata"?: boolean;
}

/** Checks everything that instances and groups need of a cluster. */
export async function checkCluster(options: DoctorOptions, report: (line: string) => void): Promise<Check[]> {
  const { checks, target } = await reach(options);
  if (!target) return checks;
  const { api, context, namespace } = target;
  checks.push(
    ...(await Promise.all([
      check("namespace", () => checkNamespace(api, namespace)),
      check("rights", () => checkRights(api, namespace)),
      check("nodes", () => ifAllowed(checkNodes(api))),
      check("quotas and limits", () => ifAllowed(checkLimits(api, namespace, !options["no-metadata"]))),
      check("network policies", () => checkEnforcement(api, options.probe)),
      check("cluster DNS", () => checkDns(api)),
      check("default StorageClass", () => checkStorageClass(api)),
      check("snapshots", () => checkSnapshots(api, namespace)),
      check("load balancers", () => checkLoadBalancers(api, namespace)),
      check("public addresses", () => checkAddresses(api, namespace)),
    ])),
  );
  if (!options.probe) return checks;
  if (checks.some(({ state }) => state === "error")) return [...checks, notProbed];
  const { kubeconfig, image, dns } = options;
  const { egress } = neverFilteredIn((key) => (key === "ec2-pods:dns" ? dns : undefined));
  const results = await probe({ api, kubeconfig, context, namespace, image, egress }, report);
  return [...checks, ...results];
}

const notProbed: Check = {
  name: "probe",
  state: "error",
  value: "not run, because of the errors above",
  fix: "Fix them, then run the probe again",
};

/** Finds the way to the API server; without a target if a check on it failed. */
async function reach(options: ClusterSelection) {
  const checks: Check[] = [];
  const ok = (name: string, value: string) => checks.push({ name, state: "ok", value });
  let name = "kubeconfig";
  try {
    const config = loadKubeconfig(options);
    const path = kubeconfigName(options.kubeconfig);
    if (!config) {
      const fix = serviceAccount()
        ? `To use the service account of this Pod, add --context ${inCluster}`
        : 'Create a cluster, for example with "kind create cluster", or name a kubeconfig with --kubeconfig';
      throw new ExplainedError(`there is no kubeconfig at ${path}`, fix);
    }
    ok(name, usesServiceAccount(options) ? "the service account of this Pod" : path);
    name = "context";
    const { context = "", namespace = "default", error } = selectTarget(options, viewOf(config));
    if (error) throw new ExplainedError(error.reason, `${error.fix ?? ""}, or name it here with --context`);
    const api = await Api.open(config, context);
    ok(name, api.where.replace(/^context /, ""));
    name = "server";
    checks.push({ name, ...judgeVersion(await serverVersion(api)) });
    return { checks, target: { api, context, namespace } };
  } catch (error) {
    return { checks: [...checks, { name, ...errorResult(error) }] };
  }
}

function judgeVersion(version: string): Result {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  const value = `answers: Kubernetes ${version}`;
  if (Number(major) !== 1 || Number(minor) >= sidecarsSince) return { state: "ok", value };
  const fix = `Use Kubernetes 1.${sidecarsSince} or later`;
  return { state: "warning", value: `${value}, whose Pods have no sidecars: no instance metadata`, fix };
}

async function serverVersion(api: Api): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = toClusterError(new Error(`no answer in ${answerMilliseconds / 1000} s`), api.where);
    timer = setTimeout(() => reject(error), answerMilliseconds);
  });
  try {
    return (await Promise.race([api.get<{ gitVersion: string }>("/version"), late])).gitVersion;
  } finally {
    clearTimeout(timer);
  }
}

/** One check; a warning if the user isn't allowed to make it. */
async function check(name: string, run: () => Promise<Result>): Promise<Check> {
  try {
    return { name, ...(await run()) };
  } catch (error) {
    return error instanceof ClusterError && error.status === 403
      ? { name, state: "warning", value: notAllowed }
      : { name, ...errorResult(error) };
  }
}

/** Most users need not see what it looks at, so it is no warning. */
const ifAllowed = async (result: Promise<Result>): Promise<Result> =>
  (await unlessStatus(403, result)) ?? { state: "ok", value: notAllowed };

const notAllowed = "not checked: the user isn't allowed to";

async function checkNamespace(api: Api, namespace: string): Promise<Result> {
  const { status } = await api.get<Namespace>(`/api/v1/namespaces/${namespace}`);
  if (status?.phase !== "Terminating") return { state: "ok", value: namespace };
  const fix = "Wait until it is deleted, or use another one with --namespace";
  return { state: "error", value: `"${namespace}" is being deleted`, fix };
}

/** Those of the rights that the user doesn't have. */
async function lacking(api: Api, namespace: string, rights: Right[]): Promise<Right[]> {
  const allowed = async (resourceAttributes: Right) => {
    const body = { spec: { resourceAttributes: { ...resourceAttributes, namespace } } };
    const path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    return (await api.post<SelfSubjectAccessReview>(path, body)).status?.allowed;
  };
  const answers = await Promise.all(rights.map(allowed));
  return rights.filter((_, index) => !answers[index]);
}

async function checkRights(api: Api, namespace: string): Promise<Result> {
  const missing = await lacking(api, namespace, neededRights);
  if (missing.length === 0) {
    return {
      state: "ok",
      value: `all ${neededRights.length} that instances and groups need in "${namespace}"`,
    };
  }
  const user = (await selfReview(api))?.status?.userInfo?.username;
  return {
    state: missing.every(isOptional) ? "warning" : "error",
    value: `user "${user ?? "unknown"}" lacks in "${namespace}": ${inWords(missing)}`,
    fix: `Let an administrator run "${grantCommand(user ?? "<user>", namespace, missing)}"`,
  };
}

async function checkNodes(api: Api): Promise<Result> {
  const labelSelector = Object.entries(systemSelector)
    .map((label) => label.join("="))
    .join();
  const { items } = await api.get<List<Node>>("/api/v1/nodes", { labelSelector, limit: "1" });
  if (items.length > 0) return { state: "ok", value: "the cluster has Linux nodes" };
  return {
    state: "warning",
    value: `no node has the label ${labelSelector}, so that no instance starts`,
    fix: "Add a Linux node, unless the cluster adds one for a Pod that waits",
  };
}

async function checkLimits(api: Api, namespace: string, isServed: boolean): Promise<Result> {
  const path = `/api/v1/namespaces/${namespace}`;
  const [quotas, ranges] = await Promise.all([
    api.get<List<ResourceQuota>>(`${path}/resourcequotas`),
    api.get<List<LimitRange>>(`${path}/limitranges`),
  ]);
  return judgeLimits(quotas.items, ranges.items, isServed);
}

async function checkEnforcement(api: Api, isProbed: boolean): Promise<Result> {
  const view = await readClusterView(api);
  if (!view) {
    const value = "not checked: the user isn't allowed to list DaemonSets and nodes";
    return { state: "warning", value, fix: 'Test it by traffic with "ec2-pods doctor --probe"' };
  }
  const { plugin, enforced, reason, fix } = detectEnforcement(view);
  // Its objects don't show what the plugin can do with the kernels of its nodes.
  const words = {
    yes: "should be enforced",
    partly: "partly enforced",
    no: "not enforced",
    unknown: "unknown",
  };
  const answer = words[enforced];
  const said = plugin === answer ? `${answer}: ${reason}` : `${answer}, ${plugin}: ${reason}`;
  const value = enforced === "yes" && !isProbed ? `${said}; --probe tests it` : said;
  return { state: enforced === "yes" ? "ok" : "warning", value, fix };
}

async function checkDns(api: Api): Promise<Result> {
  const items = await dnsPods(api);
  const ready = items.filter(({ status }) =>
    status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True"),
  );
  const value = `${ready.length} of ${items.length} Pods with ${dnsSelector} in kube-system are ready`;
  if (ready.length > 0) return { state: "ok", value };
  const fix =
    items.length > 0
      ? `See "kubectl --namespace kube-system describe pods --selector ${dnsSelector}"`
      : `Find the DNS servers with "ec2-pods doctor --probe", and name them with "pulumi config set ec2-pods:dns <servers>": groups without egress rules reach only the Pods with ${dnsSelector}, and these`;
  return { state: "warning", value, fix };
}

/** Most stacks don't need it, so it is no warning. */
const unavailable = (resource: string, why: string): Result => ({
  state: "ok",
  value: `not available, which only ${resource} needs: ${why}`,
});

async function checkLoadBalancers(api: Api, namespace: string): Promise<Result> {
  const missing = await lacking(api, namespace, loadBalancerRights);
  return missing.length > 0
    ? unavailable("lb.LoadBalancer", `the user lacks in "${namespace}": ${inWords(missing)}`)
    : { state: "ok", value: `the user may run them in "${namespace}"` };
}

async function checkSnapshots(api: Api, namespace: string): Promise<Result> {
  const served = await unlessStatus(404, api.get<object>("/apis/snapshot.storage.k8s.io/v1"));
  if (!served) return unavailable("ebs.Snapshot", "the API server doesn't have snapshot.storage.k8s.io/v1");
  const missing = await lacking(api, namespace, snapshotRights);
  if (missing.length > 0)
    return unavailable("ebs.Snapshot", `the user lacks in "${namespace}": ${inWords(missing)}`);
  return { state: "ok", value: `the user may take them in "${namespace}"` };
}

/** Whether `ec2-pods tunnel` can serve them on this machine. */
async function checkAddresses(api: Api, namespace: string): Promise<Result> {
  const missing = await lacking(api, namespace, tunnelRights);
  if (missing.length > 0) {
    const user = (await selfReview(api))?.status?.userInfo?.username ?? "<user>";
    const value = `"ec2-pods tunnel" can't serve them: the user lacks in "${namespace}": ${inWords(missing)}`;
    const fix = `Let an administrator run "${grantCommand(user, namespace, missing)}"`;
    return { state: "warning", value, fix };
  }
  const obstacle = await localObstacle();
  if (obstacle) return { state: "warning", ...obstacle };
  return { state: "ok", value: '"ec2-pods tunnel" can serve them on this machine' };
}

async function checkStorageClass(api: Api): Promise<Result> {
  const defaultKey = "storageclass.kubernetes.io/is-default-class";
  const { items } = await api.get<List<StorageClass>>("/apis/storage.k8s.io/v1/storageclasses");
  const isDefault = ({ metadata }: StorageClass) => metadata?.annotations?.[defaultKey] === "true";
  const nameOf = ({ metadata }: StorageClass) => metadata?.name ?? "";
  const found = items.find(isDefault);
  if (found) return judgeProvisioner(nameOf(found), found.provisioner, await csiDrivers(api));
  const [first] = items;
  const fix = first
    ? `Make one the default with "kubectl annotate storageclass ${nameOf(first)} ${defaultKey}=true"`
    : "Install a storage provisioner with a default StorageClass";
  return { state: "warning", value: "none: the volumes of ebsBlockDevices stay unbound", fix };
}

/** The CSI drivers that the cluster has, and on how many nodes each runs; undefined if the user isn't allowed to look. */
async function csiDrivers(api: Api): Promise<Map<string, number> | undefined> {
  const list = <T>(kind: string) => unlessStatus(403, api.get<List<T>>(`/apis/storage.k8s.io/v1/${kind}`));
  const [drivers, nodes] = await Promise.all([list<CSIDriver>("csidrivers"), list<CSINode>("csinodes")]);
  if (!drivers || !nodes) return undefined;
  // Null on a node without a driver.
  const driversOf = ({ spec }: CSINode): CSINode["spec"]["drivers"] | null => spec.drivers;
  const running = nodes.items.flatMap((node) => driversOf(node)?.map(({ name }) => name) ?? []);
  const names = [...drivers.items.map(({ metadata }) => metadata?.name ?? ""), ...running];
  return new Map(names.map((name) => [name, running.filter((each) => each === name).length]));
}

/** Only a CSI driver says where it runs. */
export function judgeProvisioner(
  name: string,
  provisioner: string,
  drivers: Map<string, number> | undefined,
): Result {
  const nodes = drivers?.get(provisioner);
  if (nodes === undefined) return { state: "ok", value: `${name}, if its provisioner ${provisioner} runs` };
  if (nodes > 0) {
    return {
      state: "ok",
      value: `${name}, whose driver ${provisioner} runs on ${nodes} ${nodes === 1 ? "node" : "nodes"}`,
    };
  }
  const value = `${name}, whose driver ${provisioner} runs on no node: the volumes of ebsBlockDevices stay unbound`;
  return { state: "warning", value, fix: "Install that driver, or make another StorageClass the default" };
}
