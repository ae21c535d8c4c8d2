import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  countCommand,
  countsIn,
  datagramCommand,
  outcomeOf,
} from "../../../../provider/cli/reachability/datagrams";
import { run } from "../../../../tools/command";
import { ensurePrograms } from "../../../../tools/local-cluster/packages";
import { pathOf, requireShells, shells } from "../../../support/shells";

const tools = mkdtempSync(join(tmpdir(), "senders-"));
beforeAll(async () => {
  requireShells();
  await ensurePrograms({ "/bin/nc.openbsd": "netcat-openbsd" }, "send datagrams by nc");
}, 300_000);
afterAll(() => rmSync(tools, { recursive: true }));

/**
 * In a network of its own, whose datagrams are the test's: something listens on port 5353, nothing on 5354, and what
 * listens on 5355 never reads.
 */
const network = `
ip link set lo up
"$0" -e 'require("node:dgram").createSocket("udp4").bind(5353, "127.0.0.1", () => console.log("listening"))' >"$2/server" &
"$0" -e 'require("node:dgram").createSocket("udp4").bind(5355, "127.0.0.1", () => {
  require("node:fs").writeSync(1, "listening"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
})' >"$2/deaf" &
for turn in $(seq 300); do
  [ -s "$2/server" ] && [ -s "$2/deaf" ] && break
  sleep 0.1
done
for port in 5353 5354 5355; do
  sh -c "$1"
  PATH="$2" "$3" "\${@:4}" 127.0.0.1 "$port" 2>&1
  sh -c "$1"
  echo ---
done
kill %1 %2`;

async function burstsOf(shell: readonly string[], tool: string): Promise<string[]> {
  const folder = mkdtempSync(join(tools, "path-"));
  for (const name of ["sh", "sleep", "tr", tool]) {
    const path = await pathOf({ tftp: "busybox", nc: "nc.openbsd" }[name] ?? name);
    symlinkSync(path, join(folder, name));
  }
  const [, ...words] = datagramCommand([]);
  const [program = "", ...first] = shell;
  const inside = [process.execPath, countCommand[2]!, folder, await pathOf(program), ...first, ...words];
  const unshare = [
    "--map-root-user",
    "--net",
    "--pid",
    "--fork",
    "--kill-child",
    "bash",
    "-c",
    network,
    ...inside,
  ];
  const { stdout, stderr } = await run("unshare", unshare);
  return stdout.split("---\n").flatMap((part) => {
    const [before = "", after = ""] = part.split("sent\n");
    const [from, to] = [countsIn(before), countsIn(after)];
    return part.trim() === "" ? [] : [from && to ? outcomeOf(from, to) : `${part}${stderr}`];
  });
}

test("a burst arrives, whatever shell and tool the image has, and whether something listens, and reads, or not", async () => {
  const images: [shell: string[], tool: string][] = [
    ...shells.map((shell): [string[], string] => [shell, "bash"]),
    [["dash"], "python3"],
    [["dash"], "perl"],
    [["dash"], "nc"],
    [["dash"], "tftp"],
    [["busybox", "sh"], "tftp"],
  ];
  const found = await Promise.all(
    images.map(async ([shell, tool]) => [...shell, tool, ...(await burstsOf(shell, tool))].join(" ")),
  );
  expect(found).toEqual(images.map(([shell, tool]) => [...shell, tool, "open", "refused", "open"].join(" ")));
}, 300_000);

