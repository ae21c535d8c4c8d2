import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

/** A network with a machine in it, as companies wrap theirs. */
class Network extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  readonly server: aws.ec2.Instance;

  constructor(name: string, range: string, options?: pulumi.ComponentResourceOptions) {
    super("test:index:Network", name, {}, options);
    const parent = { parent: this };
    this.vpc = new aws.ec2.Vpc(name, { cidrBlock: `${range}.0.0/16`, tags: { Name: name } }, parent);
    const gateway = new aws.ec2.InternetGateway(name, { vpcId: this.vpc.id }, { parent: this.vpc });
    const subnet = new aws.ec2.Subnet(name, { vpcId: this.vpc.id, cidrBlock: `${range}.1.0/24` }, parent);
    const table = new aws.ec2.RouteTable(
      name,
      { vpcId: this.vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] },
      parent,
    );
    new aws.ec2.RouteTableAssociation(name, { subnetId: subnet.id, routeTableId: table.id }, parent);
    const group = new aws.ec2.SecurityGroup(name, { vpcId: this.vpc.id }, parent);
    this.server = new aws.ec2.Instance(
      name,
      { ami: "busybox:1.35", instanceType: "t3.micro", subnetId: subnet.id, vpcSecurityGroupIds: [group.id] },
      { parent: this, dependsOn: [table] },
    );
    this.registerOutputs();
  }
}

const network = new Network("shop", "10.4");

export const vpcId = network.vpc.id;
export const privateIp = network.server.privateIp;
