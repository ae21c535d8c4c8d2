import { volumeKey } from "../common/names";
import type { Identity } from "../common/names";
import { formatUrn, parseUrn } from "../common/urn";
import { defined } from "../common/values";
import type { VolumeInputs, VolumeSource } from "./attached-volumes";
import type { GivenVolume } from "./attachments";

/** What an instance's state says of its volumes and of their URNs. */
type Former = VolumeInputs & Partial<StackName>;
type StackName = Pick<Identity, "project" | "stack">;

/** By the key of the instance: the engine checks what replaces an instance without its state. */
const formerStates = new Map<unknown, Former>();

/** The volumes of an instance with the keys of their claims, as `check` gets to know them. */
export function keyedVolumes(
  { project, stack, __volumes }: Former,
  news: Readonly<Record<string, unknown>>,
): VolumeSource[] | undefined {
  const { __key: key } = news;
  const state = defined({ project, stack, __volumes });
  if (key !== undefined && __volumes) formerStates.set(key, state);
  const former = formerStates.get(key) ?? state;
  return withKeys(news["__volumes"] as GivenVolume[] | undefined, news as unknown as StackName, former);
}

/**
 * The volumes with the keys of their URNs.
 *
 * A stack or project that is renamed renames all URNs without an alias. What was in another stack only counts if this very
 * instance has had it: that stack may have a volume of its own by that name.
 */
function withKeys(
  given: readonly GivenVolume[] | undefined,
  own: StackName,
  former: Former,
): VolumeSource[] | undefined {
  const had = (former.__volumes ?? []).flatMap(({ keys }) => keys);
  return given?.map(({ urns, ...source }) => {
    const elsewhere = [...urns, ...urns.map((urn) => inStack(urn, former))].map(volumeKey);
    const keys = urns.filter((urn) => inStack(urn, own) === urn).map(volumeKey);
    return { ...source, keys: [...new Set([...keys, ...elsewhere.filter((key) => had.includes(key))])] };
  });
}

/** The URN that a resource has in a stack of this name. */
const inStack = (urn: string, { stack, project }: Partial<StackName>): string =>
  formatUrn({ ...parseUrn(urn), ...defined({ stack, project }) });
