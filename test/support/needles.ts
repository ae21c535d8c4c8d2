import type { InputFailure } from "../../provider/common/errors";

/** How a text could show this one: as it is, in base64 at any place of a longer text, and in a URL. */
export function formsOf(needle: string): string[] {
  const encoded = [0, 1, 2].map((before) => {
    const text = Buffer.from("x".repeat(before) + needle).toString("base64");
    // Its ends depend on what is around it.
    return text.slice(before === 0 ? 0 : 4, -4);
  });
  return [...new Set([needle, encodeURIComponent(needle), ...encoded])];
}

const number = 4_815_162_342;
const stem = "hunter2-needle";
let used = 9;
/** A needle of its own for each value: one that is hidden as a whole would hide it in all others. */
const needle = (): string => `${stem}${++used}`;
const bytes = Buffer.from(stem);
/** How a message could show a needle. */
const traces = [
  stem,
  bytes.toString("base64").slice(0, 16),
  [...bytes].join(","),
  String(number),
  `"0":${bytes[0]}`,
];

/** Values of every wrong type, and texts that fail. */
export const values: unknown[] = [
  needle(),
  `{ ${needle()}: [`,
  `- ${needle()}\n`,
  `users:\n  - token: ${needle()}: x\n`,
  `#cloud-config\n${needle()}: [`,
  `Content-Type: multipart/mixed\n\n${needle()}`,
  Buffer.from(`apiVersion: v1\ntoken: ${needle()}\n`).toString("base64"),
  `/nowhere/${needle()}/config`,
  number,
  [needle()],
  [[{ deep: needle() }]],
  { token: needle() },
  { users: [{ name: "me", user: { token: needle() } }] },
  bytes,
  { ...bytes },
];

/** Values in which only the property says that it may hold a secret. */
const block = {
  userData: needle(),
  userDataBase64: [needle()],
  kubeconfig: { deep: needle() },
  clientSecret: number,
};
export const nested: unknown[] = [block, [block], [[{ other: block }]]];
export const structures = [...nested, bytes, { ...bytes }];

/** The failures in which a needle shows. */
export const leaks = (failures: InputFailure[]): string[] =>
  failures
    .map((failure) => JSON.stringify(failure))
    .filter((text) => traces.some((trace) => text.includes(trace)));
