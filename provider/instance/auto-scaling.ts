import { isRecord } from "../common/values";

/** What an instance of an auto scaling group keeps of it. A change replaces the instance. */
export interface AutoScaling {
  groupName: string;
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

/** The tags of an instance with the one that EC2 adds. The check of tags refuses it to programs. */
export const withGroupTag = (tags: unknown, group: unknown): unknown =>
  isRecord(group) && (tags === undefined || isRecord(tags))
    ? { ...tags, "aws:autoscaling:groupName": group["groupName"] }
    : tags;
