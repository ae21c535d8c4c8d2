import { inside, kubectl, list } from "../support/cluster";
import { TestStack } from "../support/stack";

interface Pod {
  metadata: { name: string; uid: string; labels: Record<string, string>; deletionTimestamp?: string };
  status: {
    phase: string;
    podIP: string;
    containerStatuses: { state: { running?: { startedAt: string } } }[];
  };
}

const instance = (args: string, options = "{}") => `
const group = new SecurityGroup("web", { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] });
const web = new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [group.id], ${args} }, ${options});
export const { id, instanceId, podName, privateIp, instanceState } = web;
`;

const pods = (stack: TestStack) => list<Pod>(stack.namespace, "pods");
const livePods = async (stack: TestStack) =>
  (await pods(stack)).filter((pod) => !pod.metadata.deletionTimestamp);
const only = async (stack: TestStack): Promise<Pod> => {
  const [pod, ...others] = await livePods(stack);
  if (!pod || others.length > 0)
    throw new Error(`${others.length + (pod ? 1 : 0)} Pods where there should be one`);
  return pod;
};
const startedAt = (pod: Pod) => pod.status.containerStatuses[0]?.state.running?.startedAt;

let stack: TestStack;
afterEach(() => stack.remove());

test("up, empty preview, update, refresh and destroy of one instance", async () => {
  stack = await TestStack.create("lifecycle", instance(`tags: { Name: "one" }`));
  expect(await stack.preview()).toMatchObject({ web: ["create", "create", "create"] });
  expect(await pods(stack)).toEqual([]);

  await stack.up();
  const first = await only(stack);
  const outputs = await stack.outputs<Record<string, string>>();
  expect(outputs).toEqual({
    id: first.metadata.labels["ec2-pods/instance-id"],
    instanceId: first.metadata.labels["ec2-pods/instance-id"],
    podName: first.metadata.name,
    privateIp: first.status.podIP,
    instanceState: "running",
  });
  expect(first.status.phase).toBe("Running");
  expect(await stack.preview()).toEqual({});
  await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");

  stack.program(instance(`tags: { Name: "two" }`));
  expect(await stack.preview()).toEqual({ web: ["update"] });
  await stack.up();
  const tagged = await only(stack);
  expect([tagged.metadata.uid, startedAt(tagged)]).toEqual([first.metadata.uid, startedAt(first)]);
  expect(await kubectl(stack.namespace, "get", "pod", tagged.metadata.name, "--output", "yaml")).toContain(
    `ec2-pods/tags: '{"Name":"two"}'`,
  );

  await stack.succeed("destroy", "--yes", "--skip-preview");
  expect(await pods(stack)).toEqual([]);
  expect(await list(stack.namespace, "networkpolicies")).toEqual([]);
  expect(await list(stack.namespace, "secrets")).toEqual([]);
});
