import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer as createHttp, type IncomingMessage, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import {
  type AddressInfo,
  connect,
  createServer as createNet,
  type Server as NetServer,
  type Socket,
} from "node:net";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";

import { dataHead, FrameReader } from "../../provider/cluster/spdy-frames";

/** What a server knows of who asks it. */
export interface Seen {
  authorization?: string | undefined;
  user?: string | undefined;
  groups?: string | undefined;
  uid?: string | undefined;
  /** Headers of what else is known of the user. */
  extra?: Record<string, string>;
  /** Name that the client asked for in TLS. */
  name?: string | undefined;
  /** Common name of the client's certificate. */
  certificate?: string | undefined;
}

function seenIn({ headers, socket }: IncomingMessage): Seen {
  const extra = Object.entries(headers).filter(([name]) => name.startsWith("impersonate-extra-"));
  const { servername, getPeerCertificate } = socket as Partial<TLSSocket> & { servername?: string | false };
  return {
    authorization: headers.authorization,
    user: headers["impersonate-user"] as string | undefined,
    groups: headers["impersonate-group"] as string | undefined,
    uid: headers["impersonate-uid"] as string | undefined,
    extra: Object.fromEntries(extra) as Record<string, string>,
    name: servername || undefined,
    certificate: (getPeerCertificate?.call(socket) as { subject?: { CN?: string } } | undefined)?.subject?.CN,
  };
}

const listening = async (server: NetServer): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};

/** With TLS if there is a folder with certificates. */
function serverWith(certificates: string | undefined): Server {
  if (!certificates) return createHttp();
  const file = (name: string) => readFileSync(join(certificates, name));
  return createHttps({
    cert: file("server.crt"),
    key: file("server.key"),
    ca: file("ca.crt"),
    requestCert: true,
    rejectUnauthorized: false,
  });
}

/** An API server that answers every request, command and forwarded port by what it has seen of the client. */
export class SeeingServer {
  /** Answers with this status, if it is set. */
  status = 200;
  /** Answers without an end. */
  isEndless = false;

  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {
    // Those of commands and forwarded ports are half closed at the end of their client.
    server.on("connection", (socket: Socket) => this.sockets.add(socket));
  }

  /** With TLS if there is a folder with certificates. */
  static async start(certificates?: string): Promise<SeeingServer> {
    const server = serverWith(certificates);
    const own: SeeingServer = new SeeingServer(server, await listening(server));
    server.on("request", (request: IncomingMessage, response) => {
      response.writeHead(own.status, { "content-type": "application/json" });
      response.write(JSON.stringify({ ...seenIn(request), gitVersion: "v1", items: [], message: "denied" }));
      if (!own.isEndless) response.end();
    });
    server.on("upgrade", (request: IncomingMessage, socket: Socket) => own.upgrade(request, socket));
    return own;
  }

  private upgrade(request: IncomingMessage, socket: Socket): void {
    socket.on("error", () => undefined);
    if (this.status !== 200)
      return void socket.end(`HTTP/1.1 ${this.status} No\r\nContent-Length: 0\r\n\r\n`);
    if (request.headers.upgrade === "SPDY/3.1") return answerStreams(socket, JSON.stringify(seenIn(request)));
    const key = `${request.headers["sec-websocket-key"] ?? ""}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: v4.channel.k8s.io\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const send = (channel: number, text: string) => {
      const payload = Buffer.concat([Buffer.of(channel), Buffer.from(text)]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(payload.length);
      socket.write(Buffer.concat([Buffer.of(0x82, 126), length, payload]));
    };
    const answer = JSON.stringify(seenIn(request));
    send(1, answer);
    send(3, JSON.stringify({ status: "Success" }));
    socket.end(Buffer.of(0x88, 0));
  }

  end(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

/** Takes a port-forward, and answers on its data stream. */
function answerStreams(socket: Socket, text: string): void {
  const answer = Buffer.from(text);
  socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: SPDY/3.1\r\nConnection: Upgrade\r\n\r\n");
  const reader = new FrameReader();
  const data = 3;
  socket.on("data", (chunk: Buffer) => {
    if (!reader.push(chunk).some((frame) => frame.type === "stream" && frame.stream === data)) return;
    // A node ends both streams.
    socket.write(Buffer.concat([dataHead(data, answer.length, true), answer, dataHead(1, 0, true)]));
  });
}

/** A SOCKS proxy that leads every name and address to this machine, and lists what it was asked for. */
export class SocksProxy {
  readonly asked: string[] = [];

  private constructor(
    private readonly server: NetServer,
    readonly port: number,
  ) {}

  static async start(): Promise<SocksProxy> {
    const server = createNet();
    const proxy: SocksProxy = new SocksProxy(server, await listening(server));
    server.on("connection", (socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        socket.write(Buffer.of(5, 0));
        socket.once("data", (request) => {
          const isName = request[3] === 3;
          const address = isName ? request.subarray(5, -2).toString() : request.subarray(4, -2).join(".");
          const port = request.readUInt16BE(request.length - 2);
          proxy.asked.push(`${address}:${port}`);
          const target = connect(port, "127.0.0.1", () => {
            socket.write(Buffer.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 0));
            target.pipe(socket).pipe(target);
          });
          target.on("error", () => socket.destroy());
          socket.on("close", () => target.destroy());
        });
      });
    });
    return proxy;
  }

  end(): void {
    this.server.close();
  }
}

/** A proxy for HTTPS that leads every name to this machine, and lists what it was asked for. */
export class ConnectProxy {
  readonly asked: string[] = [];
  /** Asks for a login that it never accepts. */
  isClosed = false;

  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {
    // Those of commands and forwarded ports are half closed at the end of their client.
    server.on("connection", (socket: Socket) => this.sockets.add(socket));
  }

  /** With TLS if there is a folder with certificates. */
  static async start(certificates?: string): Promise<ConnectProxy> {
    const server = serverWith(certificates);
    const proxy: ConnectProxy = new ConnectProxy(server, await listening(server));
    server.on("connect", ({ url = "", headers }: IncomingMessage, socket: Socket) => {
      if (proxy.isClosed) return void socket.end("HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic\r\n\r\n");
      const secret = headers["proxy-authorization"];
      proxy.asked.push(`${secret ? `${Buffer.from(secret.slice(6), "base64").toString()}@` : ""}${url}`);
      const target = connect(Number(url.replace(/.*:/, "")), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      target.on("error", () => socket.destroy());
      socket.on("error", () => target.destroy());
    });
    return proxy;
  }

  end(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}
