import type { Duplex } from "node:stream";

import type { Api } from "../cluster/api";
import type { Pod } from "../cluster/objects";
import { ObjectWatch } from "../cluster/object-watch";
import { PodPorts } from "../cluster/pod-ports";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";
import { currentPod } from "../instance/pod-status";

/** The ports of an instance, whichever Pod it has. */
export class MachinePorts {
  private readonly watch: ObjectWatch<Pod>;
  private current: { uid: string; ports: PodPorts } | undefined;

  constructor(
    private readonly api: Api,
    { id, namespace }: { id: string; namespace: string },
  ) {
    const labelSelector = `${labelKeys.instanceId}=${id}`;
    this.watch = new ObjectWatch<Pod>(api, { kind: "pods", namespace, labelSelector });
  }

  /** Follows the Pods of the instance from then on; throws if they can't be read. */
  async start(): Promise<void> {
    await this.watch.list();
    // Somebody who listens keeps a watch alive whose connection breaks.
    this.watch.listen({ changed: () => this.leave(), failed: () => undefined });
  }

  /** Connects to a port, from within. Throws if the instance has no Pod. */
  async connect(port: number): Promise<Duplex> {
    const { name: pod, namespace, uid } = currentPod(this.watch.known, undefined)?.metadata ?? {};
    if (!pod || !namespace || !uid) {
      throw new ExplainedError("it has no Pod", 'Start it with "ec2-pods start"');
    }
    if (this.current?.uid !== uid) {
      this.current?.ports.close();
      this.current = { uid, ports: new PodPorts(this.api, { namespace, pod }) };
    }
    return this.current.ports.connect(port);
  }

  /** Ends the connections to a Pod that is gone. */
  private leave(): void {
    if (this.watch.known.some(({ metadata }) => metadata?.uid === this.current?.uid)) return;
    this.current?.ports.close();
    this.current = undefined;
  }
}
