type Value = string | boolean | null;

/**
 * Evaluates the part of GitHub's expressions that the Action uses: `||` of `&&` of comparisons of names and strings.
 *
 * A name that no context has is an error, because GitHub takes a misspelled one as empty. An event has what it has.
 */
export function evaluate(expression: string, contexts: object): Value {
  const parts = (operator: string): Value[] =>
    expression.split(` ${operator} `).map((part) => evaluate(part, contexts));
  if (expression.includes(" || ")) return parts("||").reduce((a, b) => a || b);
  if (expression.includes(" && ")) return parts("&&").reduce((a, b) => a && b);
  const [left, right, ...others] = expression.split(/ [!=]= /).map((name) => valueOf(name, contexts));
  if (left === undefined || others.length > 0) throw new Error(`can't evaluate ${expression}`);
  if (right === undefined) return left;
  // GitHub ignores the case of strings, and takes what is missing as an empty one.
  const [a, b] = [left, right].map((value) => String(value ?? "").toLowerCase());
  return expression.includes(" == ") ? a === b : a !== b;
}

function valueOf(name: string, contexts: object): Value {
  const [, text] = /^'([^']*)'$/.exec(name) ?? [];
  if (text !== undefined) return text;
  if (!/^\w[\w-]*(\.\w[\w-]*)+$/.test(name)) throw new Error(`can't evaluate ${name}`);
  const value = name
    .split(".")
    .reduce<unknown>((context, key) => (context as Record<string, unknown> | undefined)?.[key], contexts);
  if (value === undefined && !name.startsWith("github.event.")) throw new Error(`no value for ${name}`);
  return (value as Value | undefined) ?? null;
}
