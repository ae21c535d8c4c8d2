import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Pod } from "../../../provider/cluster/objects";
import { origin } from "../../../provider/common/origin";
import { adoptable } from "../../../provider/instance/adoption";
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

test.each([
  ["another resource, which a rename took out of the program", "key of frontend"],
  ["this resource, whose state was lost or whose adoption a kill ended", "key of web"],
])("an instance that was adopted by %s, can be adopted again", (_, key) => {
  const notes = { "ec2-pods/adopted": "true", "ec2-pods/resource": key };
  const adopt = (maker: string) =>
    adoptable(
      [podWith({ annotations: { ...notes, "ec2-pods/maker": maker } })],
      { ...instanceInputs, __key: "key of web" },
      "apps",
    );
  expect(adopt(origin()).differs).toBe(true);
  // That of another folder may have a state which has it.
  expect(() => adopt("another")).toThrow(`instance ${id} is adopted by a stack of the same name of another`);
});

test("what replaces an instance that was adopted can't adopt it", async () => {
  const instanceId = "i-00000000000000004";
  const inputs = { ...instanceInputs, instanceId, __key: "key of web", adopt: instanceId };
  const adopted = podWith({ annotations: { "ec2-pods/adopted": "true", "ec2-pods/resource": "key of web" } });
  await check({ ...inputs }, { ...instanceArgs, __own: { name: "web", __key: "key of web" } });
  expect(() => adoptable([adopted], inputs, "apps")).toThrow(`instance ${instanceId} is already adopted`);
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
  const own = (name: string, __declared?: string[]) => ({
    __own: { name, __key: `key of ${name}`, __declared },
  });
  const web = { ...args, ...own("web") };
  const adopting = (instance: InstanceInputs, keys?: string[]) =>
    check({}, { ...args, ...own("second", keys), adopt: instance.instanceId });
  const refusal = ({ instanceId }: InstanceInputs) =>
    `Cannot create Ec2Instance "second": another resource of the program already is instance ${instanceId}, the value of adopt. Remove adopt, or that resource.`;

  // The other one is checked first, later, or is left out by --target.
  const { inputs: live } = await check({}, web);
  const later = { ...live, instanceId: "i-00000000000000002" };
  const leftOut = { ...live, instanceId: "i-00000000000000003" };
  const { metadata, ...podOfLive } = podOf(live);
  for (const { instanceId } of [later, leftOut]) {
    const labels = { ...metadata?.labels, "ec2-pods/instance-id": instanceId };
    items.push({ ...podOfLive, metadata: { ...metadata, name: instanceId, uid: instanceId, labels } });
  }
  await check({ ...live }, web);
  expect((await adopting(live)).failures).toEqual([
    {
      property: "adopt",
      reason: 'is the id of Ec2Instance "web" of this program. Remove adopt, or that resource',
    },
  ]);

  const { inputs, failures } = await adopting(later);
  expect(failures).toEqual([]);
  expect((await check({ ...later }, web)).failures).toEqual([
    {
      property: "instanceId",
      reason: `is ${later.instanceId}, which Ec2Instance "second" of this program adopts. Remove its adopt, or this resource`,
    },
  ]);
  await expect(create(inputs)).rejects.toThrow(refusal(later));

  // A replacement of the other one has left its Pod, which keeps its key.
  const { inputs: replaced } = await adopting(leftOut, ["key of second", "key of web"]);
  await expect(create(replaced)).rejects.not.toThrow(refusal(leftOut));

  items.at(-1)!.metadata!.annotations!["ec2-pods/resource"] = "key of db";
  const { inputs: target } = await adopting(leftOut, ["key of second", "key of db"]);
  await expect(create(target)).rejects.toThrow(refusal(leftOut));
  expect(new Set(calls)).toEqual(new Set(["GET"]));
});
