import { reportOn } from "../../../../provider/preview-report";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { type AwsResource, documentOf, type Inputs, kept } from "../../../support/aws-preview";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const egress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const rule = (port: number, cidr: string) => ({
  ...{ protocol: "tcp", fromPort: port, toPort: port },
  cidrBlocks: [cidr],
});
const rules = numbers(200).map((index) => rule(22, `198.18.${index}.0/25`));
const group = (index: number, old: Inputs[], after = old) =>
  kept(
    "ec2.SecurityGroup",
    `group-${index}`,
    `sg-${index}`,
    { egress, ingress: old },
    { egress, ingress: after },
  );
const member = (index: number) =>
  kept("ec2.Instance", `server-${index}`, `i-${index}`, { vpcSecurityGroupIds: [`sg-${index}`] });

const report = (resources: AwsResource[], format: "markdown" | "text", assertions?: string) =>
  reportOn(documentOf(resources), { format, ...(assertions && { assertions: readAssertions(assertions) }) })
    .text;

const closed = "mustNotReach: [{ from: internet, to: { instance: '*' }, ports: [tcp/22, tcp/80] }]";

test("an assertion with more rules than a comment has room for shows its reason", () => {
  const resources = numbers(5).flatMap((index) => [group(index, rules), member(index)]);
  const text = report(resources, "markdown", closed);
  expect(text).not.toContain("Left out");
  expect(text.match(/> - `server-\d` reaches|> - `internet` reaches `server-\d`/g)).toHaveLength(5);
  expect(text.match(/> {3}- and 190 more rules$/gm)).toHaveLength(5);
  expect(report(resources, "text", closed)).not.toContain("more rules");
});

test("what the update adds to many rules is the reason", () => {
  const text = report([group(0, rules, [...rules, rule(80, "0.0.0.0/0")]), member(0)], "markdown", closed);
  expect(text).toContain("anywhere (`0.0.0.0/0`), which this update adds\n>   - group");
});

test("a resource with many changes, or a long one, doesn't push out the others", () => {
  const data = (value: string, length: number): Inputs =>
    Object.fromEntries(numbers(600).map((index) => [`key-${index}`, `${value}${"x".repeat(length)}`]));
  const large = kept("ec2.Vpc", "large", "vpc-1", data("a", 60), data("b", 60));
  const others = ["db", "web"].map((name, index) =>
    kept("ec2.Vpc", name, `vpc-${index + 2}`, { a: "1" }, { a: "2" }),
  );
  const text = report([large, ...others], "markdown");
  expect(text).not.toContain("Left out");
  expect(text).toContain("  - and 580 more\n");
  for (const name of ["large", "db", "web"]) expect(text).toContain(`**updates** Vpc \`${name}\``);
  expect(report([large, ...others], "text")).toContain("key-599");
});
