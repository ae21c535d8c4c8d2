import { withoutHidden } from "./secrets";

/** One rejected input: where it is, and what would be right. */
export interface InputFailure {
  /** Path of the property, as Pulumi writes it: `ingress[0].fromPort`. */
  property: string;
  /** What is wrong, with the value, and the fix; reads on from the property. */
  reason: string;
}

/** Reports one rejected input. */
export type Fail = (property: string, reason: string) => void;

/** The failure as the engine may print it: without its property if that may hold a secret, as its whole value would be shown. */
export const withoutSecret =
  (secrets: readonly string[]) =>
  ({ property, reason }: InputFailure): InputFailure => {
    const shown = withoutHidden(reason);
    return secrets.includes(property.replace(/[.[].*/s, ""))
      ? { property: "", reason: `${property} ${shown}` }
      : { property, reason: shown };
  };

/** The parts of an error message; see {@link errorMessage}. */
export interface ErrorParts {
  verb: string;
  kind: string;
  name: string;
  /** What is wrong, with the value; without a full stop. */
  cause: string;
  /** What to do, as an imperative with the exact setting or command; without a full stop. */
  fix?: string | undefined;
}

/** The message of every error of this package: `Cannot <verb> <Kind> "<name>": <cause>. <Fix>.` */
export function errorMessage({ verb, kind, name, cause, fix }: ErrorParts): string {
  const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
  const message = [`Cannot ${verb} ${kind} "${name}": ${sentence(cause)}`, ...(fix ? [sentence(fix)] : [])];
  return withoutHidden(message.join(" "));
}

/** An error that knows its cause and its fix, but not yet which resource or command it stops. */
export class ExplainedError extends Error {
  constructor(
    readonly reason: string,
    readonly fix?: string,
  ) {
    super(reason);
  }
}

/** Reason and fix of what a canceled run ends. */
export const canceledWords = ["the run was canceled", "Run the same command again"] as const;

/**
 * The error to show for a failed operation on `subject`: an explained one as a whole message, any other as it is.
 *
 * It has no stack, which the engine would print and which says nothing to users.
 */
export function explain(error: unknown, subject: Pick<ErrorParts, "verb" | "kind" | "name">): unknown {
  if (!(error instanceof ExplainedError)) return error;
  const message = errorMessage({ ...subject, cause: error.reason, fix: error.fix });
  return Object.assign(new Error(message), { stack: message });
}
