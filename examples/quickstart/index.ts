// A web server that only the app group can reach. The app server gets its page and shows it to everyone; the visitor gets
// no answer from the web server itself.
//
// In the root of the clone, "npm start" runs this program, and starts a cluster if there is none.
import * as pulumi from "@pulumi/pulumi";
import { Ec2Instance, SecurityGroup } from "pulumi-ec2-pods";

const everywhere = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];

const app = new SecurityGroup("app", {
  description: "May reach the web servers, and serves everyone",
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
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
  // This server runs index.cgi for each request of the page.
  userData: pulumi.interpolate`#!/bin/sh
mkdir -p /srv/www/cgi-bin
cat > /srv/www/cgi-bin/index.cgi <<'PAGE'
#!/bin/sh
printf 'Content-Type: text/plain\\r\\n\\r\\n'
echo "The web server says: $(wget -qO- http://${webServer.privateIp}/)"
PAGE
chmod +x /srv/www/cgi-bin/index.cgi
httpd -p 80 -h /srv/www
`,
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
/** Of the web server, inside the cluster. */
export const url = pulumi.interpolate`http://${webServer.privateIp}/`;
/** Of the app server, on the machine where "ec2-pods tunnel" runs. */
export const page = pulumi.interpolate`http://${appServer.publicIp}/`;
