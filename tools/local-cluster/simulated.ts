import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { stringify } from "yaml";

import { annotationKeys } from "../../provider/common/names";
import { step } from "../progress";
import { obtainAll } from "../toolchain/obtain";
import { kubectlUntil, startComponents } from "./components";
import { freePorts } from "./free-ports";
import type { ClusterKind } from "./kinds";
import { auditPolicy, context, kubeconfig } from "./node-files";

const token = "simulated";

/** A control plane and kwok, on loopback and without root. Pods become Running in the API, without containers. */
export const simulated: ClusterKind = {
  realContainers: false,

  async start(state, started) {
    const tools = await obtainAll(
      "etcd",
      "kube-apiserver",
      "kube-controller-manager",
      "kube-scheduler",
      "kwok",
      "kubectl",
    );
    mkdirSync(join(state, "logs"));
    const [client = 0, peer = 0, server = 0] = await freePorts(3);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(join(state, "service-account.key"), privateKey.export({ type: "pkcs1", format: "pem" }), {
      mode: 0o600,
    });
    writeFileSync(join(state, "tokens.csv"), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
    writeFileSync(join(state, "audit-policy.yaml"), auditPolicy);
    const authority = join(state, "pki", "apiserver.crt");
    const text = kubeconfig(`https://127.0.0.1:${server}`, authority, { token });
    writeFileSync(join(state, "kubeconfig"), text, { mode: 0o600 });

    const variables = {
      CLIENT_PORT: String(client),
      PEER_PORT: String(peer),
      SERVER_PORT: String(server),
    };
    started(startComponents(state, ["sh", join(__dirname, "simulated-init.sh")], variables, tools));

    const until = kubectlUntil(tools.kubectl, state);
    await step("started the API server", () => until("get", "--raw", "/readyz"));
    writeFileSync(join(state, "node.yaml"), fakeNode);
    await until("apply", "--filename", join(state, "node.yaml"));
    await step("started the simulated node", () =>
      until("wait", "node/simulated", "--for=condition=Ready", "--timeout=2s"),
    );
    await until("get", "serviceaccount", "default");
    return { kubeconfig: join(state, "kubeconfig"), context, auditLog: join(state, "audit.log") };
  },

  clean: () => Promise.resolve(),
};

const capacity = { cpu: "1000", memory: "4Ti", pods: "10000" };
const fakeNode = stringify({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name: "simulated",
    annotations: { "kwok.x-k8s.io/node": "fake", [annotationKeys.networkPolicies]: "none" },
    labels: { "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux" },
  },
  status: { capacity, allocatable: capacity },
});
