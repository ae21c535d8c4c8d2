import { kubectl, list, livePods, type Pod } from "../support/cluster";
import { type Resource, TestStack } from "../support/stack";

const program = (args: string): string => `
import * as pulumi from "@pulumi/pulumi";
const group = new SecurityGroup("web");
const web = new Ec2Instance("web", {
  instanceType: "t3.micro", vpcSecurityGroupIds: [group.id], ${args}
});
export const { id, podName, privateIp, instanceState } = web;
`;
const image = `ami: "busybox:1.35"`;

const pods = (stack: TestStack) => list<Pod>(stack.namespace, "pods");

/** The one Pod that isn't being deleted. */
async function pod(stack: TestStack): Promise<Pod> {
  const live = await livePods(stack.namespace);
  expect(live).toHaveLength(1);
  return live[0]!;
}

let stack: TestStack;
afterEach(() => stack.remove());

let stored: Resource;

test("up, empty preview, live update, refresh and destroy", async () => {
  stack = await TestStack.create("lifecycle", program(`${image}, tags: { Name: "one" }`));
  expect(Object.keys(await stack.preview())).toContain("web");
  expect(await pods(stack)).toEqual([]);

  await stack.up();
  const first = await pod(stack);
  expect(first.status.phase).toBe("Running");
  expect(await stack.outputs()).toEqual({
    id: first.metadata.labels["ec2-pods/instance-id"],
    podName: first.metadata.name,
    privateIp: first.status.podIP,
    instanceState: "running",
  });
  stored = await stack.resource("web");
  expect(await stack.preview()).toEqual({});
  await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");

  stack.program(program(`${image}, tags: { Name: "two" }`));
  expect(await stack.preview()).toEqual({ web: ["update"] });
  await stack.up();
  expect((await pod(stack)).metadata.uid).toBe(first.metadata.uid);
  const tags = "jsonpath={.metadata.annotations.ec2-pods/tags}";
  expect(await kubectl(stack.namespace, "get", "pod", first.metadata.name, "--output", tags)).toBe(
    '{"Name":"two"}',
  );

  await stack.succeed("destroy", "--yes", "--skip-preview");
  for (const kind of ["pods", "secrets", "networkpolicies"])
    expect(await list(stack.namespace, kind)).toEqual([]);
});

test("the stored provider text is under 2 KB and the same for every release", () => {
  const { inputs, outputs } = stored;
  expect(inputs["__provider"]).toBe('exports.handler=()=>require("pulumi-ec2-pods/lifecycle")');
  expect(outputs["__provider"]).toBe(inputs["__provider"]);
});

test("a failed create says why and leaves nothing", async () => {
  stack = await TestStack.create("failing", program(`ami: "127.0.0.1:1/none:1"`));
  const messages = await stack.failingUp();
  expect(messages).toMatch(
    /Cannot create Ec2Instance "web": the container "instance" can't start: (ErrImagePull|ImagePullBackOff)/,
  );
  expect(messages).toContain("Check ami, and that the node can pull the image or has it.");
  await kubectl(stack.namespace, "wait", "pods", "--all", "--for=delete", "--timeout=180s");
  expect(await pods(stack)).toEqual([]);

  stack.program(program(image));
  await stack.up();
  expect((await pod(stack)).status.phase).toBe("Running");
});

test("keepOnFailure keeps the Pod of a failed create; destroy removes it", async () => {
  stack = await TestStack.create("kept", program(`ami: "127.0.0.1:1/none:1", keepOnFailure: true`));
  await stack.failingUp();
  const kept = await pod(stack);
  const resource = await stack.resource("web");
  expect(resource.id).toBe(kept.metadata.labels["ec2-pods/instance-id"]);
  expect(resource.initErrors?.[0]).toContain('Cannot create Ec2Instance "web"');
  await stack.succeed("destroy", "--yes", "--skip-preview");
  expect(await pods(stack)).toEqual([]);
});

test("all wrong arguments are reported at once, and nothing is created", async () => {
  stack = await TestStack.create(
    "wrong",
    program(`ami: "", tags: { "aws:x": "" }, timeouts: { create: "soon" }`),
  );
  const messages = await stack.failingUp();
  for (const property of ["ami", 'tags["aws:x"]', "timeouts.create"]) expect(messages).toContain(property);
  expect(await pods(stack)).toEqual([]);
});

test("get finds an instance by its id, and fails if there is none", async () => {
  stack = await TestStack.create("get", program(image));
  await stack.up();
  const { id, podName } = await stack.outputs<{ id: string; podName: string }>();
  const get = (wanted: string) =>
    stack.program(`${program(image)}export const found = Ec2Instance.get("same", "${wanted}").podName;`);
  get(id);
  await stack.up();
  expect(await stack.outputs()).toMatchObject({ found: podName });
  get("i-00000000000000000");
  expect(await stack.failingUp()).toContain(
    `Cannot read Ec2Instance "same": no Pod in namespace "${stack.namespace}" belongs to instance i-00000000000000000.`,
  );
});
