import { accountId, hash } from "../common/names";
import { made } from "../record/kind";

/** A UUID that is the same for the same text. */
const uuidOf = (text: string): string =>
  hash(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** ARN of an auto scaling group. */
export const groupArn = (region: string, name: string): string =>
  `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:${uuidOf(name)}:autoScalingGroupName/${name}`;

/** ARN of what belongs to a group: a policy or a scheduled action. */
export const partArn = (
  type: "scalingPolicy" | "scheduledUpdateGroupAction",
  { region, group, name }: { region: unknown; group: unknown; name: unknown },
): unknown =>
  made(
    (where, owner, own) =>
      `arn:aws:autoscaling:${where}:${accountId}:${type}:${uuidOf(`${owner}/${own}`)}:autoScalingGroupName/${owner}:` +
      `${type === "scalingPolicy" ? "policyName" : "scheduledActionName"}/${own}`,
    region,
    group,
    name,
  );
