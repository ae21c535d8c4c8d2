// Bounds a hang; how fast anything is, the benchmarks measure.
jest.setTimeout(10 * 60_000);
