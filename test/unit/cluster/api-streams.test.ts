import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Api } from "../../../provider/cluster/api";
import { connect } from "../../../provider/cluster/cluster";
import type { Kubeconfig } from "../../../provider/cluster/kubeconfig";
import type { Pod } from "../../../provider/cluster/objects";
import { makeCertificates } from "../../../tools/local-cluster/certificates";
import { SeeingServer } from "../../support/tls-server";

const configOf = (cluster: Record<string, string>) => ({
  contexts: [{ name: "dev", context: { cluster: "c", user: "u" } }],
  clusters: [{ name: "c", cluster }],
  users: [{ name: "u", user: {} }],
});

let end: (() => void) | undefined;
afterEach(() => {
  end?.();
  jest.restoreAllMocks();
});

/** Timers that the kernel runs for the connections of this machine to a port. */
function timersTo(port: number): string[] {
  const remote = new RegExp(`:${port.toString(16).padStart(4, "0")}$`, "i");
  return readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/ +/))
    .filter(([, , to = "", state]) => remote.test(to) && state === "01")
    .map(([, , , , , timer = ""]) => timer.slice(0, 2));
}
const keepAliveTimer = "02";

test.each(["http", "https"])("a stream over %s is tested while it is quiet", async (protocol) => {
  const folder = mkdtempSync(join(tmpdir(), "streams-"));
  await makeCertificates(folder, "127.0.0.1");
  const server = await SeeingServer.start(protocol === "https" ? folder : undefined);
  server.isEndless = true;
  end = () => {
    server.end();
    rmSync(folder, { recursive: true });
  };
  const config = configOf({
    server: `${protocol}://127.0.0.1:${server.port}`,
    "certificate-authority-data": readFileSync(join(folder, "ca.crt")).toString("base64"),
  });
  const api = await Api.open(config as Kubeconfig, "dev");
  const stream = api.stream("/", {});
  await stream.next();
  expect(timersTo(server.port)).toEqual([keepAliveTimer]);
  await stream.return(undefined);
});

const web: Pod = { metadata: { name: "web", namespace: "default" } };

/** A cluster whose one Pod has a console that is written like this. */
async function serving(writeConsole: (response: ServerResponse) => void) {
  const server = createServer(({ url = "" }, response) => {
    if (/\/log\?/.test(url)) writeConsole(response);
    else response.end(JSON.stringify({ status: { phase: "Running" } }));
  });
  end = () => {
    server.closeAllConnections();
    server.close();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const kubeconfig = JSON.stringify(configOf({ server: `http://127.0.0.1:${port}` }));
  return connect({ kubeconfig, context: "dev" });
}

const booting = "booting\n";
test.each([
  ["its connection breaks", booting, 0],
  ["it was quiet for a minute before that", "", 60_000],
])("a console is followed however often %s", async (_, first, quiet) => {
  let now = 0;
  jest.spyOn(performance, "now").mockImplementation(() => (now += quiet));
  let opened = 0;
  const cluster = await serving((response) => {
    opened += 1;
    const isLast = opened > 8;
    if (isLast) return void response.write(`${booting}booted\n`);
    if (first) response.write(first, () => response.destroy());
    else response.destroy();
  });
  const { signal } = new AbortController();
  const look = (line: string) => (line === "booted" ? opened : undefined);
  expect(await cluster.followConsole(web, "instance", signal, look)).toBe(9);
});

test("each line of a console is searched once, in however many parts they come", async () => {
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`);
  const cluster = await serving(async (response) => {
    // Parts of half a line and more, each of which arrives before the next is sent.
    for (const part of `${lines.join("\n")}\n`.match(/[^]{1,9}/g) ?? []) {
      await new Promise((sent) => response.write(part, sent));
      await new Promise(setImmediate);
    }
  });
  const looked: string[] = [];
  const look = (line: string) => (looked.push(line) === lines.length ? "end" : undefined);
  expect(await cluster.followConsole(web, "instance", new AbortController().signal, look)).toBe("end");
  expect(looked).toEqual(lines);
});
