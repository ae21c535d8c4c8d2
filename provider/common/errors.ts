/** One rejected input: where it stands and what would be right. */
export interface InputFailure {
  /** Path of the property, as Pulumi writes it: `ingress[0].fromPort`. */
  property: string;
  /** What is wrong, with the value, and a fix. */
  reason: string;
}

/** Notes one rejected input. */
export type Fail = (property: string, reason: string) => void;

/** What an error message is made of; see {@link errorMessage}. */
export interface ErrorParts {
  verb: string;
  kind: string;
  name: string;
  /** What is wrong, with the value; no full stop at the end. */
  cause: string;
  /** What to do, as an imperative with the exact setting or command; no full stop at the end. */
  fix?: string;
}

/** The message of every error of this package: `Cannot <verb> <Kind> "<name>": <cause>. <Fix>.` */
export function errorMessage({ verb, kind, name, cause, fix }: ErrorParts): string {
  const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
  return [`Cannot ${verb} ${kind} "${name}": ${sentence(cause)}`, ...(fix ? [sentence(fix)] : [])].join(" ");
}
