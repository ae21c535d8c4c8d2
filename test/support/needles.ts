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

const stem = "hunter2-needle";
const numberStem = "481516";
let used = 100_000;
const bytes = Buffer.from(stem);
/** How a message could show a needle. */
const traces = [
  stem,
  bytes.toString("base64").slice(0, 16),
  [...bytes].join(","),
  numberStem,
  `"0":${bytes[0]}`,
];

/** Values of their own for each run: what one hides, this process hides ever after. */
export interface Needles {
  /** Values of every wrong type, and texts that fail. */
  values: unknown[];
  /** Values in which only the property says that it may hold a secret. */
  nested: unknown[];
  structures: unknown[];
}

export function needles(): Needles {
  /** All are as long: none is the start of another. */
  const needle = (): string => `${stem}${++used}`;
  const number = Number(`${numberStem}${++used}`);
  const block = {
    userData: needle(),
    userDataBase64: [needle()],
    kubeconfig: { deep: needle() },
    clientSecret: number,
  };
  const nested = [block, [block], [[{ other: block }]]];
  return {
    nested,
    structures: [...nested, bytes, { ...bytes }],
    values: [
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
    ],
  };
}

/** The failures in which a needle shows. */
export const leaks = (failures: InputFailure[]): string[] =>
  failures
    .map((failure) => JSON.stringify(failure))
    .filter((text) => traces.some((trace) => text.includes(trace)));
