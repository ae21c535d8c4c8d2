import { Provider as KubernetesProvider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import * as aws from "../../provider/index";
import { isKnown, mock, registered, settled, unknownText, valueOf, warnings } from "../support/mocks";

const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };
const west = () =>
  new aws.Provider("west", { region: "us-west-2", profile: "dev", skipRegionValidation: true });

/** The inputs of the instance with this name, once it is registered. */
const inputsOf = async (instance: aws.Instance): Promise<Record<string, unknown>> => {
  await valueOf(instance.urn);
  return registered.find(
    ({ type, name }) => type.endsWith(":Ec2Instance") && name === pulumi.resourceName(instance),
  )!.inputs;
};

class Web extends pulumi.ComponentResource {
  readonly group: aws.ec2.SecurityGroup;
  readonly instance: aws.ec2.Instance;

  constructor(name: string, options: pulumi.ComponentResourceOptions) {
    super("test:index:Web", name, {}, options);
    this.group = new aws.ec2.SecurityGroup(name, {}, { parent: this });
    this.instance = new aws.ec2.Instance(
      name,
      { ...machine, vpcSecurityGroupIds: [this.group.id] },
      { parent: this },
    );
  }
}

test.each<[how: string, options: () => pulumi.ComponentResourceOptions]>([
  ["provider", () => ({ provider: west() })],
  ["a list of providers", () => ({ providers: [west()] })],
  ["a map of providers", () => ({ providers: { aws: west() } })],
])("a component that gets %s gives its region to what is in it", async (_, options) => {
  const { group, instance } = new Web("web", options());
  expect(await valueOf(group.region)).toBe("us-west-2");
  expect(await valueOf(group.arn)).toMatch(/^arn:aws:ec2:us-west-2:000000000000:security-group\/sg-/);
  expect((await inputsOf(instance))["region"]).toBe("us-west-2");
  expect(registered.find(({ type }) => type.endsWith(":Ec2Instance"))!.provider).toBeUndefined();
});

test("a provider that is given to a resource itself gives its region, also to its children and rules", async () => {
  const provider = west();
  const group = new aws.ec2.SecurityGroup("web", {}, { provider });
  const instance = new aws.ec2.Instance("web", { ...machine, vpcSecurityGroupIds: [group.id] }, { provider });
  const child = new aws.ec2.Instance(
    "child",
    { ...machine, vpcSecurityGroupIds: [group.id] },
    { parent: instance },
  );
  const rule = new aws.vpc.SecurityGroupIngressRule(
    "http",
    { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
    { provider },
  );
  expect(await valueOf(group.region)).toBe("us-west-2");
  expect(await valueOf(rule.region)).toBe("us-west-2");
  expect((await inputsOf(instance))["region"]).toBe("us-west-2");
  expect((await inputsOf(child))["region"]).toBe("us-west-2");
});

test("the argument region comes before the provider's, and both before the configuration", async () => {
  pulumi.runtime.setAllConfig({ "aws:region": "eu-west-1" });
  const provider = west();
  const regionOf = async (args: object, options?: pulumi.CustomResourceOptions) =>
    valueOf(new aws.ec2.SecurityGroup(`g${registered.length}`, args, options).region);
  expect(await regionOf({ region: "ca-central-1" }, { provider })).toBe("ca-central-1");
  expect(await regionOf({ region: pulumi.output(undefined) }, { provider })).toBe("us-west-2");
  const unset = new aws.Provider("unset");
  expect(await regionOf({}, { provider: unset })).toBe("eu-west-1");
  expect(await valueOf(unset.region)).toBe("eu-west-1");
});

test("without a provider an instance registers what it registered before", async () => {
  const instance = new aws.ec2.Instance("web", machine);
  expect(Object.keys(await inputsOf(instance))).not.toContain("region");
});

test("a provider is a component: no plugin starts for it, and the engine refuses it for resources of AWS", async () => {
  const provider = west();
  expect(await valueOf(provider.urn)).toMatch(/::ec2-pods:index:Provider::west$/);
  expect([
    aws.Provider.isInstance(provider),
    aws.Provider.isInstance({}),
    aws.Provider.isInstance(undefined),
  ]).toEqual([true, false, false]);
  expect(await valueOf(provider.profile)).toBe("dev");
  const keys = new aws.Provider("keys", { accessKey: "AKIA", secretKey: "s3cret" });
  expect(await pulumi.isSecret(keys.secretKey)).toBe(true);
});

const ours = (name: string) =>
  registered.find((each) => each.name === name && /^pulumi-nodejs:(?!.*Guard$)/.test(each.type))?.inputs;

test("a volume hears from its attachment that a Provider says where its instance is", async () => {
  const provider = new KubernetesProvider("lab", { context: "kind-lab", kubeconfig: "apiVersion: v1\n" });
  const instance = new aws.ec2.Instance("own", machine, { provider });
  const volume = new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 1 });
  const ids = { instanceId: instance.id, volumeId: volume.id };
  new aws.ec2.VolumeAttachment("attached", { ...ids, deviceName: "/dev/sdf" });
  await settled();
  expect(registered.find(({ name }) => name === "data")!.inputs["__place"]).toMatchObject({
    value: { context: "kind-lab", ownTarget: true },
  });
});

