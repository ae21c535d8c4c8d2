import type { Cluster } from "../../../provider/cluster/cluster";
import type { Pod } from "../../../provider/cluster/objects";
import { unknownValue } from "../../../provider/common/values";
import { checkInstance } from "../../../provider/instance/check";
import { settled } from "../../../provider/instance/console-facts";
import { changes, toInputs } from "../../../provider/instance/effects";
import { metadataAnnotation } from "../../../provider/instance/metadata";
import { configure, diff } from "../../../provider/instance/lifecycle";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs, InstanceState } from "../../../provider/instance/model";
import { livePatch, toPod } from "../../../provider/instance/pod";
import { observed, statusOf } from "../../../provider/instance/pod-status";
import { domainIn, privateDnsName, withDomain } from "../../../provider/instance/private-dns";
import { readSettings } from "../../../provider/instance/settings";
import { instanceArgs, instanceInputs } from "../../support/instance";

const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: false };
const { instanceId } = instanceInputs;
const name = `${instanceId}.ec2-instances.apps.svc.cluster.local`;

function check(args: object = {}, olds: Partial<InstanceInputs> = {}, config: Record<string, string> = {}) {
  const settings = readSettings((key) => config[key], {});
  return checkInstance(olds, { ...instanceArgs, namespace: "apps", ...args }, {}, settings);
}
const named = { ...instanceInputs, pod: { ...instanceInputs.pod, clusterDomain: "cluster.local" } };

/** The Pod of a release that gave it no name. */
function olderPod() {
  const { metadata, spec } = toPod(instanceInputs, launch);
  const annotations = { ...metadata?.annotations, "ec2-pods/metadata": metadataAnnotation(instanceInputs) };
  delete spec?.hostname;
  delete spec?.subdomain;
  return { metadata: { ...metadata, annotations }, spec, status: { podIP: "10.0.0.7" } } as Pod;
}

test("check gives a new instance a name, and keeps it", () => {
  const { inputs } = check();
  expect(inputs.privateDns).toBe(privateDnsName(inputs.instanceId, "apps"));
  expect(check({ tags: { a: "b" } }, inputs).inputs.privateDns).toBe(inputs.privateDns);
});

test("a name is unknown as long as its namespace is", () => {
  expect(check({ namespace: unknownValue }).inputs.privateDns).toBe(unknownValue);
  expect(check({ namespace: undefined }).inputs).not.toHaveProperty("privateDns");
});

test("the domain of the cluster is a setting, whose change is live", () => {
  const config = { "ec2-pods:clusterDomain": "corp.example" };
  const olds = check().inputs;
  const { inputs } = check({}, olds, config);
  expect(inputs.privateDns).toBe(privateDnsName(olds.instanceId, "apps", "corp.example"));
  expect(changes(olds as InstanceState, inputs)).toEqual([{ property: "pod.clusterDomain", effect: "live" }]);
  const pod = { ...toPod(olds, launch), ...livePatch(toPod(olds, launch), inputs) };
  expect(statusOf(pod).privateDns).toBe(inputs.privateDns);
  expect(check({}, {}, { "ec2-pods:clusterDomain": "Not a domain" }).failures).toEqual([
    expect.objectContaining({ reason: expect.stringContaining('is "Not a domain"') as string }),
  ]);
});

test("an instance that is adopted, or that an older release launched, has the name of its Pod", () => {
  expect(check({ adopt: instanceId }).inputs).not.toHaveProperty("privateDns");
  const { inputs } = check({}, instanceInputs);
  expect(inputs).not.toHaveProperty("privateDns");
  const pod = olderPod();
  expect(livePatch(pod, inputs)?.["metadata" as never]["annotations"]["ec2-pods/metadata"]).toBeUndefined();
  const state = toState(inputs, { namespace: "apps", ...statusOf(pod), instanceState: "running" });
  expect(state.privateDns).toBe("10-0-0-7.apps.pod.cluster.local");
  expect(changes(state, inputs)).toEqual([]);
  expect(toInputs({ ...state, ...observed(pod, state) }).privateDns).toBeUndefined();
});

test("an adopted instance, or one whose Pod was re-created, follows the setting without a refresh", async () => {
  const { inputs } = check({ adopt: instanceId });
  const adopted = { ...inputs, pod: { ...instanceInputs.pod } };
  const corp = privateDnsName(instanceId, "apps", "corp.example");
  const pod = toPod(named, launch);
  const patch = livePatch(pod, withDomain(adopted, "corp.example"))?.["metadata" as never] as Pod["metadata"];
  const conditions = [{ type: "Ready", status: "True" }];
  const status = { phase: "Running", podIP: "10.0.0.7", conditions } as Pod["status"];
  const patched = { ...pod, metadata: { ...pod.metadata, ...patch }, status };
  const state = await settled({} as Cluster, adopted, patched, {});
  expect(state).toMatchObject({ privateDns: corp, pod: { clusterDomain: "corp.example" } });

  const settings = (domain: string) =>
    configure({ config: { get: (key) => (key === "ec2-pods:clusterDomain" ? domain : undefined) } });
  settings("corp.example");
  expect(await diff(instanceId, state, adopted)).toEqual({ changes: false });
  settings("other.example");
  expect(await diff(instanceId, state, adopted)).toEqual({ changes: true, replaces: [] });

  const older = await settled({} as Cluster, adopted, { ...olderPod(), status }, {});
  expect(older.pod).not.toHaveProperty("clusterDomain");
  expect(await diff(instanceId, older, adopted)).toEqual({ changes: false });
});

test("a refresh finds the name of a new Pod, and the next check keeps it", () => {
  const state = toState(instanceInputs, { namespace: "apps" });
  const seen = { ...state, ...observed(toPod(instanceInputs, launch), state) };
  expect(seen).toMatchObject({ privateDns: name, pod: { clusterDomain: "cluster.local" } });
  const olds = toInputs(seen);
  expect(olds.privateDns).toBe(name);
  expect(check({}, olds).inputs).toMatchObject({ privateDns: name, pod: { clusterDomain: "cluster.local" } });
});

test("a stopped instance keeps its name, with a Pod that ended and without one", () => {
  const ended = { ...toPod(named, launch), status: { phase: "Failed" } };
  expect(statusOf(ended)).toMatchObject({ privateDns: name, privateIp: "", podName: "" });
  expect(toState({ ...named, privateDns: name }, { namespace: "apps" }).privateDns).toBe(name);
});

test("only names of this form have a domain", () => {
  expect(domainIn(name)).toBe("cluster.local");
  for (const other of ["", "10-0-0-7.apps.pod.cluster.local", "a.b.c.svc.cluster.local"]) {
    expect(domainIn(other)).toBeUndefined();
  }
});
