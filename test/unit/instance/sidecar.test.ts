import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { Pod } from "../../../provider/cluster/objects";
import { toPod } from "../../../provider/instance/pod";
import { withMetadata } from "../../../provider/instance/sidecar";
import { instanceInputs as inputs } from "../../support/instance";

const of = (metadata: boolean, hasDefaults = false): Pod => {
  const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata, hasDefaults };
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
  const make = (metadata: boolean, hasDefaults?: boolean) => {
    made.push(hasDefaults ? "defaults" : metadata);
    return new Promise<Pod>((resolve) => resolve(create(of(metadata, hasDefaults))));
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
  expect(made).toEqual([true, false]);
  expect(pod).toMatchObject({ metadata: { uid: "false" } });
  expect(said).toContain(`warning: no instance metadata at 169.254.169.254: ${reason}. The address leads to`);
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
    expect(await launched(refuse(reason))).toMatchObject({ pod: reason, made: [true], said: "" });
  },
);

test("a cluster without sidecars, which would wait for the end of the service, gets none", async () => {
  const { pod, made, deleted, said } = await launched((each) => {
    for (const container of each.spec?.initContainers ?? []) delete container.restartPolicy;
    return each;
  });
  expect({ made, deleted }).toEqual({ made: [true, false], deleted: ["true"] });
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
  expect(made).toEqual([true, "defaults"]);
  expect(pod).toMatchObject({ spec: { initContainers: [{ name: "metadata" }] } });
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
  expect(made).toEqual([true, "defaults", false]);
  expect(pod).toMatchObject({ metadata: { uid: "false" } });
});

test("no service is launched if the configuration wants none", async () => {
  const without = { ...inputs, pod: { ...inputs.pod, metadataImage: "none" } };
  expect(await launched((pod) => pod, without)).toMatchObject({ made: [false], said: "" });
});
