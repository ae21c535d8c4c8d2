import { reportOn } from "../../../../provider/preview-report";

const type = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance";
const urn = `urn:pulumi:dev::shop::${type}::web`;
const instance = {
  ami: "busybox:1.36",
  instanceType: "t3.micro",
  instanceId: "i-11111111111111111",
  name: "web",
  vpcSecurityGroupIds: ["sg-11111111111111111"],
};

/** A preview that changes an instance with secret tags. */
function preview(pod: object, path: string): string {
  const values = { ...instance, tags: "[secret]", pod };
  const state = { urn, type, inputs: values, outputs: values };
  const changed = { kind: "update", inputDiff: true };
  return JSON.stringify({
    steps: [
      {
        op: "update",
        urn,
        oldState: state,
        newState: state,
        detailedDiff: { tags: changed, [path]: changed },
        diffReasons: ["tags", path],
      },
    ],
    changeSummary: { update: 1 },
  });
}

test.each(["nodeSelector", "tolerations", "imagePullSecrets"])(
  "a change of a secret tag that sets the Pod's %s re-creates the Pod",
  (part) => {
    const { text } = reportOn(preview({ [part]: "[secret]" }, `pod.${part}`), { format: "json" });
    expect(JSON.parse(text)).toMatchObject({ conditions: ["recreate"] });
    const unchanged = reportOn(preview({ [part]: "[secret]" }, "pod.annotations"), { format: "json" });
    expect(JSON.parse(unchanged.text)).toMatchObject({ conditions: [] });
  },
);
