import * as pulumi from "@pulumi/pulumi";

import { errorMessage } from "../common/errors";
import { unknownValue } from "../common/values";
import type { Ec2Instance } from "../instance/ec2-instance";
import { knownValue } from "../record/known-now";
import { toNumber } from "./arguments";
import type { GroupArgs } from "./group-args";

/** The instances of a group, at once if the program knows their number. */
export type Members = Ec2Instance[] | pulumi.Output<Ec2Instance[]>;

type Sizes = Pick<GroupArgs, "desiredCapacity" | "minSize">;

/** The number of instances, or what isn't one yet. */
export const capacityIn = ({ desiredCapacity, minSize }: Sizes): unknown =>
  toNumber(desiredCapacity ?? minSize);

/**
 * Declares the instances: at once, or when the program knows how many there are.
 *
 * What is made at once is there for look-ups and load balancers of the same turn, so that only an output is waited for.
 */
export function declareFor(
  group: pulumi.Resource,
  sizes: Sizes,
  checked: pulumi.Output<number>,
  make: (count: number) => Ec2Instance[],
): Members {
  const count = capacityIn(sizes);
  if (typeof count === "number") return make(count);
  void noteUnknown(group, checked);
  return checked.apply(make);
}

async function noteUnknown(group: pulumi.Resource, capacity: pulumi.Output<number>): Promise<void> {
  if ((await knownValue(capacity)) !== unknownValue) return;
  const cause = "only the update knows desiredCapacity, so that the preview shows no instances";
  const name = pulumi.resourceName(group);
  void pulumi.log.info(errorMessage({ verb: "preview all of", kind: "Group", name, cause }), group);
}

/** What is made of the instances. */
export const ofEach = <T>(
  members: Members,
  make: (list: readonly Ec2Instance[]) => pulumi.Output<T>,
): pulumi.Output<T> =>
  Array.isArray(members) ? make(members) : (members.apply(make) as unknown as pulumi.Output<T>);
