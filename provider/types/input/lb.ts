// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

/** `aws.types.input.lb.GetListenerRuleAction`. */
export interface GetListenerRuleAction {
  /** As in `@pulumi/aws`. */
  authenticateCognitos?: GetListenerRuleActionAuthenticateCognito[];
  /** As in `@pulumi/aws`. */
  authenticateOidcs?: GetListenerRuleActionAuthenticateOidc[];
  /** As in `@pulumi/aws`. */
  fixedResponses?: GetListenerRuleActionFixedResponse[];
  /** As in `@pulumi/aws`. */
  forwards?: GetListenerRuleActionForward[];
  /** As in `@pulumi/aws`. */
  jwtValidations?: GetListenerRuleActionJwtValidation[];
  /** As in `@pulumi/aws`. */
  order?: number;
  /** As in `@pulumi/aws`. */
  redirects?: GetListenerRuleActionRedirect[];
  /** As in `@pulumi/aws`. */
  type?: string;
}

/** `aws.types.input.lb.GetListenerRuleActionArgs`. */
export interface GetListenerRuleActionArgs {
  /** As in `@pulumi/aws`. */
  authenticateCognitos?: pulumi.Input<
    pulumi.Input<GetListenerRuleActionAuthenticateCognitoArgs>[] | undefined
  >;
  /** As in `@pulumi/aws`. */
  authenticateOidcs?: pulumi.Input<pulumi.Input<GetListenerRuleActionAuthenticateOidcArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  fixedResponses?: pulumi.Input<pulumi.Input<GetListenerRuleActionFixedResponseArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  forwards?: pulumi.Input<pulumi.Input<GetListenerRuleActionForwardArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  jwtValidations?: pulumi.Input<pulumi.Input<GetListenerRuleActionJwtValidationArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  order?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  redirects?: pulumi.Input<pulumi.Input<GetListenerRuleActionRedirectArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  type?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionAuthenticateCognito`. */
export interface GetListenerRuleActionAuthenticateCognito {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest?: string;
  /** As in `@pulumi/aws`. */
  scope?: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: number;
  /** As in `@pulumi/aws`. */
  userPoolArn?: string;
  /** As in `@pulumi/aws`. */
  userPoolClientId?: string;
  /** As in `@pulumi/aws`. */
  userPoolDomain?: string;
}

/** `aws.types.input.lb.GetListenerRuleActionAuthenticateCognitoArgs`. */
export interface GetListenerRuleActionAuthenticateCognitoArgs {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  scope?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  userPoolArn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  userPoolClientId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  userPoolDomain?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionAuthenticateOidc`. */
export interface GetListenerRuleActionAuthenticateOidc {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  authorizationEndpoint?: string;
  /** As in `@pulumi/aws`. */
  clientId?: string;
  /** As in `@pulumi/aws`. */
  issuer?: string;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest?: string;
  /** As in `@pulumi/aws`. */
  scope?: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: number;
  /** As in `@pulumi/aws`. */
  tokenEndpoint?: string;
  /** As in `@pulumi/aws`. */
  userInfoEndpoint?: string;
}

/** `aws.types.input.lb.GetListenerRuleActionAuthenticateOidcArgs`. */
export interface GetListenerRuleActionAuthenticateOidcArgs {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `@pulumi/aws`. */
  authorizationEndpoint?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  clientId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  issuer?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  scope?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  tokenEndpoint?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  userInfoEndpoint?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionFixedResponse`. */
export interface GetListenerRuleActionFixedResponse {
  /** As in `@pulumi/aws`. */
  contentType?: string;
  /** As in `@pulumi/aws`. */
  messageBody?: string;
  /** As in `@pulumi/aws`. */
  statusCode?: string;
}

/** `aws.types.input.lb.GetListenerRuleActionFixedResponseArgs`. */
export interface GetListenerRuleActionFixedResponseArgs {
  /** As in `@pulumi/aws`. */
  contentType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  messageBody?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  statusCode?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionForward`. */
export interface GetListenerRuleActionForward {
  /** As in `@pulumi/aws`. */
  stickinesses?: GetListenerRuleActionForwardStickiness[];
  /** As in `@pulumi/aws`. */
  targetGroups?: GetListenerRuleActionForwardTargetGroup[];
}

/** `aws.types.input.lb.GetListenerRuleActionForwardArgs`. */
export interface GetListenerRuleActionForwardArgs {
  /** As in `@pulumi/aws`. */
  stickinesses?: pulumi.Input<pulumi.Input<GetListenerRuleActionForwardStickinessArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  targetGroups?: pulumi.Input<pulumi.Input<GetListenerRuleActionForwardTargetGroupArgs>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionForwardStickiness`. */
export interface GetListenerRuleActionForwardStickiness {
  /** As in `@pulumi/aws`. */
  duration?: number;
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
}

/** `aws.types.input.lb.GetListenerRuleActionForwardStickinessArgs`. */
export interface GetListenerRuleActionForwardStickinessArgs {
  /** As in `@pulumi/aws`. */
  duration?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionForwardTargetGroup`. */
export interface GetListenerRuleActionForwardTargetGroup {
  /** As in `@pulumi/aws`. */
  arn?: string;
  /** As in `@pulumi/aws`. */
  weight?: number;
}

/** `aws.types.input.lb.GetListenerRuleActionForwardTargetGroupArgs`. */
export interface GetListenerRuleActionForwardTargetGroupArgs {
  /** As in `@pulumi/aws`. */
  arn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  weight?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionJwtValidation`. */
export interface GetListenerRuleActionJwtValidation {
  /** As in `@pulumi/aws`. */
  additionalClaims?: GetListenerRuleActionJwtValidationAdditionalClaim[];
  /** As in `@pulumi/aws`. */
  issuer?: string;
  /** As in `@pulumi/aws`. */
  jwksEndpoint?: string;
}

/** `aws.types.input.lb.GetListenerRuleActionJwtValidationAdditionalClaim`. */
export interface GetListenerRuleActionJwtValidationAdditionalClaim {
  /** As in `@pulumi/aws`. */
  format?: string;
  /** As in `@pulumi/aws`. */
  name?: string;
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.input.lb.GetListenerRuleActionJwtValidationAdditionalClaimArgs`. */
export interface GetListenerRuleActionJwtValidationAdditionalClaimArgs {
  /** As in `@pulumi/aws`. */
  format?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  name?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionJwtValidationArgs`. */
export interface GetListenerRuleActionJwtValidationArgs {
  /** As in `@pulumi/aws`. */
  additionalClaims?: pulumi.Input<
    pulumi.Input<GetListenerRuleActionJwtValidationAdditionalClaimArgs>[] | undefined
  >;
  /** As in `@pulumi/aws`. */
  issuer?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  jwksEndpoint?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleActionRedirect`. */
export interface GetListenerRuleActionRedirect {
  /** As in `@pulumi/aws`. */
  host?: string;
  /** As in `@pulumi/aws`. */
  path?: string;
  /** As in `@pulumi/aws`. */
  port?: string;
  /** As in `@pulumi/aws`. */
  protocol?: string;
  /** As in `@pulumi/aws`. */
  query?: string;
  /** As in `@pulumi/aws`. */
  statusCode?: string;
}

/** `aws.types.input.lb.GetListenerRuleActionRedirectArgs`. */
export interface GetListenerRuleActionRedirectArgs {
  /** As in `@pulumi/aws`. */
  host?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  path?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  port?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  protocol?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  query?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  statusCode?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleCondition`. */
export interface GetListenerRuleCondition {
  /** As in `@pulumi/aws`. */
  hostHeaders?: GetListenerRuleConditionHostHeader[];
  /** As in `@pulumi/aws`. */
  httpHeaders?: GetListenerRuleConditionHttpHeader[];
  /** As in `@pulumi/aws`. */
  httpRequestMethods?: GetListenerRuleConditionHttpRequestMethod[];
  /** As in `@pulumi/aws`. */
  pathPatterns?: GetListenerRuleConditionPathPattern[];
  /** As in `@pulumi/aws`. */
  queryStrings?: GetListenerRuleConditionQueryString[];
  /** As in `@pulumi/aws`. */
  sourceIps?: GetListenerRuleConditionSourceIp[];
}

/** `aws.types.input.lb.GetListenerRuleConditionArgs`. */
export interface GetListenerRuleConditionArgs {
  /** As in `@pulumi/aws`. */
  hostHeaders?: pulumi.Input<pulumi.Input<GetListenerRuleConditionHostHeaderArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  httpHeaders?: pulumi.Input<pulumi.Input<GetListenerRuleConditionHttpHeaderArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  httpRequestMethods?: pulumi.Input<
    pulumi.Input<GetListenerRuleConditionHttpRequestMethodArgs>[] | undefined
  >;
  /** As in `@pulumi/aws`. */
  pathPatterns?: pulumi.Input<pulumi.Input<GetListenerRuleConditionPathPatternArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  queryStrings?: pulumi.Input<pulumi.Input<GetListenerRuleConditionQueryStringArgs>[] | undefined>;
  /** As in `@pulumi/aws`. */
  sourceIps?: pulumi.Input<pulumi.Input<GetListenerRuleConditionSourceIpArgs>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleConditionHostHeader`. */
export interface GetListenerRuleConditionHostHeader {
  /** As in `@pulumi/aws`. */
  regexValues?: string[];
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.input.lb.GetListenerRuleConditionHostHeaderArgs`. */
export interface GetListenerRuleConditionHostHeaderArgs {
  /** As in `@pulumi/aws`. */
  regexValues?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleConditionHttpHeader`. */
export interface GetListenerRuleConditionHttpHeader {
  /** As in `@pulumi/aws`. */
  httpHeaderName?: string;
  /** As in `@pulumi/aws`. */
  regexValues?: string[];
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.input.lb.GetListenerRuleConditionHttpHeaderArgs`. */
export interface GetListenerRuleConditionHttpHeaderArgs {
  /** As in `@pulumi/aws`. */
  httpHeaderName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  regexValues?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleConditionHttpRequestMethod`. */
export interface GetListenerRuleConditionHttpRequestMethod {
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.input.lb.GetListenerRuleConditionHttpRequestMethodArgs`. */
export interface GetListenerRuleConditionHttpRequestMethodArgs {
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleConditionPathPattern`. */
export interface GetListenerRuleConditionPathPattern {
  /** As in `@pulumi/aws`. */
  regexValues?: string[];
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.input.lb.GetListenerRuleConditionPathPatternArgs`. */
export interface GetListenerRuleConditionPathPatternArgs {
  /** As in `@pulumi/aws`. */
  regexValues?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleConditionQueryString`. */
export interface GetListenerRuleConditionQueryString {
  /** As in `@pulumi/aws`. */
  values?: GetListenerRuleConditionQueryStringValue[];
}

/** `aws.types.input.lb.GetListenerRuleConditionQueryStringArgs`. */
export interface GetListenerRuleConditionQueryStringArgs {
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<GetListenerRuleConditionQueryStringValueArgs>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleConditionQueryStringValue`. */
export interface GetListenerRuleConditionQueryStringValue {
  /** As in `@pulumi/aws`. */
  key?: string;
  /** As in `@pulumi/aws`. */
  value?: string;
}

/** `aws.types.input.lb.GetListenerRuleConditionQueryStringValueArgs`. */
export interface GetListenerRuleConditionQueryStringValueArgs {
  /** As in `@pulumi/aws`. */
  key?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  value?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleConditionSourceIp`. */
export interface GetListenerRuleConditionSourceIp {
  /** As in `@pulumi/aws`. */
  ipAddressType?: string;
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.input.lb.GetListenerRuleConditionSourceIpArgs`. */
export interface GetListenerRuleConditionSourceIpArgs {
  /** As in `@pulumi/aws`. */
  ipAddressType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleTransform`. */
export interface GetListenerRuleTransform {
  /** As in `@pulumi/aws`. */
  hostHeaderRewriteConfigs?: GetListenerRuleTransformHostHeaderRewriteConfig[];
  /** As in `@pulumi/aws`. */
  type?: string;
  /** As in `@pulumi/aws`. */
  urlRewriteConfigs?: GetListenerRuleTransformUrlRewriteConfig[];
}

/** `aws.types.input.lb.GetListenerRuleTransformArgs`. */
export interface GetListenerRuleTransformArgs {
  /** As in `@pulumi/aws`. */
  hostHeaderRewriteConfigs?: pulumi.Input<
    pulumi.Input<GetListenerRuleTransformHostHeaderRewriteConfigArgs>[] | undefined
  >;
  /** As in `@pulumi/aws`. */
  type?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  urlRewriteConfigs?: pulumi.Input<pulumi.Input<GetListenerRuleTransformUrlRewriteConfigArgs>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleTransformHostHeaderRewriteConfig`. */
export interface GetListenerRuleTransformHostHeaderRewriteConfig {
  /** As in `@pulumi/aws`. */
  rewrites?: GetListenerRuleTransformHostHeaderRewriteConfigRewrite[];
}

/** `aws.types.input.lb.GetListenerRuleTransformHostHeaderRewriteConfigArgs`. */
export interface GetListenerRuleTransformHostHeaderRewriteConfigArgs {
  /** As in `@pulumi/aws`. */
  rewrites?: pulumi.Input<
    pulumi.Input<GetListenerRuleTransformHostHeaderRewriteConfigRewriteArgs>[] | undefined
  >;
}

/** `aws.types.input.lb.GetListenerRuleTransformHostHeaderRewriteConfigRewrite`. */
export interface GetListenerRuleTransformHostHeaderRewriteConfigRewrite {
  /** As in `@pulumi/aws`. */
  regex?: string;
  /** As in `@pulumi/aws`. */
  replace?: string;
}

/** `aws.types.input.lb.GetListenerRuleTransformHostHeaderRewriteConfigRewriteArgs`. */
export interface GetListenerRuleTransformHostHeaderRewriteConfigRewriteArgs {
  /** As in `@pulumi/aws`. */
  regex?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  replace?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleTransformUrlRewriteConfig`. */
export interface GetListenerRuleTransformUrlRewriteConfig {
  /** As in `@pulumi/aws`. */
  rewrites?: GetListenerRuleTransformUrlRewriteConfigRewrite[];
}

/** `aws.types.input.lb.GetListenerRuleTransformUrlRewriteConfigArgs`. */
export interface GetListenerRuleTransformUrlRewriteConfigArgs {
  /** As in `@pulumi/aws`. */
  rewrites?: pulumi.Input<pulumi.Input<GetListenerRuleTransformUrlRewriteConfigRewriteArgs>[] | undefined>;
}

/** `aws.types.input.lb.GetListenerRuleTransformUrlRewriteConfigRewrite`. */
export interface GetListenerRuleTransformUrlRewriteConfigRewrite {
  /** As in `@pulumi/aws`. */
  regex?: string;
  /** As in `@pulumi/aws`. */
  replace?: string;
}

/** `aws.types.input.lb.GetListenerRuleTransformUrlRewriteConfigRewriteArgs`. */
export interface GetListenerRuleTransformUrlRewriteConfigRewriteArgs {
  /** As in `@pulumi/aws`. */
  regex?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  replace?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.ListenerDefaultAction`. */
export interface ListenerDefaultAction {
  /** As in `@pulumi/aws`. */
  authenticateCognito?: pulumi.Input<ListenerDefaultActionAuthenticateCognito | undefined>;
  /** As in `@pulumi/aws`. */
  authenticateOidc?: pulumi.Input<ListenerDefaultActionAuthenticateOidc | undefined>;
  /** As in `@pulumi/aws`. */
  fixedResponse?: pulumi.Input<ListenerDefaultActionFixedResponse | undefined>;
  /** As in `@pulumi/aws`. */
  forward?: pulumi.Input<ListenerDefaultActionForward | undefined>;
  /** As in `@pulumi/aws`. */
  jwtValidation?: pulumi.Input<ListenerDefaultActionJwtValidation | undefined>;
  /** As in `@pulumi/aws`. */
  order?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  redirect?: pulumi.Input<ListenerDefaultActionRedirect | undefined>;
  /** As in `@pulumi/aws`. */
  targetGroupArn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  type: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerDefaultActionAuthenticateCognito`. */
export interface ListenerDefaultActionAuthenticateCognito {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  scope?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  userPoolArn: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  userPoolClientId: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  userPoolDomain: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerDefaultActionAuthenticateOidc`. */
export interface ListenerDefaultActionAuthenticateOidc {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `@pulumi/aws`. */
  authorizationEndpoint: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  clientId: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  clientSecret: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  issuer: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  scope?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  tokenEndpoint: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  userInfoEndpoint: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerDefaultActionFixedResponse`. */
export interface ListenerDefaultActionFixedResponse {
  /** As in `@pulumi/aws`. */
  contentType: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  messageBody?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  statusCode?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.ListenerDefaultActionForward`. */
export interface ListenerDefaultActionForward {
  /** As in `@pulumi/aws`. */
  stickiness?: pulumi.Input<ListenerDefaultActionForwardStickiness | undefined>;
  /** As in `@pulumi/aws`. */
  targetGroups: pulumi.Input<pulumi.Input<ListenerDefaultActionForwardTargetGroup>[]>;
}

/** `aws.types.input.lb.ListenerDefaultActionForwardStickiness`. */
export interface ListenerDefaultActionForwardStickiness {
  /** As in `@pulumi/aws`. */
  duration: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.lb.ListenerDefaultActionForwardTargetGroup`. */
export interface ListenerDefaultActionForwardTargetGroup {
  /** As in `@pulumi/aws`. */
  arn: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  weight?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.lb.ListenerDefaultActionJwtValidation`. */
export interface ListenerDefaultActionJwtValidation {
  /** As in `@pulumi/aws`. */
  additionalClaims?: pulumi.Input<
    pulumi.Input<ListenerDefaultActionJwtValidationAdditionalClaim>[] | undefined
  >;
  /** As in `@pulumi/aws`. */
  issuer: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  jwksEndpoint: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerDefaultActionJwtValidationAdditionalClaim`. */
export interface ListenerDefaultActionJwtValidationAdditionalClaim {
  /** As in `@pulumi/aws`. */
  format: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.lb.ListenerDefaultActionRedirect`. */
export interface ListenerDefaultActionRedirect {
  /** As in `@pulumi/aws`. */
  host?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  path?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  port?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  protocol?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  query?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  statusCode: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerMutualAuthentication`. */
export interface ListenerMutualAuthentication {
  /** As in `@pulumi/aws`. */
  advertiseTrustStoreCaNames?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  ignoreClientCertificateExpiry?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  mode: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  trustStoreArn?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.ListenerRuleAction`. */
export interface ListenerRuleAction {
  /** As in `@pulumi/aws`. */
  authenticateCognito?: pulumi.Input<ListenerRuleActionAuthenticateCognito | undefined>;
  /** As in `@pulumi/aws`. */
  authenticateOidc?: pulumi.Input<ListenerRuleActionAuthenticateOidc | undefined>;
  /** As in `@pulumi/aws`. */
  fixedResponse?: pulumi.Input<ListenerRuleActionFixedResponse | undefined>;
  /** As in `@pulumi/aws`. */
  forward?: pulumi.Input<ListenerRuleActionForward | undefined>;
  /** As in `@pulumi/aws`. */
  jwtValidation?: pulumi.Input<ListenerRuleActionJwtValidation | undefined>;
  /** As in `@pulumi/aws`. */
  order?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  redirect?: pulumi.Input<ListenerRuleActionRedirect | undefined>;
  /** As in `@pulumi/aws`. */
  targetGroupArn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  type: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerRuleActionAuthenticateCognito`. */
export interface ListenerRuleActionAuthenticateCognito {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  scope?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  userPoolArn: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  userPoolClientId: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  userPoolDomain: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerRuleActionAuthenticateOidc`. */
export interface ListenerRuleActionAuthenticateOidc {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `@pulumi/aws`. */
  authorizationEndpoint: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  clientId: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  clientSecret: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  issuer: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  scope?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  tokenEndpoint: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  userInfoEndpoint: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerRuleActionFixedResponse`. */
export interface ListenerRuleActionFixedResponse {
  /** As in `@pulumi/aws`. */
  contentType: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  messageBody?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  statusCode?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.ListenerRuleActionForward`. */
export interface ListenerRuleActionForward {
  /** As in `@pulumi/aws`. */
  stickiness?: pulumi.Input<ListenerRuleActionForwardStickiness | undefined>;
  /** As in `@pulumi/aws`. */
  targetGroups: pulumi.Input<pulumi.Input<ListenerRuleActionForwardTargetGroup>[]>;
}

/** `aws.types.input.lb.ListenerRuleActionForwardStickiness`. */
export interface ListenerRuleActionForwardStickiness {
  /** As in `@pulumi/aws`. */
  duration: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.lb.ListenerRuleActionForwardTargetGroup`. */
export interface ListenerRuleActionForwardTargetGroup {
  /** As in `@pulumi/aws`. */
  arn: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  weight?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.lb.ListenerRuleActionJwtValidation`. */
export interface ListenerRuleActionJwtValidation {
  /** As in `@pulumi/aws`. */
  additionalClaims?: pulumi.Input<pulumi.Input<ListenerRuleActionJwtValidationAdditionalClaim>[] | undefined>;
  /** As in `@pulumi/aws`. */
  issuer: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  jwksEndpoint: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerRuleActionJwtValidationAdditionalClaim`. */
export interface ListenerRuleActionJwtValidationAdditionalClaim {
  /** As in `@pulumi/aws`. */
  format: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.lb.ListenerRuleActionRedirect`. */
export interface ListenerRuleActionRedirect {
  /** As in `@pulumi/aws`. */
  host?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  path?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  port?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  protocol?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  query?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  statusCode: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerRuleCondition`. */
export interface ListenerRuleCondition {
  /** As in `@pulumi/aws`. */
  hostHeader?: pulumi.Input<ListenerRuleConditionHostHeader | undefined>;
  /** As in `@pulumi/aws`. */
  httpHeader?: pulumi.Input<ListenerRuleConditionHttpHeader | undefined>;
  /** As in `@pulumi/aws`. */
  httpRequestMethod?: pulumi.Input<ListenerRuleConditionHttpRequestMethod | undefined>;
  /** As in `@pulumi/aws`. */
  pathPattern?: pulumi.Input<ListenerRuleConditionPathPattern | undefined>;
  /** As in `@pulumi/aws`. */
  queryStrings?: pulumi.Input<pulumi.Input<ListenerRuleConditionQueryString>[] | undefined>;
  /** As in `@pulumi/aws`. */
  sourceIp?: pulumi.Input<ListenerRuleConditionSourceIp | undefined>;
}

/** `aws.types.input.lb.ListenerRuleConditionHostHeader`. */
export interface ListenerRuleConditionHostHeader {
  /** As in `@pulumi/aws`. */
  regexValues?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.ListenerRuleConditionHttpHeader`. */
export interface ListenerRuleConditionHttpHeader {
  /** As in `@pulumi/aws`. */
  httpHeaderName: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  regexValues?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.ListenerRuleConditionHttpRequestMethod`. */
export interface ListenerRuleConditionHttpRequestMethod {
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.lb.ListenerRuleConditionPathPattern`. */
export interface ListenerRuleConditionPathPattern {
  /** As in `@pulumi/aws`. */
  regexValues?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.ListenerRuleConditionQueryString`. */
export interface ListenerRuleConditionQueryString {
  /** As in `@pulumi/aws`. */
  key?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  value: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerRuleConditionSourceIp`. */
export interface ListenerRuleConditionSourceIp {
  /** As in `@pulumi/aws`. */
  ipAddressType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  values?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.lb.ListenerRuleTransform`. */
export interface ListenerRuleTransform {
  /** As in `@pulumi/aws`. */
  hostHeaderRewriteConfig?: pulumi.Input<ListenerRuleTransformHostHeaderRewriteConfig | undefined>;
  /** As in `@pulumi/aws`. */
  type: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  urlRewriteConfig?: pulumi.Input<ListenerRuleTransformUrlRewriteConfig | undefined>;
}

/** `aws.types.input.lb.ListenerRuleTransformHostHeaderRewriteConfig`. */
export interface ListenerRuleTransformHostHeaderRewriteConfig {
  /** As in `@pulumi/aws`. */
  rewrite?: pulumi.Input<ListenerRuleTransformHostHeaderRewriteConfigRewrite | undefined>;
}

/** `aws.types.input.lb.ListenerRuleTransformHostHeaderRewriteConfigRewrite`. */
export interface ListenerRuleTransformHostHeaderRewriteConfigRewrite {
  /** As in `@pulumi/aws`. */
  regex: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  replace: pulumi.Input<string>;
}

/** `aws.types.input.lb.ListenerRuleTransformUrlRewriteConfig`. */
export interface ListenerRuleTransformUrlRewriteConfig {
  /** As in `@pulumi/aws`. */
  rewrite?: pulumi.Input<ListenerRuleTransformUrlRewriteConfigRewrite | undefined>;
}

/** `aws.types.input.lb.ListenerRuleTransformUrlRewriteConfigRewrite`. */
export interface ListenerRuleTransformUrlRewriteConfigRewrite {
  /** As in `@pulumi/aws`. */
  regex: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  replace: pulumi.Input<string>;
}

/** `aws.types.input.lb.LoadBalancerAccessLogs`. */
export interface LoadBalancerAccessLogs {
  /** As in `@pulumi/aws`. */
  bucket: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  prefix?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.LoadBalancerConnectionLogs`. */
export interface LoadBalancerConnectionLogs {
  /** As in `@pulumi/aws`. */
  bucket: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  prefix?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.LoadBalancerHealthCheckLogs`. */
export interface LoadBalancerHealthCheckLogs {
  /** As in `@pulumi/aws`. */
  bucket: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  prefix?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.LoadBalancerIpamPools`. */
export interface LoadBalancerIpamPools {
  /** As in `@pulumi/aws`. */
  ipv4IpamPoolId: pulumi.Input<string>;
}

/** `aws.types.input.lb.LoadBalancerMinimumLoadBalancerCapacity`. */
export interface LoadBalancerMinimumLoadBalancerCapacity {
  /** As in `@pulumi/aws`. */
  capacityUnits: pulumi.Input<number>;
}

/** `aws.types.input.lb.LoadBalancerSubnetMapping`. */
export interface LoadBalancerSubnetMapping {
  /** As in `@pulumi/aws`. */
  allocationId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6Address?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  outpostId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  privateIpv4Address?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  subnetId: pulumi.Input<string>;
}

/** `aws.types.input.lb.TargetGroupHealthCheck`. */
export interface TargetGroupHealthCheck {
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  healthyThreshold?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  interval?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  matcher?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  path?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  port?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  protocol?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  timeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  unhealthyThreshold?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.lb.TargetGroupStickiness`. */
export interface TargetGroupStickiness {
  /** As in `@pulumi/aws`. */
  cookieDuration?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  cookieName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  type: pulumi.Input<string>;
}

/** `aws.types.input.lb.TargetGroupTargetFailover`. */
export interface TargetGroupTargetFailover {
  /** As in `@pulumi/aws`. */
  onDeregistration: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  onUnhealthy: pulumi.Input<string>;
}

/** `aws.types.input.lb.TargetGroupTargetGroupHealth`. */
export interface TargetGroupTargetGroupHealth {
  /** As in `@pulumi/aws`. */
  dnsFailover?: pulumi.Input<TargetGroupTargetGroupHealthDnsFailover | undefined>;
  /** As in `@pulumi/aws`. */
  unhealthyStateRouting?: pulumi.Input<TargetGroupTargetGroupHealthUnhealthyStateRouting | undefined>;
}

/** `aws.types.input.lb.TargetGroupTargetGroupHealthDnsFailover`. */
export interface TargetGroupTargetGroupHealthDnsFailover {
  /** As in `@pulumi/aws`. */
  minimumHealthyTargetsCount?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  minimumHealthyTargetsPercentage?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.TargetGroupTargetGroupHealthUnhealthyStateRouting`. */
export interface TargetGroupTargetGroupHealthUnhealthyStateRouting {
  /** As in `@pulumi/aws`. */
  minimumHealthyTargetsCount?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  minimumHealthyTargetsPercentage?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.lb.TargetGroupTargetHealthState`. */
export interface TargetGroupTargetHealthState {
  /** As in `@pulumi/aws`. */
  enableUnhealthyConnectionTermination: pulumi.Input<boolean>;
  /** As in `@pulumi/aws`. */
  unhealthyDrainingInterval?: pulumi.Input<number | undefined>;
}
