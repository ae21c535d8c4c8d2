import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const west = new aws.Provider("west", { region: aws.Region.USWest2 });
const vpc = new aws.ec2.Vpc("west", { cidrBlock: "10.2.0.0/16" }, { provider: west });

class Site extends pulumi.ComponentResource {
  readonly subnet: aws.ec2.Subnet;

  constructor(name: string, options: pulumi.ComponentResourceOptions) {
    super("test:index:Site", name, {}, options);
    this.subnet = new aws.ec2.Subnet(name, { vpcId: vpc.id, cidrBlock: "10.2.0.0/24" }, { parent: this });
  }
}

const site = new Site("site", { providers: { aws: west } });

export const zone = site.subnet.availabilityZone;
export const region = aws.getRegionOutput({}, { provider: west }).region;
