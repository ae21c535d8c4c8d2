import { clientConfig, knownHosts } from "../../../../provider/access/ssh/client-config";

const web = {
  id: "i-0123456789abcdef0",
  name: "web",
  user: "ec2-user",
  addresses: ["127.8.9.10", ""],
  hostKey: "ssh-ed25519 AAAA",
};

test("a configuration names an instance by name, id and address, and runs the command for it", () => {
  expect(clientConfig([web], "/home/me/50% done/known_hosts", ["/usr/bin/node", "/it's/main.js"])).toBe(
    `Host web i-0123456789abcdef0 127.8.9.10
  User ec2-user
  HostKeyAlias i-0123456789abcdef0
  UserKnownHostsFile "/home/me/50%% done/known_hosts"
  StrictHostKeyChecking yes
  ProxyCommand '/usr/bin/node' '/it'\\''s/main.js' 'i-0123456789abcdef0'
`,
  );
});

test("a name that two instances have, or that is more than a name, isn't printed", () => {
  const others = ["web", "a b", "*", "x\n  ProxyCommand rm -rf ~", "-oProxyCommand=x", '"'].map(
    (name, index) => ({
      ...web,
      id: `i-${index}`,
      name,
      addresses: [],
    }),
  );
  const text = clientConfig([web, ...others], "/k", ["ec2-pods"]);
  expect(text.match(/^Host .*$/gm)).toEqual([
    "Host i-0123456789abcdef0 127.8.9.10",
    ...others.map(({ id }) => `Host ${id}`),
  ]);
  expect(text).not.toContain("rm -rf");
});

test("known hosts are the instances' ids", () => {
  expect(knownHosts([web])).toBe("i-0123456789abcdef0 ssh-ed25519 AAAA\n");
});