test("a burst leaves, however slowly the programs that send it start", async () => {
  const folder = mkdtempSync(join(tools, "slow-"));
  for (const name of ["sh", "sleep", "tr"]) symlinkSync(await pathOf(name), join(folder, name));
  const nc = `#!/bin/sh\n[ "$1" = -h ] || /bin/sleep 1.5\nexec /bin/nc.openbsd "$@"\n`;
  writeFileSync(join(folder, "nc"), nc, { mode: 0o755 });
  const [, ...words] = datagramCommand([{ protocol: "udp", address: "127.0.0.1", port: 5353 }]);
  const sent = ["dash", "bash"].map(async (shell) => {
    // With a socket as its input, bash would read a file of this user, which may change PATH.
    const script = `ip link set lo up; PATH="$0"; exec "$@" </dev/null`;
    const inside = [folder, await pathOf(shell), ...words];
    return (await run("unshare", ["--map-root-user", "--net", "bash", "-c", script, ...inside])).stdout;
  });
  expect(await Promise.all(sent)).toEqual(["sent\n", "sent\n"]);
}, 300_000);

test("an image without a tool, and datagrams that don't leave, are said", async () => {
  const folder = mkdtempSync(join(tools, "none-"));
  for (const name of ["sh", "sleep", "tr"]) symlinkSync(await pathOf(name), join(folder, name));
  const target = { protocol: "udp", address: "192.0.2.1", port: 53 } as const;
  const [, ...words] = datagramCommand([target]);
  expect((await run(await pathOf("dash"), words, { env: { PATH: folder } })).stdout).toBe("none\n");
  const unshare = ["--map-root-user", "--net", await pathOf("dash"), ...words];
  const sent = async (program: string, tool: string) => {
    symlinkSync(await pathOf(program), join(folder, tool));
    const { stdout } = await run(await pathOf("unshare"), unshare, { env: { PATH: folder } });
    rmSync(join(folder, tool));
    return stdout;
  };
  // Its network has no way to anywhere.
  expect(await sent("bash", "bash")).toMatch(/^0 of 32 datagrams were sent .*Network is unreachable/);
  expect(await sent("busybox", "tftp")).toBe("0 of 32 datagrams were sent \n");
  expect(await sent("/bin/false", "tftp")).toBe("0 of 32 datagrams were sent \n");
}, 60_000);

test("what else arrives doesn't count, and what IPv6 counts does", () => {
  const table = (taken: number, refused: number, errors: number, six = "", forwarded = 0) =>
    `Ip: Forwarding ForwDatagrams\nIp: 1 ${forwarded}\nUdp: InDatagrams NoPorts InErrors OutDatagrams\nUdp: ${taken} ${refused} ${errors} 9\nUdpLite: InDatagrams NoPorts\nUdpLite: 0 0\n${six}`;
  const none = countsIn(table(100, 5, 0))!;
  const outcome = (...counts: Parameters<typeof table>) => outcomeOf(none, countsIn(table(...counts))!);
  expect(outcome(110, 9, 0)).toBe("blocked");
  expect(outcome(132, 5, 0)).toBe("open");
  // Its buffer was full.
  expect(outcome(100, 5, 32)).toBe("open");
  expect(outcome(100, 37, 0)).toBe("refused");
  const six = "Ip6InReceives 7\nUdp6InDatagrams                 \t32\nUdp6NoPorts \t0\nUdp6InErrors\t0\n";
  expect(outcome(100, 5, 0, six)).toBe("open");
  // To a container in the instance.
  expect(outcome(100, 5, 0, "", 32)).toBe("open");
  const queue = (bytes: string) =>
    `  sl  local_address rem_address   st tx_queue rx_queue\n 7: 0100007F:14EB 00000000:0000 07 00000000:${bytes} 00:00\n`;
  expect(outcome(100, 5, 0, queue("00006000"))).toBe("open");
  expect(outcome(100, 5, 0, queue("00002000"))).toBe("blocked");
  // A queue that a program reads meanwhile hides nothing.
  const full = countsIn(table(100, 5, 0, queue("00010000")))!;
  expect(outcomeOf(full, countsIn(table(132, 5, 0, queue("00000000")))!)).toBe("open");
  for (const text of ["cat: not found", "Udp: InDatagrams\nUdp: 5\n"]) expect(countsIn(text)).toBeUndefined();
});
