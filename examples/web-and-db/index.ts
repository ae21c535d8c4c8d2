// Two web servers, two databases and an administrator, separated by groups that refer to each other. Changes of rules are
// live: no Pod is re-created.
//
//   pulumi up
//   pulumi config set officeCidr 198.51.100.0/24 && pulumi up
//   pulumi config set maintenance true && pulumi up
import * as pulumi from "@pulumi/pulumi";
import {
  Ec2Instance,
  SecurityGroup,
  SecurityGroupEgressRule,
  SecurityGroupIngressRule,
} from "pulumi-ec2-pods";

const config = new pulumi.Config();
/** The range that can use the web servers' test ports. Anyone can use port 80. */
const officeCidr = config.get("officeCidr") ?? "192.0.2.0/24";
/** Gives the administrator access to the databases. */
const maintenance = config.getBoolean("maintenance") ?? false;
/** A change replaces the databases, so that they have new addresses. */
const databaseVersion = config.get("databaseVersion") ?? "1";

const everywhere = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

const web = new SecurityGroup("web", {
  description: "Web servers",
  ingress: [
    { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"], description: "Everyone" },
    { protocol: "tcp", fromPort: 8080, toPort: 8081, cidrBlocks: [officeCidr], description: "The office" },
  ],
});
const db = new SecurityGroup("db", {
  description: "Databases",
  egress: [{ protocol: "tcp", fromPort: 9000, toPort: 9010, self: true, description: "Replication" }],
});
const ops = new SecurityGroup("ops", { description: "Administrators", egress: [everywhere] });
const dbAdmin = new SecurityGroup("db-admin", { description: "May do anything with the databases" });

// Standalone rules, because web refers to db and db refers to web.
const postgres = { ipProtocol: "tcp", fromPort: 5432, toPort: 5433 };
new SecurityGroupEgressRule("web-to-db", {
  securityGroupId: web.id,
  referencedSecurityGroupId: db.id,
  ...postgres,
});
new SecurityGroupIngressRule("db-from-web", {
  securityGroupId: db.id,
  referencedSecurityGroupId: web.id,
  ...postgres,
});
new SecurityGroupIngressRule("db-replication", {
  securityGroupId: db.id,
  referencedSecurityGroupId: db.id,
  ipProtocol: "tcp",
  fromPort: 9000,
  toPort: 9010,
});
new SecurityGroupIngressRule("db-from-admins", {
  securityGroupId: db.id,
  referencedSecurityGroupId: dbAdmin.id,
  ipProtocol: "-1",
});

// Every instance listens on all of these ports, so that only the rules decide who reaches whom.
const ports = [80, 5432, 5433, 5434, 8080, 8081, 9000];
const listening = `#cloud-boothook
#!/bin/sh
mkdir -p /srv/www
echo "$INSTANCE_ID" > /srv/www/index.html
for port in ${ports.join(" ")}; do httpd -p $port -h /srv/www; done
`;
// Unlike a script, a boothook runs at every boot, so an instance that was stopped has the servers again.
const machine = { ami: "busybox:1.35", instanceType: "t3.micro", userData: listening };
const webServers = ["web-1", "web-2"].map(
  (name) => new Ec2Instance(name, { ...machine, vpcSecurityGroupIds: [web.id] }),
);
const databases = ["db-1", "db-2"].map(
  (name) =>
    new Ec2Instance(name, {
      ...machine,
      vpcSecurityGroupIds: [db.id],
      userData: `${listening}echo "database version ${databaseVersion}"\n`,
      userDataReplaceOnChange: true,
    }),
);
const admin = new Ec2Instance("admin", {
  ...machine,
  vpcSecurityGroupIds: maintenance ? [ops.id, dbAdmin.id] : [ops.id],
});
// They name no groups, so they are members of the stack's default group, which can reach each other.
const others = ["visitor", "neighbour"].map((name) => new Ec2Instance(name, machine));

export const instances = [...webServers, ...databases, admin, ...others].map(
  ({ podName, privateIp, namespace }) => ({ podName, privateIp, namespace }),
);
export { ports };
