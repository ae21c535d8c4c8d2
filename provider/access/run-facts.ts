import type { InstanceState } from "../instance/model";
import { recordsOf } from "../record/registry";
import { toFacts } from "./facts";
import type { Association } from "./facts";
import { toKeyPair } from "./login";
import type { StackFacts } from "./machine";

/** What the state of the stack says of these instances, of which a run saves only what has ended. */
export const factsOfRun = (stack: string, instances: readonly InstanceState[]): StackFacts =>
  toFacts({
    stack,
    instances,
    keyPairs: recordsOf("ec2:KeyPair").map(({ id, values }) => toKeyPair(id, values)),
    // A look-up says nothing of what its address belongs to.
    associations: recordsOf("ec2:Eip", "ec2:EipAssociation").filter(
      ({ isLookup }) => !isLookup,
    ) as Association[],
  });
