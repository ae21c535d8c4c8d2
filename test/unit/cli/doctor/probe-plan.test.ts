import {
  allowPolicy,
  clientPod,
  denyPolicy,
  dnsVerdict,
  leftovers,
  nameserverIn,
  serverPod,
  verdict,
} from "../../../../provider/cli/doctor/probe-plan";
import type { NetworkPolicy, Pod } from "../../../../provider/cluster/objects";
import { managedBy } from "../../../../provider/common/names";

test.each([
  [
    { open: 500, closed: 3140, reopened: 80 },
    "ok",
    "enforced: a policy blocked an open port after 3.1 s, and another allowed one Pod after 0.1 s",
  ],
  [
    { open: 500, closed: 3140, reopened: undefined },
    "error",
    "NetworkPolicies block too much: a policy that allows the client did not unblock port 8080 of the server within 20 s",
  ],
  [
    { open: 500, closed: undefined },
    "error",
    "NetworkPolicies are not enforced: a policy that denies all ingress did not block port 8080 of the server within 20 s",
  ],
  [
    { open: undefined },
    "error",
    "nothing is proved: without a policy of its own, the server Pod did not answer the client Pod within 20 s",
  ],
])("the observations %j mean: %s", (seen, state, value) => {
  expect(verdict(seen, "apps")).toMatchObject({ state, value });
});

test.each([
  [
    { before: true, under: true, server: "10.96.0.10", setting: "10.96.0.10" },
    { state: "ok", value: "groups without egress rules reach the DNS server 10.96.0.10" },
  ],
  [
    { before: true, under: false, server: "172.30.0.10", setting: "openshift-dns:5353" },
    {
      state: "warning",
      value: "groups without egress rules don't reach 172.30.0.10, the DNS server of their Pods",
      fix: 'Run "pulumi config set ec2-pods:dns openshift-dns:5353"; to test that, add --dns openshift-dns:5353',
    },
  ],
  [
    { before: true, server: "10.96.0.10", setting: "10.96.0.10" },
    {
      state: "warning",
      value: "not tested: a policy for the egress of the client Pod had no effect",
      fix: "Use a network plugin that enforces the policy type Egress",
    },
  ],
  [
    { before: false, server: "10.96.0.10", setting: "10.96.0.10" },
    {
      state: "warning",
      value: "not tested: 10.96.0.10 gave no answer to nslookup in the client Pod, without a policy for it",
      fix: "Check the cluster's DNS, and that --image has nslookup",
    },
  ],
])("the observations %j of DNS mean: %j", (seen, result) => {
  expect(dnsVerdict(seen)).toEqual(result);
});

test("the client's DNS server is the first one of its Pod", () => {
  expect(nameserverIn("nameserver 10.96.0.10\nnameserver 10.96.0.11\nopen\n")).toBe("10.96.0.10");
  expect(nameserverIn("open\n")).toBeUndefined();
});

test("the provider doesn't mistake the probe's Pods for instances", () => {
  for (const { metadata } of [serverPod("a1", "busybox"), clientPod("a1", "busybox", "10.0.0.1")]) {
    expect(metadata?.labels?.["app.kubernetes.io/managed-by"]).toBe("pulumi-ec2-pods-doctor");
    expect(metadata?.labels).not.toHaveProperty(["app.kubernetes.io/managed-by"], managedBy);
  }
});

test("the probe's Pods run on Linux nodes only", () => {
  for (const { spec } of [serverPod("a1", "busybox"), clientPod("a1", "busybox", "10.0.0.1")]) {
    expect(spec?.nodeSelector).toEqual({ "kubernetes.io/os": "linux" });
  }
});

test("the client finds a server with an IPv6 address", () => {
  const [container] = clientPod("a1", "busybox", "fd00::7").spec?.containers ?? [];
  expect(container?.command?.join(" ")).toContain("http://[fd00::7]:8080/");
});

test("both policies select the run's own server, and the second allows its client", () => {
  const server = serverPod("a1", "busybox").metadata?.labels;
  expect(denyPolicy("a1").spec).toEqual({
    podSelector: { matchLabels: server },
    policyTypes: ["Ingress"],
    ingress: [],
  });
  expect(allowPolicy("a1").spec?.ingress).toEqual([
    {
      from: [{ podSelector: { matchLabels: clientPod("a1", "busybox", "10.0.0.1").metadata?.labels } }],
      ports: [{ port: 8080 }],
    },
  ]);
});

test("only objects of runs that have ended are leftovers", () => {
  const now = new Date("2026-01-01T12:00:00Z");
  const pod = (run: string, age: number, phase = "Running"): Pod => {
    const made = serverPod(run, "busybox");
    const creationTimestamp = new Date(Number(now) - age * 1000).toISOString();
    return { ...made, metadata: { ...made.metadata, creationTimestamp }, status: { phase } };
  };
  const pods = [pod("young", 10), pod("old", 301), pod("ended", 10, "Failed")];
  const policies: NetworkPolicy[] = ["young", "old", "ended", "orphan"].map(denyPolicy);
  const names = (objects: (Pod | NetworkPolicy)[]) => objects.map(({ metadata }) => metadata?.name);
  expect(names(leftovers(pods, pods, now))).toEqual(["ec2-doctor-old-server", "ec2-doctor-ended-server"]);
  expect(names(leftovers(policies, pods, now))).toEqual([
    "ec2-doctor-old-deny",
    "ec2-doctor-ended-deny",
    "ec2-doctor-orphan-deny",
  ]);
});
