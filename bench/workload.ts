import { checkInstance } from "../provider/instance/check";
import { toPod } from "../provider/instance/pod";
import { readSettings } from "../provider/instance/settings";

/** Namespace that everything is made in. */
export const namespace = "bench";

/** A group that no stack makes, so that the Kubernetes plugin has no part in the time of instances. */
export const group = "sg-0123456789abcdef0";
export const groupPolicy = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: group, labels: { "ec2-pods/service": "ec2" } },
  spec: { podSelector: { matchLabels: { [`security-group.ec2-pods/${group}`]: "member" } } },
};

/** Arguments of every instance; plain Pods would store the script of the metadata service several times in the state. */
export const instance = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group],
  metadataOptions: { httpEndpoint: "disabled" },
};

/** What `Ec2Instance` stores as the code of its provider, and the same for resources that do nothing. */
export const providers = {
  instance: 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")',
  nothing:
    "exports.handler=()=>({create:async(inputs)=>({id:inputs.name,outs:inputs}),update:async(id,olds,news)=>({outs:news})})",
};

/** Inputs of one instance as the constructor of `Ec2Instance` sends them. */
export const instanceInputs = (name: string, more: object = {}) => ({
  ...instance,
  project: "bench",
  stack: "bench",
  name,
  __provider: providers.instance,
  ...more,
});

/** The Pod that the package makes for such an instance, less its annotations; the other contenders make this one. */
export function plainPod() {
  const settings = readSettings(() => undefined, {});
  const olds = { instanceId: "i-0123456789abcdef0" };
  const { inputs } = checkInstance(olds, instanceInputs("web"), { namespace }, settings);
  const spawn = { podName: "web", namespace, origin: "bench", firstBoot: true, metadata: false };
  const { metadata, spec } = toPod(inputs, spawn);
  return { metadata: { labels: metadata?.labels ?? {} }, spec };
}
