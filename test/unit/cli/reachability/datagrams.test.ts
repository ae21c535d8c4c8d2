import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  countCommand,
  countsIn,
  datagramCommand,
  outcomeOf,
} from "../../../../provider/cli/reachability/datagrams";
import { run } from "../../../../tools/command";
import { requireShells, shells } from "../../../support/shells";

const tools = mkdtempSync(join(tmpdir(), "senders-"));
beforeAll(requireShells);
afterAll(() => rmSync(tools, { recursive: true }));

const pathOf = async (name: string): Promise<string> => {
  // The python3 of a version manager is a script of bash.
  const found = name === "python3" ? `python3 -c 'import sys; print(sys.executable)'` : `command -v ${name}`;
  return (await run("sh", ["-c", `readlink -f "$(${found})"`])).stdout.trim();
};

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
until [ -s "$2/server" ] && [ -s "$2/deaf" ]; do sleep 0.1; done
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
    symlinkSync(await pathOf(name === "tftp" ? "busybox" : name), join(folder, name));
  }
  const [, ...words] = datagramCommand([]);
  const [program = "", ...first] = shell;
  const inside = [process.execPath, countCommand[2]!, folder, await pathOf(program), ...first, ...words];
  const unshare = ["--map-root-user", "--net", "bash", "-c", network, ...inside];
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
    [["dash"], "tftp"],
    [["busybox", "sh"], "tftp"],
  ];
  const found = await Promise.all(
    images.map(async ([shell, tool]) => [...shell, tool, ...(await burstsOf(shell, tool))].join(" ")),
  );
  expect(found).toEqual(images.map(([shell, tool]) => [...shell, tool, "open", "refused", "open"].join(" ")));
}, 60_000);

test("a shell without a tool says so, and an address without a way is what the tool says", async () => {
  const folder = mkdtempSync(join(tools, "none-"));
  for (const name of ["sh", "sleep", "tr"]) symlinkSync(await pathOf(name), join(folder, name));
  const target = { protocol: "udp", address: "192.0.2.1", port: 53 } as const;
  const [, ...words] = datagramCommand([target]);
  expect((await run(await pathOf("dash"), words, { env: { PATH: folder } })).stdout).toBe("none\n");
  symlinkSync(await pathOf("bash"), join(folder, "bash"));
  const unshare = ["--map-root-user", "--net", await pathOf("dash"), ...words];
  const { stdout } = await run(await pathOf("unshare"), unshare, { env: { PATH: folder } });
  expect(stdout).toContain("Network is unreachable");
});

test("what else arrives doesn't count, and what IPv6 counts does", () => {
  const table = (taken: number, refused: number, errors: number, six = "") =>
    `Udp: InDatagrams NoPorts InErrors OutDatagrams\nUdp: ${taken} ${refused} ${errors} 9\nUdpLite: InDatagrams NoPorts\nUdpLite: 0 0\n${six}`;
  const none = countsIn(table(100, 5, 0))!;
  const outcome = (...counts: Parameters<typeof table>) => outcomeOf(none, countsIn(table(...counts))!);
  expect(outcome(110, 9, 0)).toBe("blocked");
  expect(outcome(132, 5, 0)).toBe("open");
  // Its buffer was full.
  expect(outcome(100, 5, 32)).toBe("open");
  expect(outcome(100, 37, 0)).toBe("refused");
  const six = "Ip6InReceives 7\nUdp6InDatagrams                 \t32\nUdp6NoPorts \t0\nUdp6InErrors\t0\n";
  expect(outcome(100, 5, 0, six)).toBe("open");
  const queue =
    "  sl  local_address rem_address   st tx_queue rx_queue\n 7: 0100007F:14EB 00000000:0000 07 00000000:00006000 00:00\n";
  expect(outcome(100, 5, 0, queue)).toBe("open");
  expect(countsIn("cat: not found")).toBeUndefined();
});
