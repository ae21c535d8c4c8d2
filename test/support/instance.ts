import type { InstanceInputs } from "../../provider/instance/model";

export const group = "sg-0123456789abcdef0";
export const otherGroup = "sg-1123456789abcdef0";

/** The required arguments of an instance, as its constructor passes them to `check`. */
export const instanceArgs = {
  project: "p",
  stack: "s",
  name: "web",
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group],
};

/** A tag, as program text, whose change re-creates the Pod: no resize and no restart gives a Pod a toleration. */
export const tolerating = (what: string): string =>
  `"ec2-pods/tolerations": '[{"key":"${what}","operator":"Exists"}]'`;

/** Inputs of an instance, as `check` returns them. */
export const instanceInputs: InstanceInputs = {
  ...instanceArgs,
  instanceId: "i-0123456789abcdef0",
  instanceState: "running",
  region: "us-east-1",
  availabilityZone: "us-east-1a",
  namespace: "apps",
  context: "kind-dev",
  pod: {
    image: "busybox:1.35",
    resources: { limits: { cpu: "2", memory: "1024Mi" }, requests: { cpu: "0", memory: "0" } },
    nodeSelector: { "kubernetes.io/arch": "amd64" },
    tolerations: [],
    imagePullSecrets: ["registry"],
    annotations: { team: "web" },
    labels: {
      "app.kubernetes.io/managed-by": "pulumi-ec2-pods",
      "ec2-pods/owner": "0123456789abcdef",
      "ec2-pods/name": "web",
      "ec2-pods/service": "ec2",
      "ec2-pods/instance-id": "i-0123456789abcdef0",
    },
    metadataImage: "metadata:1",
  },
};
