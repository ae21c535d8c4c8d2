import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { succeed } from "../../tools/command";
import { apply, kubectl } from "./cluster";

interface Review {
  request: { uid: string; object: { spec: { containers: { name: string; image: string }[] } } };
}

/** The address of this machine that the API server reaches: it runs where the nodes are. */
async function ownAddress(): Promise<string> {
  const node = "jsonpath={.items[0].status.addresses[?(@.type=='InternalIP')].address}";
  const socket = createSocket("udp4");
  socket.connect(9, await kubectl("default", "get", "nodes", "--output", node));
  await once(socket, "connect");
  const { address } = socket.address();
  socket.close();
  return address;
}

/** A webhook of the cluster that changes the Pods of one namespace as they are created, by JSON patches. */
export async function mutatePods(
  namespace: string,
  patch: (pod: Review["request"]["object"]) => object[],
): Promise<{ remove(): Promise<void> }> {
  const host = await ownAddress();
  const folder = mkdtempSync(join(tmpdir(), "ec2-pods-webhook-"));
  const files = ["-keyout", "tls.key", "-out", "tls.crt"];
  const address = ["-subj", "/CN=webhook", "-addext", `subjectAltName=IP:${host}`];
  await succeed(
    "openssl",
    [
      ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1".split(" "),
      ...files,
      ...address,
    ],
    { cwd: folder },
  );
  const [key, cert] = ["tls.key", "tls.crt"].map((name) => readFileSync(join(folder, name)));
  rmSync(folder, { recursive: true });
  const answer = (from: IncomingMessage, to: ServerResponse) => {
    let body = "";
    from.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    from.on("end", () => {
      const { request } = JSON.parse(body) as Review;
      const operations = Buffer.from(JSON.stringify(patch(request.object))).toString("base64");
      const response = { uid: request.uid, allowed: true, patchType: "JSONPatch", patch: operations };
      to.writeHead(200, { "content-type": "application/json" });
      to.end(JSON.stringify({ apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response }));
    });
  };
  const server = createServer({ key, cert }, answer);
  await new Promise<void>((listening) => server.listen(0, host, listening));
  const { port } = server.address() as AddressInfo;
  await apply(namespace, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "MutatingWebhookConfiguration",
    metadata: { name: namespace },
    webhooks: [
      {
        name: "pods.example.com",
        admissionReviewVersions: ["v1"],
        sideEffects: "None",
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
        rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
        clientConfig: { url: `https://${host}:${port}/`, caBundle: cert?.toString("base64") },
      },
    ],
  });
  return {
    async remove() {
      await kubectl("default", "delete", "mutatingwebhookconfiguration", namespace);
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
