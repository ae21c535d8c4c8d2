import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { list } from "../support/cluster";
import { TestStack } from "../support/stack";

const folder = join(__dirname, "../support/releases");
const releases = readdirSync(folder).filter((file) => file.endsWith(".tgz"));

interface Thing {
  kind: string;
  metadata: { name: string; uid: string; resourceVersion: string };
}

/** What every release can do: each kind of resource, each kind of user data, a volume, and a stopped instance. */
const program = (version: string) => `
const machine = { ami: "busybox:1.35", instanceType: "t3.nano" };
const app = new SecurityGroup("app", { description: "apps", tags: { tier: "app" } });
const web = new SecurityGroup("web", {
  ingress: [
    { protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [app.id] },
    { protocol: "-1", fromPort: 0, toPort: 0, self: true },
  ],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
new SecurityGroupIngressRule("web-https", {
  securityGroupId: web.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0",
});
new SecurityGroupEgressRule("app-out", { securityGroupId: app.id, ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" });
export const ids = [
  new Ec2Instance("plain", { ...machine, tags: { version: "${version}" } }),
  new Ec2Instance("server", {
    ...machine,
    vpcSecurityGroupIds: [web.id, app.id],
    userData: "#!/bin/sh\\necho booted\\n",
    waitForUserData: true,
    getConsoleOutput: true,
    metadataOptions: { httpTokens: "required" },
    timeouts: { create: "5m" },
  }),
  new Ec2Instance("store", {
    ...machine,
    ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1, volumeType: "gp3" }],
    resourceMode: "none",
    monitoring: true,
  }),
  new Ec2Instance("stopped", { ...machine, instanceState: "stopped", userDataBase64: "IyEvYmluL3NoCg==" }),
].map(({ id }) => id);
`;

test.each(releases)(
  "a stack made by the release %s is the same to this one, and goes on with it on the same Pods",
  async (release) => {
    const stack = await TestStack.create("upgrade", program("1"));
    try {
      const installed = join(stack.folder, "node_modules", "pulumi-ec2-pods");
      mkdirSync(installed, { recursive: true });
      execFileSync("tar", ["-xzf", join(folder, release), "-C", installed, "--strip-components=1"]);
      const lifecycle = join(installed, "dist", "instance", "lifecycle.js");
      const witness = join(stack.folder, "served-by");
      const signature = `require("node:fs").writeFileSync(${JSON.stringify(witness)}, __filename);`;
      appendFileSync(lifecycle, `\n${signature}\n`);
      await stack.up();
      expect(readFileSync(witness, "utf8")).toBe(lifecycle);
      const things = () =>
        list<Thing>(stack.namespace, "pods,secrets,persistentvolumeclaims,networkpolicies").then((all) =>
          all.map(({ kind, metadata: { name, uid, resourceVersion } }) => ({
            kind,
            name,
            uid,
            resourceVersion,
          })),
        );
      const before = await things();
      expect(before.filter(({ kind }) => kind === "Pod")).toHaveLength(3);

      rmSync(installed, { recursive: true });
      expect(await stack.preview()).toEqual({});
      await stack.succeed("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes");
      expect(await things()).toEqual(before);

      stack.program(program("2"));
      expect(await stack.preview()).toEqual({ plain: ["update"] });
      await stack.up();
      const uids = (all: typeof before) => all.map(({ kind, name, uid }) => `${kind} ${name} ${uid}`).sort();
      expect(uids(await things())).toEqual(uids(before));
      await stack.destroy();
      expect(await things()).toEqual([]);
    } finally {
      await stack.remove();
    }
  },
);
