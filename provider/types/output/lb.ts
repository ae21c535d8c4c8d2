// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.

/** `aws.types.output.lb.GetListenerDefaultAction`. */
export interface GetListenerDefaultAction {
  /** As in `@pulumi/aws`. */
  authenticateCognitos: GetListenerDefaultActionAuthenticateCognito[];
  /** As in `@pulumi/aws`. */
  authenticateOidcs: GetListenerDefaultActionAuthenticateOidc[];
  /** As in `@pulumi/aws`. */
  fixedResponses: GetListenerDefaultActionFixedResponse[];
  /** As in `@pulumi/aws`. */
  forwards: GetListenerDefaultActionForward[];
  /** As in `@pulumi/aws`. */
  jwtValidations: GetListenerDefaultActionJwtValidation[];
  /** As in `@pulumi/aws`. */
  order: number;
  /** As in `@pulumi/aws`. */
  redirects: GetListenerDefaultActionRedirect[];
  /** As in `@pulumi/aws`. */
  targetGroupArn: string;
  /** As in `@pulumi/aws`. */
  type: string;
}

/** `aws.types.output.lb.GetListenerDefaultActionAuthenticateCognito`. */
export interface GetListenerDefaultActionAuthenticateCognito {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest: string;
  /** As in `@pulumi/aws`. */
  scope: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout: number;
  /** As in `@pulumi/aws`. */
  userPoolArn: string;
  /** As in `@pulumi/aws`. */
  userPoolClientId: string;
  /** As in `@pulumi/aws`. */
  userPoolDomain: string;
}

/** `aws.types.output.lb.GetListenerDefaultActionAuthenticateOidc`. */
export interface GetListenerDefaultActionAuthenticateOidc {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  authorizationEndpoint: string;
  /** As in `@pulumi/aws`. */
  clientId: string;
  /** As in `@pulumi/aws`. */
  clientSecret: string;
  /** As in `@pulumi/aws`. */
  issuer: string;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest: string;
  /** As in `@pulumi/aws`. */
  scope: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout: number;
  /** As in `@pulumi/aws`. */
  tokenEndpoint: string;
  /** As in `@pulumi/aws`. */
  userInfoEndpoint: string;
}

/** `aws.types.output.lb.GetListenerDefaultActionFixedResponse`. */
export interface GetListenerDefaultActionFixedResponse {
  /** As in `@pulumi/aws`. */
  contentType: string;
  /** As in `@pulumi/aws`. */
  messageBody: string;
  /** As in `@pulumi/aws`. */
  statusCode: string;
}

/** `aws.types.output.lb.GetListenerDefaultActionForward`. */
export interface GetListenerDefaultActionForward {
  /** As in `@pulumi/aws`. */
  stickinesses: GetListenerDefaultActionForwardStickiness[];
  /** As in `@pulumi/aws`. */
  targetGroups: GetListenerDefaultActionForwardTargetGroup[];
}

/** `aws.types.output.lb.GetListenerDefaultActionForwardStickiness`. */
export interface GetListenerDefaultActionForwardStickiness {
  /** As in `@pulumi/aws`. */
  duration: number;
  /** As in `@pulumi/aws`. */
  enabled: boolean;
}

/** `aws.types.output.lb.GetListenerDefaultActionForwardTargetGroup`. */
export interface GetListenerDefaultActionForwardTargetGroup {
  /** As in `@pulumi/aws`. */
  arn: string;
  /** As in `@pulumi/aws`. */
  weight: number;
}

/** `aws.types.output.lb.GetListenerDefaultActionJwtValidation`. */
export interface GetListenerDefaultActionJwtValidation {
  /** As in `@pulumi/aws`. */
  additionalClaims: GetListenerDefaultActionJwtValidationAdditionalClaim[];
  /** As in `@pulumi/aws`. */
  issuer: string;
  /** As in `@pulumi/aws`. */
  jwksEndpoint: string;
}

