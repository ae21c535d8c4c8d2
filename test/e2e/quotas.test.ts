import { apply, kubectl, podsByName } from "../support/cluster";
import { tolerating } from "../support/instance";
import { OwnCluster } from "../support/own-cluster";
import { TestStack } from "../support/stack";

// An instance that reserves a CPU needs a node that other suites don't fill.
const cluster = new OwnCluster("quotas");
let stack: TestStack;
beforeAll(() => cluster.start("node"));
afterAll(() => cluster.remove());
afterEach(() => stack.remove());

const endsFirst =
  'Ec2Instance "web": there is no room for its new Pod beside the one before, which ends first';

// A type with one CPU, which a small node has room for.
const program = `new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t2.nano" });`;

/** A type whose memory the API server writes in another way than the provider. */
const sized = (args = "") =>
  `new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", ${args} });`;
const names = async () =>
  Object.values(await podsByName(stack.namespace)).map(({ metadata }) => metadata.name);

const range = (limit: object) => ({
  apiVersion: "v1",
  kind: "LimitRange",
  spec: { limits: [{ type: "Container", ...limit }] },
});
const named = (name: string, object: object) => ({ ...object, metadata: { name } });

/** Limits what the namespace uses. A quota refuses nothing until Kubernetes has counted what is there. */
async function enforce(name: string, hard: Record<string, string>): Promise<void> {
  const kind = { apiVersion: "v1", kind: "ResourceQuota" };
  await apply(stack.namespace, { ...kind, metadata: { name }, spec: { hard } });
  for (const [resource, amount] of Object.entries(hard)) {
    const condition = `--for=jsonpath={.status.hard.${resource.replaceAll(".", "\\.")}}=${amount}`;
    await kubectl(stack.namespace, "wait", `quota/${name}`, condition, "--timeout=180s");
  }
}

test("instances run in a namespace with quotas on CPU, memory, Pods and storage", async () => {
  stack = await TestStack.create("quota", program);
  const compute = {
    "limits.cpu": "4",
    "limits.memory": "4Gi",
    "requests.cpu": "1",
    "requests.memory": "1Gi",
  };
  const objects = { pods: "4", secrets: "9", persistentvolumeclaims: "1", "requests.storage": "1Gi" };
  await enforce("all", { ...compute, ...objects });
  await stack.up();
  const used = await kubectl(
    stack.namespace,
    ..."get quota all --output jsonpath={.status.used.limits\\.cpu}".split(" "),
  );
  expect(used).toBe("1250m");

  // A Pod that has to be created again has no room beside the one before.
  await enforce("two", { "limits.cpu": "2" });
  await stack.succeed("config", "set", "ec2-pods:pullSecret", "registry");
  expect(await stack.up()).toContain(endsFirst);
  const pods = await podsByName(stack.namespace);
  expect(pods).toMatchObject({ web: { spec: { imagePullSecrets: [{ name: "registry" }] } } });
  await kubectl(stack.namespace, "delete", "quota", "two");

  const other = `{ ami: "busybox:1.35", instanceType: "t3.micro", resourceMode: "none" as const }`;
  stack.program(`${program} new Ec2Instance("other", ${other});`);
  expect(await stack.failingUp()).toMatch(
    /Cannot create Ec2Instance "other": .*must specify limits\.cpu.*\. Set resourceMode to "limits", or give the namespace a LimitRange with default limits\./,
  );
});

test("a Pod ends before the new one of its re-creation only if that makes room for it in a full quota", async () => {
  stack = await TestStack.create("full", sized());
  await stack.up();
  const [before, state] = [await names(), (await stack.resource("web")).outputs];
  // Below what is used, it has no room for a Pod without the one before either.
  await enforce("full", { pods: "0" });
  stack.program(sized(`tags: { ${tolerating("new")} }`));
  const messages = await stack.failingUp();
  expect(messages).toMatch(/Cannot update Ec2Instance "web": pods "\S+" is forbidden: exceeded quota: full/);
  expect(messages).toContain("Raise the quota, or delete what uses it.");
  expect([await names(), (await stack.resource("web")).outputs]).toEqual([before, state]);

  await enforce("full", { pods: "1" });
  expect(await stack.up()).toContain(endsFirst);
  const { podName } = (await stack.resource("web")).outputs;
  expect(await names()).toEqual([podName]);
  expect(before).not.toContain(podName);
});

test("a load balancer runs in a namespace with a LimitRange, and with quotas on CPU and memory", async () => {
  stack = await TestStack.create("quota-balancer", "");
  const compute = {
    "limits.cpu": "2",
    "limits.memory": "1Gi",
    "requests.cpu": "1",
    "requests.memory": "1Gi",
  };
  await apply(stack.namespace, named("sizes", range({ max: { cpu: "500m", memory: "512Mi" } })));
  const program = (port: number) => `
    import * as aws from "@pulumi/aws";
    const subnets = ["a", "b"].map((zone) => new aws.ec2.DefaultSubnet(zone, { availabilityZone: \`us-east-1\${zone}\` }));
    const balancer = new aws.lb.LoadBalancer("web", { subnets: subnets.map(({ id }) => id) });
    new aws.lb.Listener("web", {
      loadBalancerArn: balancer.arn, port: ${port}, protocol: "HTTP",
      defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "200" } }],
    });`;
  const path = "{.items[*].spec.template.spec.containers[*].resources.limits.cpu}";
  const limit = () => kubectl(stack.namespace, "get", "deployments", `--output=jsonpath=${path}`);
  stack.awsProgram(program(80));
  await stack.up();
  expect(await limit()).toBe("");

  await kubectl(stack.namespace, "delete", "limitrange", "sizes");
  await enforce("all", compute);
  stack.awsProgram(program(8080));
  await stack.up();
  expect(await limit()).toBe("1");
});

test("instances run in a namespace with a LimitRange, or say which resourceMode it takes", async () => {
  stack = await TestStack.create("limit-range", program);
  const defaults = {
    default: { cpu: "200m", memory: "64Mi" },
    defaultRequest: { cpu: "100m", memory: "32Mi" },
  };
  await apply(stack.namespace, named("sizes", range({ ...defaults, min: { cpu: "50m", memory: "16Mi" } })));
  expect(await stack.failingUp()).toMatch(
    /minimum cpu usage per Container is 50m, but request is 0.*\. Set resourceMode to "requests"\./,
  );
  await stack.succeed("config", "set", "ec2-pods:resourceMode", "requests");
  await stack.up();
  const { web } = await podsByName(stack.namespace);
  expect(web!.spec.initContainers).toMatchObject([
    { name: "metadata", resources: { limits: defaults.default, requests: defaults.defaultRequest } },
  ]);
  await stack.refresh("--expect-no-changes");

  await apply(stack.namespace, named("sizes", range({ max: { cpu: "8", memory: "512Mi" } })));
  stack.program(`${program} new Ec2Instance("large", { ami: "busybox:1.35", instanceType: "t3.large" });`);
  expect(await stack.failingUp()).toMatch(
    /maximum memory usage per Container is 512Mi.*\. Use a smaller instanceType, or set resourceMode to "none"\./,
  );
});
