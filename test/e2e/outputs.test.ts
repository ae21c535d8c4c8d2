import { inside, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

const names = [
  "id",
  "ami",
  "associatePublicIpAddress",
  "ebsBlockDevices",
  "instanceType",
  "keyName",
  "podName",
  "primaryNetworkInterfaceId",
  "publicDns",
  "publicIp",
  "rootBlockDevice",
  "securityGroups",
  "subnetId",
  "tagsAll",
  "tenancy",
  "vpcSecurityGroupIds",
] as const;

const program = (more = "") => `
const of = (instance) => Object.fromEntries(${JSON.stringify(names)}.map((name) => [name, instance[name]]));
const machine = { ami: "busybox:1.35", instanceType: "t3.nano" };
const group = new SecurityGroup("web", { name: "web-servers" });
export const { id: groupId, tagsAll: groupTags, namePrefix } = group;
export const web = of(new Ec2Instance("web", {
  ...machine,
  securityGroups: ["web-servers"],
  keyName: "ops",
  tags: { Name: "web" },
  ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }],
  userData: " #!/bin/sh\\necho ran > /ran\\n",
}));
export const closed = of(new Ec2Instance("closed", {
  ...machine,
  vpcSecurityGroupIds: [group.id],
  associatePublicIpAddress: false,
  vpcId: "vpc-1",
}));
export const subnet = of(new Ec2Instance("subnet", {
  ...machine,
  vpcSecurityGroupIds: [group.id],
  subnetId: "subnet-0123456789abcdef0",
}));
${more}`;

type Found = Record<(typeof names)[number], unknown> & { id: string; publicIp: string; podName: string };
interface Outputs extends Record<"web" | "closed" | "subnet", Found> {
  groupId: string;
}

test("previews, the stack's outputs and look-ups show the outputs of aws.ec2.Instance", async () => {
  stack = await TestStack.create("outputs", program());
  const preview = await stack.succeed("preview");
  const shownFor = (name: string) =>
    [...preview.matchAll(new RegExp(`^ +\\+? *${name} *: (.*)$`, "gm"))].map(([, value]) => value);
  const loopback = /^127\.[1-9]\d{0,2}\.\d{1,3}\.\d{1,3}$/;
  const shownLoopback = expect.stringMatching(/^"127\.[1-9][\d.]+"$/) as string;
  expect(shownFor("publicIp").sort()).toEqual(['""', shownLoopback, shownLoopback]);
  expect(shownFor("primaryNetworkInterfaceId")).toHaveLength(3);
  expect(shownFor("tenancy")).toEqual(Array(3).fill('"default"'));
  expect(preview).not.toMatch(/(public|Id|tagsAll|tenancy|Block|keyName).*\[unknown\]|output</);

  const shown = await stack.up();
  expect(shown).toContain('userData has whitespace before "#!", so it doesn\'t run, as on EC2.');
  expect(shown).toContain("vpcId isn't an argument of Ec2Instance.");
  const outputs = await stack.outputs<Outputs>();
  expect(outputs).toMatchObject({ groupTags: {}, namePrefix: "" });
  const volume = { volumeId: expect.stringMatching(/^vol-[0-9a-f]{17}$/) as string };
  expect(outputs.web).toMatchObject({
    ami: "busybox:1.35",
    associatePublicIpAddress: true,
    ebsBlockDevices: [{ ...volume, deviceName: "/dev/sdf", volumeSize: 1 }],
    instanceType: "t3.nano",
    keyName: "ops",
    primaryNetworkInterfaceId: expect.stringMatching(/^eni-[0-9a-f]{17}$/) as string,
    publicDns: outputs.web.publicIp,
    publicIp: expect.stringMatching(loopback) as string,
    rootBlockDevice: { ...volume, volumeSize: 8 },
    securityGroups: ["web-servers"],
    subnetId: expect.stringMatching(/^subnet-[0-9a-f]{17}$/) as string,
    tagsAll: { Name: "web" },
    vpcSecurityGroupIds: [outputs.groupId],
  });
  expect(outputs.closed).toMatchObject({ publicIp: "", publicDns: "" });
  expect(outputs.subnet).toMatchObject({
    publicIp: expect.stringMatching(loopback) as string,
    subnetId: "subnet-0123456789abcdef0",
  });

  const { web, closed } = await podsByName(stack.namespace);
  expect(web!.metadata.labels).toHaveProperty([`security-group.ec2-pods/${outputs.groupId}`]);
  const log = "/var/log/cloud-init-output.log";
  const seen = await inside(
    stack.namespace,
    web!.metadata.name,
    `until grep -q 'exit status' ${log}; do sleep 0.1; done; ls /ran; cat ${log}`,
  );
  expect(seen.stdout).toBe(
    "cloud-init: Exec format error. Missing #! in script?\ncloud-init: user data ended with exit status 1\n",
  );
  const ask = (pod: typeof web) =>
    inside(
      stack.namespace,
      pod!.metadata.name,
      "wget -qO- http://169.254.169.254/latest/meta-data/public-ipv4",
    );
  expect((await ask(web)).stdout).toBe(outputs.web.publicIp);
  expect((await ask(closed)).stdout).toBe("");

  const lookUps = (["web", "closed", "subnet"] as const).map(
    (name) => `export const ${name}Found = of(Ec2Instance.get("${name}-found", "${outputs[name].id}"));`,
  );
  stack.program(program(lookUps.join("\n")));
  await stack.up();
  const found = await stack.outputs<Outputs & Record<string, Found>>();
  for (const name of ["web", "closed", "subnet"] as const) {
    const { id, ami, instanceType, podName, publicIp, publicDns, securityGroups, subnetId, tagsAll } =
      outputs[name];
    const known = { id, ami, instanceType, podName, publicIp, publicDns, securityGroups, subnetId, tagsAll };
    expect(found[`${name}Found`]).toMatchObject(known);
  }
  const read = Object.keys(found).filter((name) => name.endsWith("Found"));
  expect(Object.entries(await stack.preview()).sort()).toEqual(
    read.map((name) => [name.replace("F", "-f"), ["read"]]).sort(),
  );
});
