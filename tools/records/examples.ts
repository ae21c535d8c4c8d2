const vpc = 'const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });';
const subnet = `${vpc}
const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });`;
const gateway = `${vpc}
const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });`;
const table = `${subnet}
const table = new aws.ec2.RouteTable("web", { vpcId: vpc.id });`;
const acl = `${subnet}
const acl = new aws.ec2.NetworkAcl("web", { vpcId: vpc.id });`;
const peering = `${vpc}
const other = new aws.ec2.Vpc("other", { cidrBlock: "10.1.0.0/16" });
const peering = new aws.ec2.VpcPeeringConnection("peering", { vpcId: vpc.id, peerVpcId: other.id });`;
const server =
  'const server = new aws.ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" });';
const role = `const role = new aws.iam.Role("app", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
});`;
const policy =
  'aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:Get*"], resources: ["*"] }] }).json';
const readOnly = "aws.iam.ManagedPolicy.ReadOnlyAccess";
const user = 'const user = new aws.iam.User("ada");';
const group = 'const group = new aws.iam.Group("developers");';
const autoscalingGroup = `const configuration = new aws.ec2.LaunchConfiguration("web", {
  imageId: "busybox:1.35",
  instanceType: "t3.micro",
});
const group = new aws.autoscaling.Group("web", {
  availabilityZones: ["us-east-1a", "us-east-1b"],
  launchConfiguration: configuration.name,
  minSize: 1,
  maxSize: 3,
});`;
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

const targets = 'const group = new aws.lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id });';
const inDefaultVpc = `const vpc = new aws.ec2.DefaultVpc("default");
${targets}`;
const balancer = `${inDefaultVpc}
const subnets = ["us-east-1a", "us-east-1b"].map(
  (availabilityZone) => new aws.ec2.DefaultSubnet(availabilityZone, { availabilityZone }),
);
const balancer = new aws.lb.LoadBalancer("web", { subnets: subnets.map(({ id }) => id) });`;
const listener = `${balancer}
const listener = new aws.lb.Listener("http", {
  loadBalancerArn: balancer.arn,
  port: 80,
  defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
});`;

