import { iamKinds } from "./iam/kinds";
import { networkKinds } from "./network/kinds";
import type { RecordKinds } from "./record/kind";
import { lifecycleOf } from "./record/lifecycle";
import { shapeOf } from "./record/shape";
import { ssmKinds } from "./ssm/kinds";

/** The one table of all records. */
export const recordKinds: RecordKinds = { ...networkKinds, ...iamKinds, ...ssmKinds };

/** The operations of a kind, which the provider process runs. */
export function of(token: string): ReturnType<typeof lifecycleOf> {
  const kind = recordKinds[token];
  if (!kind) {
    throw new Error(
      `Cannot serve a resource of the kind "${token}": this release of pulumi-ec2-pods doesn't have it. Install the release that created the resource.`,
    );
  }
  return lifecycleOf(token, kind, shapeOf(token));
}
