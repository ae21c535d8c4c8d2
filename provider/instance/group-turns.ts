import { ExplainedError } from "../common/errors";
import { oneAfterAnother } from "../common/turns";
import type { InstanceInputs } from "./model";

type Member = Pick<InstanceInputs, "autoScaling" | "name">;

/** Members of groups that this run replaces. The engine checks and creates a replacement like a new instance. */
const replaced = new Set<string>();
const inTurn = oneAfterAnother();
/** The first member of each group that failed in its turn. */
const failed = new Map<string, string>();

const keyOf = ({ autoScaling, name }: Member): string => JSON.stringify([autoScaling?.groupName, name]);

/** Notes that this run replaces an instance. */
export const noteReplaced = (member: Member): void => {
  if (member.autoScaling) replaced.add(keyOf(member));
};

/** Whether an instance takes the place of one that this run replaces. */
export const isReplacement = (member: Member): boolean => replaced.has(keyOf(member));

/**
 * Runs what takes a member of a group away or brings its replacement up: one after another, and none after a failure.
 *
 * A chain of dependencies would do the same, but also make the first creation of a group wait for each instance.
 */
export function inGroupTurn<T>(member: Member, run: () => Promise<T>): Promise<T> {
  const group = member.autoScaling?.groupName;
  if (group === undefined) return run();
  return inTurn(group, async () => {
    const other = failed.get(group);
    if (other !== undefined) {
      throw new ExplainedError(
        `it waits for "${other}" of its auto scaling group, which failed, so that it stays as it is`,
        'Fix the failure of the other one, and run "pulumi up" again',
      );
    }
    try {
      return await run();
    } catch (error) {
      failed.set(group, member.name);
      throw error;
    }
  });
}
