import { crc32 } from "node:zlib";

import * as pulumi from "@pulumi/pulumi";

import { awaited, knownArguments, rejectAll } from "../record/invoke";
import { renderPolicy } from "./policy-document";
import type {
  GetPolicyDocumentArgs,
  GetPolicyDocumentOutputArgs,
  GetPolicyDocumentResult,
} from "./policy-document-args";
import { policyDocumentFailures } from "./policy-document-check";

/**
 * Renders a policy, to the same text as AWS's provider.
 *
 * @param args - What the policy says.
 * @param options - No effect.
 */
export async function getPolicyDocument(
  args: GetPolicyDocumentArgs = {},
  options: pulumi.InvokeOptions = {},
): Promise<GetPolicyDocumentResult> {
  const [known] = await knownArguments<GetPolicyDocumentArgs & { region?: string }>(
    "getPolicyDocument",
    args,
    options,
  );
  return resultOf(known);
}

/**
 * {@link getPolicyDocument} for arguments that are outputs.
 *
 * @param args - What the policy says.
 * @param options - `dependsOn` is waited for.
 */
export const getPolicyDocumentOutput = (
  args: GetPolicyDocumentOutputArgs = {},
  options: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetPolicyDocumentResult> =>
  pulumi.all([args, awaited(options.dependsOn)]).apply(([known]) => resultOf(known as GetPolicyDocumentArgs));

function resultOf(args: GetPolicyDocumentArgs): GetPolicyDocumentResult {
  const { statements, version = "2012-10-17" } = args;
  rejectAll({ verb: "call", kind: "function", name: "getPolicyDocument" }, policyDocumentFailures(args));
  const rendered = renderPolicy(args);
  return {
    ...args,
    ...(statements && { statements: statements.map((statement) => ({ effect: "Allow", ...statement })) }),
    version,
    ...rendered,
    id: String(crc32(rendered.json)),
  };
}
