import { labelKeys } from "../../../provider/common/names";
import { inside, list } from "../cluster";
import { group } from "../instance";
import type { TestStack } from "../stack";
import { livePods, livingOf, ofStack } from "./live-pods";
import { type Calls, firstCalls, launchCalls, type Scene } from "./scene";

/**
 * A volume and a load balancer. The change moves the volume and the target to the other instance, deletes a second volume,
 * and gives the listener another port.
 */
const program = (isChanged: boolean): string => `
import * as aws from "pulumi-ec2-pods";
const vpc = new aws.ec2.Vpc("one", { cidrBlock: "10.0.0.0/16" });
const subnets = ["a", "b"].map((zone, index) => new aws.ec2.Subnet(zone, {
  vpcId: vpc.id, cidrBlock: \`10.0.\${index}.0/24\`, availabilityZone: \`us-east-1\${zone}\`,
}).id);
const machine = {
  ami: "busybox:1.35", instanceType: "t3.nano", subnetId: subnets[0], vpcSecurityGroupIds: ["${group}"],
  metadataOptions: { httpEndpoint: "disabled" },
};
const [one, two] = ["one", "two"].map((name) => new Ec2Instance(name, machine));
const attached = ${isChanged ? "two" : "one"};
const volume = (name, holder) => {
  const made = new aws.ebs.Volume(name, { availabilityZone: "us-east-1a", size: 1 });
  const deviceName = name === "one" ? "/dev/sdf" : "/dev/sdg";
  new aws.ec2.VolumeAttachment(name, { deviceName, volumeId: made.id, instanceId: holder.id });
  return made.claim;
};
export const claims = [volume("one", attached)${isChanged ? "" : ', volume("scratch", two)'}];
const balancer = new aws.lb.LoadBalancer("one", { subnets, securityGroups: ["${group}"] });
const targets = new aws.lb.TargetGroup("one", { port: 80, protocol: "HTTP", vpcId: vpc.id });
new aws.lb.TargetGroupAttachment("one", { targetGroupArn: targets.arn, targetId: attached.id });
export const port = ${isChanged ? 8080 : 80};
new aws.lb.Listener("one", {
  loadBalancerArn: balancer.arn, port, defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});
export const pods = [one.podName, two.podName];
export const holder = attached.podName, target = attached.id;
export const [balancerName] = [balancer.dnsName.apply((name) => name.split(".")[0])];
`;

interface Outputs {
  claims: string[];
  pods: string[];
  holder: string;
  target: string;
  port: number;
  balancerName: string;
}

interface Kept {
  metadata: { name: string; deletionTimestamp?: string };
  data?: { part?: string; "haproxy.cfg"?: string };
  spec?: { selector?: Record<string, string>; ports?: { port: number }[] };
}

const own = (stack: TestStack, kind: string): Promise<Kept[]> => list(stack.namespace, kind, ...ofStack);

const textOf = (data = ""): string => Buffer.from(data, "base64").toString();

/** The load balancer has one of each object, and forwards to one target. */
async function checkBalancer(stack: TestStack, { balancerName, target, port }: Outputs): Promise<void> {
  const secrets = await own(stack, "secrets");
  const kinds = secrets.flatMap(({ data }) =>
    data?.part ? (JSON.parse(textOf(data.part)) as Kind).kind : [],
  );
  const parts = ["Listener", "LoadBalancer", "TargetGroup", "TargetGroupAttachment"];
  expect(kinds.sort()).toEqual(parts.map((part) => `lb:${part}`));
  const configs = secrets.filter(({ data }) => data?.["haproxy.cfg"]);
  expect(configs.map(({ metadata }) => metadata.name)).toEqual([`${balancerName}-config`]);
  const services = await own(stack, "services");
  const [front, back] = [true, false].map((isFront) =>
    services.filter(({ metadata }) => (metadata.name === balancerName) === isFront),
  );
  expect(front?.map(({ spec }) => spec?.ports?.map((each) => each.port))).toEqual([[port]]);
  expect(back?.map(({ spec }) => spec?.selector)).toEqual([{ [labelKeys.instanceId]: target }]);
  const servers = textOf(configs[0]?.data?.["haproxy.cfg"]).match(/^ +server \S+/gm) ?? [];
  expect([...new Set(servers)]).toEqual([expect.stringContaining(` server ${back?.[0]?.metadata.name}.`)]);
  const deployments = await own(stack, "deployments");
  expect(deployments.map(({ metadata }) => metadata.name)).toEqual([balancerName]);
  expect(await livePods(stack, true)).toHaveLength(1);
}

