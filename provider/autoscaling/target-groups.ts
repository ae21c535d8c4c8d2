import * as pulumi from "@pulumi/pulumi";

import type { Ec2Instance } from "../instance/ec2-instance";
import { declaredFor, declaredOf, onDeclared } from "../record/declared";
import type { Declared } from "../record/declared";
import { TargetGroupAttachment } from "../resources/lb/targetGroupAttachment";
import { warn } from "../security-group/inputs";
import { ofEach } from "./capacity";
import type { Members } from "./capacity";
import type { GroupArgs } from "./group-args";

const groupToken = "autoscaling:Group";

const members = new WeakMap<object, Members>();

/** Remembers the instances of a group, for attachments that the program declares later. */
export const rememberMembers = (group: object, list: Members): void => void members.set(group, list);

/** Attaches the instances of a group to the target groups that its arguments name. */
export function attachToTargetGroups(group: pulumi.Resource, list: Members, args: GroupArgs): void {
  const { targetGroupArns, trafficSources } = args;
  forItems(targetGroupArns, (arn, index) => attach(group, `${index + 1}`, list, arn));
  forItems(trafficSources, (source, index) => {
    const { identifier, type = "elbv2" } = source as { identifier: pulumi.Input<string>; type?: unknown };
    if (type === "elbv2") attach(group, `source-${index + 1}`, list, identifier);
  });
}

/** Does something for each item of a list, at once unless the list itself is an output. */
function forItems<T>(
  list: pulumi.Input<pulumi.Input<T>[] | undefined>,
  act: (item: pulumi.Input<T>, index: number) => void,
): void {
  if (Array.isArray(list)) list.forEach(act);
  else if (list) pulumi.output(list).apply((items) => void (items as T[] | undefined)?.forEach(act));
}

/** Declares an attachment for each instance, as a child of what names the target group. */
function attach(
  parent: pulumi.Resource,
  suffix: string,
  list: Members,
  targetGroupArn: pulumi.Input<string>,
): void {
  ofEach(list, (all: readonly Ec2Instance[]) => {
    for (const instance of all) {
      const name = `${pulumi.resourceName(instance)}-${suffix}`;
      new TargetGroupAttachment(name, { targetGroupArn, targetId: instance.id }, { parent });
    }
    return pulumi.output(undefined);
  });
}

/** The group that an attachment names, by an output or by the name that the program gives it. */
function groupFor(value: unknown): Declared | undefined {
  if (typeof value === "string") return declaredOf(groupToken).find(({ args }) => args["name"] === value);
  return declaredFor(groupToken, value, "name")[0] ?? declaredFor(groupToken, value)[0];
}

function attachLater({ resource, args, isLookup }: Declared, targetGroupArn: unknown): void {
  if (isLookup || targetGroupArn === undefined) return;
  const parent = resource as pulumi.Resource;
  const list = members.get(groupFor(args["autoscalingGroupName"])?.resource ?? {});
  if (list) attach(parent, pulumi.resourceName(parent), list, targetGroupArn as pulumi.Input<string>);
  else {
    const cause = "autoscalingGroupName isn't the name of a Group that the program declares before";
    const fix = 'Use the "name" output of the Group';
    warn(parent, { verb: "apply all of", kind: "Attachment", cause, fix });
  }
}

onDeclared("autoscaling:Attachment", (declared) => attachLater(declared, declared.args["lbTargetGroupArn"]));

onDeclared("autoscaling:TrafficSourceAttachment", (declared) => {
  const source = declared.args["trafficSource"] as
    { identifier?: pulumi.Input<string>; type?: unknown } | undefined;
  if (source?.type === "elbv2") attachLater(declared, source.identifier);
});
