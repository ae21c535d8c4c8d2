import { inside, kubectl } from "../cluster";
import { tolerating } from "../instance";
import { livePods } from "./live-pods";
import { type Calls, firstCalls, type Scene } from "./scene";

const changes = {
  plain: `tags: { Name: "plain" }`,
  scripted: `tags: { ${tolerating("new")} }`,
  stored: `tags: { ${tolerating("new")} }`,
  resized: `instanceType: "t3.micro"`,
  moved: `availabilityZone: "us-east-1b"`,
};

/**
 * Five instances in two groups. The change updates one live, resizes one in its Pod, re-creates the Pods of two, and
 * replaces one.
 *
 * They have no metadata service, whose sidecar would only cost time.
 */
function program(isChanged: boolean): string {
  const after = (name: keyof typeof changes) => (isChanged ? changes[name] : "");
  return `
const metadataOptions = { httpEndpoint: "disabled" };
const machine = { ami: "busybox:1.35", instanceType: "t3.nano", metadataOptions };
const inWeb = { ...machine, vpcSecurityGroupIds: [new SecurityGroup("web").id] };
const instances = {
  plain: new Ec2Instance("plain", { ...machine, ${after("plain")} }),
  scripted: new Ec2Instance("scripted", {
    ...inWeb, userData: "#!/bin/sh\\necho ran", waitForUserData: true, ${after("scripted")}
  }),
  stored: new Ec2Instance("stored", {
    ...inWeb,
    userData: "#!/bin/sh\\necho ran >> /boots",
    ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }],
    ${after("stored")}
  }),
  resized: new Ec2Instance("resized", { ...machine, userData: "#!/bin/sh\\necho ran >> /boots", ${after("resized")} }),
  moved: new Ec2Instance("moved", { ...machine, ${after("moved")} }),
};
export const pods = Object.values(instances).map(({ podName }) => podName);
export const { stored, resized } = { stored: instances.stored.podName, resized: instances.resized.podName };
`;
}

const calls: Calls = {
  create: {
    ...firstCalls,
    "GET networkpolicies": 1,
    "GET /apis/apps/v1/daemonsets": 1,
    "GET /api/v1/nodes": 1,
    "POST pods": 5,
    "POST secrets": 3,
    "POST persistentvolumeclaims": 1,
    "GET services": 1,
    "POST services": 1,
    "GET pods/log": 1,
    "PATCH persistentvolumeclaims": 1,
    "PATCH pods": 1,
  },
  refresh: {
    ...firstCalls,
    "GET pods": 2,
    "GET networkpolicies": 1,
    "GET pods/log": 1,
    "GET services": 1,
  },
  change: {
    ...firstCalls,
    "GET pods": 2,
    "GET networkpolicies": 1,
    "GET /apis/apps/v1/daemonsets": 1,
    "GET /api/v1/nodes": 1,
    "POST pods": 3,
    "POST secrets": 2,
    "POST persistentvolumeclaims": 1,
    "GET services": 1,
    "PATCH persistentvolumeclaims": 1,
    "PATCH pods": 2,
    "PATCH pods/resize": 1,
    "GET pods/exec": 2,
    "GET pods/log": 4,
    "DELETE pods": 3,
  },
  destroy: {
    // The guards make two more of "GET pods", which list other Pods.
    ...firstCalls,
    "DELETE pods": 5,
    "DELETE persistentvolumeclaims": 1,
    "GET /apis/networking.k8s.io/v1/networkpolicies": 2,
  },
};

interface Outputs {
  pods: string[];
  stored: string;
  resized: string;
}

const machines: Omit<Scene, "env"> = {
  program,
  imitated: "plain",
  calls,
  // A launch asks about a volume that the cluster takes long to provision, and a refresh may come before all marks are off.
  occasional: ["GET persistentvolumeclaims", "PATCH persistentvolumeclaims", "PATCH pods"],
  // After a Pod or its Secret is created, or a Pod is deleted.
  riskiest: { create: "POST pods", change: "POST secrets", destroy: "DELETE pods" },
  seeds: 200,

  /** Each instance has exactly the Pod that the stack names, and its user data ran once for each disk. */
  checkOf(stack) {
    /** The Pod of the instance that is resized in it. */
    let lasting: string | undefined;
    return async () => {
      const { pods, stored, resized } = await stack.outputs<Outputs>();
      expect(await livePods(stack)).toEqual(pods.sort());
      for (const pod of [stored, resized]) {
        const boots = await inside(
          stack.namespace,
          pod,
          "until [ -s /boots ]; do sleep 0.1; done; cat /boots",
        );
        expect(boots.stdout).toBe("ran\n");
      }
      // The console of a machine that is off ends so.
      const console = await kubectl(stack.namespace, "logs", resized, "--container=instance");
      expect(console.trimEnd().endsWith("powered off")).toBe(false);
      expect((lasting ??= resized)).toBe(resized);
    };
  },
};

/** The machines with an engine that saves its state after each resource. */
export const savedMachines: Scene = { ...machines, env: {} };

/** The machines with an engine that saves its state at the end. */
export const unsavedMachines: Scene = { ...machines, env: { PULUMI_SKIP_CHECKPOINTS: "true" } };