test("a Kubernetes Provider says where an instance, a volume and a load balancer are, and arguments win", async () => {
  const provider = new KubernetesProvider("lab", { context: "kind-lab", kubeconfig: "apiVersion: v1\n" });
  new aws.ec2.Instance("own", machine, { provider });
  new aws.ec2.Instance("other", { ...machine, namespace: "apps" }, { provider });
  new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 1 }, { provider });
  new aws.lb.TargetGroup("targets", { port: 80, protocol: "HTTP", vpcId: "vpc-1" }, { provider });
  new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" }, { provider });
  new Web("web", { provider });
  await settled();
  const kubeconfig = expect.objectContaining({ value: "apiVersion: v1\n" }) as unknown;
  const place = { context: "kind-lab", kubeconfig, ownTarget: true };
  for (const name of ["own", "data", "targets", "web"]) {
    expect({ name, ...ours(name) }).toMatchObject({ name, ...place });
  }
  expect(ours("other")).toMatchObject({ ...place, namespace: "apps" });
  expect(ours("main")).not.toHaveProperty("context");
  expect(warnings).toEqual([]);
});

test("what a preview doesn't know of a Kubernetes Provider is unknown in all that it gives a place to", async () => {
  await mock(true);
  const provider = new KubernetesProvider("lab", { context: "kind-lab", kubeconfig: unknownText() });
  const options = { provider };
  const { id: groupId } = new aws.ec2.SecurityGroup("group", {}, options);
  new aws.ec2.Instance("own", { ...machine, vpcSecurityGroupIds: [groupId] }, options);
  new aws.ebs.Volume("data", { availabilityZone: "us-east-1a", size: 1 }, options);
  new aws.lb.LoadBalancer("balancer", { loadBalancerType: "network", subnets: ["subnet-1"] }, options);
  new aws.lb.TargetGroup("targets", { port: 80, protocol: "HTTP", vpcId: "vpc-1" }, options);
  const template = { imageId: machine.ami, instanceType: machine.instanceType };
  const { id } = new aws.ec2.LaunchTemplate("members", template);
  const sizes = { minSize: 1, maxSize: 1, availabilityZones: ["us-east-1a"] };
  new aws.autoscaling.Group("members", { ...sizes, launchTemplate: { id } }, options);
  await settled();
  const secret = expect.objectContaining({ value: { __pulumiUnknown: true } }) as unknown;
  const place = { context: "kind-lab", kubeconfig: secret, ownTarget: true };
  for (const name of ["own", "data", "balancer", "targets", "members-1"]) {
    expect({ name, ...ours(name) }).toMatchObject({ name, ...place });
  }
  const guard = registered.find(({ name, type }) => name === "group" && type.endsWith("Guard"));
  expect(guard?.inputs).toMatchObject(place);
});

test("a Kubernetes Provider says where what has the id of another program's volume is", async () => {
  const provider = new KubernetesProvider("lab", { context: "kind-lab", kubeconfig: "apiVersion: v1\n" });
  const volumeId = "vol-0123456789abcdef0";
  const disk = { deviceName: "/dev/sdf", volumeId, instanceId: "i-0123456789abcdef0" };
  new aws.ebs.Snapshot("backup", { volumeId }, { provider });
  new aws.ec2.VolumeAttachment("disk", disk, { provider });
  aws.ebs.Snapshot.get("found", "snap-1", undefined, { provider });
  const volume = new aws.ebs.Volume("own", { availabilityZone: "us-east-1a", size: 1, namespace: "apps" });
  new aws.ebs.Snapshot("of-own", { volumeId: volume.id }, { provider });
  await settled();
  const place = { context: "kind-lab", kubeconfig: "apiVersion: v1\n", ownTarget: true };
  for (const name of ["backup", "disk"]) expect(ours(name)).toMatchObject({ __place: { value: place } });
  expect(ours("of-own")).toMatchObject({ __place: { value: { namespace: "apps" } } });
  expect(ours("found")).toMatchObject({ ...place, kubeconfig: { value: place.kubeconfig } });
  expect(warnings).toEqual([]);
});

