import { reportOn } from "../../provider/preview-report";
import { readAssertions } from "../../provider/preview-report/assertions/file";
import type { Report } from "../../provider/preview-report/print/report";
import { type AwsResource, documentOf, kept } from "./aws-preview";

export const all = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
export const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
/** A group that lets in SSH from anywhere, and one that lets in nothing. */
export const open = kept("ec2.SecurityGroup", "open", "sg-open", { ingress: [ssh], egress: [all] });
export const closed = kept("ec2.SecurityGroup", "closed", "sg-closed", { ingress: [], egress: [all] });

/** What an assertion results in after the update of these resources. */
export function resultIn(assertion: string, ...resources: readonly AwsResource[]): string {
  const options = { format: "json", assertions: readAssertions(assertion) } as const;
  const { broken } = JSON.parse(reportOn(documentOf(resources), options).text) as Report;
  return broken[0]?.result ?? "holds";
}

/** The same of SSH that must not come in from the internet. */
export const resultOf = (to: string, ...resources: readonly AwsResource[]): string =>
  resultIn(`mustNotReach: [{ from: internet, to: ${to}, ports: tcp/22 }]`, ...resources);
