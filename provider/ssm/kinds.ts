import { oneOf, string } from "../common/checks";
import { accountId } from "../common/names";
import { show } from "../common/text";
import { isGiven } from "../common/values";
import { made } from "../record/kind";
import type { RecordKinds } from "../record/kind";

/** Records of Systems Manager. */
export const ssmKinds: RecordKinds = {
  "ssm:Parameter": {
    note: "A parameter. `ssm.getParameter` of the same program reads it; instances don't.",
    id: ({ name }) => name,
    name: "name",
    arn: ({ name, region }) =>
      made(
        (own, where) => `arn:aws:ssm:${where}:${accountId}:parameter/${own.replace(/^\//, "")}`,
        name,
        region,
      ),
    replaces: ["name", "dataType", "type"],
    defaults: () => ({ tier: "Standard", dataType: "text" }),
    checks: {
      name: string((value) =>
        /^[\w./-]+$/.test(value) ? undefined : `is ${show(value)}. Use letters, digits and ._-/`,
      ),
      tier: oneOf("Standard", "Advanced", "Intelligent-Tiering"),
      type: oneOf("String", "StringList", "SecureString"),
    },
    check: ({ insecureValue, value, valueWo }, fail) => {
      if ([value, insecureValue, valueWo].every((each) => each === undefined)) {
        fail("value", "is missing. Set it");
      }
      if (isGiven(value) && isGiven(insecureValue)) {
        fail("insecureValue", "conflicts with value. Set only one of the two");
      }
    },
    outputs: ({ insecureValue, value, valueWo }, { changes, olds }) => {
      const isNew = ["value", "insecureValue", "valueWoVersion"].some((key) => changes.includes(key));
      return {
        hasValueWo: valueWo !== undefined,
        version: Number(olds["version"] ?? 0) + Number(isNew),
        ...(value === undefined && { value: insecureValue }),
      };
    },
    secrets: ["value", "valueWo"],
  },
};
