import { setTimeout as pause } from "node:timers/promises";

import type { Answer, ApiCall } from "../api-proxy";

/** An error in the form in which Kubernetes returns it. */
function apiError(code: number, reason: string): Answer {
  const status = { kind: "Status", apiVersion: "v1", status: "Failure", code, reason, message: reason };
  return { status: code, body: JSON.stringify(status) };
}

/** The earlier answers to the same list, oldest first. */
type Earlier = readonly Answer[];
/** Injects an error into a call. */
export type Injector = (call: ApiCall, earlier: Earlier) => unknown;

/** Before the API server acts. */
const before = {
  reset: (call) => call.drop(),
  "429": (call) => call.answer(apiError(429, "TooManyRequests"), { "retry-after": "1" }),
  "500": (call) => call.answer(apiError(500, "InternalError")),
  "503": (call) => call.answer(apiError(503, "ServiceUnavailable")),
  slow: async (call) => {
    await pause(1500);
    call.pass();
  },
} satisfies Record<string, Injector>;

/** After the API server has acted, for calls whose answer ends. */
const after = {
  "lost answer": async (call) => {
    await call.act();
    call.drop();
  },
  "504 after acting": async (call) => {
    await call.act();
    call.answer(apiError(504, "Timeout"));
  },
  "cut answer": async (call) => call.cut(await call.act()),
} satisfies Record<string, Injector>;

/** In answers that stay open: a watch, and a console that is followed. */
const streams = {
  closed: (call) => call.answer({ status: 200, body: "" }),
  "lost midway": async (call) => {
    call.pass();
    await pause(500);
    call.drop();
  },
} satisfies Record<string, Injector>;

const gone = apiError(410, "Expired");
const watches = {
  "410": (call) => call.answer(gone),
  "410 event": (call) => call.answer({ status: 200, body: `{"type":"ERROR","object":${gone.body}}\n` }),
  "cut event": (call) => call.cut({ status: 200, body: `{"type":"ERROR","object":${gone.body}}\n` }),
} satisfies Record<string, Injector>;

/** An old answer, as from a server that lags behind. */
const staleAnswer =
  (choose: (earlier: Earlier) => Answer | undefined): Injector =>
  (call, earlier) => {
    const answer = choose(earlier);
    if (answer) call.answer(answer);
    else call.pass();
  };

const lists = {
  "last list": staleAnswer((earlier) => earlier.at(-1)),
  "first list": staleAnswer((earlier) => earlier[0]),
} satisfies Record<string, Injector>;

/** All errors that can be injected into a call. */
export const injectors = { ...before, ...after, ...streams, ...watches, ...lists };

export type InjectedError = keyof typeof injectors;

const special: Record<string, object[]> = {
  "WATCH pods": [before, streams, watches],
  "GET pods/log": [before, streams],
  "GET pods": [before, after, lists],
};

/** The errors that can be injected into a call of this name; `isFirst` if no list came before. */
export const errorsOf = (call: string, isFirst: boolean): InjectedError[] =>
  (special[call] ?? [before, after])
    .filter((group) => !(isFirst && group === lists))
    .flatMap((group) => Object.keys(group) as InjectedError[]);
