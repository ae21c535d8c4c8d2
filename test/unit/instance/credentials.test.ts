import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { unknownValue } from "../../../provider/common/values";
import { iamKinds } from "../../../provider/iam/kinds";
import { type CredentialSource, parseCredentialSource } from "../../../provider/instance/credential-source";
import { credentialsFor, toCredentialsSecret } from "../../../provider/instance/credentials";
import { metadataAnnotation } from "../../../provider/instance/metadata";
import { metadataHandler } from "../../../provider/instance/metadata-server";
import { toPod } from "../../../provider/instance/pod";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import { forget } from "../../../provider/record/registry";
import { shapeOf } from "../../../provider/record/shape";
import { instanceInputs } from "../../support/instance";

const fixed: CredentialSource = { accessKeyId: "AKIA1", secretAccessKey: "s/e+c=ret", sessionToken: "tok" };
const web = { ...instanceInputs, iamInstanceProfile: "web" };
const pod = { metadata: { name: "ec2-web-1", namespace: "apps", uid: "1" } };
const now = new Date("2026-01-02T03:04:05.678Z");

const withCredentials = (source: CredentialSource) => {
  const credentials = credentialsFor(web, source)!;
  return { ...web, pod: { ...web.pod, credentials } };
};
const filesOf = (source: CredentialSource | undefined, inputs = withCredentials(source ?? fixed)) =>
  Object.fromEntries(
    Object.entries(toCredentialsSecret(inputs, pod, source, now).data ?? {}).map(([file, content]) => [
      file,
      Buffer.from(content, "base64").toString(),
    ]),
  );

describe("the settings", () => {
  const parse = (text: string) => {
    const failures: string[] = [];
    const source = parseCredentialSource(text, (path, reason) => failures.push(`${path} ${reason}`));
    return { source, failures };
  };

  test.each([
    { accessKeyId: "a", secretAccessKey: "b" },
    { accessKeyId: "a", secretAccessKey: "b/+=", sessionToken: "c" },
    { endpoint: "http://localstack.default.svc:4566" },
    { endpoint: "https://sts.test/x?y=z", accessKeyId: "000000000001" },
  ])("%j is a source", (source) => {
    expect(parse(JSON.stringify(source))).toEqual({ source, failures: [] });
  });

  test.each([
    ["nonsense", [" isn't an object"]],
    ["[]", [" isn't an object"]],
    ["{}", [".accessKeyId is missing", ".secretAccessKey is missing"]],
    [{ accessKeyId: "hush" }, [".secretAccessKey is missing"]],
    [{ accessKeyId: "hush", secretAccessKey: 3 }, [".secretAccessKey isn't a string"]],
    [
      { accessKeyId: "hush hush", secretAccessKey: 'hush"' },
      [".accessKeyId isn't", ".secretAccessKey isn't"],
    ],
    [{ accessKeyId: "hush", secretAccessKey: "hush\n" }, [".secretAccessKey isn't a string"]],
    [{ endpoint: "hush.test" }, [".endpoint isn't a URL"]],
    [{ endpoint: "http://hush.test", secretAccessKey: "hush" }, [".secretAccessKey isn't an argument"]],
    [
      { accesKeyId: "hush", secretAccessKey: "hush" },
      [
        '.accesKeyId isn\'t an argument of the credentials. Did you mean "accessKeyId"',
        ".accessKeyId is missing",
      ],
    ],
  ])("%j isn't one, and no failure shows a value of it", (value, expected) => {
    const { source, failures } = parse(typeof value === "string" ? value : JSON.stringify(value));
    expect(source).toBeUndefined();
    expect(failures).toEqual(expected.map((start) => expect.stringContaining(start) as string));
    expect(failures.join()).not.toContain("hush");
  });
});

