import type { Served } from "../../../../provider/access/listeners";
import { changeJson, changeLine, servedTable } from "../../../../provider/cli/tunnel/lines";
import { group, machineOf, webId } from "../../access/world";

const served = (changes: Partial<Served> = {}): Served => ({
  ...{ address: "127.9.8.7", port: 80, machine: machineOf(), group, at: { address: "127.9.8.7", port: 80 } },
  ...changes,
});
const moved = served({ at: { address: "127.9.8.7", port: 8080 }, why: "another program has it" });

test("the table shows where ports are served only if one isn't at its own place", () => {
  expect(servedTable([])).toBe("Nothing is served yet.");
  expect(servedTable([served({ port: 443, at: { address: "127.9.8.7", port: 443 } }), served()])).toBe(
    [
      "ADDRESS     PORT   INSTANCE                    GROUP",
      `127.9.8.7   80     web (${webId})   ${group}`,
      `127.9.8.7   443    web (${webId})   ${group}`,
    ].join("\n"),
  );
  expect(servedTable([moved])).toMatch(/SERVED AT\n.* 127\.9\.8\.7:8080$/);
});

test("a change is a line that says where, whose and why", () => {
  expect(changeLine("served", served())).toBe(`+ 127.9.8.7:80   web (${webId}), opened by ${group}`);
  expect(changeLine("served", moved)).toBe(
    `+ 127.9.8.7:80   web (${webId}), opened by ${group}, served at 127.9.8.7:8080: another program has it`,
  );
  expect(changeLine("ended", served())).toBe(`- 127.9.8.7:80   web (${webId})`);
});

test("nothing of a name reaches the terminal that it would obey", () => {
  const machine = machineOf({ name: "web\u001b[2J\r\n\u009b31m\u202e" });
  const evil = served({ machine, why: "\u0007", at: { address: "127.9.8.7", port: 1 } });
  const lines = [servedTable([evil]).split("\n")[1], changeLine("served", evil), changeLine("ended", evil)];
  for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test("a change for programs has the same and is one line", () => {
  expect(JSON.parse(changeJson("served", moved))).toEqual({
    event: "served",
    address: "127.9.8.7",
    port: 80,
    at: { address: "127.9.8.7", port: 8080 },
    name: "web",
    id: webId,
    namespace: "default",
    pod: "ec2-web-1",
    group,
    why: "another program has it",
  });
});
