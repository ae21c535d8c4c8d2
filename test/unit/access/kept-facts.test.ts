import { KeptFacts } from "../../../provider/access/kept-facts";
import type { StackFacts } from "../../../provider/access/machine";

const factsOf = (stack: string): StackFacts => ({ stack, instances: new Map(), elasticIps: new Map() });
const pauses = { moment: 1_000, least: 3_000, most: 60_000 };

/** Readings that end when the test says so. */
class Readings {
  readonly ends: { resolve(facts: StackFacts): void; reject(error: Error): void }[] = [];
  readonly said: string[] = [];
  readonly kept = new KeptFacts(
    {
      known: factsOf("known"),
      read: () => new Promise<StackFacts>((resolve, reject) => void this.ends.push({ resolve, reject })),
    },
    { changed: () => this.said.push("changed"), failed: ({ message }) => this.said.push(message) },
    pauses,
  );

  async end(at: number, facts: StackFacts | Error): Promise<void> {
    if (facts instanceof Error) this.ends[at]?.reject(facts);
    else this.ends[at]?.resolve(facts);
    await jest.advanceTimersByTimeAsync(0);
  }
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("the state is read now and then, and soon after a change", async () => {
  const readings = new Readings();
  await jest.advanceTimersByTimeAsync(pauses.most);
  expect(readings.ends).toHaveLength(1);
  await readings.end(0, factsOf("new"));
  expect([readings.kept.value.stack, readings.said]).toEqual(["new", ["changed"]]);
  readings.kept.expire();
  await jest.advanceTimersByTimeAsync(pauses.least);
  expect(readings.ends).toHaveLength(2);
});

test("a change waits a moment, however long ago the last reading was", async () => {
  const readings = new Readings();
  await jest.advanceTimersByTimeAsync(pauses.most - 1);
  readings.kept.expire();
  await jest.advanceTimersByTimeAsync(pauses.moment - 1);
  expect(readings.ends).toHaveLength(0);
  await jest.advanceTimersByTimeAsync(1);
  expect(readings.ends).toHaveLength(1);
});

test("a change while the state is read has it read again after that, never at the same time", async () => {
  const readings = new Readings();
  await jest.advanceTimersByTimeAsync(pauses.most);
  readings.kept.expire();
  await jest.advanceTimersByTimeAsync(pauses.most);
  expect(readings.ends).toHaveLength(1);
  await readings.end(0, factsOf("old"));
  await jest.advanceTimersByTimeAsync(pauses.least);
  expect(readings.ends).toHaveLength(2);
  await readings.end(1, factsOf("new"));
  expect(readings.kept.value.stack).toBe("new");
});

test("changes that don't stop don't put the reading off", async () => {
  const readings = new Readings();
  for (let passed = 0; passed <= pauses.least; passed += pauses.moment / 2) {
    readings.kept.expire();
    await jest.advanceTimersByTimeAsync(pauses.moment / 2);
  }
  expect(readings.ends).toHaveLength(1);
});

test("a state that can't be read stays as it was, and is read again", async () => {
  const readings = new Readings();
  await jest.advanceTimersByTimeAsync(pauses.most);
  await readings.end(0, new Error("locked"));
  expect([readings.kept.value.stack, readings.said]).toEqual(["known", ["locked"]]);
  await jest.advanceTimersByTimeAsync(pauses.most);
  expect(readings.ends).toHaveLength(2);
});

test("nothing is read or said after the end", async () => {
  const readings = new Readings();
  await jest.advanceTimersByTimeAsync(pauses.most);
  readings.kept.stop();
  await readings.end(0, factsOf("late"));
  readings.kept.expire();
  await jest.advanceTimersByTimeAsync(pauses.most);
  expect([readings.ends.length, readings.said]).toEqual([1, []]);
});
