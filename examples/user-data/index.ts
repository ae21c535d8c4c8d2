// A web server that a cloud-config sets up, as on EC2. `pulumi up` waits until the cloud-config has run. If it fails, the
// error shows the end of the console. To see that, change the last command to `exit 1`.
//
//   pulumi up
//   kubectl exec $(pulumi stack output podName) -- wget -qO- http://localhost
//   kubectl exec $(pulumi stack output podName) -- cat /var/log/cloud-init-output.log
import { Ec2Instance } from "pulumi-ec2-pods";

const web = new Ec2Instance("web", {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  userData: `#cloud-config
write_files:
  - path: /srv/www/index.html
    permissions: "0644"
    content: |
      Hello from a cloud-config
runcmd:
  - [httpd, -p, "80", -h, /srv/www]
  - echo "$INSTANCE_ID serves /srv/www"
`,
  waitForUserData: true,
  getConsoleOutput: true,
  tags: { Name: "web" },
});

export const { instanceId, podName, userDataExitStatus, consoleOutput } = web;
