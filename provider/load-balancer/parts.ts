import type { Values } from "../record/kind";

/** One record that a load balancer is made of. */
export interface Part {
  /** Its ARN. */
  id: string;
  /** The record's checked arguments and outputs. */
  values: Values;
}

/** An attachment, with where its target answers. */
export interface AttachedPart extends Part {
  /** A DNS name that resolves while the target runs, or an address. */
  host: string;
}

/** Everything that one load balancer serves by. */
export interface Parts {
  loadBalancer: Part;
  listeners: readonly Part[];
  rules: readonly Part[];
  targetGroups: readonly Part[];
  attachments: readonly AttachedPart[];
}
