import { setImmediate } from "node:timers/promises";

// Loaded into the process that a test measures, which asks over the process's own channel.
process.on("message", async () => {
  // What a collection makes unreachable, the next one frees.
  for (let round = 0; round < 3; round++) {
    globalThis.gc();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  process.send({ heapUsed, external, resources });
});
process.channel.unref();
