import { randomBytes } from "node:crypto";

import { createdAt } from "../../cluster/objects";
import type { NetworkPolicy, Pod } from "../../cluster/objects";
import { containerName, systemSelector } from "../../instance/pod";
import type { NetworkPolicySpec } from "../../security-group/policy-spec";
import type { Result } from "./report";

/** Differs from the value of instances: the provider treats every Pod with that one as an instance. */
const managedBy = "pulumi-ec2-pods-doctor";
const labels = {
  managedBy: "app.kubernetes.io/managed-by",
  run: "ec2-pods/doctor",
  role: "ec2-pods/doctor-role",
};
export const everyRun = `${labels.managedBy}=${managedBy}`;
export const ofRun = (run: string): string => `${labels.run}=${run}`;
const port = 8080;

/** Milliseconds that each phase may take. */
export const limits = { start: 60_000, traffic: 20_000, dns: 6_000 };
/** Time limit of a Pod, longer than all phases together. */
const deadlineSeconds = 300;

/** What the client logs of DNS. */
export const dnsAnswers = "dns";
const nameserver = "nameserver ";

/** The first DNS server of the client's Pod, which it logs at its start. */
export const nameserverIn = (console: string): string | undefined =>
  console
    .split("\n")
    .find((line) => line.startsWith(nameserver))
    ?.slice(nameserver.length)
    .trim();

export const newRun = (): string => randomBytes(4).toString("hex");

const metadata = (run: string, name: string, role = name) => ({
  name: `ec2-doctor-${run}-${name}`,
  labels: { [labels.managedBy]: managedBy, [labels.run]: run, [labels.role]: role },
});

export const serverPod = (run: string, image: string): Pod =>
  pod(run, "server", image, `echo ok >/tmp/index.html; exec httpd -f -p ${port} -h /tmp`);

/**
 * Logs each change of what it sees. Only the third missed answer in a row counts as closed. Then it also logs whether the
 * DNS server of its Pod answers, whatever the answer is.
 */
export const clientPod = (run: string, image: string, serverIp: string): Pod =>
  pod(
    run,
    "client",
    image,
    `sed -n 's/^nameserver  */${nameserver}/p' /etc/resolv.conf
said= missed=0
while :; do
  now=$said
  if timeout 1 wget -q -O /dev/null ${urlOf(serverIp)}; then now=open missed=0
  else missed=$((missed + 1)); sleep 0.2; [ $missed -lt 3 ] || now=closed; fi
  if [ "$now" != "$said" ]; then
    echo $now
    if [ $now = closed ]; then
      case $(timeout 4 nslookup kubernetes.default.svc.cluster.local 2>&1) in
      *[Aa]ddress*|*NXDOMAIN*) echo ${dnsAnswers} ;;
      esac
    fi
  fi
  said=$now
  sleep 0.1
done`,
  );

const urlOf = (ip: string): string => `http://${ip.includes(":") ? `[${ip}]` : ip}:${port}/`;

/** A minimal Pod that the "restricted" Pod Security Standard allows. */
const pod = (run: string, role: string, image: string, script: string): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: metadata(run, role),
  spec: {
    restartPolicy: "Never",
    activeDeadlineSeconds: deadlineSeconds,
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    nodeSelector: systemSelector,
    securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: containerName,
        image,
        command: ["sh", "-c", script],
        resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "100m", memory: "32Mi" } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
      },
    ],
  },
});

/** Blocks all traffic to the server. */
export const denyPolicy = (run: string): NetworkPolicy => policy(run, "deny", []);

/** Allows the client. The other policy stays, as policies add up. */
export const allowPolicy = (run: string): NetworkPolicy =>
  policy(run, "allow", [
    { from: [{ podSelector: { matchLabels: metadata(run, "client").labels } }], ports: [{ port }] },
  ]);

