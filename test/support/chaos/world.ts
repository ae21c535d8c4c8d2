import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { labelKeys } from "../../../provider/common/names";
import { origin } from "../../../provider/common/origin";
import type { Outcome } from "../../../tools/command";
import { type Answer, type ApiCall, ApiProxy } from "../api-proxy";
import { kubectl } from "../cluster";
import { TestStack } from "../stack";
import { watch, type WatchEvent } from "../watch";
import { createDecoys, decoysOf, othersOf } from "./decoys";
import type { Injector } from "./faults";
import type { Command, Scene } from "./scene";

const argumentsOf: Record<Command, string> = {
  create: "up",
  refresh: "refresh",
  change: "up",
  destroy: "destroy",
};

/** Chooses the error to inject into a call of the provider; undefined for none. */
export type Chaos = (call: ApiCall) => Injector | undefined;

/** In milliseconds. The provider's own limit of an operation is 90 s. */
const longestRun = 4 * 60_000;

/** How often a user runs a command until it must have succeeded. */
const tries = 4;

/** A stack behind a proxy, decoys that look like its own objects, and a watch that sees every new Pod. */
export class World {
  /** Revisions of the cluster at the start of each run of the CLI. */
  private readonly begun: number[] = [];
  private readonly lists = new Map<string, Answer[]>();
  /** Outputs of the stack after its creation. */
  private created: object = {};

  private constructor(
    readonly stack: TestStack,
    private readonly proxy: ApiProxy,
    private readonly decoys: object[],
    private readonly scene: Scene,
    private readonly check: () => Promise<void>,
  ) {}

  /** Creates a world for a test, and removes it afterwards. */
  static async use(name: string, scene: Scene, body: (world: World) => Promise<void>): Promise<void> {
    const stack = await TestStack.create(name, scene.program(false, {}));
    Object.assign(stack.env, scene.env);
    const proxy = await ApiProxy.start();
    const kubeconfig = join(stack.folder, "kubeconfig");
    writeFileSync(kubeconfig, proxy.kubeconfig);
    stack.kubeconfig = kubeconfig;
    await createDecoys(stack, origin(stack.folder), scene.imitated);
    const podWatch = await watch(stack.namespace, "pods");
    try {
      const world = new World(stack, proxy, await decoysOf(stack), scene, scene.checkOf(stack));
      await body(world);
      world.requireOneLaunchEach(await podWatch.end());
    } finally {
      proxy.treatment = (call) => call.pass();
      await podWatch.end();
      await stack.remove();
      proxy.end();
    }
  }

  /** Repeats a command until it succeeds. `recover` is what a user does after a failure. */
  async run(command: Command, chaos: Chaos, recover: () => Promise<void> = async () => {}): Promise<void> {
    const isChanged = command === "change" || command === "destroy";
    this.stack.program(this.scene.program(isChanged, this.created));
    this.proxy.treatment = (call) => void this.treat(call, chaos);
    for (let left = tries; ; left--) {
      this.begun.push(await revision(this.stack.namespace));
      const outcome = await this.pulumi(argumentsOf[command]);
      if (outcome.code === 0) break;
      if (left === 1) {
        throw new Error(`${command} failed ${tries} times:\n${outcome.stdout}${outcome.stderr}`);
      }
      await recover();
    }
    if (command === "destroy") await this.requireNothing();
    else if (command !== "refresh") await this.check();
    if (command === "create") this.created = await this.stack.outputs();
  }

  /** Runs the CLI to its end. Fails if it doesn't end. */
  private async pulumi(command: string): Promise<Outcome> {
    let killed: Promise<void> | undefined;
    const limit = setTimeout(() => (killed = this.stack.kill()), longestRun);
    const outcome = await this.stack.pulumi(command, "--yes", "--skip-preview");
    clearTimeout(limit);
    await killed;
    if (killed) throw new Error(`pulumi ${command} never ended:\n${outcome.stdout}${outcome.stderr}`);
    return outcome;
  }

  private async treat(call: ApiCall, chaos: Chaos): Promise<unknown> {
    // The Kubernetes plugin uses the same kubeconfig.
    if (call.from.headers["user-agent"]?.startsWith("pulumi-resource-kubernetes")) return call.pass();
    const url = call.from.url ?? "";
    const earlier = this.lists.get(url) ?? [];
    const inject = chaos(call);
    if (inject) return inject(call, earlier);
    if (!call.isList) return call.pass();
    const answer = await call.act();
    this.lists.set(url, [...earlier, answer]);
    call.answer(answer);
  }

  /** Only the decoys are left, and they are unchanged. */
  private async requireNothing(): Promise<void> {
    // The cluster's garbage collector deletes a Secret after its Pod.
    const others = () => othersOf(this.stack, this.scene.moreKinds);
    for (let left = 240; left > 0 && (await others()).length > 0; left--) await pause(500);
    expect(await others()).toEqual([]);
    expect(await decoysOf(this.stack)).toEqual(this.decoys);
  }

  /** No run of the CLI created two Pods for one instance. */
  private requireOneLaunchEach(events: WatchEvent[]): void {
    const { relaunched = [] } = this.scene;
    const launches = events
      .filter(({ type }) => type === "ADDED")
      .flatMap(({ revision, labels: of }) => {
        // The Pods of load balancers have none, and are rolled.
        const { [labelKeys.instanceId]: id, [labelKeys.name]: name } = JSON.parse(of) as Record<
          string,
          string
        >;
        return id && !relaunched.includes(name ?? "")
          ? [`${name} ${id} in run ${this.begun.filter((begin) => begin < revision).length}`]
          : [];
      });
    expect(launches.length).toBeGreaterThan(0);
    expect(launches.filter((launch, index) => launches.indexOf(launch) !== index)).toEqual([]);
  }
}

/** A number that grows with each change in the cluster. */
async function revision(namespace: string): Promise<number> {
  const text = await kubectl("default", "get", "--raw", `/api/v1/namespaces/${namespace}/pods?limit=1`);
  return Number((JSON.parse(text) as { metadata: { resourceVersion: string } }).metadata.resourceVersion);
}
