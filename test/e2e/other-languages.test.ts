import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { list, type Pod } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

/** The component of docs/other-languages.md, as a plugin. */
const component = `#!/usr/bin/env node
const pulumi = require("@pulumi/pulumi");
const { Ec2Instance } = require("pulumi-ec2-pods");

class Instance extends pulumi.ComponentResource {
  constructor(name, args, options) {
    super("ec2:index:Instance", name, args, options);
    const { instanceId, vpcSecurityGroupIds } = new Ec2Instance(name, args, { parent: this });
    Object.assign(this, { instanceId, vpcSecurityGroupIds });
    this.registerOutputs({ instanceId, vpcSecurityGroupIds });
  }
}

const construct = async (name, type, args, options) => {
  const instance = new Instance(name, args, options);
  const { urn, instanceId, vpcSecurityGroupIds } = instance;
  return { urn, state: { instanceId, vpcSecurityGroupIds } };
};
pulumi.provider.main({ version: "0.0.1", construct }, process.argv.slice(2));
`;

test("instances of a component package share the default group of their stack", async () => {
  stack = await TestStack.create(
    "components",
    `import * as pulumi from "@pulumi/pulumi";
class Instance extends pulumi.ComponentResource {
  constructor(name) {
    super("ec2:index:Instance", name, { ami: "busybox:1.35", instanceType: "t3.nano", vpcSecurityGroupIds: undefined }, {}, true);
  }
}
new Instance("one");
new Instance("two");
`,
  );
  const plugin = join(stack.folder, "ec2");
  mkdirSync(plugin);
  writeFileSync(join(plugin, "pulumi-resource-ec2"), component);
  chmodSync(join(plugin, "pulumi-resource-ec2"), 0o755);
  writeFileSync(join(plugin, "package.json"), JSON.stringify({ name: "ec2", private: true }));
  const plugins = JSON.stringify({ providers: [{ name: "ec2", path: "./ec2" }] });
  writeFileSync(
    join(stack.folder, "Pulumi.yaml"),
    `name: ${stack.project}\nruntime: { name: nodejs, options: { typescript: false } }\nplugins: ${plugins}\n`,
  );
  expect((await stack.preview())["default"]).toEqual(["create", "create", "create"]);
  await stack.up();
  const pods = await list<Pod>(stack.namespace, "pods");
  const groups = pods.map(({ metadata: { labels = {} } }) =>
    Object.keys(labels).filter((key) => key.startsWith("security-group.ec2-pods/")),
  );
  expect(groups).toHaveLength(2);
  expect(groups[0]).toHaveLength(1);
  expect(groups[1]).toEqual(groups[0]);
  await stack.destroy();
});
