import { addressesOf, userOf } from "../../access/login";
import { clientConfig, knownHosts } from "../../access/ssh/client-config";
import { hostKey, keepFile } from "../../access/ssh/keys-folder";
import { isContents } from "../../cluster/target";
import { hash } from "../../common/names";
import { defineCommand } from "../command";
import { all, selectionOf, stackOptions } from "../options";
import { write } from "../output";
import { loadInstances } from "./load-instances";

export const sshConfig = defineCommand({
  name: "ssh-config",
  summary: "Print a configuration of OpenSSH for the instances",
  options: { ...stackOptions, all },
  notes: [
    "Each instance has its Pulumi name, its id and its addresses as names. Connections run this command's ssh --stdio, so they need no port, and work while the stack, the cluster and this folder are where they are. The client must have the variables that this command has, such as KUBECONFIG and PULUMI_BACKEND_URL.",
    "The command also writes the host keys of the instances to a file that the configuration names, so that clients know them.",
  ],
  examples: [
    ["Write a file that ~/.ssh/config includes", "ec2-pods ssh-config > ~/.ssh/ec2-pods.config"],
    ["Use it without including it", "ec2-pods ssh-config > config; scp -F config web:/etc/hosts ."],
  ],
  async run({ options }) {
    const { stack, stored, instances, selection } = await loadInstances(options);
    const entries = instances.map((instance) => {
      const { id, name } = instance;
      const state = stored?.find((each) => each.id === id)?.outputs;
      const user = userOf(state) ?? "root";
      return {
        id,
        name,
        user,
        addresses: addressesOf(instance.privateIp, state),
        hostKey: hostKey(id).publicKey,
      };
    });
    const { kubeconfig, namespace } = selectionOf(options);
    const place = stack === undefined ? ["--all"] : ["--cwd", process.cwd(), "--stack", stack];
    // The text of a kubeconfig is a secret, which no file of OpenSSH should have.
    const file = kubeconfig !== undefined && !isContents(kubeconfig) ? kubeconfig : undefined;
    const cluster = { kubeconfig: file, context: selection.context, namespace };
    const proxy = [
      ...[process.execPath, process.argv[1] ?? "", "ssh", "--stdio", ...place],
      ...Object.entries(cluster).flatMap(([name, value]) =>
        value === undefined ? [] : [`--${name}`, value],
      ),
    ];
    const hosts = keepFile(`known_hosts.${hash(proxy.join("\0"), 10)}`, knownHosts(entries));
    write(clientConfig(entries, hosts, proxy));
    return 0;
  },
});
