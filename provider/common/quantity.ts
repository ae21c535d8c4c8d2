/** Powers of 1000, or of 1024 with an "i". */
const powers: Readonly<Record<string, number>> = {
  n: -3,
  u: -2,
  m: -1,
  k: 1,
  K: 1,
  M: 2,
  G: 3,
  T: 4,
  P: 5,
  E: 6,
};

/** A quantity in any form of Kubernetes as a number; undefined if it isn't one. */
export function amountOf(quantity: string | undefined): number | undefined {
  const [, number, exponent = "", unit = "", binary] =
    /^\+?(\d+\.?\d*|\.\d+)(?:([eE][+-]?\d+)|([numkKMGTPE]?)(i?))$/.exec(quantity ?? "") ?? [];
  if (number === undefined) return undefined;
  return Number(number + exponent) * (binary ? 1024 : 1000) ** (powers[unit] ?? 0);
}
