import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Ports that nothing uses at any address. Those above are given to outgoing connections, which could take one before its user. */
const [lowest, end] = [10_000, 30_000] as const;

/** A listener at all addresses has none beside it at one of them, of which loopback alone has many. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "0.0.0.0");
  try {
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** Different ports that nothing uses. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(lowest, end);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}
