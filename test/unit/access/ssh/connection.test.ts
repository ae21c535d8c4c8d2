import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex, PassThrough } from "node:stream";

import { serveSsh } from "../../../../provider/access/ssh/serve";
import { localHost } from "../../../support/local-machine";
import { machine } from "../../../support/ssh-client";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "ec2-pods-ssh-"));
  process.env["XDG_DATA_HOME"] = home;
});
afterAll(() => {
  delete process.env["XDG_DATA_HOME"];
  rmSync(home, { recursive: true });
});

test("a server on standard streams ends when its client is gone without a word", async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const served = serveSsh(Duplex.from({ readable: input, writable: output }), machine, {
    reach: () => localHost,
  });
  input.write("SSH-2.0-client\r\n");
  await new Promise((resolve) => output.once("data", resolve));
  output.resume();
  input.end();
  await served;
});

test("a server whose client is gone before it begins ends at once", async () => {
  const socket = new PassThrough();
  const served = serveSsh(socket, machine, { reach: () => localHost });
  socket.destroy();
  await served;
});
