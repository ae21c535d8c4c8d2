import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { SecurityGroup } from "../../provider/security-group/security-group";
import { SecurityGroupIngressRule } from "../../provider/security-group/security-group-rule";
import { lateFailureOf, mock, policies, unknownText, valueOf } from "../support/mocks";

const http = { ipProtocol: "tcp", fromPort: 80, toPort: 80 };

test("a preview shows the policy of a rule whose group it doesn't know", async () => {
  await mock(true);
  const web = new SecurityGroup("web", { namespace: "apps" });
  const either = pulumi.all([web.id, unknownText()]).apply(([id]) => id);
  const rules = [unknownText(), either].map(
    (securityGroupId, index) =>
      new SecurityGroupIngressRule(`rule-${index}`, { securityGroupId, cidrIpv4: "10.0.0.0/8", ...http }),
  );
  const all = await policies(web, ...rules);
  expect(all.map(({ name, inputs }) => [name, inputs.metadata["namespace"]])).toEqual(
    expect.arrayContaining([
      ["web", "apps"],
      ["rule-0", undefined],
      ["rule-1", "apps"],
    ]),
  );
  expect(await Promise.all(rules.map(({ id }) => valueOf(id)))).toEqual(
    rules.map(() => expect.stringMatching(/^sgr-/) as string),
  );
});

test("a rule finds the namespace of a group whose id is a value of the program", async () => {
  const web = new SecurityGroup("web", { namespace: "apps" });
  const app = new SecurityGroup("app", { namespace: "other" });
  const securityGroupId = pulumi.all([web.id, app.id]).apply(([, second]) => second);
  const rule = new SecurityGroupIngressRule("http", { securityGroupId, cidrIpv4: "10.0.0.0/8", ...http });
  const all = await policies(rule);
  expect(all.find(({ name }) => name === "http")!.inputs.metadata["namespace"]).toBe("other");
  expect(await valueOf(rule.namespace)).toBe("other");
});

test("a rule may be of a group of another stack whose id is made of one of this program", async () => {
  const web = new SecurityGroup("web");
  const foreign = "sg-0123456789abcdef0";
  const securityGroupId = pulumi.output(web.id).apply(() => foreign);
  const rule = new SecurityGroupIngressRule("http", { securityGroupId, cidrIpv4: "10.0.0.0/8", ...http });
  const [policy] = (await policies(rule)).filter(({ name }) => name === "http");
  expect(JSON.stringify(policy!.inputs["spec"])).toContain(foreign);
});

test("a rule must name a group of another cluster by the group's own output", async () => {
  const provider = new Provider("elsewhere", { context: "kind-other" });
  const web = new SecurityGroup("web", {}, { provider });
  const id = await valueOf(web.id);
  const message = await lateFailureOf(
    () =>
      new SecurityGroupIngressRule("http", {
        securityGroupId: Promise.resolve(id!),
        cidrIpv4: "10.0.0.0/8",
        ...http,
      }),
  );
  expect(message).toContain(
    `securityGroupId is ${id!}, but isn't the output of that group itself, so its cluster is known too late`,
  );
});
