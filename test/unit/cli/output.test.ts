import { outputWidth } from "../../../provider/cli/output";

const descriptor = Object.getOwnPropertyDescriptor(process.stdout, "columns");
afterEach(() => {
  if (descriptor) Object.defineProperty(process.stdout, "columns", descriptor);
  else delete (process.stdout as Partial<typeof process.stdout>).columns;
});

test.each([
  ["a terminal is as wide as it reports", 80, 80],
  ["a terminal without a size is unlimited", 0, Infinity],
  ["an output that isn't a terminal is unlimited", undefined, Infinity],
])("%s", (_, columns, width) => {
  Object.defineProperty(process.stdout, "columns", { value: columns, configurable: true });
  expect(outputWidth()).toBe(width);
});
