import fc from "fast-check";

import { listeningPorts } from "../../../provider/access/listening";

const head =
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
const row = (at: number, address: string, state = "0A") =>
  `   ${at}: ${address} ${"0".repeat(address.length - 5)}:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 1 1`;
const everyIpv6 = "0".repeat(32);

test("listening sockets of both tables are ports, and no others", () => {
  const text = [
    head,
    row(0, "00000000:0050"),
    row(1, "0100007F:1538"),
    row(2, "0100000A:0016", "01"),
    head,
    row(0, `${everyIpv6}:1F90`),
  ].join("\n");
  expect(listeningPorts(text)).toEqual([
    { port: 80, isLocal: false },
    { port: 5432, isLocal: true },
    { port: 8080, isLocal: false },
  ]);
});

test.each([
  ["0100007F", true],
  ["3500007F", true],
  ["0100000A", false],
  ["00000000000000000000000001000000", true],
  ["0000000000000000FFFF00000100007F", true],
  ["0000000000000000FFFF00000100000A", false],
  [everyIpv6, false],
])("whether only the instance itself reaches %s", (address, isLocal) => {
  expect(listeningPorts(row(0, `${address}:0050`))).toEqual([{ port: 80, isLocal }]);
});

test("a port on a loopback address and on another one is for all", () => {
  const rows = [row(0, "0100007F:0050"), row(1, "0100000A:0050")];
  expect(listeningPorts(rows.join("\n"))).toEqual([{ port: 80, isLocal: false }]);
  expect(listeningPorts(rows.reverse().join("\n"))).toEqual([{ port: 80, isLocal: false }]);
});

test("whatever the instance prints, it is ports or nothing", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const { port } of listeningPorts(text)) expect(port).toBeLessThan(65_536);
    }),
  );
});
