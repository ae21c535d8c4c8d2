import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Tested } from "../../provider/cli/reachability/reach-results";
import { inside } from "../support/cluster";
import { TestStack } from "../support/stack";
import { requireEnforcement } from "../support/traffic";

/** A web server that reaches a database, in which nothing listens on 5433 or any UDP port. */
const program = (more = "") => `
const on = (protocol: string) => (port: number, more: object) => ({ protocol, fromPort: port, toPort: port, ...more });
const [tcp, udp] = [on("tcp"), on("udp")];
const out = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const web = new SecurityGroup("web", { ingress: [tcp(80, { cidrBlocks: ["0.0.0.0/0"] })], egress: out });
const db = new SecurityGroup("db", {
  ingress: [
    ...[5432, 5433].map((port) => tcp(port, { securityGroups: [web.id] })),
    ...[514, 516].map((port) => udp(port, { securityGroups: [web.id] })),
  ]${more},
});
const machine = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  metadataOptions: { httpEndpoint: "disabled" as const },
  waitForUserData: true,
};
const serving = (port: number) => "#!/bin/sh\\nmkdir -p /srv; httpd -p " + port + " -h /srv";
new Ec2Instance("web", { ...machine, vpcSecurityGroupIds: [web.id], userData: serving(80) });
new Ec2Instance("db", { ...machine, vpcSecurityGroupIds: [db.id], userData: serving(5432), tags: { tier: "db" } });
`;

const assertions = `
mustReach:
  - { from: { instance: web }, to: { instance: db }, ports: [tcp/5432, tcp/5433] }
  - { from: internet, to: { group: web }, ports: tcp/80 }
  - { from: { group: web }, to: { group: db }, ports: [udp/514, udp/516] }
mustNotReach:
  - { from: { group: web }, to: { tag: { tier: db } }, ports: tcp/22 }
  - { from: { instance: db }, to: { instance: web } }
  - { from: { instance: web }, to: { instance: db }, ports: [udp/515, udp/517] }
`;

let stack: TestStack;
afterAll(() => stack.remove());

const results = async (): Promise<[string, Tested["result"], number][]> => {
  const { stdout } = await stack.ec2Pods("reach", "--json");
  const { assertions: all } = JSON.parse(stdout) as { assertions: Tested[] };
  return all.map(({ path, result, findings }) => [path, result, findings.length]);
};

/** Repeats what tries connections until it is as expected: a busy machine may be too slow for one of them. */
async function eventually(expectation: () => Promise<void>): Promise<void> {
  for (const end = Date.now() + 3 * 60_000; ;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

test("connections and rules agree on what the assertions say, before and after a change that breaks one", async () => {
  stack = await TestStack.create("reach", program());
  await requireEnforcement(stack.namespace);
  await stack.up();
  writeFileSync(join(stack.folder, "reachability.yaml"), assertions);

  await eventually(async () =>
    expect(await results()).toEqual([
      ["mustReach[0]", "holds", 0],
      ["mustReach[1]", "not tested", 0],
      ["mustReach[2]", "holds", 0],
      ["mustNotReach[0]", "holds", 0],
      ["mustNotReach[1]", "holds", 0],
      ["mustNotReach[2]", "holds", 0],
    ]),
  );
  await eventually(async () =>
    expect(await stack.ec2Pods("reach")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("5 of 6 assertions hold, 1 not tested\n") as string,
    }),
  );
  const { podName } = (await stack.resource("db")).outputs as { podName: string };
  const { stdout: left } = await inside(stack.namespace, podName, "ps -o args");
  expect(left).toContain("httpd");
  expect(left).not.toMatch(/^(nc|tftp|sleep 6)\b/m);
  expect(await stack.ec2Pods("why", "web", "db:5432")).toEqual({
    code: 0,
    stderr: "",
    stdout: `"web" reaches "db" on tcp/5432
  group "web" allows tcp/5432 to anywhere ("0.0.0.0/0")
  group "db" allows tcp/5432 from group "web"
`,
  });
  expect(await stack.ec2Pods("why", "db", "web:80")).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('no egress rule of group "db" allows tcp/80 to group "web"') as string,
  });

  const more = "tcp(22, { securityGroups: [web.id] }), udp(515, { securityGroups: [web.id] })";
  stack.program(program(`.concat([${more}])`));
  writeFileSync(join(stack.folder, "preview.json"), await stack.succeed("preview", "--json", "--show-sames"));
  const opens = 'group "db" allows tcp/22 from group "web"';
  const report = ["preview-report", "preview.json", "--format", "text", "--assertions", "reachability.yaml"];
  expect(await stack.ec2Pods(...report)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(`${opens}, which this update adds`) as string,
  });

  await stack.up();
  await eventually(async () => {
    const found = await results();
    expect(found).toContainEqual(["mustNotReach[0]", "broken", 1]);
    expect(found).toContainEqual(["mustNotReach[2]", "broken", 1]);
  });
  await eventually(async () =>
    expect(await stack.ec2Pods("reach")).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(opens) as string,
    }),
  );
});
