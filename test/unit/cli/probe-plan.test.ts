import {
  allowPolicy,
  clientPod,
  denyPolicy,
  leftovers,
  serverPod,
  verdict,
} from "../../../provider/cli/probe-plan";
import type { NetworkPolicy, Pod } from "../../../provider/cluster/objects";
import { managedBy } from "../../../provider/common/names";

test.each([
  [
    { open: 500, closed: 3140, reopened: 80 },
    "ok",
    "enforced: a policy closed an open port after 3.1 s, another opened it for one Pod after 0.1 s",
  ],
  [
    { open: 500, closed: 3140, reopened: undefined },
    "fault",
    "NetworkPolicies block too much: in 20 s a policy that allows the client did not open the server's port 8080 again",
  ],
  [
    { open: 500, closed: undefined },
    "fault",
    "NetworkPolicies are not enforced: in 20 s a policy that denies all ingress did not close the server's port 8080",
  ],
  [
    { open: undefined },
    "fault",
    "nothing is proved: without a policy of its own the server's Pod did not answer the client's in 20 s",
  ],
])("what the client saw, %j, means: %s", (seen, state, value) => {
  expect(verdict(seen, "apps")).toMatchObject({ name: "probe", state, value });
});

test("the provider doesn't take the probe's Pods for instances", () => {
  for (const { metadata } of [serverPod("a1", "busybox"), clientPod("a1", "busybox", "10.0.0.1")]) {
    expect(metadata?.labels?.["app.kubernetes.io/managed-by"]).toBe("pulumi-ec2-pods-doctor");
    expect(metadata?.labels).not.toHaveProperty(["app.kubernetes.io/managed-by"], managedBy);
  }
});

test("the client finds a server with an IPv6 address", () => {
  const [container] = clientPod("a1", "busybox", "fd00::7").spec?.containers ?? [];
  expect(container?.command?.join(" ")).toContain("http://[fd00::7]:8080/");
});

test("the policies are about the run's own server, and the second about its client", () => {
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

test("only what no living run made counts as left over", () => {
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
