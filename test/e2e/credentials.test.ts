import { inside, kubectl, podsByName } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

interface Output {
  podName: string;
  privateIp: string;
}

// The answer of an STS emulator, by busybox's web server.
const sts = `
const answer = "<Credentials><AccessKeyId>ASIAEMULATED</AccessKeyId><SecretAccessKey>from/sts</SecretAccessKey>" +
  "<SessionToken>token==</SessionToken><Expiration>2099-01-01T00:00:00.5Z</Expiration></Credentials>";
const userData = \`#!/bin/sh
mkdir -p /www/cgi-bin
cat >/www/cgi-bin/sts <<'END'
#!/bin/sh
cat >/www/asked
printf 'Content-Type: text/xml\\\\n\\\\n%s' '\${answer}'
END
chmod 755 /www/cgi-bin/sts
httpd -h /www
\`;
export const sts = of(new Ec2Instance("sts", { ...machine, userData, waitForUserData: true }));`;

const program = (profile: string): string => `
const of = ({ podName, privateIp }: Ec2Instance) => ({ podName, privateIp });
const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };
${sts}
export const web = of(new Ec2Instance("web", { ...machine, metadataOptions: { httpTokens: "required" }, ${profile} }));`;

/** Asks with a token, as SDKs do; the script of the whole conversation runs in the instance. */
async function ask(podName: string, path: string): Promise<string> {
  const put = "PUT /latest/api/token HTTP/1.1\\r\\nX-aws-ec2-metadata-token-ttl-seconds: 60\\r\\n\\r\\n";
  const { stdout, stderr } = await inside(
    stack.namespace,
    podName,
    `token=$(printf '${put}' | timeout 60 nc 169.254.169.254 80 | tail -n 1)
     timeout 15 wget --header "X-aws-ec2-metadata-token: $token" -qO- http://169.254.169.254/latest/meta-data/${path}`,
  );
  return stdout || stderr.trim();
}

/** What a running Pod gets reaches its metadata service with the kubelet's next synchronization. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}

const role = "iam/security-credentials/web-role";

test("169.254.169.254 serves a role's credentials: fixed ones, then those of an STS endpoint, then none", async () => {
  stack = await TestStack.create("credentials", program('iamInstanceProfile: "web-role"'));
  const configure = (path: string, value: string) =>
    stack.succeed("config", "set", "--secret", "--path", `ec2-pods:credentials${path}`, value);
  await configure(".accessKeyId", "AKIAFIXED");
  await configure(".secretAccessKey", "hush/hush+hush=");
  const preview = await stack.succeed("preview", "--diff");
  const said = await stack.up();
  const { web, sts } = await stack.outputs<{ web: Output; sts: Output }>();
  expect(await ask(web.podName, "iam/security-credentials/")).toBe("web-role");
  expect(JSON.parse(await ask(web.podName, "iam/info"))).toMatchObject({
    Code: "Success",
    InstanceProfileArn: "arn:aws:iam::000000000000:instance-profile/web-role",
  });
  expect(JSON.parse(await ask(web.podName, role))).toMatchObject({
    Code: "Success",
    Type: "AWS-HMAC",
    AccessKeyId: "AKIAFIXED",
    SecretAccessKey: "hush/hush+hush=",
    Token: "",
  });
  // Without a token, as httpTokens says, and for an instance without a profile, there are none.
  const plain = await inside(
    stack.namespace,
    web.podName,
    `wget -qO- http://169.254.169.254/latest/meta-data/${role}`,
  );
  expect(plain.stderr).toContain("401");
  expect(await ask(sts.podName, "iam/info")).toContain("404");

  // Nothing but the Secret has them.
  const pods = await kubectl(stack.namespace, "get", "pods,events", "-o", "yaml");
  const state = await stack.succeed("stack", "export");
  for (const text of [preview, said, pods, state]) expect(text).not.toMatch(/AKIAFIXED|hush/);
  expect(await inside(stack.namespace, web.podName, "ls /etc/ec2-pods-credentials")).not.toMatchObject({
    stdout: "x",
  });
  expect(await stack.preview()).toEqual({});

  const { uid } = (await podsByName(stack.namespace))["web"]!.metadata;
  await stack.succeed("config", "rm", "ec2-pods:credentials");
  const endpoint = `http://${sts.privateIp}/cgi-bin/sts`;
  await stack.succeed("config", "set", "ec2-pods:credentials", JSON.stringify({ endpoint }));
  await stack.up();
  await until(async () => (await ask(web.podName, role)).includes("ASIAEMULATED"));
  expect(JSON.parse(await ask(web.podName, role))).toMatchObject({
    Code: "Success",
    SecretAccessKey: "from/sts",
    Token: "token==",
    Expiration: "2099-01-01T00:00:00Z",
  });
  const { stdout: asked } = await inside(stack.namespace, sts.podName, "cat /www/asked");
  expect(asked).toContain("RoleArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Arole%2Fweb-role");

  stack.program(program(""));
  await stack.up();
  await until(async () => (await ask(web.podName, "iam/info")).includes("404"));
  expect((await podsByName(stack.namespace))["web"]!.metadata.uid).toBe(uid);
  expect(await stack.preview()).toEqual({});

  await stack.succeed("destroy", "--yes", "--skip-preview");
  await until(
    async () => !(await kubectl(stack.namespace, "get", "secrets", "-o", "name")).includes("credentials"),
  );
});
