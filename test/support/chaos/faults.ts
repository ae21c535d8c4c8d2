import { setTimeout as pause } from "node:timers/promises";

import type { Answer, ApiCall } from "../api-proxy";

/** Kubernetes' own form of a refusal. */
function refusal(code: number, reason: string): Answer {
  const status = { kind: "Status", apiVersion: "v1", status: "Failure", code, reason, message: reason };
  return { status: code, body: JSON.stringify(status) };
}

/** The last answers to the same list, oldest first. */
type Earlier = readonly Answer[];
/** What becomes of a call. */
export type Treatment = (call: ApiCall, earlier: Earlier) => unknown;

const refusals = {
  reset: (call) => call.drop(),
  "429": (call) => call.answer(refusal(429, "TooManyRequests"), { "retry-after": "1" }),
  "500": (call) => call.answer(refusal(500, "InternalError")),
  "503": (call) => call.answer(refusal(503, "ServiceUnavailable")),
  slow: async (call) => {
    await pause(1500);
    call.pass();
  },
} satisfies Record<string, Treatment>;

/** Of calls that end; the API server has acted in each. */
const afterwards = {
  "lost answer": async (call) => {
    await call.act();
    call.drop();
  },
  "504 after acting": async (call) => {
    await call.act();
    call.answer(refusal(504, "Timeout"));
  },
  "cut answer": async (call) => call.cut(await call.act()),
} satisfies Record<string, Treatment>;

/** Of answers that go on: the watch, and a console that is followed. */
const streams = {
  closed: (call) => call.answer({ status: 200, body: "" }),
  "lost midway": async (call) => {
    call.pass();
    await pause(500);
    call.drop();
  },
} satisfies Record<string, Treatment>;

const gone = refusal(410, "Expired");
const watches = {
  "410": (call) => call.answer(gone),
  "410 event": (call) => call.answer({ status: 200, body: `{"type":"ERROR","object":${gone.body}}\n` }),
  "cut event": (call) => call.cut({ status: 200, body: `{"type":"ERROR","object":${gone.body}}\n` }),
} satisfies Record<string, Treatment>;

/** As a server answers that lags behind. */
const answerOf =
  (choose: (earlier: Earlier) => Answer | undefined): Treatment =>
  (call, earlier) => {
    const answer = choose(earlier);
    if (answer) call.answer(answer);
    else call.pass();
  };

const lists = {
  "last list": answerOf((earlier) => earlier.at(-1)),
  "first list": answerOf((earlier) => earlier[0]),
} satisfies Record<string, Treatment>;

/** Ways to treat a call badly. */
export const treatments = { ...refusals, ...afterwards, ...streams, ...watches, ...lists };

export type Fault = keyof typeof treatments;

const special: Record<string, object[]> = {
  "WATCH pods": [refusals, streams, watches],
  "GET pods/log": [refusals, streams],
  "GET pods": [refusals, afterwards, lists],
};

/** What can become of a call of this name; `isFirst` where no list came before. */
export const faultsOf = (call: string, isFirst: boolean): Fault[] =>
  (special[call] ?? [refusals, afterwards])
    .filter((group) => !(isFirst && group === lists))
    .flatMap((group) => Object.keys(group) as Fault[]);
