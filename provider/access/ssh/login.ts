import type { AuthContext, ParsedKey, PublicKeyAuthContext, utils } from "ssh2";

import { openSshKey } from "../../network/key-pair";
import { isUserName, lookUpAccount, readAccount } from "./account";
import type { Account } from "./account";
import type { Host } from "./host";
import type { Machine } from "./machine";
import { outputOf } from "./program";

export type ParseKey = typeof utils.parseKey;

/** A user who may log in, with the keys that let in. */
interface Login {
  account: Account;
  keys: ParsedKey[];
}

/** After so many, sshd ends the connection, too. */
const mostFailures = 6;

/** Decides about the logins of one connection. */
export class Logins {
  private readonly known = new Map<string, Promise<Login | undefined>>();
  private failures = 0;
  account: Account | undefined;

  constructor(
    private readonly on: { host: Host; machine: Machine; parseKey: ParseKey },
    private readonly giveUp: () => void,
  ) {}

  /** Only a public key logs in, by a signature of this connection. */
  async decide(context: AuthContext): Promise<void> {
    if (context.method !== "publickey") return this.reject(context);
    const login = await this.find(context.username);
    const key = login?.keys.find((each) => isKey(each, context));
    if (!login || !key) return this.reject(context);
    if (!context.signature || !context.blob) return context.accept();
    if (key.verify(context.blob, context.signature, context.hashAlgo) !== true) return this.reject(context);
    this.account = login.account;
    context.accept();
  }

  private reject(context: AuthContext): void {
    // Clients ask by "none" what there is.
    if (context.method !== "none" && ++this.failures >= mostFailures) return this.giveUp();
    context.reject(["publickey"]);
  }

  private find(user: string): Promise<Login | undefined> {
    const login = this.known.get(user) ?? this.ask(user);
    this.known.set(user, login);
    return login;
  }

  private async ask(user: string): Promise<Login | undefined> {
    if (!isUserName(user)) return undefined;
    const { host, machine, parseKey } = this.on;
    const found = readAccount(await outputOf(host, lookUpAccount, [user, machine.user ?? ""]));
    if (!found) return undefined;
    const lines = [...machine.publicKeys.map((text) => openSshKey(text) ?? ""), ...found.keys];
    return { account: found.account, keys: lines.flatMap((line) => keyIn(line, parseKey)) };
  }
}

/** The key of a line of `authorized_keys`. One with options lets nobody in: they would restrict what it may do. */
export function keyIn(line: string, parseKey: ParseKey): ParsedKey[] {
  if (!/^(ssh-(rsa|ed25519)|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+=*(\s|$)/.test(line)) return [];
  const key: unknown = parseKey(line);
  return key instanceof Error || Array.isArray(key) ? [] : [key as ParsedKey];
}

/** RSA with SHA-1 isn't safe any more. */
const isKey = (key: ParsedKey, { key: offered, hashAlgo }: PublicKeyAuthContext): boolean =>
  key.type === offered.algo &&
  key.getPublicSSH().equals(offered.data) &&
  (key.type !== "ssh-rsa" || hashAlgo === "sha256" || hashAlgo === "sha512");
