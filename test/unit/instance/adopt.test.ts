import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Pod } from "../../../provider/cluster/objects";
import { adoptable } from "../../../provider/instance/launch";
import { check, create } from "../../../provider/instance/lifecycle";
import { toPod } from "../../../provider/instance/pod";
import type { InstanceInputs } from "../../../provider/instance/model";
import { instanceArgs, instanceInputs } from "../../support/instance";

const id = instanceInputs.instanceId;
const podOf = (inputs: InstanceInputs): Pod =>
  toPod(inputs, { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: false });
const pod = podOf(instanceInputs);
const podWith = (metadata: Pod["metadata"]): Pod => ({ ...pod, metadata: { ...pod.metadata, ...metadata } });

test.each<[string, Pod[], string]>([
  ["without a Pod", [], `no Pod in namespace "apps" belongs to instance ${id}, the value of adopt`],
  [
    "that is adopted",
    [podWith({ annotations: { "ec2-pods/adopted": "true" } })],
    `instance ${id} is already adopted`,
  ],
  [
    "of another stack",
    [podWith({ labels: { "ec2-pods/owner": "fedcba9876543210" } })],
    `instance ${id} belongs to another stack`,
  ],
])("an instance %s can't be adopted", (_, pods, reason) => {
  expect(() => adoptable(pods, instanceInputs, "apps")).toThrow(expect.objectContaining({ reason }) as Error);
});

test("an instance of this stack, which a rename took out of the program, can be adopted", () => {
  expect(adoptable([pod], instanceInputs, "apps")).toEqual({ differs: false });
});

let end: (() => void) | undefined;
afterEach(() => end?.());

test("an instance that another resource of the program has can't be adopted", async () => {
  const calls: (string | undefined)[] = [];
  const items: Pod[] = [];
  const server = createServer(({ method, url = "" }, answer) => {
    calls.push(method);
    // The watch stays open.
    if (url.includes("watch=true")) answer.writeHead(200).flushHeaders();
    else answer.end(JSON.stringify({ metadata: { resourceVersion: "1" }, items }));
  });
  end = () => {
    server.closeAllConnections();
    server.close();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const kubeconfig = JSON.stringify({
    contexts: [{ name: "kind-dev", context: { cluster: "dev", user: "me" } }],
    clusters: [{ name: "dev", cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: "me", user: {} }],
  });
  const args = { ...instanceArgs, kubeconfig, context: "kind-dev", namespace: "apps" };
  const { inputs: live } = await check({}, args);
  items.push(podOf(live));
  await check({ ...live }, args);
  const { inputs, failures } = await check({}, { ...args, name: "second", adopt: live.instanceId });
  expect(failures).toEqual([]);
  await expect(create(inputs)).rejects.toThrow(
    `Cannot create Ec2Instance "second": another resource of the program already is instance ${live.instanceId}, the value of adopt. Remove adopt, or that resource.`,
  );
  expect(new Set(calls)).toEqual(new Set(["GET"]));
});
