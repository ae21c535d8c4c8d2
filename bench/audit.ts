import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

import type { Requests } from "./results";

/** The part of a line of the API server's audit log that the benchmark needs. */
export interface AuditEvent {
  stage: "ResponseStarted" | "ResponseComplete" | "Panic";
  verb: string;
  user: { username: string };
  objectRef?: { resource?: string; subresource?: string; name?: string };
  requestReceivedTimestamp: string;
  stageTimestamp: string;
}

/** The current length of the log. The API server writes an event before it answers. */
export const mark = (log: string): number => statSync(log).size;

/** The events of one account after a mark. */
export function eventsSince(log: string, from: number, username: string): AuditEvent[] {
  const file = openSync(log, "r");
  try {
    const bytes = Buffer.alloc(fstatSync(file).size - from);
    readSync(file, bytes, 0, bytes.length, from);
    return bytes
      .toString()
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.includes(username))
      .map((line) => JSON.parse(line) as AuditEvent)
      .filter(({ user }) => user.username === username);
  } finally {
    closeSync(file);
  }
}

/** Counts requests by verb and resource: a watch when it opens, any other request when it ends. */
export function count(events: AuditEvent[]): Requests {
  const requests: Requests = {};
  for (const { stage, verb, objectRef } of events) {
    if (stage !== (verb === "watch" ? "ResponseStarted" : "ResponseComplete")) continue;
    const key = `${verb} ${[objectRef?.resource ?? "discovery", objectRef?.subresource].filter(Boolean).join("/")}`;
    requests[key] = (requests[key] ?? 0) + 1;
  }
  return requests;
}

export const total = (requests: Requests): number => Object.values(requests).reduce((a, b) => a + b, 0);
