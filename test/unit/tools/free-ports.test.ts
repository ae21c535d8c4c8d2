import * as crypto from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

import { freePorts } from "../../../tools/local-cluster/free-ports";

jest.mock("node:crypto", () => ({ ...jest.requireActual<object>("node:crypto"), randomInt: jest.fn() }));

test.each(["127.0.0.1", "127.77.1.2", "0.0.0.0"])(
  "ports are different, and not in use at %s",
  async (address) => {
    const drawn = jest.mocked<(lowest: number, end: number) => number>(crypto.randomInt);
    drawn.mockImplementation(jest.requireActual<typeof crypto>("node:crypto").randomInt);
    const server = createServer().listen(0, address);
    try {
      await once(server, "listening");
      const { port: used } = server.address() as AddressInfo;
      const [free = 0] = await freePorts(1);
      for (const port of [used, free, free, used]) drawn.mockReturnValueOnce(port);
      const ports = await freePorts(3);
      expect(ports).not.toContain(used);
      expect(new Set(ports).size).toBe(3);
      expect(drawn.mock.calls.length).toBeGreaterThan(1 + 4);
    } finally {
      server.close();
    }
  },
);
