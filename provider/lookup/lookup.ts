import type { Values } from "../record/kind";
import type { Terms } from "./match";

/** Everything there is to say about one look-up. Its types come from @pulumi/aws. */
export interface Lookup extends Partial<Terms> {
  /** What AWS's provider calls it in its errors. */
  title: string;
  /** Kinds of resources that it searches. */
  kinds: readonly string[];
  /** More kinds that `defaults` and `derive` ask for. */
  needs?: readonly string[];
  /** What a region has without a program; `others` finds resources of other kinds. */
  defaults?: (region: string, others: (kind: string) => readonly Values[], args: Values) => Values[];
  /** Properties of the result that a resource doesn't have; `others` finds resources of other kinds. */
  derive?: (resource: Values, others: (kind: string) => readonly Values[]) => Values;
  /** The look-up of one such resource, if this one is for several. */
  single?: string;
  /** Each property of a result for several resources, with the property of a resource that it lists. */
  lists?: Readonly<Record<string, string>>;
  /** Properties of the result that are there only if an argument is true; user data may be secret. */
  onlyIf?: Readonly<Record<string, string>>;
  /** The resources that match, where they aren't declared by programs. */
  find?: (args: Values, region: string) => Values[];
}
