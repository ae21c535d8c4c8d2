import { Writable } from "node:stream";
import type { Duplex } from "node:stream";

import type { Connection as SshConnection, ServerChannel, TcpipRequestInfo } from "ssh2";

import { track } from "../../common/track";
import { outputsOf } from "./channel-output";
import type { Connection } from "./connection";
import { connectScript, connects, isHostName, isSelf, probeScript, sshPort } from "./destination";
import type { Machine } from "./machine";
import { outputOf, runProgram } from "./program";
import type { Outputs } from "./program";
import { aborted, apart, feed } from "./streams";

/** What forwarded connections need beyond sessions. */
interface Forwarding extends Connection {
  machine: Machine;
  /** Speaks SSH of another instance. */
  serve(socket: Duplex, machine: Machine): Promise<void>;
}

/**
 * Serves connections that a client forwards through the instance. One to the instance itself goes through the API server.
 * One to elsewhere starts in the instance, so that security groups decide.
 */
export function serveForwarding(client: SshConnection, forwarding: Forwarding): void {
  client.on("tcpip", (accept, reject, info) => {
    const served = connect(accept, info, forwarding).then(
      (isConnected) => void (isConnected || reject()),
      () => reject(),
    );
    track(forwarding.programs, served);
  });
}

/** Returns whether there was a connection; then it is over. */
async function connect(
  accept: () => ServerChannel,
  { destIP: host, destPort: port }: TcpipRequestInfo,
  forwarding: Forwarding,
): Promise<boolean> {
  const { machine } = forwarding;
  if (!isHostName(host) || port < 1 || port > 65_535) return false;
  if (isSelf(host, machine)) return forwardToSelf(accept(), port, forwarding);
  const other = port === sshPort ? machine.neighbor?.(host) : undefined;
  if (other) {
    const answer = (await outputOf(forwarding.host, probeScript, [host, String(port)])).trim();
    if (answer === "filtered") return false;
    // A packet came back: the groups let it through, and nothing but this server is there.
    if (answer === "refused") {
      const channel = accept();
      try {
        await forwarding.serve(apart(channel), other);
      } finally {
        channel.end();
      }
      return true;
    }
  }
  return forwardElsewhere(accept, host, port, forwarding);
}

async function forwardToSelf(channel: ServerChannel, port: number, { host }: Forwarding): Promise<true> {
  const failed = new Writable({
    write(chunk: Buffer, _encoding, done) {
      // The first message is only the port.
      if (chunk.length > 0) channel.end();
      done();
    },
  });
  await host.forward(port, { input: channel, output: channel, failed }).catch(() => undefined);
  channel.end();
  return true;
}

async function forwardElsewhere(
  accept: () => ServerChannel,
  host: string,
  port: number,
  { host: instance, account, gone }: Forwarding,
): Promise<boolean> {
  let channel: ServerChannel | undefined;
  let send: Outputs["out"] | undefined;
  let head = Buffer.alloc(0);
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const closed = new AbortController();
  gone.addEventListener("abort", () => closed.abort(), { signal: closed.signal });
  const out = async (bytes: Buffer): Promise<void> => {
    if (send) return send(bytes);
    head = Buffer.concat([head, bytes]);
    if (!head.toString().startsWith(connects)) return;
    channel = accept();
    channel.once("close", () => closed.abort());
    send = outputsOf(channel, closed.signal).out;
    begin();
    await send(head.subarray(connects.length));
  };
  try {
    const program = await runProgram(
      instance,
      { account, kind: "script", command: connectScript, arguments: [host, String(port)] },
      { out, err: () => Promise.resolve() },
    );
    const left = aborted(closed.signal);
    await Promise.race([begun, program.ended, left]);
    if (channel) {
      feed(channel, program).catch(() => undefined);
      await Promise.race([program.ended, left]);
    }
    if (closed.signal.aborted) await program.hangUp();
    channel?.end();
    return channel !== undefined;
  } finally {
    closed.abort();
  }
}
