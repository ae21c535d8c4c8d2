import { unmark } from "../cluster/after-save";
import { markedObjects } from "../cluster/marked";
import { beforeEnd } from "../cluster/run";
import { ownerHash, savedPatch } from "../common/names";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import { locate } from "../record/target";

/** Takes the mark that a killed run left off an object which the state has, beside the run, because nothing else reads it. */
export function unmarkStored(
  values: Values,
  kind: "persistentvolumeclaims" | "volumesnapshots",
  name: string,
  isOwn: (labels: Readonly<Record<string, string>>) => boolean = () => true,
): void {
  const identity = identityIn(values["__urn"]);
  const take = async () => {
    const { cluster, namespace } = await locate(values);
    const found = (await markedObjects(cluster, kind, namespace, ownerHash(identity))).get(name);
    if (!found || !isOwn(found.labels ?? {})) return;
    const metadata = { namespace, name, uid: found.uid ?? "" };
    await unmark(cluster, { ...identity, id: name, kind, metadata, patch: savedPatch });
  };
  // The next run tries it again.
  const done = take().catch(() => undefined);
  beforeEnd(() => done);
}
