// A change as in a pull request: it opens a port to the world, enlarges the web server and updates the database's image.
// The report on its preview shows reviewers what the change does.
//
//   pulumi up
//   pulumi config set proposed true
//   pulumi preview --json --show-sames | npx ec2-pods preview-report --format text
import * as pulumi from "@pulumi/pulumi";
import { Ec2Instance, SecurityGroup } from "pulumi-ec2-pods";

const proposed = new pulumi.Config().getBoolean("proposed") ?? false;

const tcp = (port: number) => ({ protocol: "tcp", fromPort: port, toPort: port });

const web = new SecurityGroup("web", {
  description: "Web servers",
  ingress: [
    { ...tcp(80), cidrBlocks: ["0.0.0.0/0"], description: "Everyone" },
    { ...tcp(22), cidrBlocks: [proposed ? "0.0.0.0/0" : "10.0.0.0/8"], description: "Administration" },
  ],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const db = new SecurityGroup("db", {
  description: "Databases",
  ingress: [{ ...tcp(5432), securityGroups: [web.id], description: "Web servers" }],
});

const server = new Ec2Instance("server", {
  ami: "busybox:1.35",
  instanceType: proposed ? "t3.small" : "t3.micro",
  vpcSecurityGroupIds: [web.id],
  tags: { Name: "server" },
});
const database = new Ec2Instance("database", {
  ami: proposed ? "busybox:1.36" : "busybox:1.35",
  instanceType: "t3.small",
  vpcSecurityGroupIds: [db.id],
  tags: { Name: "database" },
});

export const instances = { server: server.instanceId, database: database.instanceId };