/** `aws.types.output.lb.GetListenerDefaultActionJwtValidationAdditionalClaim`. */
export interface GetListenerDefaultActionJwtValidationAdditionalClaim {
  /** As in `@pulumi/aws`. */
  format: string;
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.GetListenerDefaultActionRedirect`. */
export interface GetListenerDefaultActionRedirect {
  /** As in `@pulumi/aws`. */
  host: string;
  /** As in `@pulumi/aws`. */
  path: string;
  /** As in `@pulumi/aws`. */
  port: string;
  /** As in `@pulumi/aws`. */
  protocol: string;
  /** As in `@pulumi/aws`. */
  query: string;
  /** As in `@pulumi/aws`. */
  statusCode: string;
}

/** `aws.types.output.lb.GetListenerMutualAuthentication`. */
export interface GetListenerMutualAuthentication {
  /** As in `@pulumi/aws`. */
  advertiseTrustStoreCaNames: string;
  /** As in `@pulumi/aws`. */
  ignoreClientCertificateExpiry: boolean;
  /** As in `@pulumi/aws`. */
  mode: string;
  /** As in `@pulumi/aws`. */
  trustStoreArn: string;
}

/** `aws.types.output.lb.GetListenerRuleAction`. */
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
  order: number;
  /** As in `@pulumi/aws`. */
  redirects?: GetListenerRuleActionRedirect[];
  /** As in `@pulumi/aws`. */
  type: string;
}

/** `aws.types.output.lb.GetListenerRuleActionAuthenticateCognito`. */
export interface GetListenerRuleActionAuthenticateCognito {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest: string;
  /** As in `@pulumi/aws`. */
  scope: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout: number;
  /** As in `@pulumi/aws`. */
  userPoolArn: string;
  /** As in `@pulumi/aws`. */
  userPoolClientId: string;
  /** As in `@pulumi/aws`. */
  userPoolDomain: string;
}

/** `aws.types.output.lb.GetListenerRuleActionAuthenticateOidc`. */
export interface GetListenerRuleActionAuthenticateOidc {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  authorizationEndpoint: string;
  /** As in `@pulumi/aws`. */
  clientId: string;
  /** As in `@pulumi/aws`. */
  issuer: string;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest: string;
  /** As in `@pulumi/aws`. */
  scope: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout: number;
  /** As in `@pulumi/aws`. */
  tokenEndpoint: string;
  /** As in `@pulumi/aws`. */
  userInfoEndpoint: string;
}

/** `aws.types.output.lb.GetListenerRuleActionFixedResponse`. */
export interface GetListenerRuleActionFixedResponse {
  /** As in `@pulumi/aws`. */
  contentType: string;
  /** As in `@pulumi/aws`. */
  messageBody: string;
  /** As in `@pulumi/aws`. */
  statusCode: string;
}

/** `aws.types.output.lb.GetListenerRuleActionForward`. */
export interface GetListenerRuleActionForward {
  /** As in `@pulumi/aws`. */
  stickinesses?: GetListenerRuleActionForwardStickiness[];
  /** As in `@pulumi/aws`. */
  targetGroups?: GetListenerRuleActionForwardTargetGroup[];
}

/** `aws.types.output.lb.GetListenerRuleActionForwardStickiness`. */
export interface GetListenerRuleActionForwardStickiness {
  /** As in `@pulumi/aws`. */
  duration: number;
  /** As in `@pulumi/aws`. */
  enabled: boolean;
}

/** `aws.types.output.lb.GetListenerRuleActionForwardTargetGroup`. */
export interface GetListenerRuleActionForwardTargetGroup {
  /** As in `@pulumi/aws`. */
  arn: string;
  /** As in `@pulumi/aws`. */
  weight: number;
}

/** `aws.types.output.lb.GetListenerRuleActionJwtValidation`. */
export interface GetListenerRuleActionJwtValidation {
  /** As in `@pulumi/aws`. */
  additionalClaims?: GetListenerRuleActionJwtValidationAdditionalClaim[];
  /** As in `@pulumi/aws`. */
  issuer: string;
  /** As in `@pulumi/aws`. */
  jwksEndpoint: string;
}

/** `aws.types.output.lb.GetListenerRuleActionJwtValidationAdditionalClaim`. */
export interface GetListenerRuleActionJwtValidationAdditionalClaim {
  /** As in `@pulumi/aws`. */
  format: string;
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.GetListenerRuleActionRedirect`. */
export interface GetListenerRuleActionRedirect {
  /** As in `@pulumi/aws`. */
  host: string;
  /** As in `@pulumi/aws`. */
  path: string;
  /** As in `@pulumi/aws`. */
  port: string;
  /** As in `@pulumi/aws`. */
  protocol: string;
  /** As in `@pulumi/aws`. */
  query: string;
  /** As in `@pulumi/aws`. */
  statusCode: string;
}

/** `aws.types.output.lb.GetListenerRuleCondition`. */
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

/** `aws.types.output.lb.GetListenerRuleConditionHostHeader`. */
export interface GetListenerRuleConditionHostHeader {
  /** As in `@pulumi/aws`. */
  regexValues: string[];
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.GetListenerRuleConditionHttpHeader`. */
export interface GetListenerRuleConditionHttpHeader {
  /** As in `@pulumi/aws`. */
  httpHeaderName: string;
  /** As in `@pulumi/aws`. */
  regexValues: string[];
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.GetListenerRuleConditionHttpRequestMethod`. */
export interface GetListenerRuleConditionHttpRequestMethod {
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.GetListenerRuleConditionPathPattern`. */
export interface GetListenerRuleConditionPathPattern {
  /** As in `@pulumi/aws`. */
  regexValues: string[];
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.GetListenerRuleConditionQueryString`. */
export interface GetListenerRuleConditionQueryString {
  /** As in `@pulumi/aws`. */
  values?: GetListenerRuleConditionQueryStringValue[];
}

/** `aws.types.output.lb.GetListenerRuleConditionQueryStringValue`. */
export interface GetListenerRuleConditionQueryStringValue {
  /** As in `@pulumi/aws`. */
  key: string;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.lb.GetListenerRuleConditionSourceIp`. */
export interface GetListenerRuleConditionSourceIp {
  /** As in `@pulumi/aws`. */
  ipAddressType: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.GetListenerRuleTransform`. */
export interface GetListenerRuleTransform {
  /** As in `@pulumi/aws`. */
  hostHeaderRewriteConfigs?: GetListenerRuleTransformHostHeaderRewriteConfig[];
  /** As in `@pulumi/aws`. */
  type: string;
  /** As in `@pulumi/aws`. */
  urlRewriteConfigs?: GetListenerRuleTransformUrlRewriteConfig[];
}

/** `aws.types.output.lb.GetListenerRuleTransformHostHeaderRewriteConfig`. */
export interface GetListenerRuleTransformHostHeaderRewriteConfig {
  /** As in `@pulumi/aws`. */
  rewrites?: GetListenerRuleTransformHostHeaderRewriteConfigRewrite[];
}

/** `aws.types.output.lb.GetListenerRuleTransformHostHeaderRewriteConfigRewrite`. */
export interface GetListenerRuleTransformHostHeaderRewriteConfigRewrite {
  /** As in `@pulumi/aws`. */
  regex: string;
  /** As in `@pulumi/aws`. */
  replace: string;
}

/** `aws.types.output.lb.GetListenerRuleTransformUrlRewriteConfig`. */
export interface GetListenerRuleTransformUrlRewriteConfig {
  /** As in `@pulumi/aws`. */
  rewrites?: GetListenerRuleTransformUrlRewriteConfigRewrite[];
}

/** `aws.types.output.lb.GetListenerRuleTransformUrlRewriteConfigRewrite`. */
export interface GetListenerRuleTransformUrlRewriteConfigRewrite {
  /** As in `@pulumi/aws`. */
  regex: string;
  /** As in `@pulumi/aws`. */
  replace: string;
}

/** `aws.types.output.lb.GetLoadBalancerAccessLogs`. */
export interface GetLoadBalancerAccessLogs {
  /** As in `@pulumi/aws`. */
  bucket: string;
  /** As in `@pulumi/aws`. */
  enabled: boolean;
  /** As in `@pulumi/aws`. */
  prefix: string;
}

/** `aws.types.output.lb.GetLoadBalancerConnectionLog`. */
export interface GetLoadBalancerConnectionLog {
  /** As in `@pulumi/aws`. */
  bucket: string;
  /** As in `@pulumi/aws`. */
  enabled: boolean;
  /** As in `@pulumi/aws`. */
  prefix: string;
}

/** `aws.types.output.lb.GetLoadBalancerHealthCheckLog`. */
export interface GetLoadBalancerHealthCheckLog {
  /** As in `@pulumi/aws`. */
  bucket: string;
  /** As in `@pulumi/aws`. */
  enabled: boolean;
  /** As in `@pulumi/aws`. */
  prefix: string;
}

/** `aws.types.output.lb.GetLoadBalancerIpamPool`. */
export interface GetLoadBalancerIpamPool {
  /** As in `@pulumi/aws`. */
  ipv4IpamPoolId: string;
}

/** `aws.types.output.lb.GetLoadBalancerSubnetMapping`. */
export interface GetLoadBalancerSubnetMapping {
  /** As in `@pulumi/aws`. */
  allocationId: string;
  /** As in `@pulumi/aws`. */
  ipv6Address: string;
  /** As in `@pulumi/aws`. */
  outpostId: string;
  /** As in `@pulumi/aws`. */
  privateIpv4Address: string;
  /** As in `@pulumi/aws`. */
  subnetId: string;
}

/** `aws.types.output.lb.GetTargetGroupHealthCheck`. */
export interface GetTargetGroupHealthCheck {
  /** As in `@pulumi/aws`. */
  enabled: boolean;
  /** As in `@pulumi/aws`. */
  healthyThreshold: number;
  /** As in `@pulumi/aws`. */
  interval: number;
  /** As in `@pulumi/aws`. */
  matcher: string;
  /** As in `@pulumi/aws`. */
  path: string;
  /** As in `@pulumi/aws`. */
  port: string;
  /** As in `@pulumi/aws`. */
  protocol: string;
  /** As in `@pulumi/aws`. */
  timeout: number;
  /** As in `@pulumi/aws`. */
  unhealthyThreshold: number;
}

/** `aws.types.output.lb.GetTargetGroupStickiness`. */
export interface GetTargetGroupStickiness {
  /** As in `@pulumi/aws`. */
  cookieDuration: number;
  /** As in `@pulumi/aws`. */
  cookieName: string;
  /** As in `@pulumi/aws`. */
  enabled: boolean;
  /** As in `@pulumi/aws`. */
  type: string;
}

/** `aws.types.output.lb.ListenerDefaultAction`. */
export interface ListenerDefaultAction {
  /** As in `@pulumi/aws`. */
  authenticateCognito?: ListenerDefaultActionAuthenticateCognito;
  /** As in `@pulumi/aws`. */
  authenticateOidc?: ListenerDefaultActionAuthenticateOidc;
  /** As in `@pulumi/aws`. */
  fixedResponse?: ListenerDefaultActionFixedResponse;
  /** As in `@pulumi/aws`. */
  forward?: ListenerDefaultActionForward;
  /** As in `@pulumi/aws`. */
  jwtValidation?: ListenerDefaultActionJwtValidation;
  /** As in `@pulumi/aws`. */
  order: number;
  /** As in `@pulumi/aws`. */
  redirect?: ListenerDefaultActionRedirect;
  /** As in `@pulumi/aws`. */
  targetGroupArn?: string;
  /** As in `@pulumi/aws`. */
  type: string;
}

/** `aws.types.output.lb.ListenerDefaultActionAuthenticateCognito`. */
export interface ListenerDefaultActionAuthenticateCognito {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest: string;
  /** As in `@pulumi/aws`. */
  scope: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout: number;
  /** As in `@pulumi/aws`. */
  userPoolArn: string;
  /** As in `@pulumi/aws`. */
  userPoolClientId: string;
  /** As in `@pulumi/aws`. */
  userPoolDomain: string;
}

/** `aws.types.output.lb.ListenerDefaultActionAuthenticateOidc`. */
export interface ListenerDefaultActionAuthenticateOidc {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  authorizationEndpoint: string;
  /** As in `@pulumi/aws`. */
  clientId: string;
  /** As in `@pulumi/aws`. */
  clientSecret: string;
  /** As in `@pulumi/aws`. */
  issuer: string;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest: string;
  /** As in `@pulumi/aws`. */
  scope: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout: number;
  /** As in `@pulumi/aws`. */
  tokenEndpoint: string;
  /** As in `@pulumi/aws`. */
  userInfoEndpoint: string;
}

/** `aws.types.output.lb.ListenerDefaultActionFixedResponse`. */
export interface ListenerDefaultActionFixedResponse {
  /** As in `@pulumi/aws`. */
  contentType: string;
  /** As in `@pulumi/aws`. */
  messageBody?: string;
  /** As in `@pulumi/aws`. */
  statusCode: string;
}

/** `aws.types.output.lb.ListenerDefaultActionForward`. */
export interface ListenerDefaultActionForward {
  /** As in `@pulumi/aws`. */
  stickiness?: ListenerDefaultActionForwardStickiness;
  /** As in `@pulumi/aws`. */
  targetGroups: ListenerDefaultActionForwardTargetGroup[];
}

/** `aws.types.output.lb.ListenerDefaultActionForwardStickiness`. */
export interface ListenerDefaultActionForwardStickiness {
  /** As in `@pulumi/aws`. */
  duration: number;
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
}

/** `aws.types.output.lb.ListenerDefaultActionForwardTargetGroup`. */
export interface ListenerDefaultActionForwardTargetGroup {
  /** As in `@pulumi/aws`. */
  arn: string;
  /** As in `@pulumi/aws`. */
  weight?: number;
}

/** `aws.types.output.lb.ListenerDefaultActionJwtValidation`. */
export interface ListenerDefaultActionJwtValidation {
  /** As in `@pulumi/aws`. */
  additionalClaims?: ListenerDefaultActionJwtValidationAdditionalClaim[];
  /** As in `@pulumi/aws`. */
  issuer: string;
  /** As in `@pulumi/aws`. */
  jwksEndpoint: string;
}

/** `aws.types.output.lb.ListenerDefaultActionJwtValidationAdditionalClaim`. */
export interface ListenerDefaultActionJwtValidationAdditionalClaim {
  /** As in `@pulumi/aws`. */
  format: string;
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.ListenerDefaultActionRedirect`. */
export interface ListenerDefaultActionRedirect {
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
  statusCode: string;
}

/** `aws.types.output.lb.ListenerMutualAuthentication`. */
export interface ListenerMutualAuthentication {
  /** As in `@pulumi/aws`. */
  advertiseTrustStoreCaNames: string;
  /** As in `@pulumi/aws`. */
  ignoreClientCertificateExpiry?: boolean;
  /** As in `@pulumi/aws`. */
  mode: string;
  /** As in `@pulumi/aws`. */
  trustStoreArn?: string;
}

/** `aws.types.output.lb.ListenerRuleAction`. */
export interface ListenerRuleAction {
  /** As in `@pulumi/aws`. */
  authenticateCognito?: ListenerRuleActionAuthenticateCognito;
  /** As in `@pulumi/aws`. */
  authenticateOidc?: ListenerRuleActionAuthenticateOidc;
  /** As in `@pulumi/aws`. */
  fixedResponse?: ListenerRuleActionFixedResponse;
  /** As in `@pulumi/aws`. */
  forward?: ListenerRuleActionForward;
  /** As in `@pulumi/aws`. */
  jwtValidation?: ListenerRuleActionJwtValidation;
  /** As in `@pulumi/aws`. */
  order: number;
  /** As in `@pulumi/aws`. */
  redirect?: ListenerRuleActionRedirect;
  /** As in `@pulumi/aws`. */
  targetGroupArn?: string;
  /** As in `@pulumi/aws`. */
  type: string;
}

/** `aws.types.output.lb.ListenerRuleActionAuthenticateCognito`. */
export interface ListenerRuleActionAuthenticateCognito {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest: string;
  /** As in `@pulumi/aws`. */
  scope?: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: number;
  /** As in `@pulumi/aws`. */
  userPoolArn: string;
  /** As in `@pulumi/aws`. */
  userPoolClientId: string;
  /** As in `@pulumi/aws`. */
  userPoolDomain: string;
}

/** `aws.types.output.lb.ListenerRuleActionAuthenticateOidc`. */
export interface ListenerRuleActionAuthenticateOidc {
  /** As in `@pulumi/aws`. */
  authenticationRequestExtraParams?: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  authorizationEndpoint: string;
  /** As in `@pulumi/aws`. */
  clientId: string;
  /** As in `@pulumi/aws`. */
  clientSecret: string;
  /** As in `@pulumi/aws`. */
  issuer: string;
  /** As in `@pulumi/aws`. */
  onUnauthenticatedRequest: string;
  /** As in `@pulumi/aws`. */
  scope?: string;
  /** As in `@pulumi/aws`. */
  sessionCookieName?: string;
  /** As in `@pulumi/aws`. */
  sessionTimeout?: number;
  /** As in `@pulumi/aws`. */
  tokenEndpoint: string;
  /** As in `@pulumi/aws`. */
  userInfoEndpoint: string;
}

/** `aws.types.output.lb.ListenerRuleActionFixedResponse`. */
export interface ListenerRuleActionFixedResponse {
  /** As in `@pulumi/aws`. */
  contentType: string;
  /** As in `@pulumi/aws`. */
  messageBody?: string;
  /** As in `@pulumi/aws`. */
  statusCode: string;
}

/** `aws.types.output.lb.ListenerRuleActionForward`. */
export interface ListenerRuleActionForward {
  /** As in `@pulumi/aws`. */
  stickiness?: ListenerRuleActionForwardStickiness;
  /** As in `@pulumi/aws`. */
  targetGroups: ListenerRuleActionForwardTargetGroup[];
}

/** `aws.types.output.lb.ListenerRuleActionForwardStickiness`. */
export interface ListenerRuleActionForwardStickiness {
  /** As in `@pulumi/aws`. */
  duration: number;
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
}

/** `aws.types.output.lb.ListenerRuleActionForwardTargetGroup`. */
export interface ListenerRuleActionForwardTargetGroup {
  /** As in `@pulumi/aws`. */
  arn: string;
  /** As in `@pulumi/aws`. */
  weight?: number;
}

/** `aws.types.output.lb.ListenerRuleActionJwtValidation`. */
export interface ListenerRuleActionJwtValidation {
  /** As in `@pulumi/aws`. */
  additionalClaims?: ListenerRuleActionJwtValidationAdditionalClaim[];
  /** As in `@pulumi/aws`. */
  issuer: string;
  /** As in `@pulumi/aws`. */
  jwksEndpoint: string;
}

/** `aws.types.output.lb.ListenerRuleActionJwtValidationAdditionalClaim`. */
export interface ListenerRuleActionJwtValidationAdditionalClaim {
  /** As in `@pulumi/aws`. */
  format: string;
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.ListenerRuleActionRedirect`. */
export interface ListenerRuleActionRedirect {
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
  statusCode: string;
}

/** `aws.types.output.lb.ListenerRuleCondition`. */
export interface ListenerRuleCondition {
  /** As in `@pulumi/aws`. */
  hostHeader?: ListenerRuleConditionHostHeader;
  /** As in `@pulumi/aws`. */
  httpHeader?: ListenerRuleConditionHttpHeader;
  /** As in `@pulumi/aws`. */
  httpRequestMethod?: ListenerRuleConditionHttpRequestMethod;
  /** As in `@pulumi/aws`. */
  pathPattern?: ListenerRuleConditionPathPattern;
  /** As in `@pulumi/aws`. */
  queryStrings?: ListenerRuleConditionQueryString[];
  /** As in `@pulumi/aws`. */
  sourceIp?: ListenerRuleConditionSourceIp;
}

/** `aws.types.output.lb.ListenerRuleConditionHostHeader`. */
export interface ListenerRuleConditionHostHeader {
  /** As in `@pulumi/aws`. */
  regexValues?: string[];
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.output.lb.ListenerRuleConditionHttpHeader`. */
export interface ListenerRuleConditionHttpHeader {
  /** As in `@pulumi/aws`. */
  httpHeaderName: string;
  /** As in `@pulumi/aws`. */
  regexValues?: string[];
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.output.lb.ListenerRuleConditionHttpRequestMethod`. */
export interface ListenerRuleConditionHttpRequestMethod {
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.lb.ListenerRuleConditionPathPattern`. */
export interface ListenerRuleConditionPathPattern {
  /** As in `@pulumi/aws`. */
  regexValues?: string[];
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.output.lb.ListenerRuleConditionQueryString`. */
export interface ListenerRuleConditionQueryString {
  /** As in `@pulumi/aws`. */
  key?: string;
  /** As in `@pulumi/aws`. */
  value: string;
}

/** `aws.types.output.lb.ListenerRuleConditionSourceIp`. */
export interface ListenerRuleConditionSourceIp {
  /** As in `@pulumi/aws`. */
  ipAddressType?: string;
  /** As in `@pulumi/aws`. */
  values?: string[];
}

/** `aws.types.output.lb.ListenerRuleTransform`. */
export interface ListenerRuleTransform {
  /** As in `@pulumi/aws`. */
  hostHeaderRewriteConfig?: ListenerRuleTransformHostHeaderRewriteConfig;
  /** As in `@pulumi/aws`. */
  type: string;
  /** As in `@pulumi/aws`. */
  urlRewriteConfig?: ListenerRuleTransformUrlRewriteConfig;
}

/** `aws.types.output.lb.ListenerRuleTransformHostHeaderRewriteConfig`. */
export interface ListenerRuleTransformHostHeaderRewriteConfig {
  /** As in `@pulumi/aws`. */
  rewrite?: ListenerRuleTransformHostHeaderRewriteConfigRewrite;
}

/** `aws.types.output.lb.ListenerRuleTransformHostHeaderRewriteConfigRewrite`. */
export interface ListenerRuleTransformHostHeaderRewriteConfigRewrite {
  /** As in `@pulumi/aws`. */
  regex: string;
  /** As in `@pulumi/aws`. */
  replace: string;
}

/** `aws.types.output.lb.ListenerRuleTransformUrlRewriteConfig`. */
export interface ListenerRuleTransformUrlRewriteConfig {
  /** As in `@pulumi/aws`. */
  rewrite?: ListenerRuleTransformUrlRewriteConfigRewrite;
}

/** `aws.types.output.lb.ListenerRuleTransformUrlRewriteConfigRewrite`. */
export interface ListenerRuleTransformUrlRewriteConfigRewrite {
  /** As in `@pulumi/aws`. */
  regex: string;
  /** As in `@pulumi/aws`. */
  replace: string;
}

/** `aws.types.output.lb.LoadBalancerAccessLogs`. */
export interface LoadBalancerAccessLogs {
  /** As in `@pulumi/aws`. */
  bucket: string;
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
  /** As in `@pulumi/aws`. */
  prefix?: string;
}

/** `aws.types.output.lb.LoadBalancerConnectionLogs`. */
export interface LoadBalancerConnectionLogs {
  /** As in `@pulumi/aws`. */
  bucket: string;
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
  /** As in `@pulumi/aws`. */
  prefix?: string;
}

/** `aws.types.output.lb.LoadBalancerHealthCheckLogs`. */
export interface LoadBalancerHealthCheckLogs {
  /** As in `@pulumi/aws`. */
  bucket: string;
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
  /** As in `@pulumi/aws`. */
  prefix?: string;
}

/** `aws.types.output.lb.LoadBalancerIpamPools`. */
export interface LoadBalancerIpamPools {
  /** As in `@pulumi/aws`. */
  ipv4IpamPoolId: string;
}

/** `aws.types.output.lb.LoadBalancerMinimumLoadBalancerCapacity`. */
export interface LoadBalancerMinimumLoadBalancerCapacity {
  /** As in `@pulumi/aws`. */
  capacityUnits: number;
}

/** `aws.types.output.lb.LoadBalancerSubnetMapping`. */
export interface LoadBalancerSubnetMapping {
  /** As in `@pulumi/aws`. */
  allocationId?: string;
  /** As in `@pulumi/aws`. */
  ipv6Address?: string;
  /** As in `@pulumi/aws`. */
  outpostId: string;
  /** As in `@pulumi/aws`. */
  privateIpv4Address?: string;
  /** As in `@pulumi/aws`. */
  subnetId: string;
}

/** `aws.types.output.lb.TargetGroupHealthCheck`. */
export interface TargetGroupHealthCheck {
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
  /** As in `@pulumi/aws`. */
  healthyThreshold?: number;
  /** As in `@pulumi/aws`. */
  interval?: number;
  /** As in `@pulumi/aws`. */
  matcher: string;
  /** As in `@pulumi/aws`. */
  path: string;
  /** As in `@pulumi/aws`. */
  port?: string;
  /** As in `@pulumi/aws`. */
  protocol?: string;
  /** As in `@pulumi/aws`. */
  timeout: number;
  /** As in `@pulumi/aws`. */
  unhealthyThreshold?: number;
}

/** `aws.types.output.lb.TargetGroupStickiness`. */
export interface TargetGroupStickiness {
  /** As in `@pulumi/aws`. */
  cookieDuration?: number;
  /** As in `@pulumi/aws`. */
  cookieName?: string;
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
  /** As in `@pulumi/aws`. */
  type: string;
}

/** `aws.types.output.lb.TargetGroupTargetFailover`. */
export interface TargetGroupTargetFailover {
  /** As in `@pulumi/aws`. */
  onDeregistration: string;
  /** As in `@pulumi/aws`. */
  onUnhealthy: string;
}

/** `aws.types.output.lb.TargetGroupTargetGroupHealth`. */
export interface TargetGroupTargetGroupHealth {
  /** As in `@pulumi/aws`. */
  dnsFailover?: TargetGroupTargetGroupHealthDnsFailover;
  /** As in `@pulumi/aws`. */
  unhealthyStateRouting?: TargetGroupTargetGroupHealthUnhealthyStateRouting;
}

/** `aws.types.output.lb.TargetGroupTargetGroupHealthDnsFailover`. */
export interface TargetGroupTargetGroupHealthDnsFailover {
  /** As in `@pulumi/aws`. */
  minimumHealthyTargetsCount?: string;
  /** As in `@pulumi/aws`. */
  minimumHealthyTargetsPercentage?: string;
}

/** `aws.types.output.lb.TargetGroupTargetGroupHealthUnhealthyStateRouting`. */
export interface TargetGroupTargetGroupHealthUnhealthyStateRouting {
  /** As in `@pulumi/aws`. */
  minimumHealthyTargetsCount?: number;
  /** As in `@pulumi/aws`. */
  minimumHealthyTargetsPercentage?: string;
}

/** `aws.types.output.lb.TargetGroupTargetHealthState`. */
export interface TargetGroupTargetHealthState {
  /** As in `@pulumi/aws`. */
  enableUnhealthyConnectionTermination: boolean;
  /** As in `@pulumi/aws`. */
  unhealthyDrainingInterval?: number;
}
