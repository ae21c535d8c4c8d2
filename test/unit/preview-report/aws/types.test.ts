import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import * as types from "../../../../provider/preview-report/read/aws/types";

const folder = dirname(require.resolve("@pulumi/aws/package.json"));

/** The types of `@pulumi/aws` in some of its modules, as they register themselves. */
const registered = ["alb", "autoscaling", "ec2", "ecs", "lambda", "lb", "rds", "vpc"].flatMap((space) =>
  readdirSync(join(folder, space))
    .filter((file) => file.endsWith(".js"))
    .flatMap(
      (file) => /__pulumiType = '([^']+)'/.exec(readFileSync(join(folder, space, file), "utf8"))?.[1] ?? [],
    ),
);

test("each type that the report knows is one of @pulumi/aws", () => {
  const { isMember, joinsVpcs, directionOfRule, ...others } = types;
  const known = registered.filter((type) =>
    Object.values(others).some((each) => (typeof each === "string" ? each === type : each(type))),
  );
  expect(known.sort()).toEqual(
    [
      ...[
        "alb/loadBalancer:LoadBalancer",
        "autoscaling/group:Group",
        "autoscaling/tag:Tag",
        "ec2/defaultRouteTable:DefaultRouteTable",
      ],
      ...["ec2/defaultSecurityGroup:DefaultSecurityGroup", "ec2/defaultSubnet:DefaultSubnet"],
      ...[
        "ec2/defaultVpc:DefaultVpc",
        "ec2/eip:Eip",
        "ec2/eipAssociation:EipAssociation",
        "ec2/fleet:Fleet",
        "ec2/instance:Instance",
      ],
      ...[
        "ec2/internetGateway:InternetGateway",
        "ec2/keyPair:KeyPair",
        "ec2/launchConfiguration:LaunchConfiguration",
      ],
      ...["ec2/launchTemplate:LaunchTemplate", "ec2/mainRouteTableAssociation:MainRouteTableAssociation"],
      ...["ec2/managedPrefixList:ManagedPrefixList", "ec2/managedPrefixListEntry:ManagedPrefixListEntry"],
      ...[
        "ec2/natGateway:NatGateway",
        "ec2/networkInterface:NetworkInterface",
        "ec2/networkInterfaceAttachment:NetworkInterfaceAttachment",
      ],
      "ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
      ...["ec2/route:Route", "ec2/routeTable:RouteTable", "ec2/routeTableAssociation:RouteTableAssociation"],
      ...["ec2/securityGroup:SecurityGroup", "ec2/securityGroupRule:SecurityGroupRule"],
      "ec2/spotFleetRequest:SpotFleetRequest",
      ...["ec2/spotInstanceRequest:SpotInstanceRequest", "ec2/subnet:Subnet", "ec2/tag:Tag", "ec2/vpc:Vpc"],
      ...["ecs/service:Service", "lambda/function:Function", "lb/loadBalancer:LoadBalancer"],
      ...["rds/instance:Instance", "vpc/securityGroupEgressRule:SecurityGroupEgressRule"],
      "vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ].map((type) => `aws:${type}`),
  );
  expect(registered.filter(isMember).length).toBeGreaterThan(100);
  expect(registered.filter(joinsVpcs)).toContain("aws:ec2/vpcPeeringConnection:VpcPeeringConnection");
  expect(directionOfRule("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")).toBe("egress");
});
