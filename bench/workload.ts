import { checkInstance } from "../provider/instance/check";
import { toPod } from "../provider/instance/pod";
import { readSettings } from "../provider/instance/settings";
import { group } from "../test/support/instance";

/** The namespace of all resources. */
export const namespace = "bench";

/** Arguments of every instance. */
export const instance = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  // No stack declares it, so the Kubernetes plugin has no part in the time of instances.
  vpcSecurityGroupIds: [group],
  // With the metadata service, the state of plain Pods would store its script several times.
  metadataOptions: { httpEndpoint: "disabled" },
};

/** The code that `Ec2Instance` stores as its provider, and that of resources that do nothing. */
export const providers = {
  instance: 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")',
  nothing:
    "exports.handler=()=>({create:async(inputs)=>({id:inputs.name,outs:inputs}),update:async(id,olds,news)=>({outs:news})})",
};

/** Inputs of one instance, as the constructor of `Ec2Instance` sends them. */
export const instanceInputs = (name: string, more: object = {}) => ({
  ...instance,
  project: "bench",
  stack: "bench",
  name,
  __provider: providers.instance,
  ...more,
});

/** The Pod that the package creates for such an instance, without annotations. */
export function podOfInstance() {
  const settings = readSettings(() => undefined, {});
  const olds = { instanceId: "i-0123456789abcdef0" };
  const { inputs } = checkInstance(olds, instanceInputs("web"), { namespace }, settings);
  const launch = { podName: "web", namespace, origin: "bench", firstBoot: true, metadata: true };
  const { metadata, spec } = toPod(inputs, launch);
  return { metadata: { labels: metadata?.labels ?? {} }, spec };
}

/** The same Pod as people write it: its program isn't the package's, whose script the state would have several times. */
export function plainPod() {
  const { metadata, spec } = podOfInstance();
  const containers = spec?.containers.map((container) => ({
    ...container,
    command: ["sleep", "infinity"],
    volumeMounts: [],
  }));
  return { metadata, spec: { ...spec, containers, initContainers: [], volumes: [] } };
}
