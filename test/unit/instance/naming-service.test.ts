import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { Pod, Service } from "../../../provider/cluster/objects";
import {
  ensureNamingService,
  removeUnusedNamingService,
  withNames,
} from "../../../provider/instance/naming-service";
import { toPod } from "../../../provider/instance/pod";
import { toNamingService } from "../../../provider/instance/private-dns";
import { instanceInputs } from "../../support/instance";

const launched = toPod(instanceInputs, {
  podName: "ec2-1",
  namespace: "apps",
  origin: "me",
  metadata: false,
});
const pod: Pod = { ...launched, metadata: { ...launched.metadata, uid: "1" } };

/** A cluster with this Service, whose watch and whose API server may show different Pods. */
function clusterWith(found: Service | undefined, { watched = [] as Pod[], live = [] as Pod[] } = {}) {
  const calls: string[] = [];
  const call = <T>(name: string, answer: T) => Promise.resolve(void calls.push(name)).then(() => answer);
  const cluster = {
    object: () => call("get", found),
    ensureService: (_: Service, { isDryRun = false } = {}) => call(isDryRun ? "try" : "create", undefined),
    deleteObject: () => call("delete", undefined),
    pods: () => Promise.resolve(watched),
    livePods: () => call("list", live),
  };
  return { cluster: cluster as unknown as Cluster, calls };
}
const silent = () => undefined;

test("a run looks for the Service once in each namespace, and creates it once", async () => {
  const { cluster, calls } = clusterWith(undefined);
  await Promise.all([1, 2, 3].map(() => ensureNamingService(cluster, pod, silent)));
  await ensureNamingService(cluster, pod, silent);
  expect(calls).toEqual(["get", "create"]);
  await ensureNamingService(cluster, { ...pod, metadata: { namespace: "other" } }, silent);
  expect(calls).toEqual(["get", "create", "get", "create"]);
});

test("the Pod of an older release, which can't have a name, gets no Service", async () => {
  const { cluster, calls } = clusterWith(undefined);
  await ensureNamingService(cluster, { ...pod, spec: { containers: [] } }, silent);
  expect(calls).toEqual([]);
});

test("all deletions of a run that see no Pod delete the Service once", async () => {
  const { cluster, calls } = clusterWith(toNamingService("apps"), { watched: [pod] });
  await Promise.all([1, 2, 3].map(() => removeUnusedNamingService(cluster, "apps", pod)));
  await removeUnusedNamingService(cluster, "apps", pod);
  expect(calls).toEqual(["get", "delete", "list"]);
});

test("the Service stays with a Pod of any stack, and comes back for one that another process created", async () => {
  const used = clusterWith(toNamingService("apps"), { watched: [pod] });
  await removeUnusedNamingService(used.cluster, "apps");
  expect(used.calls).toEqual([]);
  const taken = clusterWith(toNamingService("apps"), { live: [pod] });
  await removeUnusedNamingService(taken.cluster, "apps");
  expect(taken.calls).toEqual(["get", "delete", "list", "create"]);
});

test("a Service of someone else is used if it names instances, and never deleted", async () => {
  const { spec } = toNamingService("apps");
  const lines: string[] = [];
  for (const service of [{ spec }, { spec: { ...spec, selector: { app: "theirs" } } }]) {
    const { cluster, calls } = clusterWith(service);
    await ensureNamingService(cluster, pod, (line) => lines.push(line));
    await removeUnusedNamingService(cluster, "apps");
    expect(calls).toEqual(["get"]);
  }
  expect(lines).toEqual([expect.stringContaining("is another one")]);
});

test("without names, instances come up", async () => {
  const { cluster } = clusterWith(undefined);
  cluster.ensureService = () => Promise.reject(new ClusterError("services is forbidden", undefined, 403));
  const lines: string[] = [];
  await ensureNamingService(cluster, pod, (line) => lines.push(line));
  expect(lines).toEqual([
    'warning: privateDns doesn\'t resolve: services is forbidden. Grant the right to get and create services in namespace apps; "ec2-pods doctor" prints the command',
  ]);
});

test("a refresh shows that the Service is gone, but only to users who can create it", async () => {
  const seen = { pod: { ...instanceInputs.pod, clusterDomain: "cluster.local" } };
  const { cluster, calls } = clusterWith(undefined);
  const drifted = await Promise.all([1, 2].map(() => withNames(cluster, "apps", seen)));
  expect(drifted.map(({ pod }) => pod?.clusterDomain)).toEqual(["", ""]);
  expect(calls).toEqual(["get", "try"]);
  const { cluster: readOnly } = clusterWith(undefined);
  readOnly.ensureService = () => Promise.reject(new ClusterError("services is forbidden", undefined, 403));
  expect(await withNames(readOnly, "apps", seen)).toBe(seen);
  const { cluster: named } = clusterWith(toNamingService("apps"));
  expect(await withNames(named, "apps", seen)).toBe(seen);
});
