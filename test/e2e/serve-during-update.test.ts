import { publicAddress } from "../../provider/common/public-address";
import { knock } from "../support/knock";
import { TestStack } from "../support/stack";
import { onOurNode } from "../support/our-node";

/** An instance, and a resource that reads its page while it is created. */
const reader = `
const group = new SecurityGroup("web", {
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
});
const web = new Ec2Instance("web", {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  metadataOptions: { httpEndpoint: "disabled" },
  vpcSecurityGroupIds: [group.id],
  userData: "#!/bin/sh\\nmkdir /srv; echo hello > /srv/index.html; httpd -p 80 -h /srv",
  waitForUserData: true,
});
const pulumi = require("@pulumi/pulumi");
const read = async ({ host }) => {
  const { get } = require("node:http");
  const page = await new Promise((resolve) => {
    get({ host }, (response) => response.on("data", (data) => resolve(String(data)))).on("error", ({ code }) => resolve(code));
  });
  return { id: "page", outs: { host, page } };
};
class Page extends pulumi.dynamic.Resource {
  constructor(name, host) {
    super({ create: read }, name, { host, page: undefined });
  }
}
exports.page = new Page("page", web.publicIp).page;
`;

onOurNode(() => {
  test("in an update, a resource that depends on an instance reaches it if the stack asks for it", async () => {
    const other = await TestStack.create("serve", reader);
    try {
      await other.succeed("config", "set", "ec2-pods:serveDuringUpdate", "yes");
      expect(await other.failingUp()).toContain(
        'ec2-pods:serveDuringUpdate of the stack\'s configuration is "yes". Use true or false',
      );
      await other.succeed("config", "set", "ec2-pods:serveDuringUpdate", "true");
      await other.up();
      expect(await other.outputs()).toEqual({ page: "hello\n" });
      const { id = "" } = await other.resource("web");
      expect(await knock(publicAddress(id))).toBe("ECONNREFUSED");
    } finally {
      await other.remove();
    }
  });
});
