import { made, unknown } from "./aws-preview";

/** A rule that lets everything out. */
export const out = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

/** A group whose members may reach those of {@link target} at port 80. */
export const client = made("ec2.SecurityGroup", "client", { vpcId: "vpc-1", egress: [out] });
export const target = made(
  "ec2.SecurityGroup",
  "target",
  {
    vpcId: "vpc-1",
    ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [unknown] }],
    egress: [],
  },
  { ingress: [client] },
);

/** An instance in the group client. */
export const caller = made(
  "ec2.Instance",
  "caller",
  { vpcSecurityGroupIds: [unknown] },
  { vpcSecurityGroupIds: [client] },
);
