import { reportOn } from "../../../../provider/preview-report";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { documentOf, type Inputs, kept } from "../../../support/aws-preview";

const ingressOf = (protocol: string, fromPort: number, toPort: number): Inputs => ({
  ingress: [{ protocol, fromPort, toPort, cidrBlocks: ["0.0.0.0/0"] }],
});

/** Whether an assertion about the internet and a server with one rule holds. */
function holds(kind: string, ports: string, rule: Inputs): boolean {
  const document = documentOf([
    kept("ec2.SecurityGroup", "web", "sg-1", rule),
    kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-1"] }),
  ]);
  const text = `${kind}: [{ from: internet, to: { instance: server }, ports: ${ports} }]`;
  return !reportOn(document, { format: "text", assertions: readAssertions(text) }).failed;
}

test("ping must reach a server, and nothing else of ICMP", () => {
  const echo = ingressOf("icmp", 8, 0);
  expect(holds("mustReach", "icmp/8/0", echo)).toBe(true);
  expect(holds("mustReach", "icmp/8/0", ingressOf("icmp", 8, -1))).toBe(true);
  expect(holds("mustReach", "icmp/8/0", ingressOf("tcp", 8, 8))).toBe(false);
  expect(holds("mustReach", "icmp/8", echo)).toBe(false);
  expect(holds("mustNotReach", "icmp/8", echo)).toBe(false);
  expect(holds("mustNotReach", "[icmp/5, icmpv6, tcp]", echo)).toBe(true);
});

test("any protocol can be named by its number", () => {
  const esp = ingressOf("50", 0, 0);
  expect(holds("mustReach", "protocol/50", esp)).toBe(true);
  expect(holds("mustNotReach", "[protocol/47, protocol/51, udp]", esp)).toBe(true);
  expect(holds("mustNotReach", "protocol/50", esp)).toBe(false);
});
