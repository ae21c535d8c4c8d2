import { checkInstance } from "../../../provider/instance/check";
import { readSettings } from "../../../provider/instance/settings";
import { group, instanceArgs } from "../../support/instance";

const trueOrFalse = "Use true or false";
const noGroup = "an instance needs at least one security group. Leave it out for the default group";
const noImage = 'which isn\'t a container image reference. Use the form "registry/name:tag"';
const noNamespace =
  "which isn't a namespace name. Use at most 63 lowercase letters, digits and dashes, with no dash at either end";
const noDuration = 'which isn\'t a duration above zero. Use a string like "90s" or "5m"';
const noDevice = 'which isn\'t an EC2 device name. Use "/dev/sdf" to "/dev/sdp"';
const tolerations = '[{"key":"dedicated","operator":"Equal","value":"ec2","effect":"NoSchedule"}]';
const device = (more: object) => ({ ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 8, ...more }] });
const tag = (key: string, value: unknown) => ({ tags: { [key]: value } });

test.each<[args: object, property: string, reason: string]>([
  [{ instanceType: undefined }, "instanceType", 'is missing. Name an EC2 type, for example "t3.micro"'],
  [{ instanceType: "" }, "instanceType", 'is "". Name an EC2 type, for example "t3.micro"'],
  [{ instanceType: ["t3.micro"] }, "instanceType", 'is ["t3.micro"]. Use a string'],
  [
    { instanceType: "t3.mikro" },
    "instanceType",
    'is "t3.mikro", which isn\'t an EC2 instance type. Did you mean "t3.micro"?',
  ],
  [
    { userData: "#!/bin/sh", userDataBase64: "IyEvYmluL3No" },
    "userDataBase64",
    "conflicts with userData. Set only one of the two",
  ],
  [
    { userDataBase64: "#!/bin/sh" },
    "userDataBase64",
    "isn't valid base64. Encode it, or set plain text as userData",
  ],
  [
    { userData: `#!/bin/sh\n${"#".repeat(16_384)}` },
    "userData",
    "has 16394 bytes; EC2 accepts at most 16384. Shorten it, or fetch the rest from a script",
  ],
  [{ userData: { script: "" } }, "userData", "is an object. Use a string"],
  [{ userDataBase64: ["IyEvYmluL3No"] }, "userDataBase64", "is a list. Use a string"],
  [{ kubeconfig: { users: [] } }, "kubeconfig", "is an object. Use a string"],
  [{ kubeconfig: "" }, "kubeconfig", 'is "". Leave it out, or give it a value'],
  [{ userDataReplaceOnChange: "yes" }, "userDataReplaceOnChange", `is "yes". ${trueOrFalse}`],
  [{ waitForUserData: 1 }, "waitForUserData", `is 1. ${trueOrFalse}`],
  [{ getConsoleOutput: "True" }, "getConsoleOutput", `is "True". ${trueOrFalse}`],
  [{ disableApiTermination: "no" }, "disableApiTermination", `is "no". ${trueOrFalse}`],
  [{ disableApiStop: 0 }, "disableApiStop", `is 0. ${trueOrFalse}`],
  [{ forceDestroy: [] }, "forceDestroy", `is []. ${trueOrFalse}`],
  [{ keepOnFailure: "yes" }, "keepOnFailure", `is "yes". ${trueOrFalse}`],
  [{ instanceState: "terminated" }, "instanceState", 'is "terminated". Use "running" or "stopped"'],
  [{ resourceMode: "limit" }, "resourceMode", 'is "limit". Use "limits" or "requests" or "none"'],
  [{ rebootTrigger: [1] }, "rebootTrigger", 'is ["1"]. Use a string'],
  [{ rebootTrigger: "" }, "rebootTrigger", 'is "". Leave it out, or give it a value'],
  [{ context: "" }, "context", 'is "". Leave it out, or give it a value'],
  [
    { region: "Frankfurt" },
    "region",
    'is "Frankfurt", which isn\'t an AWS region. Use a name like "us-east-1"',
  ],
  [
    { availabilityZone: "us-east-1" },
    "availabilityZone",
    'is "us-east-1", which isn\'t an availability zone. Use a name like "us-east-1a"',
  ],
  [
    { availabilityZone: "us-west-2a" },
    "availabilityZone",
    'is "us-west-2a", which isn\'t in region "us-east-1". Set region too',
  ],
  [{ adopt: "web" }, "adopt", 'is "web", which isn\'t an instance id. Use the form "i-0123456789abcdef0"'],
  [{ namespace: "My_Apps" }, "namespace", `is "My_Apps", ${noNamespace}`],
  [{ namespace: "-apps" }, "namespace", `is "-apps", ${noNamespace}`],
  [{ vpcSecurityGroupIds: [] }, "vpcSecurityGroupIds", `is []; ${noGroup}`],
  [{ vpcSecurityGroupIds: group }, "vpcSecurityGroupIds", `is "${group}"; ${noGroup}`],
  [
    { vpcSecurityGroupIds: [group, "web"] },
    "vpcSecurityGroupIds[1]",
    'is "web", which isn\'t the id of a SecurityGroup of this package. Use the group\'s "id" output',
  ],
  [{ tags: ["a"] }, "tags", 'is ["a"]. Use a map of strings'],
  [tag("aws:x", "1"), 'tags["aws:x"]', 'has a key that starts with "aws:", which is reserved. Rename it'],
  [tag("a", [1]), 'tags["a"]', "is a list. Use a string"],
  [
    tag("a", "v".repeat(257)),
    'tags["a"]',
    "has a value of 257 characters; EC2 accepts at most 256. Shorten it",
  ],
  [tag("", "v"), 'tags[""]', "has a key of 0 characters; EC2 accepts 1 to 128. Change the key"],
  [
    { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ""])) },
    "tags",
    "has 51 tags; EC2 accepts at most 50. Remove some",
  ],
  [
    tag("ec2-pods/node-selector", "ssd"),
    'tags["ec2-pods/node-selector"]',
    'has the entry "ssd" without "=". Use "key=value,key=value"',
  ],
  [
    tag("fakecloud-k8s/node-selector", "a b=c"),
    'tags["fakecloud-k8s/node-selector"]',
    'has the key "a b", which Kubernetes rejects. Use "name" or "domain/name"',
  ],
  [
    tag("ec2-pods/node-selector", "disk=not fast"),
    'tags["ec2-pods/node-selector"]',
    'has the value "not fast" for "disk", which Kubernetes rejects. Use up to 63 letters, digits, "-", "_" and "."',
  ],
  [
    tag("fakecloud-k8s/tolerations", "[{"),
    'tags["fakecloud-k8s/tolerations"]',
    `isn't valid JSON. Use ${tolerations}`,
  ],
  [
    tag("ec2-pods/tolerations", '{"key":"a"}'),
    'tags["ec2-pods/tolerations"]',
    `isn't a JSON array. Use ${tolerations}`,
  ],
  [
    tag("ec2-pods/tolerations", '[{"operator":"Exist"}]'),
    'tags["ec2-pods/tolerations"]',
    `has a toleration with operator: "Exist", which Kubernetes rejects. Use ${tolerations}`,
  ],
  [
    tag("ec2-pods/pull-secret", "My Secret"),
    'tags["ec2-pods/pull-secret"]',
    'has the name "My Secret", which isn\'t a valid Secret name. List names of Secrets in the namespace',
  ],
  [{ timeouts: "90s" }, "timeouts", 'is "90s". Use { create: "90s" }'],
  [{ timeouts: { create: "90" } }, "timeouts.create", `is "90", ${noDuration}`],
  [{ timeouts: { update: "0s" } }, "timeouts.update", `is "0s", ${noDuration}`],
  [{ timeouts: { delete: 90 } }, "timeouts.delete", `is "90", ${noDuration}`],
  [
    { timeouts: { read: "5s" } },
    "timeouts.read",
    "isn't an argument of Ec2Instance. Use one of create, delete, update",
  ],
  [{ metadataOptions: "off" }, "metadataOptions", 'is "off". Use { httpTokens: "required" }'],
  [
    { metadataOptions: { httpEndpoint: "off" } },
    "metadataOptions.httpEndpoint",
    'is "off". Use "enabled" or "disabled"',
  ],
  [
    { metadataOptions: { httpTokens: true } },
    "metadataOptions.httpTokens",
    'is "true". Use "optional" or "required"',
  ],
  [
    { metadataOptions: { httpPutResponseHopLimit: 65 } },
    "metadataOptions.httpPutResponseHopLimit",
    "is 65. Use a whole number from 1 to 64",
  ],
  [
    { ebsBlockDevices: "/dev/sdf" },
    "ebsBlockDevices",
    'is "/dev/sdf". Use a list like [{ deviceName: "/dev/sdf", volumeSize: 8 }]',
  ],
  [
    { ebsBlockDevices: { deviceName: 5 } },
    "ebsBlockDevices",
    'is {"deviceName":"5"}. Use a list like [{ deviceName: "/dev/sdf", volumeSize: 8 }]',
  ],
  [{ timeouts: [{ create: 5 }] }, "timeouts", 'is [{"create":"5"}]. Use { create: "90s" }'],
  [
    { ebsBlockDevices: ["/dev/sdf"] },
    "ebsBlockDevices[0]",
    'is "/dev/sdf". Use { deviceName: "/dev/sdf", volumeSize: 8 }',
  ],
  [
    device({ deviceName: undefined }),
    "ebsBlockDevices[0].deviceName",
    'is missing. Use a name like "/dev/sdf"',
  ],
  [device({ deviceName: "/dev/disk1" }), "ebsBlockDevices[0].deviceName", `is "/dev/disk1", ${noDevice}`],
  [
    device({ volumeSize: undefined }),
    "ebsBlockDevices[0].volumeSize",
    "is missing, and there is no snapshot to take it from. Set it in GiB, for example 8",
  ],
  [device({ volumeSize: 0 }), "ebsBlockDevices[0].volumeSize", "is 0. Use whole GiB from 1 to 65536"],
  [
    device({ volumeSize: "eight" }),
    "ebsBlockDevices[0].volumeSize",
    'is "eight". Use whole GiB from 1 to 65536',
  ],
  [device({ volumeSize: "8.5" }), "ebsBlockDevices[0].volumeSize", 'is "8.5". Use whole GiB from 1 to 65536'],
  [
    device({ deleteOnTermination: "no" }),
    "ebsBlockDevices[0].deleteOnTermination",
    `is "no". ${trueOrFalse}`,
  ],
  [
    device({ snapshotId: "snap-1" }),
    "ebsBlockDevices[0].snapshotId",
    "isn't supported: a claim of an instance starts empty. Remove it, and attach a Volume that has it",
  ],
  [
    {
      ebsBlockDevices: [
        { deviceName: "/dev/sdf", volumeSize: 1 },
        { deviceName: "sdf", volumeSize: 1 },
      ],
    },
    "ebsBlockDevices[1].deviceName",
    'is "sdf", which an earlier item uses. Choose another',
  ],
  [
    { privateIp: "10.0.0.5" },
    "privateIp",
    "isn't supported: the cluster assigns a Pod's address, and what refers to this one would reach nothing. Remove it, and pass on the privateIp output",
  ],
  [
    { ipv6Addresses: ["fd00::5"] },
    "ipv6Addresses",
    "isn't supported: the cluster assigns a Pod's addresses. Remove it",
  ],
  [
    { secondaryPrivateIps: ["10.0.0.6"] },
    "secondaryPrivateIps",
    "isn't supported: a Pod has one address. Remove it",
  ],
  [{ associatePublicIpAddress: "yes" }, "associatePublicIpAddress", `is "yes". ${trueOrFalse}`],
  [
    { securityGroups: ["web"] },
    "securityGroups[0]",
    'is "web", and no SecurityGroup of this program has this name. Use the "name" or "id" output of one',
  ],
  [{ securityGroups: "web" }, "securityGroups", 'is "web". Use a list of names or ids of security groups'],
  [
    { subnetId: "vpc-1" },
    "subnetId",
    'is "vpc-1", which isn\'t the id of a subnet. Use the "id" output of a Subnet',
  ],
  [
    { keepOnFailures: true },
    "keepOnFailures",
    'isn\'t an argument of Ec2Instance. Did you mean "keepOnFailure"?',
  ],
  [{ pod: {} }, "pod", "isn't an argument of Ec2Instance. Remove it"],
  [
    { vpc_security_group_ids: [group] },
    "vpc_security_group_ids",
    'isn\'t an argument of Ec2Instance. Did you mean "vpcSecurityGroupIds"?',
  ],
])("%j is rejected on %s", (args, property, reason) => {
  const settings = readSettings(() => undefined, {});
  expect(checkInstance({}, { ...instanceArgs, ...args }, {}, settings).failures).toEqual([
    { property, reason },
  ]);
});

