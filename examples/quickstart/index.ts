// A web server that only the app group can reach. The app server gets its page, the visitor gets no answer.
//
// In the root of the clone, "npm start" runs this program, and starts a cluster if there is none.
import * as pulumi from "@pulumi/pulumi";
import { Ec2Instance, SecurityGroup } from "pulumi-ec2-pods";

const everywhere = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];

const app = new SecurityGroup("app", {
  description: "May reach the web servers",
  egress: everywhere,
});

const web = new SecurityGroup("web", {
  description: "Web servers, for the app group only",
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [app.id] }],
  egress: everywhere,
});

const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };

const webServer = new Ec2Instance("web-server", {
  ...machine,
  vpcSecurityGroupIds: [web.id],
  userData: `#!/bin/sh
mkdir -p /srv/www
echo "Hello from $INSTANCE_ID" > /srv/www/index.html
httpd -p 80 -h /srv/www
echo "httpd serves /srv/www on port 80"
`,
  tags: { Name: "web-server" },
});

const appServer = new Ec2Instance("app-server", {
  ...machine,
  vpcSecurityGroupIds: [app.id],
  tags: { Name: "app-server" },
});

// It names no group, so it is a member of the stack's default group, which the web group's rules don't allow.
const visitor = new Ec2Instance("visitor", { ...machine, tags: { Name: "visitor" } });

const describe = ({ instanceId, podName, namespace, privateIp }: Ec2Instance) => ({
  instanceId,
  podName,
  namespace,
  privateIp,
});

export const instances = {
  "web-server": describe(webServer),
  "app-server": describe(appServer),
  visitor: describe(visitor),
};
export const url = pulumi.interpolate`http://${webServer.privateIp}/`;
