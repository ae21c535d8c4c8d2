import type * as pulumi from "@pulumi/pulumi";

import { argumentOf, providerOf, type ProviderOptions, regionOf } from "../record/program";
import type { Ec2InstanceArgs } from "./ec2-instance-args";

/** The cluster that a `kubernetes` provider gives an instance that names none itself. */
function clusterOf(
  { kubeconfig, context, namespace }: Ec2InstanceArgs,
  provider: pulumi.ProviderResource | undefined,
): Pick<Ec2InstanceArgs, "kubeconfig" | "context" | "namespace"> {
  const of = (key: string) => argumentOf(provider, key) as pulumi.Output<string> | undefined;
  const named = kubeconfig !== undefined || context !== undefined;
  const cluster = named ? { kubeconfig, context } : { kubeconfig: of("kubeconfig"), context: of("context") };
  return { ...cluster, namespace: namespace ?? of("namespace") };
}

/** The arguments, with the cluster and the region of the providers that the program sets for the instance. */
export function withProviders(args: Ec2InstanceArgs, options: ProviderOptions): Ec2InstanceArgs {
  const kubernetes = providerOf("kubernetes", options);
  return {
    ...args,
    ...(kubernetes && clusterOf(args, kubernetes)),
    ...(providerOf("aws", options) && { region: regionOf(args.region, options) }),
  };
}
