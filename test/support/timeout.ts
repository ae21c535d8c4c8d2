// This only ends tests that hang. The benchmark measures how fast things are.
jest.setTimeout(10 * 60_000);
