import { once } from "node:events";
import { connect } from "node:net";

import type { Machine, StackFacts } from "../../../provider/access/machine";
import { Tunnel } from "../../../provider/access/tunnel";
import type { Api } from "../../../provider/cluster/api";
import { freePorts } from "../../../tools/local-cluster/free-ports";
import { opens, policyOf, runningPod, webAddress, webId } from "./world";

let port: number;
beforeAll(async () => {
  [port = 0] = await freePorts(1);
});

/** The instances that the run has saved. */
let saved: StackFacts["instances"];
/** Which machines the handler was asked to serve. */
let asked: Machine[];
let tunnel: Tunnel;

beforeEach(async () => {
  // What changes is served only once it was gathered for a moment, which never passes here.
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
  saved = new Map();
  asked = [];
  const api = {
    get: (path: string) => {
      const items = path.includes("networkpolicies")
        ? [policyOf([opens(["0.0.0.0/0"], [port])])]
        : [runningPod({})];
      return Promise.resolve({ items, metadata: { resourceVersion: "1" } });
    },
    // eslint-disable-next-line require-yield
    async *watch(_path: string, _query: object, { signal }: { signal: AbortSignal }) {
      await once(signal, "abort");
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
