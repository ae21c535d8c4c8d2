import { neverFiltered, neverFilteredIn, ofRules } from "../../../provider/security-group/never-filtered";

const of = (settings: Record<string, string>) => neverFilteredIn((key) => settings[key]);
const dns = (to: object[], port: number) => ({
  to,
  ports: [
    { protocol: "TCP", port },
    { protocol: "UDP", port },
  ],
});
const range = (cidr: string) => ({ ipBlock: { cidr } });
const podsOf = (namespace: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
});

test.each<Record<string, string>>([
  {},
  { "ec2-pods:metadataImage": "none" },
  { "ec2-pods:dns": "10.96.0.10" },
])("no group opens the metadata service of its node: %j", (settings) => {
  const { egress, failures } = of(settings);
  expect(failures).toEqual([]);
  expect(egress.slice(0, 2)).toEqual(neverFiltered);
  expect(JSON.stringify(egress)).not.toContain("169.254.169.254");
});

test.each([
  ["169.254.169.254", [dns([range("169.254.169.254/32")], 53)]],
  ["10.96.0.10:53", [dns([range("10.96.0.10/32")], 53)]],
  ["10.128.0.0/14:5353", [dns([range("10.128.0.0/14")], 5353)]],
  ["openshift-dns:5353", [dns([podsOf("openshift-dns")], 5353)]],
  ["fd00:10:96::a", [dns([range("fd00:10:96::a/128")], 53)]],
  ["[fd00:10:96:0::a]:5353", [dns([range("fd00:10:96::a/128")], 5353)]],
  ["fd00::/64", [dns([range("fd00::/64")], 53)]],
  [
    " openshift-dns:5353, 10.96.0.10,10.96.0.10:53 , ",
    [dns([range("10.96.0.10/32")], 53), dns([podsOf("openshift-dns")], 5353)],
  ],
])("the DNS servers %s are open in every group", (text, added) => {
  const { egress, failures } = of({ "ec2-pods:dns": text });
  expect(failures).toEqual([]);
  expect(egress.slice(2)).toEqual(added);
  expect(ofRules(added)).toEqual([]);
});

test("the order in which DNS servers are named is no change", () => {
  expect(of({ "ec2-pods:dns": "b,10.0.0.1:54,a" })).toEqual(of({ "ec2-pods:dns": "10.0.0.1:54,a,b" }));
});

test.each([
  "10.96.0",
  "10.96.0.10:0",
  "10.96.0.10:65536",
  "10.96.0.0/33",
  "Kube-DNS",
  "dns.example.com",
  "a:b",
  "::g",
  ":53",
])("%s is no DNS server", (text) => {
  expect(of({ "ec2-pods:dns": `10.0.0.1,${text}` })).toMatchObject({
    failures: [
      `ec2-pods:dns of the stack's configuration has "${text}". Use addresses, ranges or namespaces of DNS servers, with their port if it isn't 53, such as 169.254.169.254,openshift-dns:5353`,
    ],
  });
});

test("the entry of a rule is no such entry", () => {
  const entries = [{ ports: [{ protocol: "TCP", port: 53 }] }, {}];
  expect(ofRules(entries)).toEqual(entries);
});
