import { EventEmitter, on, once } from "node:events";
import { connect } from "node:net";

import type { Machine, StackFacts } from "../../../provider/access/machine";
import { Tunnel } from "../../../provider/access/tunnel";
import type { Api } from "../../../provider/cluster/api";
import { memberLabel } from "../../../provider/common/names";
import { freePorts } from "../../../tools/local-cluster/free-ports";
import { group, opens, policyOf, runningPod, webAddress, webId } from "./world";

let port: number;
beforeAll(async () => {
  [port = 0] = await freePorts(1);
});

/** The instances that the run has saved. */
let saved: StackFacts["instances"];
/** Which machines the handler was asked to serve. */
let asked: Machine[];
let tunnel: Tunnel;
/** What the watch of Pods says. */
let news: EventEmitter;

beforeEach(async () => {
  // What changes is served only once it was gathered for a moment, which never passes here.
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
  saved = new Map();
  asked = [];
  news = new EventEmitter();
  const api = {
    get: (path: string) => {
      const items = path.includes("networkpolicies")
        ? [policyOf([opens(["0.0.0.0/0"], [port])])]
        : [runningPod({})];
      return Promise.resolve({ items, metadata: { resourceVersion: "1" } });
    },
    async *watch(path: string, _query: object, { signal }: { signal: AbortSignal }) {
      if (path.includes("networkpolicies")) return void (await once(signal, "abort"));
      for await (const [object] of on(news, "pod", { signal })) yield { type: "MODIFIED", object };
    },
  } as unknown as Api;
  tunnel = await Tunnel.start({
    api,
    selection: { context: "test" },
    scope: { likely: [] },
    factsNow: () => ({ stack: "shop/dev", instances: saved, elasticIps: new Map() }),
    handlers: new Map([
      [
        port,
        (socket, machine) => {
          asked.push(machine);
          socket.end();
        },
      ],
    ]),
    handledOnly: true,
  });
});
afterEach(() => {
  tunnel.stop();
  jest.useRealTimers();
});

async function call(): Promise<string> {
  const socket = connect(port, webAddress).resume();
  return once(socket, "end").then(
    () => "served",
    ({ code }: NodeJS.ErrnoException) => code ?? "",
  );
}

const web = (namespace: string) => ({
  name: "web",
  namespace,
  podName: "ec2-web-1",
  login: { publicKeys: ["ssh-ed25519 AAAA"], addresses: [] },
});

test("a connection meets who logs in by then, whenever the port was served", async () => {
  expect(tunnel.served).toMatchObject([{ address: webAddress, port }]);
  saved = new Map([[webId, web("default")]]);
  expect(await call()).toBe("served");
  expect(asked).toMatchObject([{ uid: "u1", login: { publicKeys: ["ssh-ed25519 AAAA"] } }]);
});

test("a Pod that turns out to be a copy of the instance's is served no more", async () => {
  saved = new Map([[webId, web("other")]]);
  expect([await call(), asked]).toEqual(["ECONNRESET", []]);
});

/** Whether a promise has resolved once this time has passed. */
async function hasEnded(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let ended = false;
  void promise.then(() => (ended = true));
  await jest.advanceTimersByTimeAsync(milliseconds);
  return ended;
}

test("an instance that left a group counts as served once the cluster's news of that is", async () => {
  const served = tunnel.serving(webId, [], 60_000);
  expect([await hasEnded(served, 10_000), tunnel.served.length]).toEqual([false, 1]);
  news.emit("pod", runningPod({ metadata: { labels: { [memberLabel(group)]: "" } } }));
  await new Promise((resolve) => setImmediate(resolve));
  expect([await hasEnded(served, 10_000), tunnel.served]).toEqual([true, []]);
});

test("what doesn't change is served once all that is known has been looked at, and what never comes is given up", async () => {
  expect(await hasEnded(tunnel.serving(webId, [group], 60_000), 1_000)).toBe(true);
  const never = tunnel.serving("i-0123456789abcdef1", [group], 5_000);
  expect(await hasEnded(never, 4_000)).toBe(false);
  expect(await hasEnded(never, 2_000)).toBe(true);
});
