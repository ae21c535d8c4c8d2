import type { Duplex } from "node:stream";

import { objectPath } from "./api";
import type { Api } from "./api";
import { ClusterError } from "./cluster-error";
import { repeated } from "./repeat";
import { SpdySession } from "./spdy";

/**
 * Sessions of one Pod. Below that number, each connection has one to itself: a client that doesn't read makes all
 * connections of its session wait.
 */
const mostSessions = 8;
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
    const session = this.free() ?? (await this.another());
    if (this.isClosed) session.end();
    const headers = { port: String(port), requestid: String(this.nextRequest++) };
    const failed = session.open({ ...headers, streamtype: "error" }, { halfClosed: true });
    const data = session.open({ ...headers, streamtype: "data" });
    const late = setTimeout(
      () => data.lose(new ClusterError("the Pod's node doesn't answer")),
      replyMilliseconds,
    );
    data.once("reply", () => clearTimeout(late));
    data.once("close", () => {
      clearTimeout(late);
      failed.destroy();
    });
    let text = "";
    failed.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    failed.once("end", () => text && data.destroy(new ClusterError(text.trim())));
    return data;
  }

  /** Ends all connections. */
  close(): void {
    this.isClosed = true;
    for (const session of [...this.sessions]) session.end();
  }

  /** A session without a connection. */
  private free = (): SpdySession | undefined => this.usable().find(({ load }) => load === 0);

  /** A new session, or once there are enough the one that has the least to do. */
  private another(): Promise<SpdySession> {
    const usable = this.usable();
    if (usable.length + this.opening.size < mostSessions) {
      const opening: Promise<SpdySession> = this.open().finally(() => this.opening.delete(opening));
      this.opening.add(opening);
      return opening;
    }
    const [least] = usable.sort((a, b) => Number(a.isBusy) - Number(b.isBusy) || a.load - b.load);
    return least ? Promise.resolve(least) : Promise.race(this.opening);
  }

  private usable = (): SpdySession[] => [...this.sessions].filter(({ isOver }) => !isOver);

  private async open(): Promise<SpdySession> {
    const headers = { "x-stream-protocol-version": "portforward.k8s.io" };
    const socket = await repeated(() => this.api.upgrade(this.path, "SPDY/3.1", headers));
    const session: SpdySession = new SpdySession(socket, () => this.sessions.delete(session));
    this.sessions.add(session);
    return session;
  }
}
