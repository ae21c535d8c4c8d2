import type { Duplex } from "node:stream";

import { objectPath } from "./api";
import type { Api } from "./api";
import { ClusterError } from "./cluster-error";
import { repeated } from "./repeat";
import { SpdySession } from "./spdy";

/** Connections in a session before another one is opened. A slow reader makes all of its session wait. */
const usualLoad = 16;
const mostSessions = 8;
/** Milliseconds in which a node takes a connection. */
const replyMilliseconds = 30_000;

/** The ports of one Pod, through the port-forward of the API server. */
export class PodPorts {
  private readonly sessions = new Set<SpdySession>();
  private opening: Promise<SpdySession> | undefined;
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
    const session = await this.session();
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

  private async session(): Promise<SpdySession> {
    const usable = [...this.sessions].filter((session) => !session.isOver).sort((a, b) => a.load - b.load);
    const free = usable.find((session) => !session.isBusy && session.load < 2 * usualLoad);
    if (free) return free;
    const [least] = usable;
    if (least && usable.length >= mostSessions) return least;
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return this.opening;
  }

  private async open(): Promise<SpdySession> {
    const headers = { "x-stream-protocol-version": "portforward.k8s.io" };
    const socket = await repeated(() => this.api.upgrade(this.path, "SPDY/3.1", headers));
    const session: SpdySession = new SpdySession(socket, () => this.sessions.delete(session));
    this.sessions.add(session);
    return session;
  }
}
