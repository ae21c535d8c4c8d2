import { full } from "./amount";

// This only ends tests that hang. The benchmark measures how fast things are, and "npm run chaos" takes hours.
jest.setTimeout((full ? 60 : 10) * 60_000);
