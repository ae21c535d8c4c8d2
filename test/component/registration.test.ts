import { fileURLToPath } from "node:url";

import * as pulumi from "@pulumi/pulumi";

import { ec2, SecurityGroup } from "../../provider/index";
import { mock, registered, settled } from "../support/mocks";

interface Position {
  getUri(): string;
  getLine(): number;
}

interface Request {
  getName(): string;
  getAdditionalsecretoutputsList(): string[];
  getSourceposition(): Position | undefined;
  getStacktrace(): { getFramesList(): { getPc(): Position | undefined }[] } | undefined;
}

const requests = new Map<string, Request>();

const { prepareStackTrace: ofJest } = Error;

beforeEach(async () => {
  // Pulumi's language host has one; jest has none in the realm of its tests.
  Error.prepareStackTrace = (error, frames) => [String(error), ...frames.map(String)].join("\n    at ");
  await mock();
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: Request, answer: unknown): void;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, answer) => {
    requests.set(request.getName(), request);
    register(request, answer);
  };
});

afterEach(() => {
  Error.prepareStackTrace = ofJest;
});

/** Files of the frames that the engine stores with a resource; undefined for one without a position. */
const filesOf = (name: string) =>
  requests
    .get(name)
    ?.getStacktrace()
    ?.getFramesList()
    .map((frame) => frame.getPc()?.getUri())
    .map((uri) => (uri ? fileURLToPath(uri) : undefined));

test.each([
  [
    "an instance",
    (name: string) => new ec2.Instance(name, { ami: "busybox:1.35", instanceType: "t3.micro" }),
  ],
  ["a record", (name: string) => new ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" })],
  ["a group", (name: string) => new SecurityGroup(name)],
])("%s is stored with the program's own frames, and with none of its loaders", async (_, declare) => {
  const limit = Error.stackTraceLimit;
  const { prepareStackTrace } = Error;
  const helper = () => declare("web");
  helper();
  expect(Error.stackTraceLimit).toBe(limit);
  expect(Error.prepareStackTrace).toBe(prepareStackTrace);
  await settled();
  const files = filesOf("web") ?? [];
  expect(files).toContain(__filename);
  expect(files.filter((file) => file?.includes("node_modules"))).toEqual([]);
});

test("an instance that has a kubeconfig keeps it secret, and the others need no list of what is secret", async () => {
  const vpcSecurityGroupIds = ["sg-0123456789abcdef0"];
  const machine = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds };
  new ec2.Instance("own", { ...machine, kubeconfig: "apiVersion: v1\n" });
  new ec2.Instance("usual", machine);
  await settled();
  expect(requests.get("own")?.getAdditionalsecretoutputsList()).toEqual(["kubeconfig"]);
  expect(requests.get("usual")?.getAdditionalsecretoutputsList()).toEqual([]);
});

test("an instance has the position of the line that declares it", async () => {
  const [, line] = /registration\.test\.ts:(\d+):/.exec(new Error().stack ?? "") ?? [];
  new ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" });
  await settled();
  const position = requests.get("web")?.getSourceposition();
  expect(position?.getUri()).toContain("registration.test.ts");
  expect(position?.getLine()).toBe(Number(line) + 1);
});

test("a group is a component, its policy and a guard, and an instance is one resource", async () => {
  registered.length = 0;
  const group = new SecurityGroup("front");
  new ec2.Instance("web", {
    ami: "busybox:1.35",
    instanceType: "t3.micro",
    vpcSecurityGroupIds: [group.id],
  });
  await settled();
  expect(registered.map(({ type }) => type).sort()).toEqual([
    "ec2-pods:index:SecurityGroup",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance",
    "pulumi-nodejs:dynamic/ec2-pods:SecurityGroupGuard",
  ]);
});
