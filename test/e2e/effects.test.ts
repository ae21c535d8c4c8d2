import { instanceArguments } from "../../provider/instance/arguments";
import { effects } from "../../provider/instance/effects";
import { kubectl, type Pod, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

/** For each property of the table: what the program says before and after. */
const rows: Record<string, [before: string, after: string]> = {
  ami: ["", 'ami: "docker.io/library/busybox:1.35"'],
  availabilityZone: ["", 'availabilityZone: "us-east-1b"'],
  region: ['availabilityZone: "us-west-2a", region: "us-west-2"', 'region: "us-west-1"'],
  ebsBlockDevices: ["", 'ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }]'],
  keyName: ["", 'keyName: "mine"'],
  subnetId: ['subnetId: "subnet-1"', 'subnetId: "subnet-2"'],
  associatePublicIpAddress: ["", "associatePublicIpAddress: true"],
  ebsOptimized: ["", "ebsOptimized: true"],
  instanceType: ["", 'instanceType: "t3.small"'],
  userData: ["", 'userData: "#!/bin/sh\\n"'],
  userDataBase64: ['userDataBase64: "IyEvYmluL3NoCg=="', 'userDataBase64: "IyEvYmluL3NoCjoK"'],
  instanceState: ["", 'instanceState: "stopped"'],
  rebootTrigger: ["", 'rebootTrigger: "once"'],
  "pod.image": ['ami: "web-server"', 'ami: "web-server"'],
  "pod.resources": ['instanceType: "t2.nano"', 'instanceType: "t2.nano", resourceMode: "requests"'],
  "pod.nodeSelector": ["", 'tags: { "ec2-pods/node-selector": "kubernetes.io/os=linux" }'],
  "pod.tolerations": ["", 'tags: { "ec2-pods/tolerations": \'[{"operator":"Exists"}]\' }'],
  "pod.imagePullSecrets": ["", 'tags: { "ec2-pods/pull-secret": "registry" }'],
  "pod.annotations": ["", 'tags: { "ec2-pods/annotations": "team=web" }'],
  securityGroups: ["", 'securityGroups: ["other"]'],
  vpcSecurityGroupIds: ["", "vpcSecurityGroupIds: [other.id]"],
  tags: ["", 'tags: { Name: "web" }'],
  metadataOptions: ["", 'metadataOptions: { httpTokens: "required" }'],
  disableApiTermination: ["", "disableApiTermination: true, forceDestroy: true"],
  disableApiStop: ["", "disableApiStop: true"],
  forceDestroy: ["", "forceDestroy: true"],
  userDataReplaceOnChange: ["", "userDataReplaceOnChange: true"],
  waitForUserData: ["", "waitForUserData: true"],
  getConsoleOutput: ["", "getConsoleOutput: true"],
  keepOnFailure: ["", "keepOnFailure: true"],
  instanceInitiatedShutdownBehavior: ["", 'instanceInitiatedShutdownBehavior: "terminate"'],
  maintenanceOptions: ["", 'maintenanceOptions: { autoRecovery: "disabled" }'],
  timeouts: ["", 'timeouts: { create: "5m" }'],
  kubeconfig: ["", "kubeconfig: process.env.KUBECONFIG"],
  monitoring: ["", "monitoring: true"],
};

/** Rows that no argument alone changes, or that another test proves. */
const elsewhere: Record<string, string> = {
  namespace: "needs a second namespace: lifecycle.test.ts",
  context: "needs a second context: local-cluster.test.ts",
  adopt: "drift.test.ts",
  attachedVolumes: "needs an ebs.Volume: volumes.test.ts",
  iamInstanceProfile: "needs ec2-pods:credentials: credentials.test.ts",
  launchTemplate: "needs a LaunchTemplate: unit/instance/launch-template.test.ts",
  networkInterfaces: "needs a NetworkInterface: unit/instance/network-place.test.ts",
  primaryNetworkInterface: "needs a NetworkInterface: unit/instance/network-place.test.ts",
  resourceMode: "changes pod.resources too, whose row it is",
  "pod.metadataImage": "set for the whole stack: metadata.test.ts",
  "pod.labels": "changed by others only: drift.test.ts",
};

const nameOf = (property: string) => property.replace(".", "-").toLowerCase();

const program = (when: 0 | 1): string => `
const group = new SecurityGroup("group");
const other = new SecurityGroup("other");
const machine = { ami: "busybox:1.35", instanceType: "t3.nano", vpcSecurityGroupIds: [group.id] };
export const ids = {
${Object.entries(rows)
  .map(
    ([property, args]) =>
      `"${nameOf(property)}": new Ec2Instance("${nameOf(property)}", { ...machine, ${args[when]} }).id,`,
  )
  .join("\n")}
};
`;

/** What the change of a property did to the instance. */
async function outcome(ids: [string?, string?], pods: [Pod?, Pod?]): Promise<string> {
  const [before, after] = pods;
  if (ids[0] !== ids[1]) return "replace";
  if (before?.metadata.uid !== after?.metadata.uid) return "recreate";
  const container = (pod?: Pod) => pod?.status.containerStatuses?.[0]?.containerID;
  if (container(before) !== container(after)) return "container restarted";
  const console = await kubectl(stack.namespace, "logs", after?.metadata.name ?? "", "--container=instance");
  return /^ec2-pods: powered off$/m.test(console) ? "restart" : "live";
}

test("every change does to a running Pod what the table of effects says", async () => {
  const covered = new Set([...Object.keys(rows), ...Object.keys(elsewhere)]);
  const others = Object.keys(effects).filter((property) => !covered.has(property));
  // Of the arguments without effect, monitoring represents all that are live, and ebsOptimized the others.
  expect(others.filter((property) => instanceArguments[property]?.support === "works")).toEqual([]);
  const inThePod = ["recreate", "restart"];
  expect(others.filter((property) => inThePod.includes(effects[property] ?? ""))).toEqual([]);

  stack = await TestStack.create("effects", program(0));
  const image = (name: string) =>
    stack.succeed("config", "set", "--path", 'ec2-pods:amiMap["web-server"]', name);
  await image("busybox:1.35");
  await stack.up();
  const ids = async () => (await stack.outputs<{ ids: Record<string, string> }>()).ids;
  const [idsBefore, podsBefore] = [await ids(), await podsByName(stack.namespace)];

  await image("docker.io/library/busybox:1.35");
  stack.program(program(1));
  const announced = await stack.preview();
  await stack.up();
  const [idsAfter, podsAfter] = [await ids(), await podsByName(stack.namespace)];

  const seen = await Promise.all(
    Object.keys(rows).map(async (property) => {
      const name = nameOf(property);
      const preview = (announced[name] ?? []).includes("replace")
        ? "replace"
        : (announced[name] ?? []).join();
      return [
        property,
        preview,
        await outcome([idsBefore[name], idsAfter[name]], [podsBefore[name], podsAfter[name]]),
      ];
    }),
  );
  expect(seen).toEqual(
    Object.keys(rows).map((property) => [
      property,
      effects[property] === "replace" ? "replace" : "update",
      effects[property],
    ]),
  );
  expect(await stack.preview()).toEqual({});
});
