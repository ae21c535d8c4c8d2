import { unmark, unmarkAfterSave } from "../cluster/after-save";
import type { MarkedObject } from "../cluster/after-save";
import type { Cluster } from "../cluster/cluster";
import { markedObjects } from "../cluster/marked";
import { besideRun } from "../cluster/run";
import { ownerHash, savedPatch } from "../common/names";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import { locate } from "../record/target";

type Kind = "persistentvolumeclaims" | "volumesnapshots";
type Metadata = { namespace?: string; name?: string; uid?: string } | undefined;

/** The object of a resource, as what takes its mark off knows it. */
const markedObject = (
  values: Values,
  kind: Kind,
  { namespace = "default", name = "", uid = "" }: Metadata = {},
): MarkedObject => ({
  ...identityIn(values["__urn"]),
  ...{ id: String(values["recordId"]), kind, metadata: { namespace, name, uid }, patch: savedPatch },
});

/** Takes the mark off the object of a new resource once the state has that. */
export const unmarkOnceSaved = (cluster: Cluster, values: Values, kind: Kind, metadata: Metadata): void =>
  unmarkAfterSave(cluster, markedObject(values, kind, metadata));

/** Takes the mark that a killed run left off an object which the state has, beside the run, because nothing else reads it. */
export function unmarkStored(
  values: Values,
  kind: Kind,
  name: string,
  isOwn: (labels: Readonly<Record<string, string>>) => boolean = () => true,
): void {
  // The next run tries it again.
  besideRun(async () => {
    const { cluster, namespace } = await locate(values);
    const owner = ownerHash(identityIn(values["__urn"]));
    const found = (await markedObjects(cluster, kind, namespace, owner)).get(name);
    if (!found || !isOwn(found.labels ?? {})) return;
    await unmark(cluster, markedObject(values, kind, { ...found, namespace }));
  });
}
