import { apply, kubectl, podsByName } from "../support/cluster";
import { OwnCluster } from "../support/own-cluster";
import { TestStack } from "../support/stack";

// An instance that reserves a CPU needs a node that other suites don't fill.
const cluster = new OwnCluster("quotas");
let stack: TestStack;
beforeAll(() => cluster.start("node"));
afterAll(() => cluster.remove());
afterEach(() => stack.remove());

// A type with one CPU, which a small node has room for.
const program = `new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t2.nano" });`;

const quota = (hard: object) => ({ apiVersion: "v1", kind: "ResourceQuota", spec: { hard } });
const range = (limit: object) => ({
  apiVersion: "v1",
  kind: "LimitRange",
  spec: { limits: [{ type: "Container", ...limit }] },
});
const named = (name: string, object: object) => ({ ...object, metadata: { name } });

test("instances run in a namespace with quotas on CPU, memory, Pods and storage", async () => {
  stack = await TestStack.create("quota", program);
  const compute = {
    "limits.cpu": "4",
    "limits.memory": "4Gi",
    "requests.cpu": "1",
    "requests.memory": "1Gi",
  };
  const objects = { pods: "4", secrets: "9", persistentvolumeclaims: "1", "requests.storage": "1Gi" };
  await apply(stack.namespace, named("all", quota({ ...compute, ...objects })));
  await stack.up();
  const used = await kubectl(
    stack.namespace,
    ..."get quota all --output jsonpath={.status.used.limits\\.cpu}".split(" "),
  );
  expect(used).toBe("1250m");

  // A Pod that has to be created again has no room beside the one before.
  await apply(stack.namespace, named("two", quota({ "limits.cpu": "2" })));
  await stack.succeed("config", "set", "ec2-pods:pullSecret", "registry");
  expect(await stack.up()).toContain(
    'Ec2Instance "web": there is no room for its new Pod beside the one before, which ends first',
  );
  const pods = await podsByName(stack.namespace);
  expect(pods).toMatchObject({ web: { spec: { imagePullSecrets: [{ name: "registry" }] } } });
  await kubectl(stack.namespace, "delete", "quota", "two");

  await stack.succeed("config", "set", "ec2-pods:resourceMode", "none");
  stack.program(`${program} new Ec2Instance("other", { ami: "busybox:1.35", instanceType: "t3.micro" });`);
  expect(await stack.failingUp()).toMatch(
    /Cannot create Ec2Instance "other": .*must specify limits\.cpu.*\. Set resourceMode to "limits", or give the namespace a LimitRange with default limits\./,
  );
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
  await apply(stack.namespace, named("all", quota(compute)));
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