const setting = (key: string) => `ec2-pods:${key} of the stack's configuration`;

test.each<[config: Record<string, string>, property: string, reason: string]>([
  [
    { "ec2-pods:amiMap": "busybox" },
    "ami",
    `${setting("amiMap")} isn't a map of image references. Set it with "pulumi config set --path 'ec2-pods:amiMap[\\"ami-0123456789abcdef0\\"]' busybox:1.35"`,
  ],
  [
    { "ec2-pods:amiMap": '{"busybox:1.35":"busybox:"}' },
    "ami",
    `is "busybox:1.35", which ${setting("amiMap")} maps to "busybox:", ${noImage}`,
  ],
  [{ "ec2-pods:defaultImage": "al2023:" }, "ami", `${setting("defaultImage")} is "al2023:", ${noImage}`],
  [
    { "ec2-pods:resourceMode": "all" },
    "resourceMode",
    `${setting("resourceMode")} is "all". Use limits or requests or none`,
  ],
  [
    { "ec2-pods:anyArchitecture": "yes" },
    "instanceType",
    `${setting("anyArchitecture")} is "yes". ${trueOrFalse}`,
  ],
  [
    { "ec2-pods:nodeSelector": '{"pool":1}' },
    "nodeSelector",
    `${setting("nodeSelector")} has the value 1 for "pool". Use a string`,
  ],
  [
    { "ec2-pods:tolerations": "[1]" },
    "tolerations",
    `${setting("tolerations")} has a toleration with 1, which Kubernetes rejects. Use ${tolerations}`,
  ],
])("the configuration %j is rejected on %s", (config, property, reason) => {
  const settings = readSettings((key) => config[key], {});
  expect(checkInstance({}, instanceArgs, {}, settings).failures).toEqual([{ property, reason }]);
});

test("a malformed environment variable is named", () => {
  const settings = readSettings(() => undefined, { FAKECLOUD_EC2_K8S_TOLERATIONS: "[" });
  expect(checkInstance({}, instanceArgs, {}, settings).failures).toEqual([
    {
      property: "tolerations",
      reason: `the environment variable FAKECLOUD_EC2_K8S_TOLERATIONS isn't valid JSON. Use ${tolerations}`,
    },
  ]);
});
