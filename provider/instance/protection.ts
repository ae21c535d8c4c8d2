import { ExplainedError } from "../common/errors";
import { containsUnknown, valueAt } from "../common/values";
import { recordsOf } from "../record/registry";
import type { KnownRecord } from "../record/registry";
import { shortName } from "./devices";
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
  if (isReplaced && isRetained)
    return takenFrom(
      olds,
      news,
      known.map(({ property }) => property),
    );
  if (isReplaced || news.disableApiStop !== true || olds.instanceState === "stopped") return undefined;
  const isResized = olds.disableApiStop === true && known.some(({ property }) => property === "instanceType");
  return isResized || news.instanceState === "stopped" ? protectedFrom("stop", olds.instanceId) : undefined;
}

/** Keeps the volumes of a retained instance out of the one that replaces it, which would end its Pod for them. */
function takenFrom(
  { instanceId, attachedVolumes = {} }: InstanceState,
  news: InstanceInputs,
  properties: string[],
): ExplainedError | undefined {
  // Elsewhere, the new instance has volumes of its own.
  if (["namespace", "context", "kubeconfig"].some((key) => properties.includes(key))) return undefined;
  const taken = (news.__volumes ?? [])
    .filter(({ multiAttach }) => !multiAttach)
    .map(({ deviceName }) => news.attachedVolumes?.[`/dev/${shortName(deviceName)}`] ?? "")
    .find((claim) => Object.values(attachedVolumes).includes(claim));
  return taken === undefined ? undefined : retained(instanceId, `the volume of claim ${taken}`);
}

const retained = (id: string, volume: string): ExplainedError =>
  new ExplainedError(
    `retainOnDelete keeps ${id}, and the instance that replaces it would take ${volume} from its Pod`,
    `To replace it with its volumes, remove retainOnDelete and run "pulumi up" first. To keep it, detach the volume in an update of its own first, which re-creates its Pod`,
  );

/** Instances of the state that stay if another one of their resource replaces them, by id. */
const lasting = new Map<string, { key: string; isRetained: boolean }>();

/** Notes of an instance in the state whether it stays. The engine doesn't say in each diff that it replaces one. */
export function noteLasting(
  olds: Partial<InstanceState>,
  { __key: key }: InstanceInputs,
  isRetained: boolean,
): void {
  if (olds.instanceId === undefined) return;
  const stays = !olds.autoScaling && (isRetained || isProtected(olds));
  if (key !== undefined && stays) lasting.set(olds.instanceId, { key, isRetained });
  else lasting.delete(olds.instanceId);
}

/** Why what replaces an instance may not end its Pod for a volume; undefined if it may. */
export function keptFrom(id: string, key: string | undefined, volume: string): ExplainedError | undefined {
  const { key: own, isRetained } = lasting.get(id) ?? {};
  if (own === undefined || own !== key) return undefined;
  return isRetained ? retained(id, volume) : protectedFrom("terminate", id);
}

/** Whether a termination is forbidden. As on EC2, Auto Scaling replaces its members whatever their protection. */
export const isProtected = ({
  disableApiTermination,
  forceDestroy,
  autoScaling,
}: Partial<InstanceState>): boolean => disableApiTermination === true && !forceDestroy && !autoScaling;

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