interface Kind {
  kind: string;
}

const calls: Calls = {
  create: {
    ...launchCalls,
    "GET configmaps": 13,
    "GET deployments": 3,
    "PATCH deployments": 1,
    "GET networkpolicies": 1,
    "GET persistentvolumeclaims": 10,
    "PATCH persistentvolumeclaims": 4,
    "POST persistentvolumeclaims": 2,
    "PATCH pods": 1,
    "POST pods": 3,
    "GET secrets": 13,
    "PATCH secrets": 5,
    "GET services": 5,
    "PATCH services": 2,
    "POST services": 1,
  },
  refresh: {
    ...firstCalls,
    "GET pods": 2,
    "GET configmaps": 5,
    "GET deployments": 1,
    "GET persistentvolumeclaims": 4,
    "GET pods/log": 2,
    "GET secrets": 5,
    "GET services": 3,
  },
  change: {
    ...launchCalls,
    "GET pods": 2,
    "GET configmaps": 8,
    "GET deployments": 1,
    "PATCH deployments": 1,
    "GET networkpolicies": 1,
    "DELETE persistentvolumeclaims": 1,
    "GET persistentvolumeclaims": 9,
    "PATCH persistentvolumeclaims": 2,
    // A fourth if one of two Pods is faster than the other.
    "DELETE pods": 3,
    "PATCH pods": 1,
    "POST pods": 3,
    "GET pods/log": 2,
    "GET secrets": 8,
    "PATCH secrets": 3,
    "GET services": 3,
    "PATCH services": 2,
  },
  destroy: {
    ...firstCalls,
    "GET configmaps": 9,
    "DELETE deployments": 1,
    "GET deployments": 2,
    "DELETE persistentvolumeclaims": 1,
    "GET persistentvolumeclaims": 2,
    "PATCH persistentvolumeclaims": 1,
    "DELETE pods": 2,
    "DELETE secrets": 5,
    "GET secrets": 9,
    "DELETE services": 2,
    "GET services": 3,
  },
};

export const attachments: Scene = {
  imitated: "one",
  env: {},
  program,
  calls,
  // A refresh may come before the marks of the create are off.
  occasional: ["PATCH persistentvolumeclaims", "PATCH pods", "PATCH secrets"],
  // After a volume's claim is created, a volume is attached, or its claim is deleted.
  riskiest: {
    create: "POST persistentvolumeclaims",
    change: "PATCH persistentvolumeclaims",
    destroy: "DELETE persistentvolumeclaims",
  },
  seeds: 100,

  /** Each instance and volume has exactly the object that the stack names, and what was written to a volume stays. */
  checkOf(stack) {
    let isWritten = false;
    return async () => {
      const outputs = await stack.outputs<Outputs>();
      expect(await livePods(stack)).toEqual(outputs.pods.sort());
      const claims = await livingOf<Kept>(stack, "persistentvolumeclaims");
      expect(claims.map(({ metadata }) => metadata.name).sort()).toEqual(outputs.claims.sort());
      const script = isWritten ? "cat /mnt/sdf/data" : "echo kept | tee /mnt/sdf/data";
      expect(await inside(stack.namespace, outputs.holder, script)).toMatchObject({
        stdout: "kept\n",
        code: 0,
      });
      isWritten = true;
      await checkBalancer(stack, outputs);
    };
  },
};

/** The same with an engine that saves its state at the end. */
export const unsavedAttachments: Scene = { ...attachments, env: { PULUMI_SKIP_CHECKPOINTS: "true" } };
