import { quote } from "../../common/text";

/** An instance as a client's configuration names it. */
export interface Entry {
  id: string;
  /** Pulumi name. */
  name: string;
  user: string;
  /** Further names for it, such as its public address. */
  addresses: readonly string[];
  /** Type and key of its host key. */
  hostKey: string;
}

/** Names that need no quotes in any file of OpenSSH, and that are no pattern. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,200}$/;

/** What a client calls an instance: its name if no other one has it, its id, its addresses. */
const aliases = ({ id, name, addresses }: Entry, all: readonly Entry[]): string[] => [
  ...(all.some((other) => other.id !== id && other.name === name)
    ? []
    : [name].filter((text) => plainName.test(text))),
  id,
  ...addresses.filter((text) => plainName.test(text)),
];

/** A path as a value of a configuration, which expands % in it. */
export const pathValue = (path: string): string => `"${path.replaceAll("%", "%%")}"`;

/** A file for `Include` in `~/.ssh/config`. `proxy` is the command that connects to an instance by its id. */
export const clientConfig = (
  entries: readonly Entry[],
  knownHosts: string,
  proxy: readonly string[],
): string =>
  entries
    .map((entry) =>
      [
        `Host ${aliases(entry, entries).join(" ")}`,
        `  User ${entry.user}`,
        `  HostKeyAlias ${entry.id}`,
        `  UserKnownHostsFile ${pathValue(knownHosts)}`,
        "  StrictHostKeyChecking yes",
        // The client expands % in it, and the user's shell runs it.
        `  ProxyCommand ${[...proxy, entry.id].map((text) => quote(text.replaceAll("%", "%%"))).join(" ")}`,
        "",
      ].join("\n"),
    )
    .join("\n");

/** The lines of a known_hosts file. */
export const knownHosts = (entries: readonly Pick<Entry, "id" | "hostKey">[]): string =>
  entries.map(({ id, hostKey }) => `${id} ${hostKey}\n`).join("");
