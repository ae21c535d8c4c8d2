import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const role = new aws.iam.Role("app", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
});
new aws.iam.RolePolicyAttachment("ssm", {
  role: role.name,
  policyArn: aws.iam.ManagedPolicy.AmazonSSMManagedInstanceCore,
});
const document = aws.iam.getPolicyDocumentOutput({
  statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::example/*"] }],
});
const policy = new aws.iam.Policy("read", { policy: document.json });
new aws.iam.RolePolicyAttachment("read", { role, policyArn: policy.arn });
new aws.iam.RolePolicy("logs", {
  role: role.id,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "logs:*", Resource: "*" }],
  }),
});
const profile = new aws.iam.InstanceProfile("app", { role: role.name });
const server = new aws.ec2.Instance("app", {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  iamInstanceProfile: profile.name,
});

export const roleArn = role.arn;
export const profileName = server.iamInstanceProfile;
export const label = pulumi.interpolate`${role.name} of ${server.id}`;
