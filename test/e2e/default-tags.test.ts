import { list, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

interface Tagged {
  metadata: { name: string; annotations: Record<string, string> };
}

const program = (tags: string) => `import * as aws from "@pulumi/aws";
const provider = new aws.Provider("team", { defaultTags: { tags: ${tags} } });
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } }, { provider });
const server = new aws.ec2.Instance("web", {
  ami: "busybox:1.35", instanceType: "t3.micro", tags: { Name: "web" },
}, { provider });
const data = new aws.ebs.Volume("data", { availabilityZone: server.availabilityZone, size: 1 }, { provider });
export const tags = [vpc.tagsAll, server.tagsAll, data.tagsAll];
export const own = server.tags;`;

const tagsOf = ({ metadata }: Tagged): unknown => JSON.parse(metadata.annotations["ec2-pods/tags"] ?? "{}");

test("default tags of a provider are on all that it makes, and their change is live", async () => {
  stack = await TestStack.create("default-tags", "");
  const seen = async () => {
    const pod = (await podsByName(stack.namespace))["web"]!;
    const [claim] = await list<Tagged>(stack.namespace, "pvc");
    return { uid: pod.metadata.uid, pod: tagsOf(pod), claim: tagsOf(claim!) };
  };
  stack.awsProgram(program(`{ Team: "shop", Name: "unnamed" }`));
  await stack.up();
  const first = await seen();
  expect(first).toMatchObject({
    pod: { Team: "shop", Name: "web" },
    claim: { Team: "shop", Name: "unnamed" },
  });
  expect(await stack.outputs()).toEqual({
    tags: [
      { Team: "shop", Name: "main" },
      { Team: "shop", Name: "web" },
      { Team: "shop", Name: "unnamed" },
    ],
    own: { Name: "web" },
  });
  await stack.refresh("--expect-no-changes");
  await stack.succeed("preview", "--expect-no-changes");

  stack.awsProgram(program(`{ Team: "web" }`));
  expect(await stack.preview()).toEqual({ main: ["update"], web: ["update"], data: ["update"] });
  await stack.up();
  expect(await seen()).toEqual({ uid: first.uid, pod: { Team: "web", Name: "web" }, claim: { Team: "web" } });

  stack.awsProgram(program("{}"));
  await stack.up();
  expect(await seen()).toEqual({ uid: first.uid, pod: { Name: "web" }, claim: {} });
  await stack.succeed("preview", "--refresh", "--expect-no-changes");
});
