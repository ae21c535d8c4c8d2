import { ExplainedError } from "../common/errors";
import { containsUnknown, valueAt } from "../common/values";
import { recordsOf } from "../record/registry";
import type { KnownRecord } from "../record/registry";
import type { changes } from "./effects";
import type { InstanceInputs, InstanceState } from "./model";

/**
 * What the protection of an instance forbids of a change; undefined if nothing.
 *
 * A change that a preview doesn't know forbids nothing yet: the update may not do it.
 */
export function forbidden(
  olds: InstanceState,
  news: InstanceInputs,
  differences: ReturnType<typeof changes>,
  { isRetained = false }: Pick<KnownRecord, "isRetained">,
): ExplainedError | undefined {
  if (olds.autoScaling) return undefined;
  const known = differences.filter(({ property }) => !containsUnknown(valueAt(news, property)));
  const isReplaced = known.some(({ effect }) => effect === "replace");
  // The engine deletes what is replaced as the state has it, whatever the program says now.
  if (isReplaced && isProtected(olds) && !isRetained) return protectedFrom("terminate", olds.instanceId);
  if (isReplaced || news.disableApiStop !== true || olds.instanceState === "stopped") return undefined;
  const isResized = olds.disableApiStop === true && known.some(({ property }) => property === "instanceType");
  return isResized || news.instanceState === "stopped" ? protectedFrom("stop", olds.instanceId) : undefined;
}

/** Whether a termination is forbidden. As on EC2, Auto Scaling replaces its members whatever their protection. */
export const isProtected = ({ disableApiTermination, forceDestroy, autoScaling }: InstanceState): boolean =>
  disableApiTermination === true && !forceDestroy && !autoScaling;

/** Whether an earlier run replaced the instance, and the program has since taken the protection off its resource. */
export function isReleased({ instanceId, __key: key }: InstanceState): boolean {
  if (key === undefined) return false;
  return recordsOf("ec2:Instance").some(
    ({ id, values, isSaved }) =>
      isSaved && values["__key"] === key && id !== instanceId && values["disableApiTermination"] !== true,
  );
}

/** EC2's words for a protected instance. */
export function protectedFrom(verb: "stop" | "terminate", id: string): ExplainedError {
  const attribute = verb === "stop" ? "disableApiStop" : "disableApiTermination";
  return new ExplainedError(
    `OperationNotPermitted: The instance '${id}' may not be ${verb === "stop" ? "stopped" : "terminated"}. ` +
      `Modify its '${attribute}' instance attribute and try again`,
    `Set ${attribute} to false and run "pulumi up" first`,
  );
}
