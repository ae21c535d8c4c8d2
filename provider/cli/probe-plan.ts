import { randomBytes } from "node:crypto";

import { createdAt, type NetworkPolicy, type Pod } from "../cluster/objects";
import { containerName } from "../instance/pod";
import type { Check } from "./report";

/** Not the value that instances have: the provider takes every Pod with that one for an instance. */
const managedBy = "pulumi-ec2-pods-doctor";
const labels = {
  managedBy: "app.kubernetes.io/managed-by",
  run: "ec2-pods/doctor",
  role: "ec2-pods/doctor-role",
};
export const everyRun = `${labels.managedBy}=${managedBy}`;
export const ofRun = (run: string): string => `${labels.run}=${run}`;
const port = 8080;

/** How long each phase may take, and all of them together at most. */
export const limits = { start: 60_000, traffic: 20_000 };
const deadlineSeconds = 300;

export const newRun = (): string => randomBytes(4).toString("hex");

const metadata = (run: string, name: string, role = name) => ({
  name: `ec2-doctor-${run}-${name}`,
  labels: { [labels.managedBy]: managedBy, [labels.run]: run, [labels.role]: role },
});

export const serverPod = (run: string, image: string): Pod =>
  pod(run, "server", image, `echo ok >/tmp/index.html; exec httpd -f -p ${port} -h /tmp`);

/** One that writes down each change of what it finds; one missed answer is not yet a change. */
export const clientPod = (run: string, image: string, serverIp: string): Pod =>
  pod(
    run,
    "client",
    image,
    `said= missed=0
while :; do
  now=$said
  if timeout 1 wget -q -O /dev/null ${urlOf(serverIp)}; then now=open missed=0
  else missed=$((missed + 1)); sleep 0.2; [ $missed -lt 3 ] || now=closed; fi
  [ "$now" = "$said" ] || echo $now
  said=$now
  sleep 0.1
done`,
  );

const urlOf = (ip: string): string => `http://${ip.includes(":") ? `[${ip}]` : ip}:${port}/`;

/** As small as can be, and as the "restricted" Pod Security Standard wants it. */
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

/** Lets nobody reach the server. */
export const denyPolicy = (run: string): NetworkPolicy => policy(run, "deny", []);

/** Lets the client alone reach it; beside the other one, as policies add up. */
export const allowPolicy = (run: string): NetworkPolicy =>
  policy(run, "allow", [
    { from: [{ podSelector: { matchLabels: metadata(run, "client").labels } }], ports: [{ port }] },
  ]);

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

/** What of earlier runs is left and belongs to none that still goes on. */
export function leftovers<T extends Pod | NetworkPolicy>(objects: T[], pods: Pod[], now: Date): T[] {
  const lives = (pod: Pod) =>
    !["Failed", "Succeeded"].includes(pod.status?.phase ?? "") &&
    createdAt(pod, now) + (pod.spec?.activeDeadlineSeconds ?? 0) * 1000 > Number(now);
  const runOf = (object: Pod | NetworkPolicy) => object.metadata?.labels?.[labels.run];
  // Its Pods are the first that a run makes.
  const living = new Set(pods.filter(lives).map(runOf));
  return objects.filter((object) => !living.has(runOf(object)));
}

/** How long it took until the client saw each state, in milliseconds; undefined where it never did. */
export interface Observations {
  open?: number | undefined;
  closed?: number | undefined;
  reopened?: number | undefined;
}

/** What the observations prove. */
export function verdict({ open, closed, reopened }: Observations, namespace: string): Check {
  const name = "probe";
  const waited = `in ${limits.traffic / 1000} s`;
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  if (open === undefined) {
    return {
      name,
      state: "fault",
      value: `nothing is proved: without a policy of its own the server's Pod did not answer the client's ${waited}`,
      fix: `Look for policies that select all Pods with "kubectl --namespace ${namespace} get networkpolicies", or probe in another namespace with --namespace`,
    };
  }
  if (closed === undefined) {
    return {
      name,
      state: "fault",
      value: `NetworkPolicies are not enforced: ${waited} a policy that denies all ingress did not close the server's port ${port}`,
      fix: "Use a cluster whose network plugin enforces them, such as kind 0.24 or newer, or add one that does",
    };
  }
  if (reopened === undefined) {
    return {
      name,
      state: "fault",
      value: `NetworkPolicies block too much: ${waited} a policy that allows the client did not open the server's port ${port} again`,
      fix: "Look into the log of the cluster's network plugin",
    };
  }
  return {
    name,
    state: "ok",
    value: `enforced: a policy closed an open port after ${seconds(closed)}, another opened it for one Pod after ${seconds(reopened)}`,
  };
}