/** A short program for each kind of record, without its import. */
export const recordExamples: Readonly<Record<string, string>> = {
  "autoscaling:Attachment": `${autoscalingGroup}
new aws.autoscaling.Attachment("web", { autoscalingGroupName: group.name, elb: "web" });`,
  "autoscaling:LifecycleHook": `${autoscalingGroup}
new aws.autoscaling.LifecycleHook("launch", {
  autoscalingGroupName: group.name,
  lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
});`,
  "autoscaling:Notification": `${autoscalingGroup}
new aws.autoscaling.Notification("web", {
  groupNames: [group.name],
  notifications: ["autoscaling:EC2_INSTANCE_LAUNCH"],
  topicArn: "arn:aws:sns:us-east-1:000000000000:web",
});`,
  "autoscaling:Policy": `${autoscalingGroup}
new aws.autoscaling.Policy("busy", {
  autoscalingGroupName: group.name,
  policyType: "TargetTrackingScaling",
  targetTrackingConfiguration: {
    predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
    targetValue: 60,
  },
});`,
  "autoscaling:Schedule": `${autoscalingGroup}
new aws.autoscaling.Schedule("night", {
  autoscalingGroupName: group.name,
  scheduledActionName: "night",
  recurrence: "0 22 * * *",
  desiredCapacity: 1,
});`,
  "autoscaling:Tag": `${autoscalingGroup}
new aws.autoscaling.Tag("team", {
  autoscalingGroupName: group.name,
  tag: { key: "team", value: "web", propagateAtLaunch: true },
});`,
  "autoscaling:TrafficSourceAttachment": `${autoscalingGroup}
new aws.autoscaling.TrafficSourceAttachment("web", {
  autoscalingGroupName: group.name,
  trafficSource: { identifier: "web", type: "elb" },
});`,
  "ec2:DefaultNetworkAcl": `${vpc}
new aws.ec2.DefaultNetworkAcl("main", { defaultNetworkAclId: vpc.defaultNetworkAclId });`,
  "ec2:DefaultRouteTable": `${gateway}
new aws.ec2.DefaultRouteTable("main", {
  defaultRouteTableId: vpc.defaultRouteTableId,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});`,
  "ec2:DefaultSubnet": 'new aws.ec2.DefaultSubnet("a", { availabilityZone: "us-east-1a" });',
  "ec2:DefaultVpc": 'new aws.ec2.DefaultVpc("default", { tags: { Name: "default" } });',
  "ec2:EgressOnlyInternetGateway": `${vpc}
new aws.ec2.EgressOnlyInternetGateway("ipv6", { vpcId: vpc.id });`,
  "ec2:Eip": `${server}
const address = new aws.ec2.Eip("web", { instance: server.id });
export const publicIp = address.publicIp;`,
  "ec2:EipAssociation": `${server}
const address = new aws.ec2.Eip("web");
new aws.ec2.EipAssociation("web", { instanceId: server.id, allocationId: address.id });`,
  "ec2:InternetGateway": `${gateway}
export const id = gateway.id;`,
  "ec2:InternetGatewayAttachment": `${vpc}
const gateway = new aws.ec2.InternetGateway("main");
new aws.ec2.InternetGatewayAttachment("main", { internetGatewayId: gateway.id, vpcId: vpc.id });`,
  "ec2:KeyPair": `new aws.ec2.KeyPair("me", { publicKey: "${key}" });`,
  "ec2:LaunchConfiguration":
    'new aws.ec2.LaunchConfiguration("web", { imageId: "busybox:1.35", instanceType: "t3.micro" });',
  "ec2:LaunchTemplate": `const template = new aws.ec2.LaunchTemplate("web", {
  imageId: "busybox:1.35",
  instanceType: "t3.micro",
});
new aws.ec2.Instance("web", { launchTemplate: { id: template.id } });`,
  "ec2:MainRouteTableAssociation": `${table}
new aws.ec2.MainRouteTableAssociation("main", { vpcId: vpc.id, routeTableId: table.id });`,
  "ec2:NatGateway": `${subnet}
const address = new aws.ec2.Eip("nat");
new aws.ec2.NatGateway("nat", { subnetId: subnet.id, allocationId: address.id });`,
  "ec2:NetworkAcl": `${acl}
export const id = acl.id;`,
  "ec2:NetworkAclAssociation": `${acl}
new aws.ec2.NetworkAclAssociation("web", { networkAclId: acl.id, subnetId: subnet.id });`,
  "ec2:NetworkAclRule": `${acl}
new aws.ec2.NetworkAclRule("http", {
  networkAclId: acl.id,
  ruleNumber: 100,
  protocol: "tcp",
  ruleAction: "allow",
  cidrBlock: "0.0.0.0/0",
  fromPort: 80,
  toPort: 80,
});`,
  "ec2:NetworkInterface": `${subnet}
const networkInterface = new aws.ec2.NetworkInterface("web", { subnetId: subnet.id });
new aws.ec2.Instance("web", {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  primaryNetworkInterface: { networkInterfaceId: networkInterface.id },
});`,
  "ec2:NetworkInterfaceAttachment": `${subnet}
${server}
const second = new aws.ec2.NetworkInterface("second", { subnetId: subnet.id });
new aws.ec2.NetworkInterfaceAttachment("second", {
  instanceId: server.id,
  networkInterfaceId: second.id,
  deviceIndex: 1,
});`,
  "ec2:PeeringConnectionOptions": `${peering}
new aws.ec2.PeeringConnectionOptions("peering", { vpcPeeringConnectionId: peering.id });`,
  "ec2:PlacementGroup": 'new aws.ec2.PlacementGroup("cluster", { strategy: "cluster" });',
  "ec2:Route": `${gateway}
const table = new aws.ec2.RouteTable("web", { vpcId: vpc.id });
new aws.ec2.Route("internet", {
  routeTableId: table.id,
  destinationCidrBlock: "0.0.0.0/0",
  gatewayId: gateway.id,
});`,
  "ec2:RouteTable": `${gateway}
new aws.ec2.RouteTable("web", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});`,
  "ec2:RouteTableAssociation": `${table}
new aws.ec2.RouteTableAssociation("web", { subnetId: subnet.id, routeTableId: table.id });`,
  "ec2:Subnet": `${subnet}
new aws.ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", subnetId: subnet.id });`,
  "ec2:Vpc": `${vpc}
export const id = vpc.id;`,
  "ec2:VpcDhcpOptions": 'new aws.ec2.VpcDhcpOptions("main", { domainName: "example.internal" });',
  "ec2:VpcDhcpOptionsAssociation": `${vpc}
const options = new aws.ec2.VpcDhcpOptions("main", { domainName: "example.internal" });
new aws.ec2.VpcDhcpOptionsAssociation("main", { vpcId: vpc.id, dhcpOptionsId: options.id });`,
  "ec2:VpcEndpoint": `${vpc}
new aws.ec2.VpcEndpoint("s3", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3" });`,
  "ec2:VpcEndpointRouteTableAssociation": `${table}
const endpoint = new aws.ec2.VpcEndpoint("s3", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3" });
new aws.ec2.VpcEndpointRouteTableAssociation("s3", { vpcEndpointId: endpoint.id, routeTableId: table.id });`,
  "ec2:VpcEndpointSubnetAssociation": `${subnet}
const endpoint = new aws.ec2.VpcEndpoint("ec2", {
  vpcId: vpc.id,
  serviceName: "com.amazonaws.us-east-1.ec2",
  vpcEndpointType: "Interface",
});
new aws.ec2.VpcEndpointSubnetAssociation("ec2", { vpcEndpointId: endpoint.id, subnetId: subnet.id });`,
  "ec2:VpcIpv4CidrBlockAssociation": `${vpc}
new aws.ec2.VpcIpv4CidrBlockAssociation("more", { vpcId: vpc.id, cidrBlock: "10.1.0.0/16" });`,
  "ec2:VpcPeeringConnection": `${peering}
export const status = peering.acceptStatus;`,
  "ec2:VpcPeeringConnectionAccepter": `${peering}
new aws.ec2.VpcPeeringConnectionAccepter("peering", {
  vpcPeeringConnectionId: peering.id,
  autoAccept: true,
});`,
  "iam:Group": `${group}
export const arn = group.arn;`,
  "iam:GroupMembership": `${user}
${group}
new aws.iam.GroupMembership("developers", { group: group.name, users: [user.name] });`,
  "iam:GroupPolicy": `${group}
new aws.iam.GroupPolicy("read", { group: group.name, policy: ${policy} });`,
  "iam:GroupPolicyAttachment": `${group}
new aws.iam.GroupPolicyAttachment("read", { group: group.name, policyArn: ${readOnly} });`,
  "iam:InstanceProfile": `${role}
const profile = new aws.iam.InstanceProfile("app", { role: role.name });
new aws.ec2.Instance("app", {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  iamInstanceProfile: profile.name,
});`,
  "iam:Policy": `new aws.iam.Policy("read", { policy: ${policy} });`,
  "iam:PolicyAttachment": `${role}
new aws.iam.PolicyAttachment("read", { policyArn: ${readOnly}, roles: [role.name] });`,
  "iam:Role": `${role}
export const arn = role.arn;`,
  "iam:RolePolicy": `${role}
new aws.iam.RolePolicy("read", { role: role.id, policy: ${policy} });`,
  "iam:RolePolicyAttachment": `${role}
new aws.iam.RolePolicyAttachment("read", { role: role.name, policyArn: ${readOnly} });`,
  "iam:User": `${user}
export const arn = user.arn;`,
  "iam:UserGroupMembership": `${user}
${group}
new aws.iam.UserGroupMembership("ada", { user: user.name, groups: [group.name] });`,
  "iam:UserPolicy": `${user}
new aws.iam.UserPolicy("read", { user: user.name, policy: ${policy} });`,
  "iam:UserPolicyAttachment": `${user}
new aws.iam.UserPolicyAttachment("read", { user: user.name, policyArn: ${readOnly} });`,
  "lb:Listener": `${listener}
export const url = balancer.dnsName.apply((name) => \`http://\${name}\`);`,
  "lb:ListenerCertificate": `${balancer}
const certificateArn = "arn:aws:acm:us-east-1:000000000000:certificate/web";
const listener = new aws.lb.Listener("https", {
  loadBalancerArn: balancer.arn,
  port: 443,
  protocol: "HTTPS",
  certificateArn,
  defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
});
new aws.lb.ListenerCertificate("other", { listenerArn: listener.arn, certificateArn });`,
  "lb:ListenerRule": `${listener}
new aws.lb.ListenerRule("old", {
  listenerArn: listener.arn,
  priority: 10,
  conditions: [{ pathPattern: { values: ["/old/*"] } }],
  actions: [{ type: "redirect", redirect: { path: "/new", statusCode: "HTTP_301" } }],
});`,
  "lb:LoadBalancer": `${balancer}
export const dnsName = balancer.dnsName;`,
  "lb:TargetGroup": `${inDefaultVpc}
export const arn = group.arn;`,
  "lb:TargetGroupAttachment": `${server}
${inDefaultVpc}
new aws.lb.TargetGroupAttachment("web", { targetGroupArn: group.arn, targetId: server.id });`,
  "ssm:Parameter": `new aws.ssm.Parameter("host", { name: "/db/host", type: "String", value: "db.internal" });
export const host = aws.ssm.getParameterOutput({ name: "/db/host" }).value;`,
};
