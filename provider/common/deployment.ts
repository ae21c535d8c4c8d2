/** A resource as a state stores it. */
export interface StoredResource {
  delete?: boolean;
  urn?: string;
  type?: string;
  parent?: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** What a state has. */
export interface Deployment {
  resources?: StoredResource[];
  pending_operations?: { resource: StoredResource; type: string }[];
}

/** Reads the output of `pulumi stack export`, or the file of a state, which has the same under another name. */
export function readDeployment(text: string): Deployment {
  const { deployment, checkpoint } = JSON.parse(text) as {
    deployment?: Deployment;
    checkpoint?: { latest?: Deployment };
  };
  // A new stack's file has none yet.
  const found = deployment ?? (checkpoint && (checkpoint.latest ?? {}));
  if (!found) throw new Error("it has no deployment");
  return found;
}
