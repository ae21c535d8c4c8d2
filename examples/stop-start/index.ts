// A database that you stop at night. It keeps its id, its address and its disk. User data runs only at the first boot.
//
//   pulumi up
//   pulumi config set state stopped && pulumi up
//   pulumi config set state running && pulumi up
//   kubectl exec $(pulumi stack output podName) -- cat /var/lib/journal
import * as pulumi from "@pulumi/pulumi";
import { Ec2Instance } from "pulumi-ec2-pods";

const state = new pulumi.Config().get<"running" | "stopped">("state") ?? "running";

const db = new Ec2Instance("db", {
  ami: "busybox:1.35",
  instanceType: "t3.small",
  instanceState: state,
  userData: `#!/bin/sh
echo "first boot of $INSTANCE_ID" | tee -a /var/lib/journal
`,
  waitForUserData: true,
  tags: { Name: "db" },
});

export const { instanceId, podName, privateIp, instanceState } = db;
