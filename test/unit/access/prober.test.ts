import { once } from "node:events";

import { Prober, readTables } from "../../../provider/access/prober";
import type { execute } from "../../../provider/cluster/streams";

const pod = { selection: { context: "dev" }, namespace: "default", pod: "ec2-web-1" };
const row = (address: string) =>
  `   0: ${address} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1`;

let prober: Prober | undefined;
afterEach(() => prober?.stop());

/** A prober of a machine that answers its looks with these texts, the last one again and again. */
function probe(...texts: (string | undefined)[]) {
  let looks = 0;
  const answer = () => {
    const text = texts[Math.min(looks++, texts.length - 1)];
    return text === undefined ? Promise.reject(new Error("no exec")) : Promise.resolve(text);
  };
  prober = new Prober(pod, "instance", () => undefined, answer);
  return { prober, looks: () => looks };
}

test("a machine that has just started is waited for until it listens", async () => {
  const nothing = "sl local_address:\n";
  const probed = probe(nothing, nothing, row("00000000:0050"));
  expect(await probed.prober.listensOn(80)).toBe(true);
  expect(probed.looks()).toBe(3);
});

test("a look that began before a machine listened doesn't close its port", async () => {
  const answers: ((text: string) => void)[] = [];
  const answer = () => new Promise<string>((resolve) => answers.push(resolve));
  const turn = () => new Promise(setImmediate);
  const probed = (prober = new Prober(pod, "instance", () => undefined, answer));
  answers[0]?.("sl local_address:\n");
  await probed.looked;
  // It has run for long, so nothing else is waited for.
  const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 120_000);
  const closed = probed.listensOn(81);
  await turn();
  const open = probed.listensOn(80);
  await turn();
  answers[1]?.("sl local_address:\n");
  await turn();
  answers[2]?.(row("00000000:0050"));
  expect([await closed, await open]).toEqual([false, true]);
  clock.mockRestore();
});

test("a port that is known to be open costs no look", async () => {
  const probed = probe(row("00000000:0050"));
  await probed.prober.looked;
  expect(await probed.prober.listensOn(80)).toBe(true);
  expect(probed.looks()).toBe(1);
});

test("a machine that can't be looked into may listen on every port", async () => {
  for (const text of [undefined, ""]) {
    const probed = probe(text);
    for (const port of [80, 81]) expect(await probed.prober.listensOn(port)).toBe(true);
    expect(probed.looks()).toBe(1);
    prober?.stop();
  }
});

test("a port that only the machine itself reaches counts as closed", async () => {
  const probed = probe(row("0100007F:0050"));
  await probed.prober.looked;
  const answer = probed.prober.listensOn(80);
  probed.prober.stop();
  expect(await answer).toBe(false);
});

test("a machine that prints without end is heard only so far", async () => {
  let written = 0;
  const endless = async (...[, , , { stdout, signal }]: Parameters<typeof execute>): Promise<number> => {
    const chunk = Buffer.alloc(1 << 20, "x");
    while (!signal?.aborted && written < 64 << 20) {
      written += chunk.length;
      if (!stdout.write(chunk)) await once(stdout, "drain");
    }
    return 0;
  };
  const text = await readTables(pod, "instance", new AbortController().signal, endless);
  expect(text.length).toBeLessThan(6 << 20);
  expect(written).toBeLessThan(8 << 20);
});
