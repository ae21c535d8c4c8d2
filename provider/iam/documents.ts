import type { iam } from "../types/input";

/** A policy as an object: what `JSON.stringify` makes of it is the policy's text. */
export type PolicyDocument = iam.PolicyDocument;

/** One statement of a {@link PolicyDocument}. */
export type PolicyStatement = iam.PolicyStatement;

/** Users, roles and accounts of AWS, by ARN. */
export type AWSPrincipal = iam.AWSPrincipal;

/** A service of AWS, by its host name. */
export type ServicePrincipal = iam.ServicePrincipal;

/** An identity provider. */
export type FederatedPrincipal = iam.FederatedPrincipal;

/** Whom a statement is about; `*` is anyone. */
export type Principal = "*" | AWSPrincipal | ServicePrincipal | FederatedPrincipal;

/**
 * The policy that lets a principal assume a role.
 *
 * @param principal - Who may assume the role.
 */
export const assumeRolePolicyForPrincipal = (principal: Principal): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "AllowAssumeRole", Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
});
