import type { Cluster } from "../../../provider/cluster/cluster";
import type { Pod } from "../../../provider/cluster/objects";
import { ownerHash } from "../../../provider/common/names";
import { unmarkStored } from "../../../provider/instance/marks";
import { toState } from "../../../provider/instance/model";
import { toPod } from "../../../provider/instance/pod";
import { instanceInputs } from "../../support/instance";

const launch = { namespace: "apps", origin: "me", metadata: false };
const state = (podName: string) =>
  toState(instanceInputs, { namespace: "apps", instanceState: "running", podName });

/** A cluster with these Pods, the names of those that it has unmarked, and how often it was asked for a list. */
function clusterWith(pods: Pod[] | Error) {
  const unmarked: string[] = [];
  const lists: string[][] = [];
  const read: string[] = [];
  const cluster = {
    metadataOf: (_kind: string, ...of: string[]) => {
      lists.push(of);
      if (pods instanceof Error) return Promise.reject(pods);
      return Promise.resolve(pods.map(({ metadata }) => ({ metadata })));
    },
    pod: (_: string, name: string) => {
      read.push(name);
      return Promise.resolve((pods as Pod[]).find(({ metadata }) => metadata?.name === name));
    },
    patchPod: ({ metadata }: Pod) => Promise.resolve(void unmarked.push(metadata?.name ?? "")),
  } as unknown as Cluster;
  const unmark = (podName: string) =>
    unmarkStored(() => Promise.resolve({ cluster, namespace: "apps" }), state(podName));
  return { unmarked, lists, read, unmark };
}

const settled = () => new Promise(setImmediate);

test("Pods that the state has lose their marks by one list of the stack's Pods, and a second Pod keeps its own", async () => {
  const marked = ["a", "a-2", "b"].map((podName) => toPod(instanceInputs, { ...launch, podName }));
  const saved = toPod(instanceInputs, { ...launch, podName: "c" });
  saved.metadata!.annotations = {};
  const { unmarked, lists, read, unmark } = clusterWith([...marked, saved]);
  for (const podName of ["a", "b", "c", ""]) unmark(podName);
  await settled();
  expect(unmarked).toEqual(["a", "b"]);
  expect(read).toEqual(["a", "b"]);
  expect(lists).toEqual([["apps", `ec2-pods/owner=${ownerHash(instanceInputs)}`]]);
});

test("a list that fails fails nothing else", async () => {
  const { unmarked, unmark } = clusterWith(new Error("no"));
  unmark("a");
  await settled();
  expect(unmarked).toEqual([]);
});
