import { apply, inside, kubectl, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";
import { requireEnforcement } from "../support/traffic";

let stack: TestStack;
let other: TestStack | undefined;
let alone: TestStack | undefined;
afterAll(async () => {
  await stack.remove();
  await other?.remove();
  await alone?.remove();
});

interface Output {
  id: string;
  podName: string;
  privateIp: string;
}

const program = (options = "", more = ""): string => `
const of = ({ id, podName, privateIp }: Ec2Instance) => ({ id, podName, privateIp });
const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };
const tags = { Name: "web", "two words": "x", owner: "it's \\"me\\"" };
export const web = of(new Ec2Instance("web", { ...machine, tags, metadataOptions: { ${options} },
  userData: "#!/bin/sh\\nmkdir /www; echo mine > /www/index.html; httpd -p 80 -h /www\\n", waitForUserData: true }));
${more}`;

const closed = (httpEndpoint: string): string =>
  `export const closed = of(new Ec2Instance("closed", { ...machine, metadataOptions: { httpEndpoint: "${httpEndpoint}" } }));`;

const outputs = () => stack.outputs<{ web: Output; closed: Output }>();

beforeAll(async () => {
  stack = await TestStack.create("metadata", program('instanceMetadataTags: "enabled"', closed("disabled")));
  await stack.up();
});

/** Asks the metadata service from inside the instance, with a token if there is one. */
async function ask(podName: string, path: string, token = ""): Promise<string> {
  const header = token && `--header "X-aws-ec2-metadata-token: ${token}"`;
  const { stdout, stderr } = await inside(
    stack.namespace,
    podName,
    `timeout 60 wget ${header} -qO- http://169.254.169.254/${path}`,
  );
  return stdout || stderr.trim();
}

/** busybox wget has no PUT. */
async function newToken(podName: string): Promise<string> {
  const request =
    "PUT /latest/api/token HTTP/1.1\\r\\nHost: 169.254.169.254\\r\\nX-aws-ec2-metadata-token-ttl-seconds: 60\\r\\n\\r\\n";
  const { stdout } = await inside(
    stack.namespace,
    podName,
    `printf '${request}' | timeout 60 nc 169.254.169.254 80`,
  );
  expect(stdout).toMatch(/^HTTP\/1\.[01] 200 /);
  return stdout.trim().split("\n").at(-1)!.trim();
}

/** Options of a running Pod reach its metadata service with the kubelet's next synchronization. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}

test("169.254.169.254 answers IMDSv1 and v2 beside the instance's own web server", async () => {
  const { web } = await outputs();
  const facts = {
    "instance-id": web.id,
    "instance-type": "t3.micro",
    "ami-id": "busybox:1.35",
    "local-ipv4": web.privateIp,
    "placement/availability-zone": "us-east-1a",
    "placement/region": "us-east-1",
    "tags/instance/Name": "web",
    "tags/instance/owner": `it's "me"`,
  };
  const answers: Record<string, string> = {};
  for (const path of Object.keys(facts)) answers[path] = await ask(web.podName, `latest/meta-data/${path}`);
  expect(answers).toEqual(facts);
  expect(await ask(web.podName, "latest/user-data")).toContain("httpd -p 80");
  expect(JSON.parse(await ask(web.podName, "latest/dynamic/instance-identity/document"))).toMatchObject({
    instanceId: web.id,
    instanceType: "t3.micro",
    region: "us-east-1",
  });
  expect(await ask(web.podName, "latest/meta-data/instance-id", await newToken(web.podName))).toBe(web.id);
  expect(await ask(web.podName, "latest/meta-data/instance-id", "wrong")).toContain("401");
  expect((await inside(stack.namespace, web.podName, "wget -qO- http://127.0.0.1/")).stdout).toBe("mine\n");

  const pod = (await podsByName(stack.namespace))["web"]!;
  const [own] = pod.spec.containers as { securityContext?: object }[];
  expect(own?.securityContext).toEqual({ runAsUser: 0, runAsGroup: 0 });
  // Its port is the instance's own: nothing else in the cluster reaches it.
  const [sidecar] = pod.spec.initContainers!;
  expect(sidecar!.name).toBe("metadata");
});

test("a disabled service answers 403 and is turned on, and tokens are required, while the instances run", async () => {
  const before = await podsByName(stack.namespace);
  const { web, closed: instance } = await outputs();
  // Without the service, the address would be that of the node's own.
  expect(await ask(instance.podName, "latest/meta-data/instance-id")).toContain("403");

  stack.program(program('httpTokens: "required"', closed("enabled")));
  await stack.up();
  const after = await podsByName(stack.namespace);
  expect(after["web"]!.metadata.uid).toBe(before["web"]!.metadata.uid);
  await until(async () => (await ask(instance.podName, "latest/meta-data/instance-id")) === instance.id);
  expect((await outputs()).closed.podName).toBe(instance.podName);
  await until(async () => (await ask(web.podName, "latest/meta-data/instance-id")).includes("401"));
  expect(await ask(web.podName, "latest/meta-data/instance-id", await newToken(web.podName))).toBe(web.id);
  expect(
    await ask(web.podName, "latest/meta-data/tags/instance/Name", await newToken(web.podName)),
  ).toContain("404");
});

test("another image of the service restarts the service alone", async () => {
  const { web } = await outputs();
  const image = "docker.io/rancher/klipper-lb:v0.4.13";
  await stack.succeed("config", "set", "ec2-pods:metadataImage", image);
  stack.program(program("", closed("enabled")));
  await stack.up();
  expect((await outputs()).web).toEqual(web);
  const status = async () => (await podsByName(stack.namespace))["web"]!.status;
  await until(async () => (await status()).initContainerStatuses?.[0]?.restartCount === 1);
  await until(async () => (await ask(web.podName, "latest/meta-data/instance-id")) === web.id);
  expect((await status()).containerStatuses).toMatchObject([{ restartCount: 0 }]);
  expect((await inside(stack.namespace, web.podName, "wget -qO- http://127.0.0.1/")).stdout).toBe("mine\n");
  await stack.refresh("--expect-no-changes");
});

test("an instance runs without metadata, with a warning, where Pod Security forbids it", async () => {
  other = await TestStack.create("baseline", program());
  await kubectl("default", "label", "ns", other.namespace, "pod-security.kubernetes.io/enforce=baseline");
  const said = await other.up();
  expect(said).toContain('Ec2Instance "web": warning: no instance metadata at 169.254.169.254:');
  expect(said).toContain("violates PodSecurity");
  const { web } = await podsByName(other.namespace);
  expect(web!.spec.initContainers).toBeUndefined();
  expect(await other.preview()).toEqual({});

  const restrict = ["label", "ns", other.namespace, "pod-security.kubernetes.io/enforce=restricted"];
  await kubectl("default", ...restrict, "--overwrite");
  other.program(program('httpEndpoint: "enabled"', `new Ec2Instance("refused", machine);`));
  expect(await other.failingUp()).toContain(
    `Cannot create Ec2Instance "refused": Pod Security "restricted" of namespace ${other.namespace} allows no root user, and an instance runs as root, as on EC2. Use another namespace, or run "kubectl label namespace ${other.namespace} pod-security.kubernetes.io/enforce=baseline --overwrite".`,
  );
});

const withoutService = `
const all = { protocol: "-1", fromPort: 0, toPort: 0 };
const ipv4 = new SecurityGroup("ipv4", { egress: [{ ...all, cidrBlocks: ["0.0.0.0/0"] }] });
const local = new SecurityGroup("local");
for (const [index, cidrIpv4] of ["169.254.0.0/16", "169.254.169.254/32"].entries()) {
  new SecurityGroupEgressRule(\`local-\${index}\`, { securityGroupId: local.id, ipProtocol: "-1", cidrIpv4 });
}
const machine = (name, groups) =>
  new Ec2Instance(name, { ami: "busybox:1.35", instanceType: "t3.nano", vpcSecurityGroupIds: groups }).podName;
export const ipv4Pod = machine("ipv4", [ipv4.id]);
// The default group lets out to both versions.
export const bothPod = machine("both");
export const localPod = machine("local", [local.id]);
`;

/** Starts a Pod of this script, which is in no group. */
async function startPod(namespace: string, name: string, script: string, more: object = {}): Promise<string> {
  const securityContext = { capabilities: { add: ["NET_ADMIN"] } };
  const container = { name: "main", image: "busybox:1.35", command: ["sh", "-ec", script], securityContext };
  const spec = { containers: [container], terminationGracePeriodSeconds: 5, ...more };
  await apply(namespace, { apiVersion: "v1", kind: "Pod", metadata: { name }, spec });
  await kubectl(namespace, "wait", `pod/${name}`, "--for=condition=Ready", "--timeout=180s");
  return kubectl(namespace, "get", "pod", name, "--output", "jsonpath={.status.podIP}");
}

test("an instance without the service doesn't reach that of its node, whatever its groups let out", async () => {
  alone = await TestStack.create("metadata-alone", withoutService);
  const { namespace } = alone;
  await requireEnforcement(namespace);
  await alone.succeed("config", "set", "ec2-pods:metadataImage", "none");
  const said = await alone.up();
  expect(said).toContain(
    'Cannot translate SecurityGroupEgressRule "local-1": cidrIpv4 is "169.254.169.254/32"; no rule opens',
  );
  // The node's routes lead to this Pod, as those of a cloud lead to its service, and end with the second one.
  const addresses = ["169.254.169.254", "169.254.169.253"];
  const each = (command: string) =>
    addresses.map((address) => command.replace("ADDRESS", address)).join("; ");
  const serve = `${each("ip addr add ADDRESS/32 dev lo")}; mkdir /www; echo node >/www/index.html; exec httpd -f -h /www`;
  const pod = await startPod(namespace, "service", serve);
  const route = `trap '${each("ip route del ADDRESS/32")}; exit' TERM; ${each(`ip route replace ADDRESS/32 via ${pod}`)}; sleep 3600 & wait`;
  await startPod(namespace, "route", route, { hostNetwork: true });
  await startPod(namespace, "bystander", "sleep 3600");

  const reached = async (name: string) => {
    const asked = [...addresses, pod].map((address) => `timeout 5 wget -qO- http://${address}/ || echo no`);
    return (await inside(namespace, name, asked.join("; "))).stdout.trim().split("\n");
  };
  /** Asks until a Pod reaches what it should: one try can be too slow. It must never reach the rest. */
  const untilReaches = async (name: string, ...expected: ("node" | "no")[]) => {
    for (;;) {
      const found = await reached(name);
      if (found.join() === expected.join()) return;
      expect(found.filter((answer, index) => answer === "node" && expected[index] === "no")).toEqual([]);
    }
  };
  const { ipv4Pod, bothPod, localPod } = await alone.outputs<Record<string, string>>();
  // The Pods are ready before their scripts have come so far.
  await untilReaches("bystander", "node", "node", "node");
  await untilReaches(ipv4Pod!, "no", "node", "node");
  await untilReaches(bothPod!, "no", "node", "node");
  await untilReaches(localPod!, "no", "node", "no");
  expect(await alone.preview()).toEqual({});
});
