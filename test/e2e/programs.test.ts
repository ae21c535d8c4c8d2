import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../tools/stack";
import { inside, list, type Pod, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";

/** A change of a program: the text that stands for another, and what a preview of it shows. */
interface Change {
  from: string;
  to: string;
  operations: Record<string, string[]>;
}

/** Runs a program of @pulumi/aws with its import changed, through its whole life. */
const program = (
  name: string,
  { from, to, operations }: Change,
  look?: (stack: TestStack) => Promise<void>,
) =>
  test.concurrent(`test/programs/${name}.ts: preview, up, no change, a change, destroy`, async () => {
    const stack = await TestStack.create(name, "");
    const text = readFileSync(join(root, "test", "programs", `${name}.ts`), "utf8");
    try {
      stack.awsProgram(text);
      await stack.succeed("config", "set", "--path", 'ec2-pods:amiMap["*"]', "busybox:1.35");
      const preview = Object.values(await stack.preview()).flat();
      expect(preview.filter((operation) => operation !== "create")).toEqual([]);
      await stack.up();
      await stack.succeed("preview", "--expect-no-changes");
      await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
      await look?.(stack);
      expect(text).toContain(from);
      stack.awsProgram(text.replace(from, to));
      expect(await stack.preview()).toEqual(operations);
      await stack.up();
      await stack.succeed("preview", "--expect-no-changes");
      await stack.destroy();
      expect(await list<Pod>(stack.namespace, "pods")).toEqual([]);
      expect(await list(stack.namespace, "networkpolicies")).toEqual([]);
    } finally {
      await stack.remove();
    }
  });

program("network", {
  from: '"10.1.0.0/16"',
  to: '"10.2.0.0/16"',
  // The connection leads to another network, and so does its acceptance.
  operations: { other: ["replace"], peering: ["replace", "replace"] },
});

program(
  "web-server",
  { from: "Hello, World!", to: "Hello, again!", operations: { web: ["update"] } },
  async (stack) => {
    const { web } = await podsByName(stack.namespace);
    const page = "until wget -qO- http://localhost 2>/dev/null; do sleep 0.2; done";
    expect((await inside(stack.namespace, web!.metadata.name, page)).stdout).toBe("Hello, World!\n");
    const outputs = await stack.outputs<Record<string, string>>();
    expect(outputs["publicIp"]).toMatch(/^127\.\d+\.\d+\.\d+$/);
    expect(outputs["url"]).toBe(`http://${outputs["publicHostName"]}`);
  },
);

program("look-ups", {
  from: '"Look-ups"',
  to: '"Answers"',
  operations: { app: ["update"] },
});

program("roles", { from: "s3:GetObject", to: "s3:PutObject", operations: { read: ["update"] } });

program("regions", { from: "USWest2", to: "EUWest1", operations: { west: ["replace"], site: ["replace"] } });

program("rules", { from: "toPort: 80", to: "toPort: 81", operations: { "web-http": ["update"] } });

program("autoscaling", {
  from: "echo one of a fleet",
  to: "echo one of another fleet",
  operations: { fleet: ["update"], "fleet-1": ["replace"], "fleet-2": ["replace"] },
});

program("launch-template", { from: 'fleet: "yes"', to: 'fleet: "no"', operations: { fleet: ["update"] } });

program(
  "volumes",
  { from: 'Name: "data"', to: 'Name: "rows"', operations: { data: ["update"] } },
  async (stack) => {
    const { db } = await podsByName(stack.namespace);
    expect((await inside(stack.namespace, db!.metadata.name, "mount | grep -c /mnt/sdf")).stdout).toBe("1\n");
  },
);

program(
  "load-balancer",
  { from: '"fine"', to: '"good"', operations: { status: ["update"] } },
  async (stack) => {
    const { dnsName } = await stack.outputs<{ dnsName: string }>();
    const pods = await podsByName(stack.namespace);
    const page = `until wget -qO- http://${dnsName} 2>/dev/null; do sleep 0.2; done`;
    expect((await inside(stack.namespace, pods["web-0"]!.metadata.name, page)).stdout).toMatch(
      /^web-[01]\n$/,
    );
  },
);
