import { ExplainedError } from "../../../provider/common/errors";
import { amiId, amis } from "../../../provider/image/catalogue";
import { publicParameter } from "../../../provider/image/parameters";

const region = "eu-central-1";
const linux = "/aws/service/ami-amazon-linux-latest";
const ubuntu = "/aws/service/canonical/ubuntu";
const ecs = "/aws/service/ecs/optimized-ami";

test.each([
  [`${linux}/al2023-ami-kernel-default-x86_64`, "al2023-ami-2023.12.20260930.0-kernel-6.18-x86_64"],
  [`${linux}/al2023-ami-kernel-6.1-arm64`, "al2023-ami-2023.12.20260930.0-kernel-6.1-arm64"],
  [
    `${linux}/al2023-ami-minimal-kernel-default-arm64`,
    "al2023-ami-minimal-2023.12.20260930.0-kernel-6.18-arm64",
  ],
  [`${linux}/amzn2-ami-hvm-x86_64-gp2`, "amzn2-ami-hvm-2.0.20260930.0-x86_64-gp2"],
  [`${linux}/amzn2-ami-hvm-x86_64-ebs`, "amzn2-ami-hvm-2.0.20260930.0-x86_64-ebs"],
  [`${linux}/amzn2-ami-kernel-default-hvm-arm64-gp2`, "amzn2-ami-kernel-5.10-hvm-2.0.20260930.0-arm64-gp2"],
  [`${linux}/amzn2-ami-kernel-4.14-hvm-x86_64-gp2`, "amzn2-ami-hvm-2.0.20260930.0-x86_64-gp2"],
  [`${linux}/amzn-ami-hvm-x86_64-gp2`, "amzn-ami-hvm-2018.03.0.20231218.0-x86_64-gp2"],
  [
    `${ubuntu}/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id`,
    "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20260731",
  ],
  [
    `${ubuntu}/server/focal/stable/current/amd64/hvm/ebs-gp2/ami-id`,
    "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20250624",
  ],
  [
    `${ubuntu}/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id`,
    "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-arm64-server-20260923",
  ],
  [
    `${ubuntu}/server/24.04/stable/20240423/amd64/hvm/ebs-gp3/ami-id`,
    "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20240423",
  ],
  [
    `${ubuntu}/server-minimal/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id`,
    "ubuntu-minimal/images/hvm-ssd/ubuntu-jammy-22.04-arm64-minimal-20260731",
  ],
  ["/aws/service/debian/release/12/latest/amd64", "debian-12-amd64-20260821-2577"],
  ["/aws/service/debian/release/bookworm/latest/arm64", "debian-12-arm64-20260821-2577"],
  [`${ecs}/amazon-linux-2/recommended/image_id`, "amzn2-ami-ecs-hvm-2.0.20260924-x86_64-ebs"],
  [
    `${ecs}/amazon-linux-2/kernel-5.10/arm64/recommended/image_id`,
    "amzn2-ami-ecs-kernel-5.10-hvm-2.0.20260924-arm64-ebs",
  ],
  [`${ecs}/amazon-linux-2023/recommended/image_id`, "al2023-ami-ecs-hvm-2023.0.20260922-kernel-6.1-x86_64"],
  [
    `${ecs}/amazon-linux-2023/arm64/recommended/image_id`,
    "al2023-ami-ecs-hvm-2023.0.20260922-kernel-6.1-arm64",
  ],
  [
    "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base",
    "Windows_Server-2022-English-Full-Base-2026.09.17",
  ],
  ["/aws/service/suse/sles/15-sp6/x86_64/latest", "suse-sles-15-sp6-v20251016-hvm-ssd-x86_64"],
])("%s has the id of %s", (parameter, name) => {
  expect(publicParameter(parameter, region)).toBe(amiId(name, region));
});

test("ECS's recommendation is a document, and its name and id are parameters of their own", () => {
  const name = "al2023-ami-ecs-hvm-2023.0.20260922-kernel-6.1-x86_64";
  const base = `${ecs}/amazon-linux-2023/recommended`;
  expect(publicParameter(`${base}/image_name`, region)).toBe(name);
  expect(JSON.parse(publicParameter(base, region))).toEqual({
    image_id: amiId(name, region),
    image_name: name,
    os: "Amazon Linux 2023, ECS-optimized",
    schema_version: 1,
  });
});

test("a parameter belongs to one AMI, the newest of its name", () => {
  const all = amis().flatMap(({ parameters }) => parameters);
  expect(new Set(all).size).toBe(all.length);
});

test.each([
  [`${linux}/al2023-ami-kernel-default-x86-64`, `Did you mean "${linux}/al2023-ami-kernel-default-x86_64"?`],
  [
    "/my/own",
    "Use one of /aws/service/ami-amazon-linux-latest/<name>, /aws/service/canonical/ubuntu/server/<version>/stable/current/<arch>/hvm/<volume>/ami-id, /aws/service/debian/release/<version>/latest/<arch>, /aws/service/ecs/optimized-ami/<system>/recommended/image_id",
  ],
])("%s doesn't exist: %s", (name, fix) => {
  let thrown: unknown;
  try {
    publicParameter(name, region);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ExplainedError);
  expect(thrown).toMatchObject({
    reason: "ParameterNotFound: no AMI of the catalogue has this public parameter",
    fix,
  });
});
