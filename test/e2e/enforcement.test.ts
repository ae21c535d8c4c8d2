import { kubectl } from "../support/cluster";
import { OwnCluster } from "../support/own-cluster";
import { TestStack } from "../support/stack";

const cluster = new OwnCluster("enforcement");
let stack: TestStack;

beforeAll(() => cluster.start("simulated"));
afterAll(async () => {
  await stack.remove();
  await cluster.remove();
});

const annotate = (value: string) =>
  kubectl("default", "annotate", "nodes", "--all", "--overwrite", `ec2-pods/network-policies${value}`);
const program = (generation: number) => `
const web = new SecurityGroup("web");
for (const name of ["a", "b", "c"]) {
  new Ec2Instance(name, {
    ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [web.id], tags: { generation: "${generation}" },
  });
}
`;

test("an up warns once if groups have no effect, and not if they have", async () => {
  stack = await TestStack.create("enforcement", program(0));
  // Those of the summary; the lines of progress before it repeat them.
  const warnings = (said: string) =>
    said.match(/^\s*warning: security groups.*$/gm)?.map((line) => line.trim());
  const none =
    /^warning: security groups have no effect, because this cluster doesn't enforce NetworkPolicies: node "\S+" has the annotation ec2-pods\/network-policies: none; its Pods have no containers\. Run "npm run cluster -- down", then "npm run cluster -- up --kind node"\.$/;
  expect(warnings(await stack.up())).toEqual([expect.stringMatching(none)]);

  await annotate("-");
  stack.program(program(1));
  const unknown =
    /^warning: security groups may have no effect, because this cluster may not enforce NetworkPolicies: no known network plugin runs as a DaemonSet; the nodes are "\S+"\. Test it with "ec2-pods doctor --probe"\.$/;
  expect(warnings(await stack.up())).toEqual([expect.stringMatching(unknown)]);

  await annotate("=enforced");
  stack.program(program(2));
  expect(warnings(await stack.up())).toBeUndefined();
});
