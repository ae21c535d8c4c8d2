import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { configuredChoice, type TargetChoice } from "./target";

/** Where policies go, as arguments of resources say it. */
export interface PolicyPlace {
  kubeconfig?: pulumi.Input<string> | undefined;
  context?: pulumi.Input<string> | undefined;
}

/** What the stack's configuration says of the cluster, as far as a program can read it. */
function stackChoice(): TargetChoice {
  const configs = new Map(["kubernetes", "ec2-pods"].map((name) => [name, new pulumi.Config(name)]));
  return configuredChoice((key) => {
    const [name = "", setting = ""] = key.split(":");
    return configs.get(name)?.get(setting);
  });
}

/** Namespace for a group that names none; undefined leaves it to the provider. */
export const configuredNamespace = (): string | undefined => stackChoice().namespace;

const providers = new WeakMap<object, Map<string, kubernetes.Provider>>();

/**
 * A provider for the cluster that the instances are in; undefined where @pulumi/kubernetes' own default one is.
 *
 * It reads `kubernetes:*`, but neither `ec2-pods:*` nor the arguments of an instance.
 */
export function policyProvider(place: PolicyPlace = {}): kubernetes.Provider | undefined {
  const { kubeconfig, context } = { ...stackChoice(), ...known(place) };
  const ofItsOwn = new pulumi.Config("kubernetes");
  if (kubeconfig === ofItsOwn.get("kubeconfig") && context === ofItsOwn.get("context")) return undefined;
  const stack = pulumi.runtime.getStackResource();
  const made = (stack && providers.get(stack)) ?? new Map<string, kubernetes.Provider>();
  if (stack) providers.set(stack, made);
  const name = ["ec2-pods", typeof context === "string" ? context : undefined].filter(Boolean).join("-");
  const provider = made.get(name) ?? new kubernetes.Provider(name, known({ kubeconfig, context }));
  made.set(name, provider);
  return provider;
}

const known = (place: PolicyPlace): { kubeconfig?: pulumi.Input<string>; context?: pulumi.Input<string> } =>
  Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
