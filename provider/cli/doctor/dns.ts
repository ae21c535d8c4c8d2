import { objectPath } from "../../cluster/api";
import type { Api } from "../../cluster/api";
import type { EndpointSlice, List, Pod, Service } from "../../cluster/objects";
import { unlessStatus } from "../../cluster/tolerate";
import { dnsPort } from "../../security-group/never-filtered";

/** Selects the DNS servers in kube-system that every group allows. */
export const dnsSelector = "k8s-app=kube-dns";

export async function dnsPods(api: Api): Promise<Pod[]> {
  const { items } = await api.get<List<Pod>>(objectPath("pods", "kube-system"), {
    labelSelector: dnsSelector,
  });
  return items;
}

/** What `ec2-pods:dns` must name for this server: behind a Service, its Pods, as plugins judge by the Pod and its port. */
export async function dnsSetting(api: Api, server: string): Promise<string> {
  const fieldSelector = `spec.clusterIP=${server}`;
  const services = await unlessStatus(
    [400, 403],
    api.get<List<Service>>(objectPath("services", undefined), { fieldSelector }),
  );
  const { name = "", namespace = "" } = services?.items[0]?.metadata ?? {};
  if (!name) return server;
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
  const labelSelector = `kubernetes.io/service-name=${name}`;
  const slices = await unlessStatus(403, api.get<List<EndpointSlice>>(path, { labelSelector }));
  const ports = (slices?.items ?? []).flatMap((slice) => slice.ports ?? []);
  const port = ports.find(({ protocol }) => protocol === "UDP")?.port ?? dnsPort;
  // Groups allow these Pods. What serves their address instead runs on the node.
  if (namespace === "kube-system" && port === dnsPort && (await dnsPods(api)).length > 0) return server;
  return port === dnsPort ? namespace : `${namespace}:${port}`;
}
