import type { Account } from "../cluster";
import { isReady, KubernetesClient } from "../kubernetes-client";
import type { Phase } from "../results";
import { podOfInstance } from "../workload";

/** Creates, changes and deletes Pods as fast as one client can. Returns the seconds of each phase. */
export async function kubernetesAlone(account: Account, count: number): Promise<Record<string, number>> {
  const client = new KubernetesClient(account);
  const names = Array.from({ length: count }, (_, index) => `web-${index}`);
  const { metadata, spec } = podOfInstance();
  const body = (name: string) => ({ apiVersion: "v1", kind: "Pod", metadata: { ...metadata, name }, spec });
  const waiting = { ready: new Set(names), gone: new Set(names) };
  let look = (): void => undefined;
  const end = await client.watch(({ type, object }) => {
    if (type === "DELETED") waiting.gone.delete(object.metadata.name);
    else if (isReady(object)) waiting.ready.delete(object.metadata.name);
    look();
  });
  const until = (state: keyof typeof waiting) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (waiting[state].size === 0) resolve();
      };
      look();
    });

  const seconds = {} as Record<Phase, number>;
  const timed = async (phase: Phase, work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    seconds[phase] = (performance.now() - began) / 1000;
  };
  try {
    await timed("up", async () => {
      await Promise.all(names.map((name) => client.send("POST", "", body(name))));
      await until("ready");
    });
    await timed("one-change up", () =>
      client.send("PATCH", "web-0", { metadata: { annotations: { revision: "2" } } }),
    );
    await timed("destroy", async () => {
      await Promise.all(names.map((name) => client.send("DELETE", name)));
      await until("gone");
    });
    return seconds;
  } finally {
    end();
  }
}