test("a Kubernetes Provider that names no kubeconfig has each user's own, not the path of one", async () => {
  const before = process.env["KUBECONFIG"];
  process.env["KUBECONFIG"] = "/home/me/kubeconfig";
  try {
    const provider = new KubernetesProvider("east", { namespace: "apps" });
    // It takes the path from the environment itself.
    const { kubeconfig } = provider as unknown as { kubeconfig: pulumi.Output<string> };
    expect(await valueOf(kubeconfig)).toBe("/home/me/kubeconfig");
    const inputs = await inputsOf(new aws.ec2.Instance("east", machine, { provider }));
    expect(inputs).toMatchObject({ namespace: "apps", ownTarget: true });
    expect(JSON.stringify(inputs)).not.toContain("/home/me");
  } finally {
    process.env["KUBECONFIG"] = before;
  }
});

test("a provider that is neither of aws nor of kubernetes is named in a warning", async () => {
  class Other extends pulumi.ProviderResource {}
  new aws.ec2.Instance("own", machine, { provider: new Other("gcp", "gcp", {}) });
  await settled();
  expect(warnings).toEqual([
    'Cannot apply all of Ec2Instance "own": its option provider is a Provider of the package "gcp", which has no effect here. Use one of aws for its region, or one of kubernetes for its cluster.',
  ]);
});

test("look-ups answer for the region of their arguments, provider, parent or configuration", async () => {
  pulumi.runtime.setAllConfig({ "aws:region": "eu-west-3" });
  const provider = west();
  const parent = new Web("web", { provider });
  expect((await aws.getRegion()).region).toBe("eu-west-3");
  expect((await aws.getRegion({}, { provider })).description).toBe("US West (Oregon)");
  expect((await aws.getRegion({}, { parent })).endpoint).toBe("ec2.us-west-2.amazonaws.com");
  expect((await aws.getRegion({ region: "us-east-2" }, { provider })).name).toBe("us-east-2");
  expect((await valueOf(aws.getRegionOutput({}, { provider })))?.id).toBe("us-west-2");
  expect((await aws.getAvailabilityZones({ state: "available" }, { provider })).names).toHaveLength(4);
  expect((await valueOf(aws.getAvailabilityZonesOutput()))?.zoneIds).toEqual([
    "euw3-az1",
    "euw3-az2",
    "euw3-az3",
  ]);
  expect(await valueOf(aws.getAvailabilityZonesOutput({ region: "us-west-1" }).names[0]!)).toBe("us-west-1a");
  expect((await aws.getPartition({}, { provider })).reverseDnsPrefix).toBe("com.amazonaws");
  expect(await aws.getCallerIdentity()).toEqual({
    accountId: "000000000000",
    arn: "arn:aws:iam::000000000000:root",
    id: "000000000000",
    userId: "000000000000",
  });
});

test("a preview that doesn't know an argument or the region doesn't know the answer, and a promise uses the default", async () => {
  await mock(true);
  const provider = new aws.Provider("unknown", { region: unknownText() });
  expect(await isKnown(aws.getRegionOutput({}, { provider }))).toBe(false);
  expect(await isKnown(aws.getAvailabilityZonesOutput({ excludeNames: [unknownText()] }))).toBe(false);
  expect((await aws.getRegion({}, { provider })).region).toBe("us-east-1");
});

test("config has the region that resources get", () => {
  expect(aws.config.region).toBe("us-east-1");
  pulumi.runtime.setAllConfig({ "aws:region": "sa-east-1", "aws:profile": "dev" });
  expect([aws.config.region, aws.config.requireRegion(), aws.config.profile]).toEqual([
    "sa-east-1",
    "sa-east-1",
    "dev",
  ]);
});
