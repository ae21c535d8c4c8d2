import type { Account } from "./account";
import type { Host } from "./host";

/** What a session needs of its connection. */
export interface Connection {
  host: Host;
  account: Account;
  /** Pulumi name of the instance, for messages. */
  name: string;
  /** Variables that say who is connected. */
  variables: readonly string[];
  /** What goes on after the client is gone. */
  programs: Set<Promise<unknown>>;
  /** Aborted when the client is gone. */
  gone: AbortSignal;
}
