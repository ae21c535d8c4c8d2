import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { succeed } from "../command";

/** Creates a certificate authority, and the certificates of a cluster whose API server has this address. */
export async function makeCertificates(folder: string, nodeIp: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const openssl = (...args: string[]) => succeed("openssl", args, { cwd: folder });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650"];
  const sign = (name: string, subject: string, ...extensions: string[]) =>
    openssl(
      "req", "-x509", ...key, "-CA", "ca.crt", "-CAkey", "ca.key", "-subj", subject,
      "-keyout", `${name}.key`, "-out", `${name}.crt`,
      ...extensions.flatMap((extension) => ["-addext", extension]),
    ); // prettier-ignore
  await openssl("req", "-x509", ...key, "-subj", "/CN=ec2-pods", "-keyout", "ca.key", "-out", "ca.crt");
  const names = ["DNS:kubernetes", "DNS:kubernetes.default", "DNS:kubernetes.default.svc", "DNS:localhost"];
  const addresses = [nodeIp, "10.96.0.1", "127.0.0.1"].map((ip) => `IP:${ip}`);
  const notAuthority = "basicConstraints=critical,CA:FALSE";
  await sign(
    "server",
    "/CN=kube-apiserver",
    notAuthority,
    `subjectAltName=${[...names, ...addresses].join(",")}`,
  );
  await sign("admin", "/O=system:masters/CN=admin", notAuthority);
  await sign("kubelet", "/O=system:nodes/CN=system:node:ec2-pods", notAuthority);
  await openssl("genrsa", "-out", join(folder, "service-account.key"), "2048");
}
