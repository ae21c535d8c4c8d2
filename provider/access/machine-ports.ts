import type { Duplex } from "node:stream";

import type { Api } from "../cluster/api";
import type { Pod } from "../cluster/objects";
import { ObjectWatches } from "../cluster/object-watches";
import { PodPorts } from "../cluster/pod-ports";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";
import { currentPod } from "../instance/pod-status";

/** The ports of an instance, whichever Pod it has. */
export class MachinePorts {
  private readonly watches: ObjectWatches<Pod>;
  private current: { uid: string; ports: PodPorts } | undefined;

  constructor(
    private readonly api: Api,
    { id, namespace }: { id: string; namespace: string },
  ) {
    const labelSelector = `${labelKeys.instanceId}=${id}`;
    const scope = { namespace, likely: [namespace] };
    this.watches = new ObjectWatches(api, { kind: "pods", labelSelector }, scope, () => this.leave());
  }

  /** Follows the Pods of the instance from then on; throws if they can't be read. */
  async start(): Promise<void> {
    await this.watches.start();
    this.checkAccess();
  }

  /** Connects to a port, from within. Throws if the instance has no Pod, or none that can be read. */
  async connect(port: number): Promise<Duplex> {
    this.checkAccess();
    const { name: pod, namespace, uid } = currentPod(this.watches.all, undefined)?.metadata ?? {};
    if (!pod || !namespace || !uid) {
      throw new ExplainedError("it has no Pod", 'Start it with "ec2-pods start"');
    }
    if (this.current?.uid !== uid) {
      this.current?.ports.close();
      this.current = { uid, ports: new PodPorts(this.api, { namespace, pod }) };
    }
    return this.current.ports.connect(port);
  }

  private checkAccess(): void {
    for (const [, error] of this.watches.errors) throw error;
  }

  /** Ends the connections to a Pod that is gone. One that can't be read any more may be there. */
  private leave(): void {
    if (this.watches.errors.length > 0) return;
    if (this.watches.all.some(({ metadata }) => metadata?.uid === this.current?.uid)) return;
    this.current?.ports.close();
    this.current = undefined;
  }
}
