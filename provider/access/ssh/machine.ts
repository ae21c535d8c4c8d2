import type { PodReference } from "../../cluster/streams";

/** An instance as its SSH server needs it. */
export interface Machine {
  /** Pulumi name. */
  name: string;
  /** `i-…`; the host key belongs to it. */
  id: string;
  /** The Pod that the instance runs in. */
  pod: PodReference;
  /** The public keys of its key pair, in any form that EC2 takes. With none, only keys in the instance itself let in. */
  publicKeys: readonly string[];
  /** The user that its AMI has; undefined if only the image says. */
  user?: string | undefined;
  /** Addresses and names of the instance: a connection to one of these is a connection to itself. */
  addresses?: readonly string[];
  /** The other instance that has this address or name; undefined if there is none. For jumps over a bastion. */
  neighbor?(host: string): Machine | undefined;
}
