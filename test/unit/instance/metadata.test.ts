import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { publicAddress } from "../../../provider/common/public-address";
import { describedIn, hostnameIn, metadataAnnotation } from "../../../provider/instance/metadata";
import { metadataHandler } from "../../../provider/instance/metadata-server";
import type { InstanceInputs } from "../../../provider/instance/model";
import { group, instanceInputs, otherGroup } from "../../support/instance";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "metadata-"));
  writeFileSync(join(folder, "key"), "key of the test");
  writeFileSync(join(folder, "handler"), metadataHandler);
  serve({});
});
afterEach(() => rmSync(folder, { recursive: true }));

const privateDns = "i-0123456789abcdef0.ec2-instances.apps.svc.cluster.local";
const serve = (more: Partial<InstanceInputs>) =>
  writeFileSync(join(folder, "facts"), metadataAnnotation({ ...instanceInputs, ...more }, privateDns));

interface Answer {
  status: string;
  headers: string[];
  body: string;
}

/** One request to the handler, run by the shell of the sidecar's image. */
function send(request: string): Answer {
  const { stdout, error } = spawnSync("busybox", ["sh", join(folder, "handler")], {
    input: request,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      POD_IP: "10.244.0.7",
      FACTS: join(folder, "facts"),
      STATE: folder,
      USER_DATA: join(folder, "user-data.txt"),
    },
  });
  if (error) throw new Error(`busybox is missing (${error.message}). Run "apt-get install busybox-static".`);
  const [head = "", ...body] = stdout.split("\r\n\r\n");
  const [status = "", ...headers] = head.split("\r\n");
  return { status: status.replace("HTTP/1.1 ", ""), headers, body: body.join("\r\n\r\n") };
}
const request = (method: string, path: string, ...headers: string[]) =>
  send([`${method} ${path} HTTP/1.1`, "Host: 169.254.169.254", ...headers, "", ""].join("\r\n"));
const get = (path: string, ...headers: string[]) => request("GET", path, ...headers);
const newToken = (ttl = "60") =>
  request("PUT", "/latest/api/token", `X-aws-ec2-metadata-token-ttl-seconds: ${ttl}`);

test.each([
  ["/", "1.0\n2007-01-19\nlatest"],
  ["/latest", "dynamic\nmeta-data\nuser-data"],
  ["/latest/meta-data/instance-id", "i-0123456789abcdef0"],
  ["/2021-07-15/meta-data/instance-type/", "t3.micro"],
  ["/latest/meta-data/local-ipv4?x=1", "10.244.0.7"],
  ["/latest/meta-data/local-hostname", privateDns],
  ["http://169.254.169.254/1.0/meta-data/ami-id", "busybox:1.35"],
  ["/latest/meta-data/placement/", "availability-zone\nregion"],
  ["/latest/meta-data/services", "domain\npartition"],
])("GET %s is answered", (path, body) => {
  const answer = get(path);
  expect(answer).toMatchObject({ status: "200 OK", body });
  expect(answer.headers).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
});

test("a folder's listing marks the folders in it", () => {
  const listing = get("/latest/meta-data/").body.split("\n");
  expect(listing).toContain("placement/");
  expect(listing).toContain("instance-id");
  expect(listing).not.toContain("tags/");
  expect(new Set(listing).size).toBe(listing.length);
});

test("values of several lines and the identity document are served unchanged", () => {
  serve({ vpcSecurityGroupIds: [group, otherGroup], ami: 'a\\b\t"c"\n%d' });
  const { body: mac } = get("/latest/meta-data/mac");
  expect(get(`/latest/meta-data/network/interfaces/macs/${mac}/security-group-ids`).body).toBe(
    `${group}\n${otherGroup}`,
  );
  expect(get("/latest/meta-data/ami-id").body).toBe('a\\b\t"c"\n%d');
  expect(JSON.parse(get("/latest/dynamic/instance-identity/document").body)).toMatchObject({
    architecture: "x86_64",
    availabilityZone: "us-east-1a",
    imageId: 'a\\b\t"c"\n%d',
    privateIp: "10.244.0.7",
  });
});

test("a public address and the subnet are served, and nothing of an address that there isn't", () => {
  const publicIp = publicAddress(instanceInputs.instanceId);
  serve({ subnetId: "subnet-1", instanceMarketOptions: { marketType: "spot" } });
  expect(get("/latest/meta-data/public-ipv4").body).toBe(publicIp);
  expect(get("/latest/meta-data/public-hostname").body).toBe(publicIp);
  expect(get("/latest/meta-data/instance-life-cycle").body).toBe("spot");
  const { body: mac } = get("/latest/meta-data/mac");
  expect(get(`/latest/meta-data/network/interfaces/macs/${mac}/subnet-id`).body).toBe("subnet-1");
  for (const without of [{ associatePublicIpAddress: false }, { publicIp: "" }]) {
    serve(without);
    expect(get("/latest/meta-data/public-ipv4").status).toBe("404 Not Found");
  }
});

test("a look-up reads the instance's arguments from the answers", () => {
  const { region, availabilityZone, instanceType, instanceId } = instanceInputs;
  const found = { region, availabilityZone, instanceType };
  for (const ami of ["busybox:1.35", 'a\\b\\n\t"c"\r\n@mac@']) {
    const inputs = { ...instanceInputs, ami, subnetId: "subnet-1" };
    expect(describedIn(metadataAnnotation(inputs))).toEqual({
      ...found,
      ami,
      subnetId: "subnet-1",
      publicIp: publicAddress(instanceId),
    });
  }
  const closed = { ...instanceInputs, associatePublicIpAddress: false };
  expect(describedIn(metadataAnnotation(closed))).toMatchObject({ publicIp: "" });
  for (const text of [undefined, "", "nothing\n"]) expect(describedIn(text)).toEqual({});
});

