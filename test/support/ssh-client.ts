import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client, utils } from "ssh2";
import type { ClientChannel, ConnectConfig, ExecOptions } from "ssh2";

import type { Machine } from "../../provider/access/ssh/machine";
import { hostKeyOf } from "../../provider/access/ssh/openssh-key";
import { serveSsh } from "../../provider/access/ssh/serve";
import { localHost } from "./local-machine";

export const machine: Machine = {
  name: "web",
  id: "i-0123456789abcdef0",
  pod: { selection: { context: "none" }, namespace: "none", pod: "none" },
  publicKeys: [],
  user: "ec2-user",
};

/** A key in the forms of OpenSSH. */
export function newKey(type: "ed25519" | "rsa" | "ecdsa"): { private: string; public: string } {
  if (type !== "ed25519") {
    return utils.generateKeyPairSync(type as "rsa", { bits: type === "rsa" ? 2048 : 256 });
  }
  // Of the library's own keys of this type, it can't read one in two hundred.
  const { privateKey, publicKey } = hostKeyOf(randomBytes(32), "");
  return { private: privateKey, public: publicKey };
}

/** The SSH server of this machine in the place of an instance, with a folder of its own for what makes host keys. */
export class SshServer {
  private readonly clients: Client[] = [];

  private constructor(
    private readonly server: Server,
    private readonly home: string,
  ) {}

  static async start(of: Partial<Machine>): Promise<SshServer> {
    const home = mkdtempSync(join(tmpdir(), "ec2-pods-ssh-"));
    process.env["XDG_DATA_HOME"] = home;
    const server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      void serveSsh(socket, { ...machine, ...of }, { reach: () => localHost });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new SshServer(server, home);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** A client that has logged in; rejects if it isn't let in. */
  async connect(config: ConnectConfig): Promise<Client> {
    const client = new Client();
    this.clients.push(client);
    const ready = new Promise<void>(
      (resolve, reject) => void client.once("ready", resolve).once("error", reject),
    );
    client.connect({ host: "127.0.0.1", port: this.port, username: "root", ...config });
    await ready;
    client.on("error", () => undefined);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.destroy();
    this.server.close();
    await once(this.server, "close");
    delete process.env["XDG_DATA_HOME"];
    rmSync(this.home, { recursive: true });
  }
}

/** Starts a command. */
export const start = (client: Client, command: string, options: ExecOptions = {}): Promise<ClientChannel> =>
  new Promise((resolve, reject) =>
    client.exec(command, options, (error, channel) => (error ? reject(error) : resolve(channel))),
  );

/** Output and exit status of a command. */
export async function outcome(
  channel: ClientChannel,
): Promise<{ out: string; err: string; code: number | null }> {
  const chunks: Record<"out" | "err", Buffer[]> = { out: [], err: [] };
  channel.on("data", (chunk: Buffer) => chunks.out.push(chunk));
  channel.stderr.on("data", (chunk: Buffer) => chunks.err.push(chunk));
  let code: number | null = null;
  channel.on("exit", (status: number | null) => (code = status));
  await once(channel, "close");
  return { out: Buffer.concat(chunks.out).toString(), err: Buffer.concat(chunks.err).toString(), code };
}
