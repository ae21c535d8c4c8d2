/** What a client may set, as Debian's and Amazon Linux's sshd accept it. */
const accepted = /^(LANG|LANGUAGE|LC_[A-Z]+|XMODIFIERS|COLORTERM|NO_COLOR)$/;

/** A NUL ends an argument. */
const isText = (value: string): boolean => !value.includes("\0");

/** The assignment of a variable that a client asks for; undefined if the server doesn't accept it. */
export const acceptedVariable = (name: string, value: string): string | undefined =>
  accepted.test(name) && isText(value) ? `${name}=${value}` : undefined;

/** The variable with the type of a client's terminal. */
export const terminalVariable = (type: string): string =>
  `TERM=${/^[\w.+-]{1,64}$/.test(type) ? type : "dumb"}`;

/** What sshd says about the connection. */
export const connectionVariables = (client = "127.0.0.1", port = 0, server = "127.0.0.1"): string[] => [
  `SSH_CLIENT=${client} ${port} 22`,
  `SSH_CONNECTION=${client} ${port} ${server} 22`,
];

/** The names of RFC 4254; others reach no program. */
const signals = [
  "ABRT",
  "ALRM",
  "FPE",
  "HUP",
  "ILL",
  "INT",
  "KILL",
  "PIPE",
  "QUIT",
  "SEGV",
  "TERM",
  "USR1",
  "USR2",
];

export const isSignal = (name: string): boolean => signals.includes(name);

/** A size that terminals can have. */
export const terminalSize = (columns: number, rows: number): { columns: number; rows: number } => ({
  columns: Math.min(columns || 80, 65_535),
  rows: Math.min(rows || 24, 65_535),
});
