import type { Check } from "../common/checks";
import { parseCidr } from "../common/cidr";
import { show } from "../common/text";

/** A range of one IP version whose prefix has a length that EC2 accepts here. */
export const cidr =
  (version: 4 | 6, shortest = 0, longest = version === 4 ? 32 : 128): Check =>
  (value, fail) => {
    const range = typeof value === "string" ? parseCidr(value) : undefined;
    const example = version === 4 ? "10.0.0.0/16" : "2001:db8::/56";
    if (range?.version !== version) {
      return fail("", `is ${show(value)}, which isn't an IPv${version} range. Use one like "${example}"`);
    }
    if (!range.isNetwork) {
      return fail(
        "",
        `is ${show(value)}, whose address isn't the first of its range. Use ${show(range.canonical)}`,
      );
    }
    const length = Number(range.canonical.split("/")[1]);
    if (length < shortest || length > longest) {
      fail(
        "",
        `is ${show(value)}; EC2 accepts prefixes from /${shortest} to /${longest} here. Choose another length`,
      );
    }
  };
