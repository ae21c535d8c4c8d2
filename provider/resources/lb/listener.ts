// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A port of a load balancer, and what it does with what comes in there. HTTPS, TLS and UDP aren't served.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.lb.Listener`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.DefaultVpc("default");
 * const group = new aws.lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id });
 * const subnets = ["us-east-1a", "us-east-1b"].map(
 *   (availabilityZone) => new aws.ec2.DefaultSubnet(availabilityZone, { availabilityZone }),
 * );
 * const balancer = new aws.lb.LoadBalancer("web", { subnets: subnets.map(({ id }) => id) });
 * const listener = new aws.lb.Listener("http", {
 *   loadBalancerArn: balancer.arn,
 *   port: 80,
 *   defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
 * });
 * export const url = balancer.dnsName.apply((name) => `http://${name}`);
 * ```
 */
export class Listener extends AwsRecord {
  /** The argument `alpnPolicy`, or its default. */
  declare readonly alpnPolicy: pulumi.Output<string | undefined>;
  /** As in `aws.lb.Listener`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `certificateArn`, or its default. */
  declare readonly certificateArn: pulumi.Output<string | undefined>;
  /** The argument `defaultActions`, or its default. */
  declare readonly defaultActions: pulumi.Output<outputs.lb.ListenerDefaultAction[]>;
  /** The argument `loadBalancerArn`, or its default. */
  declare readonly loadBalancerArn: pulumi.Output<string>;
  /** The argument `mutualAuthentication`, or its default. */
  declare readonly mutualAuthentication: pulumi.Output<outputs.lb.ListenerMutualAuthentication>;
  /** The argument `port`, or its default. */
  declare readonly port: pulumi.Output<number | undefined>;
  /** The argument `protocol`, or its default. */
  declare readonly protocol: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `routingHttpRequestXAmznMtlsClientcertHeaderName`, or its default. */
  declare readonly routingHttpRequestXAmznMtlsClientcertHeaderName: pulumi.Output<string>;
  /** The argument `routingHttpRequestXAmznMtlsClientcertIssuerHeaderName`, or its default. */
  declare readonly routingHttpRequestXAmznMtlsClientcertIssuerHeaderName: pulumi.Output<string>;
  /** The argument `routingHttpRequestXAmznMtlsClientcertLeafHeaderName`, or its default. */
  declare readonly routingHttpRequestXAmznMtlsClientcertLeafHeaderName: pulumi.Output<string>;
  /** The argument `routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName`, or its default. */
  declare readonly routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName: pulumi.Output<string>;
  /** The argument `routingHttpRequestXAmznMtlsClientcertSubjectHeaderName`, or its default. */
  declare readonly routingHttpRequestXAmznMtlsClientcertSubjectHeaderName: pulumi.Output<string>;
  /** The argument `routingHttpRequestXAmznMtlsClientcertValidityHeaderName`, or its default. */
  declare readonly routingHttpRequestXAmznMtlsClientcertValidityHeaderName: pulumi.Output<string>;
  /** The argument `routingHttpRequestXAmznTlsCipherSuiteHeaderName`, or its default. */
  declare readonly routingHttpRequestXAmznTlsCipherSuiteHeaderName: pulumi.Output<string>;
  /** The argument `routingHttpRequestXAmznTlsVersionHeaderName`, or its default. */
  declare readonly routingHttpRequestXAmznTlsVersionHeaderName: pulumi.Output<string>;
  /** The argument `routingHttpResponseAccessControlAllowCredentialsHeaderValue`, or its default. */
  declare readonly routingHttpResponseAccessControlAllowCredentialsHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseAccessControlAllowHeadersHeaderValue`, or its default. */
  declare readonly routingHttpResponseAccessControlAllowHeadersHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseAccessControlAllowMethodsHeaderValue`, or its default. */
  declare readonly routingHttpResponseAccessControlAllowMethodsHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseAccessControlAllowOriginHeaderValue`, or its default. */
  declare readonly routingHttpResponseAccessControlAllowOriginHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseAccessControlExposeHeadersHeaderValue`, or its default. */
  declare readonly routingHttpResponseAccessControlExposeHeadersHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseAccessControlMaxAgeHeaderValue`, or its default. */
  declare readonly routingHttpResponseAccessControlMaxAgeHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseContentSecurityPolicyHeaderValue`, or its default. */
  declare readonly routingHttpResponseContentSecurityPolicyHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseServerEnabled`, or its default. */
  declare readonly routingHttpResponseServerEnabled: pulumi.Output<boolean>;
  /** The argument `routingHttpResponseStrictTransportSecurityHeaderValue`, or its default. */
  declare readonly routingHttpResponseStrictTransportSecurityHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseXContentTypeOptionsHeaderValue`, or its default. */
  declare readonly routingHttpResponseXContentTypeOptionsHeaderValue: pulumi.Output<string>;
  /** The argument `routingHttpResponseXFrameOptionsHeaderValue`, or its default. */
  declare readonly routingHttpResponseXFrameOptionsHeaderValue: pulumi.Output<string>;
  /** The argument `sslPolicy`, or its default. */
  declare readonly sslPolicy: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.lb.Listener`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `tcpIdleTimeoutSeconds`, or its default. */
  declare readonly tcpIdleTimeoutSeconds: pulumi.Output<number>;

  /**
   * Looks up what this program, the default VPC or another program has.
   *
   * @param name - Logical name in this program.
   * @param id - The id in AWS's form.
   * @param state - Outputs that only another program knows.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ListenerState,
    options?: pulumi.CustomResourceOptions,
  ): Listener {
    return new Listener(name, state as unknown as ListenerArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Listener {
    return isRecordOf("lb:Listener", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.lb.Listener`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: ListenerArgs, options?: pulumi.CustomResourceOptions) {
    super("lb:Listener", name, args, options);
  }
}

/** Arguments of `aws.lb.Listener`. */
export interface ListenerArgs {
  /** As in `aws.lb.Listener`. A change is live. */
  alpnPolicy?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  certificateArn?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  defaultActions: pulumi.Input<pulumi.Input<inputs.lb.ListenerDefaultAction>[]>;
  /** As in `aws.lb.Listener`. A change replaces the resource. */
  loadBalancerArn: pulumi.Input<string>;
  /** As in `aws.lb.Listener`. A change is live. */
  mutualAuthentication?: pulumi.Input<inputs.lb.ListenerMutualAuthentication | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  port?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  protocol?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpRequestXAmznMtlsClientcertHeaderName?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpRequestXAmznMtlsClientcertIssuerHeaderName?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpRequestXAmznMtlsClientcertLeafHeaderName?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpRequestXAmznMtlsClientcertSubjectHeaderName?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpRequestXAmznMtlsClientcertValidityHeaderName?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpRequestXAmznTlsCipherSuiteHeaderName?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpRequestXAmznTlsVersionHeaderName?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseAccessControlAllowCredentialsHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseAccessControlAllowHeadersHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseAccessControlAllowMethodsHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseAccessControlAllowOriginHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseAccessControlExposeHeadersHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseAccessControlMaxAgeHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseContentSecurityPolicyHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseServerEnabled?: pulumi.Input<boolean | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseStrictTransportSecurityHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseXContentTypeOptionsHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  routingHttpResponseXFrameOptionsHeaderValue?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  sslPolicy?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.lb.Listener`. A change is live. */
  tcpIdleTimeoutSeconds?: pulumi.Input<number | undefined>;
}

/** What `Listener.get` may be given. */
export type ListenerState = StateOf<Listener>;
