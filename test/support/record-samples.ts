import type { Values } from "../../provider/record/kind";

const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** The kind of key that `ssh-keygen -t ed25519` writes. */
export const publicKey =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@example.com";

const elb = "arn:aws:elasticloadbalancing:us-east-1:000000000000";
/** ARNs of load balancing that no record of a test has. */
export const elbArns = {
  loadBalancer: `${elb}:loadbalancer/app/web/0123456789abcdef`,
  listener: `${elb}:listener/app/web/0123456789abcdef/0123456789abcdef`,
  targetGroup: `${elb}:targetgroup/web/0123456789abcdef`,
};
const forward = { type: "forward", targetGroupArn: elbArns.targetGroup };

/** Arguments of each kind that AWS accepts. */
export const recordSamples: Readonly<Record<string, Values>> = {
  "autoscaling:Attachment": {
    autoscalingGroupName: "web",
    lbTargetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/0123456789abcdef",
  },
  "autoscaling:LifecycleHook": {
    autoscalingGroupName: "web",
    lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
  },
  "autoscaling:Notification": {
    groupNames: ["web"],
    notifications: ["autoscaling:EC2_INSTANCE_LAUNCH"],
    topicArn: "arn:aws:sns:us-east-1:000000000000:web",
  },
  "autoscaling:Policy": {
    autoscalingGroupName: "web",
    adjustmentType: "ChangeInCapacity",
    scalingAdjustment: 1,
  },
  "autoscaling:Schedule": {
    autoscalingGroupName: "web",
    scheduledActionName: "night",
    recurrence: "0 22 * * *",
    desiredCapacity: 0,
  },
  "autoscaling:Tag": {
    autoscalingGroupName: "web",
    tag: { key: "team", value: "web", propagateAtLaunch: true },
  },
  "autoscaling:TrafficSourceAttachment": {
    autoscalingGroupName: "web",
    trafficSource: { identifier: "web", type: "elb" },
  },
  "ec2:DefaultNetworkAcl": { defaultNetworkAclId: "acl-0123456789abcdef0" },
  "ec2:DefaultRouteTable": {
    defaultRouteTableId: "rtb-0123456789abcdef0",
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0123456789abcdef0" }],
  },
  "ec2:DefaultSubnet": { availabilityZone: "us-east-1b", tags: { Name: "b" } },
  "ec2:DefaultVpc": { tags: { Name: "default" } },
  "ec2:EgressOnlyInternetGateway": { vpcId: "vpc-0123456789abcdef0" },
  "ec2:Eip": { domain: "vpc", instance: "i-0123456789abcdef0" },
  "ec2:EipAssociation": { allocationId: "eipalloc-0123456789abcdef0", instanceId: "i-0123456789abcdef0" },
  "ec2:InternetGateway": { vpcId: "vpc-0123456789abcdef0" },
  "ec2:InternetGatewayAttachment": {
    internetGatewayId: "igw-0123456789abcdef0",
    vpcId: "vpc-0123456789abcdef0",
  },
  "ec2:KeyPair": { publicKey },
  "ec2:LaunchConfiguration": { imageId: "busybox:1.35", instanceType: "t3.micro" },
  "ec2:LaunchTemplate": { imageId: "busybox:1.35", instanceType: "t3.micro", userData: "IyEvYmluL3NoCg==" },
  "ec2:MainRouteTableAssociation": { vpcId: "vpc-0123456789abcdef0", routeTableId: "rtb-0123456789abcdef0" },
  "ec2:NatGateway": { allocationId: "eipalloc-0123456789abcdef0", subnetId: "subnet-0123456789abcdef0" },
  "ec2:NetworkAcl": {
    vpcId: "vpc-0123456789abcdef0",
    ingress: [
      { protocol: "tcp", ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0", fromPort: 80, toPort: 80 },
    ],
  },
  "ec2:NetworkAclAssociation": {
    networkAclId: "acl-0123456789abcdef0",
    subnetId: "subnet-0123456789abcdef0",
  },
  "ec2:NetworkAclRule": {
    networkAclId: "acl-0123456789abcdef0",
    ruleNumber: 200,
    protocol: "tcp",
    ruleAction: "allow",
    cidrBlock: "10.0.0.0/8",
    fromPort: 22,
    toPort: 22,
  },
  "ec2:NetworkInterface": { subnetId: "subnet-0123456789abcdef0", securityGroups: ["sg-0123456789abcdef0"] },
  "ec2:NetworkInterfaceAttachment": {
    instanceId: "i-0123456789abcdef0",
    networkInterfaceId: "eni-0123456789abcdef0",
    deviceIndex: 1,
  },
  "ec2:NetworkInterfaceSecurityGroupAttachment": {
    networkInterfaceId: "eni-0123456789abcdef0",
    securityGroupId: "sg-0123456789abcdef0",
  },
  "ec2:PeeringConnectionOptions": { vpcPeeringConnectionId: "pcx-0123456789abcdef0" },
  "ec2:PlacementGroup": { strategy: "cluster" },
  "ec2:Route": {
    routeTableId: "rtb-0123456789abcdef0",
    destinationCidrBlock: "0.0.0.0/0",
    gatewayId: "igw-0123456789abcdef0",
  },
  "ec2:RouteTable": {
    vpcId: "vpc-0123456789abcdef0",
    routes: [
      { cidrBlock: "0.0.0.0/0", gatewayId: "igw-0123456789abcdef0" },
      { ipv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw-0123456789abcdef0" },
    ],
  },
  "ec2:RouteTableAssociation": {
    routeTableId: "rtb-0123456789abcdef0",
    subnetId: "subnet-0123456789abcdef0",
  },
  "ec2:Subnet": {
    vpcId: "vpc-0123456789abcdef0",
    cidrBlock: "10.0.1.0/24",
    availabilityZone: "us-east-1a",
    mapPublicIpOnLaunch: true,
  },
  "ec2:Vpc": { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, tags: { Name: "main" } },
  "ec2:VpcDhcpOptions": { domainName: "example.internal", domainNameServers: ["AmazonProvidedDNS"] },
  "ec2:VpcDhcpOptionsAssociation": {
    vpcId: "vpc-0123456789abcdef0",
    dhcpOptionsId: "dopt-0123456789abcdef0",
  },
  "ec2:VpcEndpoint": { vpcId: "vpc-0123456789abcdef0", serviceName: "com.amazonaws.us-east-1.s3" },
  "ec2:VpcEndpointRouteTableAssociation": {
    vpcEndpointId: "vpce-0123456789abcdef0",
    routeTableId: "rtb-0123456789abcdef0",
  },
  "ec2:VpcEndpointSubnetAssociation": {
    vpcEndpointId: "vpce-0123456789abcdef0",
    subnetId: "subnet-0123456789abcdef0",
  },
  "ec2:VpcIpv4CidrBlockAssociation": { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.1.0.0/16" },
  "ec2:VpcPeeringConnection": {
    vpcId: "vpc-0123456789abcdef0",
    peerVpcId: "vpc-0123456789abcdef1",
    autoAccept: true,
  },
  "ec2:VpcPeeringConnectionAccepter": { vpcPeeringConnectionId: "pcx-0123456789abcdef0", autoAccept: true },
  "iam:Group": { name: "developers" },
  "iam:GroupMembership": { group: "developers", users: ["ada"] },
  "iam:GroupPolicy": { group: "developers", policy },
  "iam:GroupPolicyAttachment": { group: "developers", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
  "iam:InstanceProfile": { role: "app" },
  "iam:Policy": { policy },
  "iam:PolicyAttachment": { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", roles: ["app"] },
  "iam:Role": { assumeRolePolicy: trust, tags: { team: "web" } },
  "iam:RolePolicy": { role: "app", policy },
  "iam:RolePolicyAttachment": { role: "app", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
  "iam:User": { name: "ada" },
  "iam:UserGroupMembership": { user: "ada", groups: ["developers"] },
  "iam:UserPolicy": { user: "ada", policy },
  "iam:UserPolicyAttachment": { user: "ada", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
  "lb:Listener": { loadBalancerArn: elbArns.loadBalancer, port: 80, defaultActions: [forward] },
  "lb:ListenerCertificate": {
    listenerArn: elbArns.listener,
    certificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/web",
  },
  "lb:ListenerRule": {
    listenerArn: elbArns.listener,
    priority: 10,
    actions: [forward],
    conditions: [{ pathPattern: { values: ["/api/*"] } }],
  },
  "lb:LoadBalancer": { subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] },
  "lb:TargetGroup": { port: 80, protocol: "HTTP", vpcId: "vpc-0123456789abcdef0" },
  "lb:TargetGroupAttachment": { targetGroupArn: elbArns.targetGroup, targetId: "i-0123456789abcdef0" },
  "ssm:Parameter": { name: "/db/host", type: "String", value: "db.internal" },
};
