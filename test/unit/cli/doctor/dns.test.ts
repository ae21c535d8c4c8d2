import { dnsSetting } from "../../../../provider/cli/doctor/dns";
import type { Api } from "../../../../provider/cluster/api";

/** An API server that has one Service of DNS in a namespace, on this port of its Pods, and these Pods of kube-dns. */
const apiOf = (namespace: string, port: number, pods: object[] = []) =>
  ({
    get: (path: string) => {
      if (path.endsWith("/services"))
        return Promise.resolve({ items: [{ metadata: { name: "dns", namespace } }] });
      if (path.endsWith("/pods")) return Promise.resolve({ items: pods });
      return Promise.resolve({ items: [{ ports: [{ protocol: "UDP", port }] }] });
    },
  }) as unknown as Api;

test.each([
  ["in a namespace of its own", apiOf("openshift-dns", 5353), "openshift-dns:5353"],
  ["with other labels in kube-system", apiOf("kube-system", 53), "kube-system"],
  ["as kube-dns on another port", apiOf("kube-system", 8053, [{}]), "kube-system:8053"],
  ["as kube-dns, served by the node", apiOf("kube-system", 53, [{}]), "10.96.0.10"],
])("a DNS server %s is named as groups need it", async (_, api, setting) => {
  expect(await dnsSetting(api, "10.96.0.10")).toBe(setting);
});
