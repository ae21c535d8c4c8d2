import type { Account } from "./account";
import type { Host } from "./host";

/** What goes on after a client is gone. */
export type Programs = Set<Promise<unknown>>;

/** What a session needs of its connection. */
export interface Connection {
  host: Host;
  account: Account;
  /** Pulumi name of the instance, for messages. */
  name: string;
  /** Variables that say who is connected. */
  variables: readonly string[];
  programs: Programs;
  /** Aborted when the client is gone. */
  gone: AbortSignal;
}
