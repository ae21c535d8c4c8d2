import type { Cluster } from "../../../provider/cluster/cluster";
import * as clusters from "../../../provider/cluster/cluster";
import type { Pod } from "../../../provider/cluster/objects";
import { labelKeys } from "../../../provider/common/names";
import { origin } from "../../../provider/common/origin";
import { check, delete as remove } from "../../../provider/instance/lifecycle";
import { toState } from "../../../provider/instance/model";
import { resourceSelector, toPod } from "../../../provider/instance/pod";
import { instanceArgs, instanceInputs } from "../../support/instance";

const __key = "web";
const former = { ...instanceInputs, __key };
/** It replaced the former one in a run that was killed before it deleted that. */
const instanceId = "i-22222222222222222";
const labels = { ...former.pod.labels, ...resourceSelector(former), [labelKeys.instanceId]: instanceId };
const successor = { ...former, instanceId, pod: { ...former.pod, labels } };

/** Names of the Pods that the deletion of the former instance deletes. */
async function deleted(): Promise<unknown[]> {
  const podOf = (inputs: typeof former, podName: string): Pod => {
    const pod = toPod(inputs, { podName, namespace: "apps", origin: origin(), metadata: false });
    return { ...pod, metadata: { ...pod.metadata, uid: podName } };
  };
  let pods = [podOf(former, "former"), podOf(successor, "successor")];
  const names: unknown[] = [];
  const cluster = {
    pods: (_namespace: string, labels: Record<string, string>) =>
      Promise.resolve(
        pods.filter(({ metadata }) =>
          Object.entries(labels).every(([key, value]) => metadata?.labels?.[key] === value),
        ),
      ),
    deletePod: (pod: Pod) => {
      pods = pods.filter((other) => other !== pod);
      return Promise.resolve(names.push(pod.metadata?.name));
    },
    object: () => Promise.resolve(undefined),
    listen: () => () => undefined,
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  const state = toState(former, { namespace: "apps", instanceState: "running", podName: "former" });
  await remove(former.instanceId, state);
  return names.sort();
}

afterEach(() => jest.restoreAllMocks());

test("a destroy deletes no other instance of the resource, because it doesn't know which ones the state has", async () => {
  expect(await deleted()).toEqual(["former"]);
});

test("an update deletes an instance of the resource that a killed run left, and keeps one that the state has", async () => {
  const news = { ...instanceArgs, namespace: "apps", __key };
  await check({}, news);
  expect(await deleted()).toEqual(["former", "successor"]);
  await check({ instanceId }, news);
  expect(await deleted()).toEqual(["former"]);
});

// The last test, because what it checks stays known.
test("what adopts an instance again in place of itself, by --replace, keeps its Pod", async () => {
  const id = former.instanceId;
  const said = jest.spyOn(console, "log").mockReturnValue();
  const news = { ...instanceArgs, namespace: "apps", __key, adopt: id };
  // With its state, as for a destroy that runs the program.
  await check({ instanceId: id, adopt: id }, news);
  expect(await deleted()).toContain("former");
  // With --replace, the engine gives no state.
  await check({}, news);
  expect(await deleted()).toEqual([]);
  expect(said.mock.calls.flat().join()).toContain(
    "its Pod and its volumes stay, because what replaces it adopts it again. Remove adopt to get a new instance",
  );
});
