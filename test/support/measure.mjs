import { setImmediate } from "node:timers/promises";

// A test loads this into the process that it measures. Each message from the test asks for one measurement.
process.on("message", async () => {
  // A collection can make more objects unreachable, which the next one frees.
  for (let round = 0; round < 3; round++) {
    globalThis.gc();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  process.send({ heapUsed, external, resources });
});
process.channel.unref();
