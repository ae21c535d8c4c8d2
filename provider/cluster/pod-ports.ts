import type { Duplex } from "node:stream";

import { objectPath } from "./api";
import type { Api } from "./api";
import { ClusterError } from "./cluster-error";
import { repeated } from "./repeat";
import { SpdySession } from "./spdy";

/**
 * Sessions of one Pod. Below that number, each connection has one to itself: a client or an application that doesn't read
 * makes all connections of its session wait.
 */
const mostSessions = 64;
/** Milliseconds in which a node takes a connection. */
const replyMilliseconds = 30_000;

/** The ports of one Pod, through the port-forward of the API server. */
export class PodPorts {
  private readonly sessions = new Set<SpdySession>();
  private readonly opening = new Set<Promise<SpdySession>>();
  private nextRequest = 0;
  private isClosed = false;
  private readonly path: string;

  constructor(
    private readonly api: Pick<Api, "upgrade">,
    { namespace, pod }: { namespace: string; pod: string },
  ) {
    this.path = `${objectPath("pods", namespace, pod)}/portforward`;
  }

  /**
   * Connects to a port. The connection is there at once; it ends with a `ClusterError` if the Pod refuses it.
   *
   * An API server that is away for a moment is waited for.
   */
  async connect(port: number): Promise<Duplex> {
    if (this.isClosed) throw new ClusterError("the Pod is gone");
    // A burst of connections shares the sessions that it opens.
    while (this.sessions.size === 0 && this.opening.size >= mostSessions) {
      await Promise.allSettled(this.opening);
    }
    const session = this.usable() ?? (await this.open());
    this.sessions.add(session);
    if (this.isClosed) session.end();
    const headers = { port: String(port), requestid: String(this.nextRequest++) };
    const failed = session.open({ ...headers, streamtype: "error" }, { halfClosed: true });
    const data = session.open({ ...headers, streamtype: "data" });
    // Containerd ends it before it says why.
    data.holdsEnd = true;
    const late = setTimeout(
      () => data.destroy(new ClusterError("the Pod's node doesn't answer")),
      replyMilliseconds,
    );
    data.once("reply", () => clearTimeout(late));
    data.once("close", () => {
      clearTimeout(late);
      failed.destroy();
    });
    let text = "";
    failed.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      data.reason = new ClusterError(text.trim());
    });
    failed.once("end", () => data.release());
    return data;
  }

  /** Ends all connections. */
  close(): void {
    this.isClosed = true;
    for (const session of [...this.sessions]) session.end();
  }

  /** A session without a connection, or once there are enough the one that has the least to do. None that is held up. */
  private usable(): SpdySession | undefined {
    const open = [...this.sessions].filter(({ isOver, isBusy }) => !isOver && !isBusy);
    const isFull = this.sessions.size + this.opening.size >= mostSessions;
    return open.sort((a, b) => a.load - b.load).find(({ load }) => load === 0 || isFull);
  }

  private open(): Promise<SpdySession> {
    const opening: Promise<SpdySession> = this.upgrade().finally(() => this.opening.delete(opening));
    this.opening.add(opening);
    return opening;
  }

  private async upgrade(): Promise<SpdySession> {
    const headers = { "x-stream-protocol-version": "portforward.k8s.io" };
    const socket = await repeated(() => this.api.upgrade(this.path, "SPDY/3.1", headers));
    const session: SpdySession = new SpdySession(socket, () => this.sessions.delete(session));
    return session;
  }
}