/** Allows the client what groups without rules allow. */
export const groupPolicy = (
  run: string,
  egress: NonNullable<NetworkPolicySpec["egress"]>,
): NetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: metadata(run, "group", "policy"),
  spec: {
    podSelector: { matchLabels: metadata(run, "client").labels },
    policyTypes: ["Egress"],
    egress: egress as NonNullable<NetworkPolicy["spec"]>["egress"] & object,
  },
});

const policy = (
  run: string,
  name: string,
  ingress: NonNullable<NetworkPolicy["spec"]>["ingress"] & object,
): NetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: metadata(run, name, "policy"),
  spec: {
    podSelector: { matchLabels: metadata(run, "server").labels },
    policyTypes: ["Ingress"],
    ingress,
  },
});

/** The objects of runs that have ended; `pods` are the Pods of all runs. */
export function leftovers<T extends Pod | NetworkPolicy>(objects: T[], pods: Pod[], now: Date): T[] {
  const isLive = (pod: Pod) =>
    !["Failed", "Succeeded"].includes(pod.status?.phase ?? "") &&
    createdAt(pod, now) + (pod.spec?.activeDeadlineSeconds ?? 0) * 1000 > Number(now);
  const runOf = (object: Pod | NetworkPolicy) => object.metadata?.labels?.[labels.run];
  // A run creates its Pods first, so a run without a live Pod has ended.
  const liveRuns = new Set(pods.filter(isLive).map(runOf));
  return objects.filter((object) => !liveRuns.has(runOf(object)));
}

/** Milliseconds until the client saw each state; undefined if it never did. */
export interface Observations {
  open?: number | undefined;
  closed?: number | undefined;
  reopened?: number | undefined;
}

/** What the observations prove. */
export function verdict({ open, closed, reopened }: Observations, namespace: string): Result {
  const waited = `within ${limits.traffic / 1000} s`;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  if (open === undefined) {
    return {
      state: "error",
      value: `nothing is proved: without a policy of its own, the server Pod did not answer the client Pod ${waited}`,
      fix: `Look for policies that select all Pods with "kubectl --namespace ${namespace} get networkpolicies", or probe another namespace with --namespace`,
    };
  }
  if (closed === undefined) {
    return {
      state: "error",
      value: `NetworkPolicies are not enforced: a policy that denies all ingress did not block port ${port} of the server ${waited}`,
      fix: "Use a cluster whose network plugin enforces them, such as kind 0.24 or later, or install such a plugin",
    };
  }
  if (reopened === undefined) {
    return {
      state: "error",
      value: `NetworkPolicies block too much: a policy that allows the client did not unblock port ${port} of the server ${waited}`,
      fix: "Check the logs of the cluster's network plugin",
    };
  }
  return {
    state: "ok",
    value: `enforced: a policy blocked an open port after ${seconds(closed)}, and another allowed one Pod after ${seconds(reopened)}`,
  };
}

/** What is known of DNS under the policy of a group without rules. */
export interface DnsObservations {
  /** Whether it answered before that policy. */
  before: boolean;
  /** Whether it answered under it; undefined if the policy had no effect. */
  under?: boolean | undefined;
  /** The Pod's DNS server. */
  server: string;
  /** What `ec2-pods:dns` must have for it. */
  setting: string;
}

/** What the observations prove of DNS. */
export function dnsVerdict({ before, under, server, setting }: DnsObservations): Result {
  if (!before) {
    const value = `not tested: ${server} gave no answer to nslookup in the client Pod, without a policy for it`;
    return { state: "warning", value, fix: "Check the cluster's DNS, and that --image has nslookup" };
  }
  if (under === undefined) {
    const value = "not tested: a policy for the egress of the client Pod had no effect";
    return { state: "warning", value, fix: "Use a network plugin that enforces the policy type Egress" };
  }
  if (under) return { state: "ok", value: `groups without egress rules reach the DNS server ${server}` };
  return {
    state: "warning",
    value: `groups without egress rules don't reach ${server}, the DNS server of their Pods`,
    fix: `Run "pulumi config set ec2-pods:dns ${setting}"; to test that, add --dns ${setting}`,
  };
}
