import { inside, kubectl, list, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";
import { onOurNode } from "../support/our-node";

let stack: TestStack;
onOurNode(() => {
  afterEach(() => stack.remove());

  interface Node {
    metadata: { name: string; labels: Record<string, string> };
  }

  const program = (host: string) =>
    `
const machine = { ami: "ami-0123456789abcdef0", instanceType: "t3.micro" };
export const plain = new Ec2Instance("plain", machine);
export const tagged = new Ec2Instance("tagged", { ...machine, tags: {
  "fakecloud-k8s/annotations": "team=tag,level=tag",
  "ec2-pods/node-selector": "kubernetes.io/hostname=${host}",
  "ec2-pods/tolerations": '[{"key":"tag","operator":"Exists"},{"key":"global","operator":"Exists"}]',
} });
export const names = { plain: plain.podName, tagged: tagged.podName };
export const dns = tagged.privateDns;
export const ip = tagged.privateIp;
export const arn = tagged.arn;
export const zone = tagged.availabilityZone;
`
      .replaceAll("export const plain", "const plain")
      .replaceAll("export const tagged", "const tagged");

  test("Pods get node selector, tolerations, annotations and pull secrets from three levels, and sizes from the type", async () => {
    const [node] = await list<Node>("default", "nodes");
    const host = node!.metadata.labels["kubernetes.io/hostname"]!;
    stack = await TestStack.create("pod-config", program(host));
    Object.assign(stack.env, {
      FAKECLOUD_K8S_NODE_SELECTOR: "kubernetes.io/os=linux",
      FAKECLOUD_K8S_ANNOTATIONS: "team=global,global=yes",
      FAKECLOUD_K8S_TOLERATIONS: '[{"key":"global","operator":"Exists"}]',
      FAKECLOUD_K8S_PULL_SECRET: "registry",
      FAKECLOUD_EC2_K8S_ANNOTATIONS: "team=service,level=service",
    });
    await stack.succeed(
      "config",
      "set",
      "--path",
      'ec2-pods:amiMap["ami-0123456789abcdef0"]',
      "busybox:1.35",
    );
    await stack.succeed("config", "set", "ec2-pods:pullSecret", "registry,mirror");
    await stack.succeed("config", "set", "aws:region", "eu-central-1");
    await stack.up();
    const { plain, tagged } = await podsByName(stack.namespace);
    expect(plain!.spec.nodeSelector).toEqual({ "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64" });
    expect(plain!.metadata.annotations).toMatchObject({ team: "service", level: "service", global: "yes" });
    expect(plain!.spec.tolerations?.map(({ key }) => key)).toContain("global");
    expect(plain!.spec.imagePullSecrets).toEqual([{ name: "registry" }, { name: "mirror" }]);
    expect(tagged!.spec.nodeSelector).toMatchObject({ "kubernetes.io/hostname": host });
    expect(tagged!.metadata.annotations).toMatchObject({ team: "tag", level: "tag", global: "yes" });
    expect(tagged!.spec.tolerations?.filter(({ key }) => key === "global")).toHaveLength(1);
    expect(tagged!.spec.containers[0]).toMatchObject({
      image: "busybox:1.35",
      resources: { limits: { cpu: "2", memory: "1Gi" }, requests: { cpu: "0", memory: "0" } },
    });

    const { names, dns, ip, arn, zone } = await stack.outputs<{
      names: Record<string, string>;
      dns: string;
      ip: string;
      arn: string;
      zone: string;
    }>();
    const lookUp = `until nslookup ${dns} | grep -F ${ip}; do sleep 0.2; done 2>/dev/null`;
    expect((await inside(stack.namespace, names["plain"]!, lookUp)).stdout).toContain(ip);
    expect(arn).toMatch(/^arn:aws:ec2:eu-central-1:000000000000:instance\/i-[0-9a-f]{17}$/);
    expect(zone).toBe("eu-central-1a");

    // Removing an annotation is live as well.
    stack.env["FAKECLOUD_EC2_K8S_ANNOTATIONS"] = "";
    stack.env["FAKECLOUD_K8S_ANNOTATIONS"] = "team=global";
    // What else re-creates a Pod can be ignored.
    await stack.succeed("config", "set", "ec2-pods:pullSecret", "registry,other");
    stack.program(
      program(host).replace("machine);", 'machine, { ignoreChanges: ["pod.imagePullSecrets"] });'),
    );
    await stack.succeed("up", "--yes", "--skip-preview", "--target", (await stack.resource("plain")).urn);
    const after = (await podsByName(stack.namespace))["plain"]!;
    expect(after.metadata.uid).toBe(plain!.metadata.uid);
    expect(after.metadata.annotations).toMatchObject({ team: "global" });
    expect(after.metadata.annotations).not.toHaveProperty("level");
    expect(after.spec.imagePullSecrets).toEqual([{ name: "registry" }, { name: "mirror" }]);

    stack.env["FAKECLOUD_K8S_TOLERATIONS"] = "{}";
    expect(await stack.failingUp()).toContain(
      'the environment variable FAKECLOUD_K8S_TOLERATIONS isn\'t a JSON array. Use [{"key":"dedicated",',
    );
    delete stack.env["FAKECLOUD_K8S_TOLERATIONS"];
  });

  const secret = "hunter2-in-secret";
  test("secret user data and kubeconfig are in no state, no output and no error", async () => {
    const instance = (ami: string) => `
import * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "fs";
const kubeconfig = readFileSync(process.env.KUBECONFIG!, "utf8") + "\\n# ${secret}\\n";
const vpcSecurityGroupIds = [new SecurityGroup("group").id];
export const { userData } = new Ec2Instance("web", { ami: "${ami}", instanceType: "t3.micro", kubeconfig,
  vpcSecurityGroupIds,
  userData: pulumi.secret("#cloud-config\\nwrite_files: [{ path: /etc/token, content: ${secret} }]\\n") });
new Ec2Instance("wrong", { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds,
  userData: pulumi.secret("#cloud-config\\n${ami === "busybox:1.35" ? "" : "apt: {}\\n"}write_files: []\\n# ${secret}\\n") });
`;
    stack = await TestStack.create("secrets", instance("127.0.0.1:1/none:1"));
    const said = [await stack.failingUp(), await stack.exported()];
    stack.program(instance("busybox:1.35"));
    said.push(await stack.succeed("preview", "--diff"), await stack.succeed("preview", "--json"));
    said.push(await stack.succeed("up", "--yes", "--skip-preview", "--logtostderr", "-v=3"));
    said.push(await stack.exported(), await stack.refresh("--diff"), await stack.exported());
    const { podName } = (await stack.resource("web")).outputs as { podName: string };
    said.push(await kubectl(stack.namespace, "get", "pod", podName, "--output", "json"));
    said.push(await stack.succeed("destroy", "--yes", "--diff"));
    expect(said.join("\n")).not.toContain(secret);
    expect(said.join("\n")).not.toContain(Buffer.from(secret).toString("base64").slice(0, 20));
    expect(said[0]).toContain("userData has a cloud-config with the key apt");
  });
});