describe("the role of an instance", () => {
  const urn = (type: string, name: string) => `urn:pulumi:dev::shop::pulumi-nodejs:iam/${type}::${name}`;
  const declare = async (kind: string, name: string, args: object): Promise<void> => {
    const lifecycle = lifecycleOf(`iam:${kind}`, iamKinds[`iam:${kind}`]!, shapeOf(`iam:${kind}`));
    await lifecycle.check({}, { ...args, __urn: urn(kind, name), __provider: "" });
  };
  afterEach(() => {
    for (const kind of ["Role", "InstanceProfile"]) forget(urn(kind, "web"));
  });
  const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });

  test("is that of its profile's record, with its path", async () => {
    await declare("Role", "web", { name: "app-role", path: "/app/", assumeRolePolicy: trust });
    await declare("InstanceProfile", "web", { name: "web", role: "app-role" });
    expect(credentialsFor(web, fixed)).toEqual({
      profileArn: "arn:aws:iam::000000000000:instance-profile/web",
      profileId: expect.stringMatching(/^AIPA/),
      role: "app-role",
      roleArn: "arn:aws:iam::000000000000:role/app/app-role",
      version: expect.stringMatching(/^[0-9a-f]{17}$/),
    });
  });

  test("is named like the profile of another stack", () => {
    expect(credentialsFor(web, fixed)).toMatchObject({
      role: "web",
      roleArn: "arn:aws:iam::000000000000:role/web",
      profileId: credentialsFor(web, fixed)!.profileId,
    });
  });

  test("is none without a role in the profile", async () => {
    await declare("InstanceProfile", "web", { name: "web" });
    const inputs = withCredentials(fixed);
    expect(inputs.pod.credentials.role).toBe("");
    expect(filesOf(fixed, inputs)).toMatchObject({
      role: "",
      facts: expect.not.stringContaining("security"),
    });
  });

  test("is unknown if the preview doesn't know it", async () => {
    expect(credentialsFor({ ...web, iamInstanceProfile: unknownValue }, fixed)).toBe(unknownValue);
    await declare("InstanceProfile", "web", { name: "web", role: unknownValue });
    expect(credentialsFor(web, fixed)).toBe(unknownValue);
  });

  test("is none without a profile, and without configuration", () => {
    expect(credentialsFor(instanceInputs, fixed)).toBeUndefined();
    expect(credentialsFor({ ...web, iamInstanceProfile: "" }, fixed)).toBeUndefined();
    expect(credentialsFor(web, undefined)).toBeUndefined();
  });

  test("changes its version with the credentials, which it doesn't show", () => {
    const [one, other] = [fixed, { ...fixed, secretAccessKey: "another" }].map((source) =>
      credentialsFor(web, source),
    );
    expect(one!.version).not.toBe(other!.version);
    expect(JSON.stringify(one)).not.toMatch(/AKIA1|ret|tok/);
  });
});

describe("the Pod", () => {
  const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: true };
  const volumeOf = (inputs: Parameters<typeof toPod>[0], more = {}) => {
    const { spec } = toPod(inputs, { ...launch, ...more });
    expect(spec!.containers[0]!.volumeMounts?.map(({ name }) => name)).toEqual(["user-data", "power"]);
    return spec!.volumes!.find(({ name }) => name === "credentials")?.secret;
  };

  test("waits for its credentials, in a Secret that only the metadata service mounts", () => {
    const secret = { secretName: "ec2-web-1-credentials", optional: false, defaultMode: 0o400 };
    expect(volumeOf(withCredentials(fixed))).toEqual(secret);
    expect(toCredentialsSecret(withCredentials(fixed), pod, fixed, now).metadata).toMatchObject({
      name: "ec2-web-1-credentials",
      ownerReferences: [{ kind: "Pod", name: "ec2-web-1", uid: "1" }],
    });
  });

  test("has room for credentials that come later", () => {
    expect(volumeOf(web)).toMatchObject({ optional: true });
    expect(volumeOf(instanceInputs, { hasCredentials: true })).toMatchObject({ optional: true });
    expect(volumeOf(instanceInputs)).toBeUndefined();
    expect(volumeOf(withCredentials(fixed), { metadata: false })).toBeUndefined();
  });

  test("shows nothing of them", () => {
    expect(JSON.stringify(toPod(withCredentials(fixed), launch))).not.toMatch(/AKIA1|s\/e\+c|"tok"/);
  });
});

