import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run } from "../../tools/command";
import { begin, interrupted } from "../support/foreground-command";
import { newKey } from "../support/ssh-client";
import { onOurNode } from "../support/our-node";
import { ensureSshClients } from "../support/ssh-packages";
import { TestStack } from "../support/stack";

const keys = { pair: newKey("ed25519"), other: newKey("ed25519") };

const program = `
import * as aws from "@pulumi/aws";
const open = new aws.ec2.SecurityGroup("open", {
  ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
});
const pair = new aws.ec2.KeyPair("deployer", { publicKey: ${JSON.stringify(keys.pair.public)} });
const machine = { ami: "busybox:1.35", instanceType: "t3.micro", keyName: pair.keyName };
const web = new aws.ec2.Instance("web", { ...machine, vpcSecurityGroupIds: [open.id] });
new aws.ec2.Instance("closed", machine);
export const address = web.publicIp;
`;

onOurNode(() => {
  test("the tunnel serves SSH at port 22 of instances whose groups open it, to the key pair alone", async () => {
    await ensureSshClients();
    const stack = await TestStack.create("tunnel-ssh", "");
    // The path of a socket has a limit.
    const state = mkdtempSync(join(tmpdir(), "tunnel-"));
    stack.env["XDG_STATE_HOME"] = state;
    stack.env["XDG_DATA_HOME"] = join(stack.folder, "data");
    const folder = join(stack.folder, "client");
    mkdirSync(folder);
    try {
      stack.awsProgram(program);
      await stack.up();
      const { address = "" } = await stack.outputs<Record<string, string>>();
      const { child, stdout } = await begin(stack, "tunnel");
      const [table] = await stdout.until(/^ADDRESS .*\n(.+\n)+/m);
      expect(table.match(/ 22 .*/g)).toEqual([expect.stringContaining("web (i-")]);
      const logIn = (name: keyof typeof keys) => {
        const identity = join(folder, name);
        writeFileSync(identity, keys[name].private, { mode: 0o600 });
        const options = [
          ...["-F", "none", "-i", identity, "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"],
          ...["-o", "StrictHostKeyChecking=accept-new", "-o", `UserKnownHostsFile=${join(folder, "known")}`],
          ...["-o", "BatchMode=yes"],
        ];
        return run("ssh", [...options, `ec2-user@${address}`, "id -un"]);
      };
      expect(await logIn("pair")).toMatchObject({ stdout: "root\n", code: 0 });
      expect(await logIn("other")).toMatchObject({ stdout: "", code: 255 });
      await interrupted(child);
    } finally {
      await stack.remove();
      rmSync(state, { recursive: true, force: true });
    }
  });
});
