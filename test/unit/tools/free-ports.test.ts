import * as crypto from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

import { freePorts } from "../../../tools/local-cluster/free-ports";

jest.mock("node:crypto", () => ({ ...jest.requireActual<object>("node:crypto"), randomInt: jest.fn() }));

test("ports are different, and not in use", async () => {
  const drawn = jest.mocked<(lowest: number, end: number) => number>(crypto.randomInt);
  drawn.mockImplementation(jest.requireActual<typeof crypto>("node:crypto").randomInt);
  const [used = 0, first = 0, second = 0] = await freePorts(3);
  expect(new Set([used, first, second]).size).toBe(3);
  const server = createServer().listen(used, "127.0.0.1");
  try {
    await once(server, "listening");
    for (const port of [used, first, first, used, second]) drawn.mockReturnValueOnce(port);
    expect(await freePorts(2)).toEqual([first, second]);
  } finally {
    server.close();
  }
});