describe("the metadata service", () => {
  let folder: string;
  let sts: Server | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "credentials-"));
    mkdirSync(join(folder, "iam"));
    writeFileSync(join(folder, "handler"), metadataHandler);
    writeFileSync(join(folder, "annotation"), metadataAnnotation(instanceInputs));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    sts?.close();
    sts = undefined;
  });

  const mount = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "iam", name), text);
  };
  async function get(path: string): Promise<string> {
    const child = spawn("busybox", ["sh", join(folder, "handler")], {
      env: {
        PATH: process.env["PATH"],
        FACTS: join(folder, "annotation"),
        STATE: folder,
        IAM: join(folder, "iam"),
        USER_DATA: join(folder, "none"),
      },
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    child.stdin.end(`GET /latest/meta-data/${path} HTTP/1.1\r\n\r\n`);
    await once(child, "close");
    const [head = "", body = ""] = text.split("\r\n\r\n");
    return head.startsWith("HTTP/1.1 200") ? body : head.slice(9, 12);
  }
  const role = "iam/security-credentials/web";
  const document = async (): Promise<Record<string, string>> =>
    JSON.parse(await get(role)) as Record<string, string>;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

  test("serves fixed values in EC2's form", async () => {
    mount(filesOf(fixed));
    expect(await get("")).toContain("\niam/");
    expect(await get("iam/")).toBe("info\nsecurity-credentials/");
    expect(await get("iam/security-credentials/")).toBe("web");
    expect(JSON.parse(await get("iam/info"))).toEqual({
      Code: "Success",
      LastUpdated: "2026-01-02T03:04:05Z",
      InstanceProfileArn: "arn:aws:iam::000000000000:instance-profile/web",
      InstanceProfileId: expect.stringMatching(/^AIPA[0-9A-F]{17}$/),
    });
    const answer = await document();
    expect(answer).toEqual({
      Code: "Success",
      LastUpdated: expect.stringMatching(time),
      Type: "AWS-HMAC",
      AccessKeyId: "AKIA1",
      SecretAccessKey: "s/e+c=ret",
      Token: "tok",
      Expiration: expect.stringMatching(time),
    });
    const hours = (Date.parse(answer["Expiration"]!) - Date.parse(answer["LastUpdated"]!)) / 3_600_000;
    // The service reads the clock once for each.
    expect(hours).toBeCloseTo(6, 1);
    expect(await get("iam/security-credentials/other")).toBe("404");
    expect(await get(`${role}/more`)).toBe("404");
  });

  test("serves none without a Secret, and once the profile is gone", async () => {
    expect([await get("iam/info"), await get("iam"), await get(role)]).toEqual(["404", "404", "404"]);
    mount(filesOf(undefined));
    expect([await get("iam/info"), await get("iam"), await get(role)]).toEqual(["404", "404", "404"]);
  });

  /** An STS that counts, and whose answers expire after some seconds. */
  async function emulator(
    seconds: number,
    status = 200,
  ): Promise<{ source: CredentialSource; asked: string[] }> {
    const asked: string[] = [];
    sts = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        asked.push(`${request.method} ${request.headers.authorization} ${body}`);
        const expiration = new Date(Date.now() + seconds * 1000).toISOString().replace("Z", "123Z");
        response.writeHead(status, { "content-type": "text/xml" });
        response.end(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult><Credentials><AccessKeyId>ASIA${asked.length}</AccessKeyId>
  <SecretAccessKey>s/${asked.length}+</SecretAccessKey><SessionToken>FQoG"\\${asked.length}==</SessionToken>
  <Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`);
      });
    });
    sts.listen(0, "127.0.0.1");
    await once(sts, "listening");
    const { port } = sts.address() as AddressInfo;
    return { source: { endpoint: `http://127.0.0.1:${port}` }, asked };
  }

  test("asks an STS endpoint for the role, and keeps the answer", async () => {
    const { source, asked } = await emulator(3600);
    mount(filesOf(source));
    expect(asked).toEqual([]);
    const first = await document();
    expect(first).toEqual({
      Code: "Success",
      LastUpdated: expect.stringMatching(time),
      Type: "AWS-HMAC",
      AccessKeyId: "ASIA1",
      SecretAccessKey: "s/1+",
      Token: "FQoG1==",
      Expiration: expect.stringMatching(time),
    });
    expect(await document()).toEqual(first);
    expect(asked).toEqual([
      "POST AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0 " +
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Arole%2Fweb&RoleSessionName=i-0123456789abcdef0",
    ]);
  });

  test("asks again before the credentials expire, and for another role", async () => {
    const { source, asked } = await emulator(200);
    mount(filesOf(source));
    expect([(await document())["AccessKeyId"], (await document())["AccessKeyId"]]).toEqual([
      "ASIA1",
      "ASIA2",
    ]);
    mount(filesOf({ ...source, accessKeyId: "other" } as CredentialSource));
    expect((await document())["AccessKeyId"]).toBe("ASIA3");
    expect(asked.at(-1)).toContain("Credential=other/");
  });

  test("serves what it has while the endpoint fails, and says so if it has nothing", async () => {
    const { source } = await emulator(200);
    mount(filesOf(source));
    expect((await document())["AccessKeyId"]).toBe("ASIA1");
    sts!.close();
    expect((await document())["AccessKeyId"]).toBe("ASIA1");
    mount(filesOf({ ...source, accessKeyId: "other" } as CredentialSource));
    expect(await document()).toEqual({
      Code: "AssumeRoleUnauthorizedAccess",
      Message: "The STS endpoint of ec2-pods:credentials gave no credentials of the role web",
      LastUpdated: expect.stringMatching(time),
    });
  });

  test.each([400, 500])("an answer %d of the endpoint gives none", async (status) => {
    const { source } = await emulator(3600, status);
    mount(filesOf(source));
    expect((await document())["Code"]).toBe("AssumeRoleUnauthorizedAccess");
  });
});
