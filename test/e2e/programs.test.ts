import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../tools/stack";
import { inside, list, type Pod, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";

/** A program of @pulumi/aws, and a change of it: the text that stands for another, and what a preview of it shows. */
interface Program {
  name: string;
  from: string;
  to: string;
  operations: Record<string, string[]>;
  look?: (outputs: Record<string, string>, namespace: string) => Promise<void>;
}

/** Runs programs, with their import changed, through their whole life, as modules of one: none of their names are equal. */
const lives = (title: string, programs: Program[]) =>
  test.concurrent(`${title}: preview, up, no change, a change, destroy`, async () => {
    const stack = await TestStack.create("programs", "");
    const texts = programs.map(({ name }) =>
      readFileSync(join(root, "test", "programs", `${name}.ts`), "utf8"),
    );
    const use = (change: (text: string, program: Program) => string) =>
      stack.awsModules(
        Object.fromEntries(programs.map((program, index) => [program.name, change(texts[index]!, program)])),
      );
    try {
      use((text) => text);
      await stack.succeed("config", "set", "--path", 'ec2-pods:amiMap["*"]', "busybox:1.35");
      const preview = Object.values(await stack.preview()).flat();
      expect(preview.filter((operation) => operation !== "create")).toEqual([]);
      await stack.up();
      await stack.succeed("preview", "--expect-no-changes");
      await stack.succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
      const outputs = await stack.outputs<Record<string, Record<string, string>>>();
      for (const { name, look } of programs) await look?.(outputs[name] ?? {}, stack.namespace);
      use((text, { from, to }) => {
        expect(text).toContain(from);
        return text.replace(from, to);
      });
      expect(await stack.preview()).toEqual(
        Object.assign({}, ...programs.map(({ operations }) => operations)),
      );
      await stack.up();
      await stack.succeed("preview", "--expect-no-changes");
      await stack.destroy();
      expect(await list<Pod>(stack.namespace, "pods")).toEqual([]);
      expect(await list(stack.namespace, "networkpolicies")).toEqual([]);
    } finally {
      await stack.remove();
    }
  });

lives("a network, a web server, look-ups, regions, volumes and a fleet", [
  {
    name: "network",
    from: '"10.1.0.0/16"',
    to: '"10.2.0.0/16"',
    // The connection leads to another network, and so does its acceptance.
    operations: { other: ["replace"], peering: ["replace", "replace"] },
  },
  {
    name: "web-server",
    from: "Hello, World!",
    to: "Hello, again!",
    operations: { web: ["update"] },
    look: async ({ publicIp, publicHostName, url }, namespace) => {
      const { web } = await podsByName(namespace);
      const page = "until wget -qO- http://localhost 2>/dev/null; do sleep 0.2; done";
      expect((await inside(namespace, web!.metadata.name, page)).stdout).toBe("Hello, World!\n");
      expect(publicIp).toMatch(/^127\.\d+\.\d+\.\d+$/);
      expect(url).toBe(`http://${publicHostName}`);
    },
  },
  { name: "look-ups", from: '"Look-ups"', to: '"Answers"', operations: { app: ["update"] } },
  { name: "regions", from: "USWest2", to: "EUWest1", operations: { west: ["replace"], site: ["replace"] } },
  {
    name: "volumes",
    from: 'Name: "data"',
    to: 'Name: "rows"',
    operations: { data: ["update"] },
    look: async (_, namespace) => {
      const { db } = await podsByName(namespace);
      const mounts = await inside(namespace, db!.metadata.name, "mount | grep -c /mnt/sdf");
      expect(mounts.stdout).toBe("1\n");
    },
  },
  {
    name: "autoscaling",
    from: "echo one of a fleet",
    to: "echo one of another fleet",
    operations: { fleet: ["update"], "fleet-1": ["replace"], "fleet-2": ["replace"] },
  },
]);

lives("roles, rules, a launch template and a load balancer", [
  { name: "roles", from: "s3:GetObject", to: "s3:PutObject", operations: { read: ["update"] } },
  { name: "rules", from: "toPort: 80", to: "toPort: 81", operations: { "web-http": ["update"] } },
  { name: "launch-template", from: 'fleet: "yes"', to: 'fleet: "no"', operations: { fleet: ["update"] } },
  {
    name: "load-balancer",
    from: '"fine"',
    to: '"good"',
    operations: { status: ["update"] },
    look: async ({ dnsName }, namespace) => {
      const pods = await podsByName(namespace);
      const page = `until wget -qO- http://${dnsName} 2>/dev/null; do sleep 0.2; done`;
      expect((await inside(namespace, pods["web-0"]!.metadata.name, page)).stdout).toMatch(/^web-[01]\n$/);
    },
  },
]);
