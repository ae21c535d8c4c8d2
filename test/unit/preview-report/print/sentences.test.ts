import { ruleSentence } from "../../../../provider/preview-report/print/sentences";
import type { RuleChange } from "../../../../provider/preview-report/traffic/grants";

const ssh: RuleChange = {
  effect: "opens",
  direction: "ingress",
  group: "web",
  groupId: "sg-00000000000000000",
  peer: "0.0.0.0/0",
  peerKind: "cidr",
  ports: ["tcp/22"],
  openToWorld: true,
  except: [],
  instances: ["server"],
};
const closing: RuleChange = { ...ssh, effect: "closes", openToWorld: false };
const unknown: RuleChange = { ...ssh, peer: "unknown", peerKind: "unknown", openToWorld: false };

test.each<[RuleChange, string]>([
  [ssh, "web allows tcp/22 from anywhere (0.0.0.0/0). Instances: server"],
  [{ ...ssh, peer: "128.0.0.0/1" }, "web allows tcp/22 from anywhere (128.0.0.0/1). Instances: server"],
  [
    { ...ssh, except: ["10.0.0.0/8"] },
    "web allows tcp/22 from anywhere (0.0.0.0/0); 10.0.0.0/8 was already allowed. Instances: server",
  ],
  [
    { ...ssh, except: ["10.0.0.0/8", "192.0.2.0/24"] },
    "web allows tcp/22 from anywhere (0.0.0.0/0); 10.0.0.0/8 and 192.0.2.0/24 were already allowed. Instances: server",
  ],
  [
    { ...closing, peer: "10.0.0.0/8", except: ["10.1.0.0/16"] },
    "web no longer allows tcp/22 from 10.0.0.0/8; 10.1.0.0/16 is still allowed. Instances: server",
  ],
  [
    { ...closing, except: ["10.0.0.0/8", "192.0.2.0/24", "2001:db8::/32"] },
    "web no longer allows tcp/22 from anywhere (0.0.0.0/0); 10.0.0.0/8, 192.0.2.0/24, and 2001:db8::/32 are still allowed. Instances: server",
  ],
  [
    { ...ssh, direction: "egress", ports: ["all traffic"], openToWorld: false, instances: [] },
    "web allows all traffic to anywhere (0.0.0.0/0). Instances: none",
  ],
  [
    { ...closing, peer: "db", peerKind: "group", ports: ["tcp/80-90", "tcp/443", "all udp"] },
    "web no longer allows tcp/80-90, tcp/443, and all udp from group db. Instances: server",
  ],
  [
    { ...ssh, peer: "64.0.0.0/2", isUnknownGroup: true },
    "web allows tcp/22 from 64.0.0.0/2. Instances: unknown in this preview",
  ],
  [unknown, "web allows tcp/22 from a source that is unknown in this preview. Instances: server"],
  [
    { ...unknown, direction: "egress", instances: ["a", "b", "c", "d", "e", "f", "g"] },
    "web allows tcp/22 to a destination that is unknown in this preview. Instances: a, b, c, d, e and 2 more",
  ],
])("a rule as a sentence: %#", (rule, sentence) => {
  expect(ruleSentence(rule, (text) => text)).toBe(sentence);
});
