import { inside, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

const program = `
import { ec2, getAmi } from "pulumi-ec2-pods";

const linux = getAmi({
  owners: ["amazon"],
  mostRecent: true,
  filters: [
    { name: "name", values: ["al2023-ami-2023*-x86_64"] },
    { name: "virtualization-type", values: ["hvm"] },
  ],
});
const ubuntu = ec2.getAmiOutput({
  owners: ["099720109477"],
  mostRecent: true,
  filters: [{ name: "name", values: ["ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*"] }],
});
const instanceType = "t3.nano";
new ec2.Instance("linux", { ami: linux.then(({ id }) => id), instanceType });
new ec2.Instance("ubuntu", { ami: ubuntu.id, instanceType });
new ec2.Instance("mystery", { ami: "ami-0abcdef1234567890", instanceType });
export const found = { linux: linux.then(({ id }) => id), ubuntu: ubuntu.name };
`;

const warning =
  'Cannot apply all of Ec2Instance "mystery": ami is "ami-0abcdef1234567890", which isn\'t in the catalogue of AMIs, so that busybox:1.35 runs.';

test("an AMI that a look-up found runs the image that a pattern maps it to, and an unknown one the default image", async () => {
  stack = await TestStack.create("ami", program);
  const map = (key: string, image: string) =>
    stack.succeed("config", "set", "--path", `ec2-pods:amiMap["${key}"]`, image);
  await map("al2023-ami-*", "docker.io/library/busybox:1.35");
  await map("al2023-ami-*-x86_64", "busybox:1.35");
  await map("ubuntu/images/*/ubuntu-jammy-*", "busybox:1.35");
  await stack.succeed("config", "set", "ec2-pods:defaultImage", "busybox:1.35");

  expect(await stack.succeed("preview")).toContain(warning);
  expect(await stack.succeed("preview", "--diff")).toMatch(
    /ami +: "ami-0[0-9a-f]{16}"[^]*image *: "busybox:1\.35"/,
  );
  expect(await stack.succeed("up", "--yes", "--skip-preview")).toContain(warning);

  const pods = await podsByName(stack.namespace);
  expect(Object.keys(pods).sort()).toEqual(["linux", "mystery", "ubuntu"]);
  for (const pod of Object.values(pods)) {
    expect(pod!.spec.containers[0]).toMatchObject({ image: "busybox:1.35" });
  }
  const { found } = await stack.outputs<{ found: Record<string, string> }>();
  expect(found["ubuntu"]).toMatch(/^ubuntu\/images\/hvm-ssd\/ubuntu-jammy-22\.04-amd64-server-\d{8}$/);
  const { name } = pods["linux"]!.metadata;
  const ask = "wget -q -O - http://169.254.169.254/latest/meta-data/ami-id";
  expect((await inside(stack.namespace, name, ask)).stdout).toBe(found["linux"]);
  expect(await stack.preview()).toEqual({});

  // An exact name is more than any pattern, and another image is another Pod.
  await map(found["ubuntu"]!, "docker.io/library/busybox:1.35");
  expect(await stack.preview()).toEqual({ ubuntu: ["update"] });
  await stack.up();
  const after = await podsByName(stack.namespace);
  expect(after["ubuntu"]!.spec.containers[0]!.image).toBe("docker.io/library/busybox:1.35");
  expect(after["linux"]!.metadata.uid).toBe(pods["linux"]!.metadata.uid);
});

test("what EC2 rejects of an AMI is rejected, and a look-up that finds nothing says it once and without a stack", async () => {
  const machine = (find: string, type: string) =>
    `import { ec2 } from "pulumi-ec2-pods";
    new ec2.Instance("arm", { ami: ec2.getAmiOutput({ mostRecent: true, ${find} }).id, instanceType: "${type}" });`;
  stack = await TestStack.create("ami-rejected", machine('nameRegex: "^debian-12-arm64"', "t3.micro"));
  const said = async () => {
    const { code, stdout, stderr } = await stack.pulumi("preview");
    expect(code).not.toBe(0);
    return stdout + stderr;
  };
  expect(await said()).toContain(
    "The architecture 'x86_64' of the specified instance type does not match the architecture 'arm64' of the specified AMI",
  );
  stack.program(machine('nameRegex: "^Windows_Server-2022"', "t3.micro"));
  expect(await said()).toContain(
    'is the AMI "Windows_Server-2022-English-Full-Base-2026.09.17" of Windows Server 2022, which has no container image.',
  );
  stack.program(machine('owners: ["self"]', "t3.micro"));
  const [, message = ""] = (await said()).split("Diagnostics:");
  expect(message.split("Your query returned no results.")).toHaveLength(2);
  expect(message).not.toMatch(/^ +at /m);
});
