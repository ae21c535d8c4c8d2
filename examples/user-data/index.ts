// A web server that a cloud-config sets up, as on EC2. `pulumi up` ends once that is done, and fails with the end of
// the console where it isn't: make the last command `exit 1` to see that.
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
