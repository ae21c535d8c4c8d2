import * as pulumi from "@pulumi/pulumi";

import { Ec2Instance } from "../../provider/instance/ec2-instance";
import { mock, registered, settled } from "../support/mocks";

const args = { ami: "busybox:1.35", instanceType: "t3.micro" };
const id = "i-0123456789abcdef0";

test.each(["id", "instanceId"] as const)(
  "an instance can't adopt another one of the program by its %s, also if a run with --target leaves that out",
  async (output) => {
    await mock(true);
    const web = new Ec2Instance("web", args);
    expect(() => new Ec2Instance("second", { ...args, adopt: web[output] })).toThrow(
      'Cannot create Ec2Instance "second": adopt is the id of Ec2Instance "web" of this program. Remove adopt, or that resource.',
    );
    const found = Ec2Instance.get("found", id);
    expect(new Ec2Instance("third", { ...args, adopt: found[output] })).toBeInstanceOf(Ec2Instance);
  },
);

test("an instance that adopts another by a text names all of the program, those that follow and lie deeper as well", async () => {
  await mock(true);
  new Ec2Instance("second", { ...args, adopt: id });
  const tier = new pulumi.ComponentResource("tiers:index:Tier", "tier");
  new Ec2Instance("deep", args, { parent: tier });
  Ec2Instance.get("found", id);
  await settled();
  new Ec2Instance("late", args);
  await settled();
  const own = (name: string) => registered.find((each) => each.name === name)?.inputs["__own"] as object;
  const keys = ["second", "deep"].map((name) => (own(name) as { __key: string }).__key);
  expect(own("second")).toMatchObject({ __declared: keys });
  expect(own("deep")).not.toHaveProperty("__declared");
});
