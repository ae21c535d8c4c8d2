import { inside, kubectl } from "../support/cluster";
import { tolerating } from "../support/instance";
import { OwnCluster } from "../support/own-cluster";
import { TestStack } from "../support/stack";

// The Pods of other suites would take the addresses that the clients try.
const cluster = new OwnCluster("never-reachable");
let stack: TestStack;
beforeAll(() => cluster.start("node"));
afterEach(() => stack.remove());
afterAll(() => cluster.remove());

const recreates = 5;

/**
 * Tries, many times a second, the addresses around the newest one that it reached, because the next Pods get those.
 *
 * Prints each new result once. A refused connection is a result as well: the packet arrived.
 */
const client = `#!/usr/bin/env python3
import socket, threading, time
newest = int(socket.gethostbyname(socket.gethostname()).split(".")[3])
printed = set()

def attempt(ahead):
    global newest
    while True:
        time.sleep(0.02)
        host = (newest + ahead - 2) % 253 + 2
        address = f"10.244.0.{host}"
        try:
            socket.create_connection((address, 80), 0.03).close()
            answer = "connected"
        except ConnectionRefusedError:
            answer = "refused"
        except OSError:
            continue
        if (address, answer) not in printed:
            printed.add((address, answer))
            print(address, answer, flush=True)
            if answer == "connected":
                newest = host

for ahead in range(-8, 32):
    threading.Thread(target=attempt, args=(ahead,)).start()
`;

/** Two servers whose Pods are re-created with each generation. \`web\` allows only the app group, \`open\` allows anyone. */
const program = (generation: number): string => `
const all = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const http = { protocol: "tcp", fromPort: 80, toPort: 80 };
const app = new SecurityGroup("app", { egress: all });
const other = new SecurityGroup("other", { egress: all });
const web = new SecurityGroup("web", { ingress: [{ ...http, securityGroups: [app.id] }] });
const open = new SecurityGroup("open", { ingress: [{ ...http, cidrBlocks: ["0.0.0.0/0"] }] });
const client = (name: string, group: SecurityGroup) => new Ec2Instance(name, {
  ami: "ec2-pods/bash:1", instanceType: "t3.micro", vpcSecurityGroupIds: [group.id],
  userData: ${JSON.stringify(client)},
});
const server = (name: string, group: SecurityGroup) => new Ec2Instance(name, {
  ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [group.id],
  userData: "#cloud-config\\nbootcmd: [httpd -p 80 -h /etc]\\n", tags: { ${tolerating(`generation-${generation}`)} },
});
export const member = client("member", app).podName;
export const stranger = client("stranger", other).podName;
export const addresses = { web: server("web", web).privateIp, open: server("open", open).privateIp };
`;

interface Outputs {
  member: string;
  stranger: string;
  addresses: Record<"web" | "open", string>;
}

const log = "/var/log/cloud-init-output.log";
const untilConnected = (pod: string, address: string) =>
  inside(stack.namespace, pod, `until grep -qx '${address} connected' ${log}; do sleep 0.1; done`);

test("a re-created instance is never reachable from a group that its rules don't allow, however young it is", async () => {
  stack = await TestStack.create("never-reachable", program(0));
  // Without the metadata sidecar, an instance serves before the API server knows its address.
  await kubectl(
    "default",
    "label",
    "namespace",
    stack.namespace,
    "pod-security.kubernetes.io/enforce=baseline",
  );
  await stack.up();
  const { member, stranger, addresses } = await stack.outputs<Outputs>();
  const generations = [addresses];
  for (;;) {
    const { web, open } = generations.at(-1)!;
    await untilConnected(member, web);
    await untilConnected(stranger, open);
    if (generations.length > recreates) break;
    stack.program(program(generations.length));
    await stack.up();
    generations.push((await stack.outputs<Outputs>()).addresses);
  }
  const webs = generations.map(({ web }) => web);
  expect(new Set(webs).size).toBe(recreates + 1);
  const { stdout } = await inside(stack.namespace, stranger, `cat ${log}`);
  expect(stdout.split("\n").filter((line) => webs.includes(line.split(" ")[0]!))).toEqual([]);
});
