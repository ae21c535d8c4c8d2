import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { publicAddress } from "../../provider/common/public-address";
import { obtain } from "../../tools/toolchain/obtain";
import { inside, kubectl, podsByName } from "../support/cluster";
import { knock } from "../support/knock";
import { newKey } from "../support/ssh-client";
import { TestStack } from "../support/stack";
import { onOurNode } from "../support/our-node";

const key = newKey("ed25519");

let stack: TestStack;
let client: string;

onOurNode(() => {
  beforeAll(async () => {
    client = await obtain("remote-client");
    stack = await TestStack.create("remote", "");
    stack.env["XDG_DATA_HOME"] = join(stack.folder, "data");
  });
  afterAll(() => stack.remove());

  /** A resource that does in the update what one of @pulumi/command does, by the same library for SSH. */
  const remoteResource = (): string => `
const pulumi = require("@pulumi/pulumi");
const act = async ({ stdout: _, ...request }) => {
  const { execFile } = require("node:child_process");
  const stdout = await new Promise((resolve, reject) => {
    const child = execFile(${JSON.stringify(client)}, (error, out, text) => (error ? reject(new Error(text)) : resolve(out)));
    child.stdin.end(JSON.stringify(request));
  });
  return { id: "done", outs: { ...request, stdout } };
};
const compare = async (_, before, after) =>
  before.trigger === after.trigger ? { changes: false } : { replaces: ["trigger"], deleteBeforeReplace: true };
class Remote extends pulumi.dynamic.Resource {
  constructor(name, { connection, ...request }) {
    const login = { user: "ec2-user", privateKey: ${JSON.stringify(key.private)}, dialErrorLimit: 10 };
    super({ create: act, diff: compare }, name, { ...request, connection: { ...login, ...connection }, stdout: undefined });
  }
}
`;

  /** A web server that is a bastion for another instance, and those who log in. */
  const program = ({ trigger = "first", group = "web", limit = 10, more = "" }): string => `
import * as aws from "@pulumi/aws";
${remoteResource()}
const pair = new aws.ec2.KeyPair("deployer", { publicKey: ${JSON.stringify(key.public)} });
const egress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const groups = {
  web: new aws.ec2.SecurityGroup("web", {
    ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
    egress,
  }),
  closed: new aws.ec2.SecurityGroup("closed", { egress }),
};
const machine = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  metadataOptions: { httpEndpoint: "disabled" },
  keyName: pair.keyName,
};
const web = new aws.ec2.Instance("web", { ...machine, vpcSecurityGroupIds: [groups.${group}.id] });
const inner = new aws.ec2.Instance("inner", {
  ...machine,
  associatePublicIpAddress: false,
  vpcSecurityGroupIds: [groups.web.id],
});
const eip = new aws.ec2.Eip("web", { instance: web.id });
const command = new Remote("command", {
  connection: { host: web.publicIp, dialErrorLimit: ${limit} },
  create: "cat; echo $LANG; id -un; hostname; echo warning >&2; echo ${trigger} >>/tmp/commands",
  stdin: "from stdin\\n",
  environment: { LANG: "C.UTF-8" },
  trigger: "${trigger}",
});
new Remote("copy", { connection: { host: web.publicIp }, source: "site", remotePath: "/srv/www/site" });
const byEip = new Remote("by-eip", { connection: { host: eip.publicIp }, create: "hostname" });
const behind = new Remote("behind", {
  connection: {
    host: inner.privateIp,
    proxy: { host: web.publicIp, user: "root", privateKey: ${JSON.stringify(key.private)} },
  },
  create: "hostname",
});
${more}
export const said = { command: command.stdout, byEip: byEip.stdout, behind: behind.stdout };
`;

  const outputs = (): Promise<{ said: Record<string, string> }> => stack.outputs();

  async function podOfWeb(): Promise<string> {
    const { web } = await podsByName(stack.namespace);
    return web?.metadata.name ?? "";
  }

  test("in an update, remote commands and copies reach an instance without anything else", async () => {
    const site = join(stack.folder, "site");
    mkdirSync(join(site, "img"), { recursive: true });
    writeFileSync(join(site, "index.html"), "hello\n");
    writeFileSync(join(site, "img", "big"), Buffer.alloc(1 << 20, "x"));
    stack.awsProgram(program({}));
    await stack.up();
    const pod = await podOfWeb();
    const { id = "" } = await stack.resource("web");
    const { id: inner } = await stack.resource("inner");
    expect(await outputs()).toMatchObject({
      said: { command: `from stdin\nC.UTF-8\nroot\n${id}`, byEip: id, behind: inner },
    });
    const copied = "cd /srv/www/site; cat index.html; tr -d x <img/big | wc -c; wc -c <img/big";
    expect((await inside(stack.namespace, pod, copied)).stdout).toBe("hello\n0\n1048576\n");
    expect(await knock(publicAddress(id), 22)).toBe("ECONNREFUSED");
  });

  test("a command that is new reaches an instance that doesn't change", async () => {
    stack.awsProgram(
      program({
        more: 'new Remote("new", { connection: { host: web.publicIp }, create: "echo later >/srv/later" });',
      }),
    );
    await stack.up();
    expect((await inside(stack.namespace, await podOfWeb(), "cat /srv/later")).stdout).toBe("later\n");
  });

  test("a command reaches the new Pod of an instance that had lost its own", async () => {
    await kubectl(stack.namespace, "delete", "pod", await podOfWeb());
    await stack.refresh();
    stack.awsProgram(program({ trigger: "second" }));
    await stack.up();
    expect((await inside(stack.namespace, await podOfWeb(), "cat /tmp/commands")).stdout).toBe("second\n");
  });

  test("the groups decide about port 22, and ec2-pods:serveDuringUpdate turns it off", async () => {
    stack.awsProgram(program({ trigger: "third", group: "closed", limit: 1 }));
    expect(await stack.failingUp()).toMatch(/dial tcp 127\.[\d.]+:22: connect: connection refused/);
    await stack.succeed("config", "set", "ec2-pods:serveDuringUpdate", "false");
    stack.awsProgram(program({ trigger: "fourth", limit: 1 }));
    expect(await stack.failingUp()).toMatch(/dial tcp 127\.[\d.]+:22: connect: connection refused/);
  });
});
