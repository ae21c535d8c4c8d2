import { inside, kubectl, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";
import { mutatePods } from "../support/webhook";
import { onOurNode } from "../support/our-node";

let stack: TestStack;
onOurNode(() => {
  afterEach(() => stack.remove());

  interface Output {
    id: string;
    podName: string;
    instanceState: string;
    userDataExitStatus?: number;
  }

  const logOf = (podName: string) => kubectl(stack.namespace, "logs", podName, "--container=instance");

  const names = [
    "deleted",
    "ended",
    "failed",
    "relabelled",
    "ungrouped",
    "retagged",
    "reimaged",
    "untouched",
  ] as const;
  const program = `
const group = new SecurityGroup("group");
const of = ({ id, podName, instanceState }: Ec2Instance) => ({ id, podName, instanceState });
const machine = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [group.id] };
${names.map((name) => `export const ${name} = of(new Ec2Instance("${name}", machine));`).join("\n")}
`;

  test("changes of Pods by others are drift that a refresh shows and the next up repairs, and no destroy misses a Pod without labels", async () => {
    stack = await TestStack.create("drift", program);
    await stack.up();
    const before = await stack.outputs<Record<(typeof names)[number], Output>>();
    const pod = (name: (typeof names)[number]) => before[name].podName;
    const uid = (await podsByName(stack.namespace))["relabelled"]!.metadata.uid;

    const { namespace } = stack;
    await kubectl(namespace, "delete", "pod", pod("deleted"));
    await inside(namespace, pod("ended"), "poweroff");
    // The kubelet itself fails it, as with an eviction; it would take back a status that someone else wrote.
    const deadline = JSON.stringify({ spec: { activeDeadlineSeconds: 1 } });
    await kubectl(namespace, "patch", "pod", pod("failed"), "--patch", deadline);
    await kubectl(
      namespace,
      "wait",
      "pod",
      pod("failed"),
      "--for=jsonpath={.status.phase}=Failed",
      "--timeout=180s",
    );
    const own = ["app.kubernetes.io/managed-by", "ec2-pods/instance-id", "ec2-pods/owner", "ec2-pods/name"];
    await kubectl(namespace, "label", "pod", pod("relabelled"), ...own.map((key) => `${key}-`));
    const [group] = Object.keys((await podsByName(namespace))["ungrouped"]!.metadata.labels).filter((key) =>
      key.startsWith("security-group"),
    );
    await kubectl(namespace, "label", "pod", pod("ungrouped"), `${group ?? ""}-`);
    await kubectl(
      namespace,
      "annotate",
      "--overwrite",
      "pod",
      pod("retagged"),
      'ec2-pods/tags={"by":"hand"}',
    );
    await kubectl(
      namespace,
      "set",
      "image",
      `pod/${pod("reimaged")}`,
      "instance=docker.io/library/busybox:1.35",
    );

    const ended = "ec2-pods: shut down from inside\n";
    while (!(await logOf(pod("ended"))).endsWith(ended));
    await stack.refresh();
    const state = async (name: string) => (await stack.resource(name)).outputs;
    expect((await state("ended"))["instanceState"]).toBe("stopped");
    expect((await state("failed"))["instanceState"]).toBe("stopped");
    expect(await state("relabelled")).toMatchObject({
      instanceState: "running",
      pod: { labels: { "ec2-pods/service": "ec2" } },
    });
    expect((await state("retagged"))["tags"]).toEqual({ by: "hand" });
    expect(await state("reimaged")).toMatchObject({ pod: { image: "docker.io/library/busybox:1.35" } });

    expect(await stack.preview()).toEqual({
      deleted: ["create"],
      ended: ["update"],
      failed: ["update"],
      relabelled: ["update"],
      ungrouped: ["update"],
      retagged: ["update"],
      reimaged: ["update"],
    });
    await stack.up();
    const after = await stack.outputs<Record<(typeof names)[number], Output>>();
    const pods = await podsByName(namespace);
    for (const name of names) {
      expect([name, after[name].instanceState, pods[name]?.status.phase]).toEqual([
        name,
        "running",
        "Running",
      ]);
      expect([name, after[name].id === before[name].id]).toEqual([name, name !== "deleted"]);
    }
    expect(pods["relabelled"]!.metadata.uid).toBe(uid);
    expect(pods["ungrouped"]!.metadata.labels).toHaveProperty([group ?? ""], "member");
    expect(pods["retagged"]!.metadata.annotations["ec2-pods/tags"]).toBe("{}");
    expect(pods["reimaged"]!.spec.containers[0]!.image).toBe("busybox:1.35");
    await stack.refresh("--expect-no-changes");

    // A destroy deletes a Pod whose labels were removed.
    const running = names.map((name) => after[name].podName);
    await kubectl(namespace, "label", "pods", ...running, ...own.slice(0, 2).map((key) => `${key}-`));
    await stack.destroy();
    await kubectl(namespace, "wait", "pods", "--all", "--for=delete", "--timeout=180s");
  });

  test("an image that a webhook of the cluster replaces is no drift, and one that somebody changes then is", async () => {
    stack = await TestStack.create(
      "mirrored",
      `export const { id, podName } = new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" });`,
    );
    const mirror = await mutatePods(stack.namespace, ({ spec }) => [
      {
        op: "add",
        path: "/spec/containers/0",
        value: { ...spec.containers[0], name: "proxy", volumeMounts: [] },
      },
      { op: "replace", path: "/spec/containers/1/image", value: "docker.io/library/busybox:1.35" },
    ]);
    try {
      await stack.up();
      const { web } = await podsByName(stack.namespace);
      expect(web!.spec.containers.map(({ name, image }) => [name, image])).toEqual([
        ["proxy", "busybox:1.35"],
        ["instance", "docker.io/library/busybox:1.35"],
      ]);
      await stack.refresh("--expect-no-changes");
      const { podName } = await stack.outputs<Output>();
      await kubectl(stack.namespace, "set", "image", `pod/${podName}`, "instance=busybox:1.36");
      await stack.refresh();
      expect((await stack.resource("web")).outputs).toMatchObject({ pod: { image: "busybox:1.36" } });
    } finally {
      await mirror.remove();
    }
  });

  const withVolume = (tier: string) => `
export const { id, instanceState } = new Ec2Instance("db", {
  ami: "busybox:1.35", instanceType: "t3.micro", ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }],
  tags: { tier: "${tier}" },
});
`;

  test("an instance that lost its Pod and its volumes is gone, and one that starts without them is told", async () => {
    stack = await TestStack.create("lost", withVolume("1"));
    await stack.up();
    const lose = async (...kinds: string[]) => {
      for (const kind of kinds) await kubectl(stack.namespace, "delete", kind, "--all");
    };
    await lose("pods", "persistentvolumeclaims");
    stack.program(withVolume("2"));
    const said = await stack.up();
    expect(said).toMatch(/warning: its volume ec2-i-\w+-sdf was gone, so it has an empty one now/);
    expect(said).toContain("its Pod is gone, so it gets a new one");

    await lose("pods");
    await stack.refresh();
    expect((await stack.resource("db")).outputs["instanceState"]).toBe("stopped");
    await stack.up();
    await lose("pods", "persistentvolumeclaims");
    await stack.refresh();
    expect(await stack.instances()).toEqual([]);
  });

  const kept = `
export const { id, podName, instanceState } = new Ec2Instance("web", {
  ami: "busybox:1.35", instanceType: "t3.micro", keepOnFailure: true,
  tags: { "ec2-pods/node-selector": "disk=fast" },
});
`;

  test("the next up repairs an instance whose failed create was kept", async () => {
    stack = await TestStack.create("repaired", kept);
    const messages = await stack.failingUp();
    expect(messages).toContain('Cannot create Ec2Instance "web": no node can run its Pod: Unschedulable:');
    const left = (await podsByName(stack.namespace))["web"]!;
    expect((await stack.resource("web")).initErrors?.[0]).toContain("Unschedulable");

    await kubectl("default", "label", "nodes", "--all", "disk=fast");
    try {
      const ready = ["--for=condition=Ready", "--timeout=180s"];
      await kubectl(stack.namespace, "wait", "pod", left.metadata.name, ...ready);
      await stack.up();
    } finally {
      await kubectl("default", "label", "nodes", "--all", "disk-");
    }
    expect(await stack.outputs()).toEqual({
      id: left.metadata.labels["ec2-pods/instance-id"],
      podName: left.metadata.name,
      instanceState: "running",
    });
    expect((await stack.resource("web")).initErrors ?? []).toEqual([]);
  });

  test("an instance whose state was lost is adopted by its id; one of another stack is rejected", async () => {
    const web = (args = "") =>
      `export const { id, podName } = new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", ${args} });`;
    stack = await TestStack.create("adopt", web());
    await stack.up();
    const { id, podName } = await stack.outputs<Output>();
    await stack.succeed("state", "delete", (await stack.resource("web")).urn, "--yes");

    const other = (foreign: string) =>
      kubectl(stack.namespace, "label", "--overwrite", "pod", podName, foreign);
    const [owner] = [(await podsByName(stack.namespace))["web"]!.metadata.labels["ec2-pods/owner"]];
    await other("ec2-pods/owner=another");
    stack.program(web(`adopt: "${id}"`));
    expect(await stack.failingUp()).toContain(
      `Cannot create Ec2Instance "web": instance ${id} belongs to another stack. Remove it there with "pulumi state delete", then run "kubectl label pod ${podName} --namespace ${stack.namespace} ec2-pods/owner-".`,
    );
    await other(`ec2-pods/owner=${owner ?? ""}`);
    await stack.up();
    expect(await stack.outputs()).toEqual({ id, podName });
    stack.program(web());
    expect(Object.keys(await stack.preview())).toEqual(["web"]);
    await stack.up();
    expect(await stack.outputs()).toEqual({ id, podName });

    // One that was stopped meanwhile is started in its Pod.
    expect((await stack.ec2Pods("stop", "web")).code).toBe(0);
    await stack.succeed("state", "delete", (await stack.resource("web")).urn, "--yes");
    stack.program(web(`adopt: "${id}"`));
    await stack.up();
    expect((await stack.resource("web")).outputs).toMatchObject({ podName, instanceState: "running" });
    while (!(await logOf(podName)).endsWith("ec2-pods: powered on\n"));
    expect(await logOf(podName)).toMatch(/^(ec2-pods: powered off\n)+ec2-pods: powered on\n$/);
    stack.program(web());
    await stack.up();

    stack.program(
      web() +
        `\nnew Ec2Instance("none", { ami: "busybox:1.35", instanceType: "t3.micro", adopt: "i-00000000000000000" });`,
    );
    expect(await stack.failingUp()).toContain(
      `Cannot create Ec2Instance "none": no Pod in namespace "${stack.namespace}" belongs to instance i-00000000000000000, the value of adopt.`,
    );
  });
});
