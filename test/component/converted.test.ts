import * as pulumi from "@pulumi/pulumi";

import { DefaultSecurityGroup } from "../../provider/security-group/adopted-default-group";
import { SecurityGroupRule } from "../../provider/security-group/classic-security-group-rule";
import { SecurityGroup } from "../../provider/security-group/security-group";
import { SecurityGroupIngressRule } from "../../provider/security-group/security-group-rule";
import {
  componentOutputs,
  lateFailureOf,
  mock,
  policies,
  registered,
  settled,
  valueOf,
  warnings,
} from "../support/mocks";

const cidrBlocks = ["10.0.0.0/8"];
const rule = { protocol: "6", fromPort: 80, toPort: 443, self: true, cidrBlocks };
const given = { protocol: 6, fromPort: "80", toPort: "443", self: "true", cidrBlocks };
const group = { tags: { n: "1", b: "true" }, strict: true, revokeRulesOnDelete: true, ingress: [rule] };
const givenGroup = {
  tags: { n: 1, b: true },
  strict: "true",
  revokeRulesOnDelete: "true",
  ingress: [given],
  name: "",
  namePrefix: "",
  region: "",
};
const standalone = {
  securityGroupId: "sg-0123456789abcdef0",
  ipProtocol: "6",
  fromPort: 80,
  toPort: 443,
  cidrIpv4: "10.0.0.0/8",
  tags: { n: "1" },
};
const givenStandalone = {
  ...standalone,
  ipProtocol: 6,
  fromPort: "80",
  toPort: "443",
  tags: { n: 1 },
  region: "",
};
const classic = {
  type: "ingress",
  securityGroupId: standalone.securityGroupId,
  ...rule,
  cidrBlocks: undefined,
};
const givenClassic = { ...classic, ...given, cidrBlocks: undefined, region: "" };

const kinds: [string, (args: object) => pulumi.Resource, right: object, given: object][] = [
  ["SecurityGroup", (args) => new SecurityGroup("web", args), group, givenGroup],
  [
    "SecurityGroupIngressRule",
    (args) => new SecurityGroupIngressRule("web", args as typeof standalone),
    standalone,
    givenStandalone,
  ],
  ["SecurityGroupRule", (args) => new SecurityGroupRule("web", args as never), classic, givenClassic],
];

/** An absent argument stays absent: as an output, it could be anything. */
const late = ({ namePrefix, ...args }: Record<string, unknown>): object => ({
  ...(namePrefix !== undefined && { namePrefix }),
  ...Object.fromEntries(
    Object.entries(args)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, pulumi.output(value)]),
  ),
});

/** What the cluster and the program see of a resource. */
async function seen(resource: pulumi.Resource): Promise<object> {
  const keys = ["name", "region", "tags", "ingress", "protocol", "ipProtocol", "fromPort", "toPort", "self"];
  const outputs = resource as unknown as Record<string, pulumi.Output<unknown> | undefined>;
  const values = await Promise.all(
    keys.map(async (key) => [key, await valueOf(pulumi.output(outputs[key]))]),
  );
  const own = await policies(resource as SecurityGroup);
  expect(own).toHaveLength(1);
  return { own, outputs: Object.fromEntries(values) as object, state: [...componentOutputs.values()] };
}

describe.each(kinds)("a %s", (_, create, right, values) => {
  test.each([
    ["", (args: Record<string, unknown>) => args as object],
    [", once they are known", late],
  ])("takes values that AWS's provider converts%s", async (_when, wrap) => {
    const wanted = await seen(create(right));
    await mock();
    registered.length = 0;
    componentOutputs.clear();
    expect(await seen(create(wrap({ ...values })))).toEqual(wanted);
    await settled();
    expect(warnings).toEqual([]);
  });
});

test("a default group takes them as well", async () => {
  const adopted = new DefaultSecurityGroup("default", givenGroup as object);
  expect(await valueOf(adopted.ingress)).toEqual([rule]);
  expect(await valueOf(adopted.tags)).toEqual(group.tags);
  expect(await valueOf(adopted.region)).toBe("us-east-1");
});

test("what isn't convertible is rejected, also once it is known", async () => {
  const wrong = { ingress: [{ ...given, fromPort: "eighty", self: "yes" }] };
  expect(() => new SecurityGroup("web", wrong as object)).toThrow(
    /ingress\[0\]\.fromPort is "eighty".*ingress\[0\]\.self is "yes"/s,
  );
  const port = pulumi.output("eighty") as unknown as pulumi.Output<number>;
  const late = { ingress: [{ ...rule, fromPort: port }] };
  expect(await lateFailureOf(() => new SecurityGroup("late", late))).toContain('fromPort is "eighty"');
});
