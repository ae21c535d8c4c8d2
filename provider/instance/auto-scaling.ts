import { isRecord } from "../common/values";

/** What an instance of an auto scaling group keeps of it. A change replaces the instance, except that of a made name. */
export interface AutoScaling {
  groupName: string;
  /** The program gives the name. One that is made of the group's URN follows an alias or another name of the stack. */
  isNamed?: boolean;
  /** Name of the launch configuration, if the group has one: EC2 launches other instances for another one. */
  launchConfiguration?: string;
}

/** By the arguments of an instance: a program can't give it. */
const groups = new WeakMap<object, unknown>();

/** The arguments of an instance that belongs to a group. */
export function ofGroup<Args extends object>(args: Args, group: unknown): Args {
  groups.set(args, group);
  return args;
}

/** The group that the instance with these arguments belongs to. */
export const groupOf = (args: object): unknown => groups.get(args);

/** The inputs of an instance of a group. EC2 adds the tag, which the check of tags refuses to programs. */
export function groupInputs(tags: unknown, group: unknown): Record<string, unknown> {
  if (!isRecord(group)) return {};
  const isMap = tags === undefined || isRecord(tags);
  return {
    autoScaling: group,
    tags: isMap ? { ...tags, "aws:autoscaling:groupName": group["groupName"] } : tags,
  };
}
