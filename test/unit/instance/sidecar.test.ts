import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { Pod } from "../../../provider/cluster/objects";
import type { SidecarSize } from "../../../provider/instance/metadata";
import { toPod } from "../../../provider/instance/pod";
import { withMetadata } from "../../../provider/instance/sidecar";
import { instanceInputs as inputs } from "../../support/instance";

const of = (metadata: boolean, sidecarSize: SidecarSize = "small"): Pod => {
  const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata, sidecarSize };
  const pod = toPod(inputs, launch);
  return { ...pod, metadata: { ...pod.metadata, uid: String(metadata) } };
};

/** What a cluster that answers the creation of a Pod like this leads to. */
async function launched(create: (pod: Pod) => Pod, asked = inputs) {
  const said = jest.spyOn(console, "log").mockImplementation();
  const deleted: unknown[] = [];
  const cluster = {
    deletePod: (pod: Pod) => Promise.resolve(deleted.push(pod.metadata?.uid)),
    pods: () => Promise.resolve([]),
    listen: () => () => undefined,
  } as unknown as Cluster;
  const made: (boolean | string)[] = [];
  const make = (metadata: boolean, size?: SidecarSize) => {
    made.push(size ?? metadata);
    return new Promise<Pod>((resolve) => resolve(create(of(metadata, size))));
  };
  const pod = await withMetadata(cluster, asked, "apps", make).catch((error: Error) => error.message);
  const result = { pod, made, deleted, said: said.mock.calls.flat().join("\n") };
  said.mockRestore();
  return result;
}

const refuse = (reason: string) => (pod: Pod) => {
  if (pod.spec?.initContainers) throw new ClusterError(reason, undefined, 403);
  return pod;
};

test.each([
  ["Pod Security", 'violates PodSecurity "baseline:latest": non-default capabilities'],
  ["OpenShift", "unable to validate against any security context constraint: [provider restricted-v2]"],
  ["GKE Autopilot", "GKE Warden rejected the request because it violates one or more constraints"],
  ["Kyverno", 'admission webhook "validate.kyverno.svc-fail" denied the request: capabilities'],
  ["Gatekeeper", 'admission webhook "validation.gatekeeper.sh" denied the request: [psp] capabilities'],
  ["a policy of Kubernetes", "ValidatingAdmissionPolicy 'capabilities' with binding 'b' denied request"],
])("an instance runs without metadata where %s forbids the service's privilege", async (_, reason) => {
  const { pod, made, said } = await launched(refuse(reason));
  expect(made).toEqual(["small", false]);
  expect(pod).toMatchObject({ metadata: { uid: "false" } });
  expect(said).toContain(
    `warning: no instance metadata at 169.254.169.254: ${reason}. The instance's groups block the address`,
  );
});

test("what is refused without the service as well is the first refusal, without a warning", async () => {
  const { pod, said } = await launched(({ spec }) => {
    throw new ClusterError(spec?.initContainers ? 'admission webhook "w" denied the request: a' : "b");
  });
  expect([pod, said]).toEqual(['admission webhook "w" denied the request: a', ""]);
});

test.each(["exceeded quota: q", 'User "u" cannot create resource "pods"'])(
  "%s costs an instance no metadata",
  async (reason) => {
    expect(await launched(refuse(reason))).toMatchObject({ pod: reason, made: ["small"], said: "" });
  },
);

test("a cluster without sidecars, which would wait for the end of the service, gets none", async () => {
  const { pod, made, deleted, said } = await launched((each) => {
    for (const container of each.spec?.initContainers ?? []) delete container.restartPolicy;
    return each;
  });
  expect({ made, deleted }).toEqual({ made: ["small", false], deleted: ["true"] });
  expect(pod).toMatchObject({ metadata: { uid: "false" } });
  expect(said).toContain("the cluster has no sidecars, which Kubernetes has since 1.29");
  expect(said).toContain("Upgrade the cluster");
});

test("a service that a LimitRange refuses gets the defaults of its namespace", async () => {
  const reason = "minimum cpu usage per Container is 100m, but request is 1m";
  const { pod, made } = await launched((each) => {
    const [sidecar] = each.spec?.initContainers ?? [];
    if (sidecar?.resources) throw new ClusterError(reason, undefined, 403);
    return each;
  });
  expect(made).toEqual(["small", "default"]);
  expect(pod).toMatchObject({ spec: { initContainers: [{ name: "metadata" }] } });
});

test.each([
  [
    "a LimitRange of a ratio has no defaults",
    "cpu max limit to request ratio per Container is 2, but provided ratio is 250.000000",
    "[cpu max limit to request ratio per Container is 2, but no request is specified or request is 0, cpu max limit to request ratio per Container is 2, but no limit is specified or limit is 0]",
  ],
  [
    "a LimitRange gives requests, and a quota wants limits",
    "minimum cpu usage per Container is 100m, but request is 1m",
    "failed quota: q: must specify limits.cpu for: metadata",
  ],
])("a service reserves its limits where %s", async (_, small, none) => {
  const { pod, made } = await launched((each) => {
    const { limits, requests } = each.spec?.initContainers?.[0]?.resources ?? {};
    if (!limits) throw new ClusterError(none, undefined, 403);
    if (requests?.cpu !== limits.cpu) throw new ClusterError(small, undefined, 403);
    return each;
  });
  expect(made).toEqual(["small", "default", "reserved"]);
  const size = { cpu: "250m", memory: "64Mi" };
  expect(pod).toMatchObject({ spec: { initContainers: [{ resources: { limits: size, requests: size } }] } });
});

test("what a LimitRange refuses in every size is an error", async () => {
  const reason = "cpu max limit to request ratio per Pod is 2, but provided ratio is 1250.000000";
  expect(await launched(refuse(reason))).toMatchObject({
    pod: reason,
    made: ["small", "default", "reserved"],
    said: "",
  });
});

test("a service that a LimitRange and then a policy refuse costs the metadata alone", async () => {
  const policy = 'violates PodSecurity "baseline:latest": non-default capabilities';
  const { pod, made } = await launched((each) => {
    const [sidecar] = each.spec?.initContainers ?? [];
    if (!sidecar) return each;
    throw new ClusterError(
      sidecar.resources ? "minimum cpu usage per Container is 1" : policy,
      undefined,
      403,
    );
  });
  expect(made).toEqual(["small", "default", false]);
  expect(pod).toMatchObject({ metadata: { uid: "false" } });
});

test("no service is launched if the configuration wants none", async () => {
  const without = { ...inputs, pod: { ...inputs.pod, metadataImage: "none" } };
  expect(await launched((pod) => pod, without)).toMatchObject({ made: [false], said: "" });
});