test("the name is read from the answers, unless the Pod of an older release makes its own", () => {
  expect(hostnameIn(metadataAnnotation(instanceInputs, privateDns))).toBe(privateDns);
  for (const text of [undefined, "nothing\n", metadataAnnotation(instanceInputs)]) {
    expect(hostnameIn(text)).toBeUndefined();
  }
});

test("tags are served if they are enabled, whatever their text", () => {
  const tags = { Name: "web", "a'b\"$(id)*?": "@privateIp@ $(id) `id` %s", "with/slash": "1", ä: "ö" };
  serve({ tags, metadataOptions: { instanceMetadataTags: "enabled" } });
  const path = "/latest/meta-data/tags/instance";
  expect(get(path).body.split("\n").sort()).toEqual(["Name", "a'b\"$(id)*?", "ä"].sort());
  expect(get(`${path}/${encodeURIComponent("a'b\"$(id)*?")}`).body).toBe("@privateIp@ $(id) `id` %s");
  expect(get(`${path}/${encodeURIComponent("ä")}`).body).toBe("ö");
  serve({ tags });
  expect(get(`${path}/Name`).status).toBe("404 Not Found");
});

test("a token is valid for its time, and required if the options say so", () => {
  serve({ metadataOptions: { httpTokens: "required" } });
  const { status, headers, body: token } = newToken();
  expect([status, headers]).toEqual([
    "200 OK",
    expect.arrayContaining(["X-Aws-Ec2-Metadata-Token-Ttl-Seconds: 60"]),
  ]);
  expect(get("/latest/meta-data/instance-id", `X-AWS-EC2-Metadata-Token: ${token}`).body).toBe(
    "i-0123456789abcdef0",
  );
  expect(get("/latest/meta-data/instance-id").status).toBe("401 Unauthorized");
  const statusWith = (other: string) =>
    get("/latest/meta-data/", `X-aws-ec2-metadata-token: ${other}`).status;
  const [end = "", nonce = "", signature = ""] = token.split(".");
  expect(statusWith([Number(end) + 1, nonce, signature].join("."))).toBe("401 Unauthorized");
  expect(statusWith([end, nonce].join("."))).toBe("401 Unauthorized");
  const ended = ["1", nonce].join(".");
  const key = createHash("sha256").update(`${ended}key of the test`).digest("hex").slice(0, 43);
  expect(statusWith(`${ended}.${key}`)).toBe("401 Unauthorized");
  writeFileSync(join(folder, "key"), "another key");
  expect(statusWith(token)).toBe("401 Unauthorized");
});

test("tokens leave nothing behind, however many there are", () => {
  const before = readdirSync(folder);
  const tokens = Array.from({ length: 3 }, () => newToken().body);
  expect(new Set(tokens).size).toBe(3);
  expect(readdirSync(folder)).toEqual(before);
});

test.each(["wrong", "", "../facts", "a b", "*"])("the token %j is rejected, required or not", (token) => {
  expect(get("/latest/meta-data/", `X-aws-ec2-metadata-token: ${token}`).status).toBe("401 Unauthorized");
});

test.each(["0", "21601", "-1", "ten", "1e3", "", "99999999999999999999"])(
  "a token for %j seconds is rejected",
  (ttl) => {
    expect(newToken(ttl).status).toBe("400 Bad Request");
  },
);

test("a forwarded request gets no token", () => {
  const headers = ["X-aws-ec2-metadata-token-ttl-seconds: 60", "X-Forwarded-For: 10.0.0.1"];
  expect(request("PUT", "/latest/api/token", ...headers).status).toBe("403 Forbidden");
});

test("a disabled service answers 403 to every request", () => {
  serve({ metadataOptions: { httpEndpoint: "disabled" } });
  expect(get("/latest/meta-data/").status).toBe("403 Forbidden");
  expect(newToken().status).toBe("403 Forbidden");
});

test("user data is served byte for byte; without user data, the answer is 404", () => {
  expect(get("/latest/user-data").status).toBe("404 Not Found");
  writeFileSync(join(folder, "user-data.txt"), "#!/bin/sh\n\n");
  expect(get("/latest/user-data").body).toBe("#!/bin/sh\n\n");
});

test("HEAD gets no body, and other methods are rejected", () => {
  expect(request("HEAD", "/latest/meta-data/instance-id")).toMatchObject({ status: "200 OK", body: "" });
  for (const method of ["POST", "DELETE", "get"]) {
    expect(request(method, "/latest/meta-data/").status).toBe("405 Method Not Allowed");
  }
  expect(request("PUT", "/latest/meta-data/").status).toBe("405 Method Not Allowed");
});

test.each([
  "/nothing",
  "/latest/meta-data/../../etc/passwd",
  "/latest/meta-data/%2e%2e/facts",
  "/latest/meta-data/$(id)",
  "/latest/meta-data/*",
  "/latest/meta-data/instance-id/more",
  "/latest/options/httpTokens",
  `/latest/${"x".repeat(50_000)}`,
])("a path that doesn't exist isn't found, case %#", (path) => {
  expect(get(path)).toMatchObject({ status: "404 Not Found", body: "404 - Not Found" });
});

test("an incomplete request is answered by what it has", () => {
  expect(send("GET /latest/meta-data/instance-id HTTP/1.1").status).toBe("200 OK");
  expect(send("").status).toBe("405 Method Not Allowed");
});
