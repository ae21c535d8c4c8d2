import { crc32 } from "node:zlib";

import type * as pulumi from "@pulumi/pulumi";

import { rejectAll } from "../record/failure";
import { lookUp, lookUpOutput } from "../record/look-up";
import type { LookUp } from "../record/look-up";
import { renderPolicy } from "./policy-document";
import type {
  GetPolicyDocumentArgs,
  GetPolicyDocumentOutputArgs,
  GetPolicyDocumentResult,
} from "./policy-document-args";
import { policyDocumentFailures } from "./policy-document-check";

const policyDocument: LookUp<GetPolicyDocumentArgs, GetPolicyDocumentResult> = {
  kind: "policy document",
  answer: (args) => {
    const { statements, version = "2012-10-17" } = args;
    rejectAll({ verb: "render", kind: "policy document", name: "*" }, policyDocumentFailures(args));
    const rendered = renderPolicy(args);
    return {
      ...args,
      ...(statements && {
        statements: statements.map((statement) => ({ effect: "Allow", ...statement })),
      }),
      version,
      ...rendered,
      id: String(crc32(rendered.json)),
    };
  },
};

/**
 * Renders a policy, to the same text as AWS's provider.
 *
 * @param args - What the policy says.
 * @param options - No effect.
 */
export const getPolicyDocument = (
  args: GetPolicyDocumentArgs = {},
  options?: pulumi.InvokeOptions,
): Promise<GetPolicyDocumentResult> => lookUp(policyDocument, args, options);

/**
 * {@link getPolicyDocument} for arguments that are outputs.
 *
 * @param args - What the policy says.
 * @param options - `dependsOn` is waited for.
 */
export const getPolicyDocumentOutput = (
  args: GetPolicyDocumentOutputArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPolicyDocumentResult> =>
  lookUpOutput(policyDocument, args as object as GetPolicyDocumentArgs, options);
