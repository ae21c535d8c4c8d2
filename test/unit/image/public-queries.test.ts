import type { GetAmiArgs } from "../../../provider/image/ami-types";
import { amisIn, checkQuery, matching } from "../../../provider/image/find-amis";

const all = amisIn("us-east-1", []);
const name = (...values: string[]) => ({ name: "name", values });
const filter = (key: string, ...values: string[]) => ({ name: key, values });
const canonical = ["099720109477"];

// What public programs ask for.
test.each<[query: GetAmiArgs, newest: string]>([
  [
    { owners: ["amazon"], filters: [name("amzn2-ami-hvm-*-x86_64-gp2")] },
    "amzn2-ami-hvm-2.0.20260930.0-x86_64-gp2",
  ],
  [
    { owners: ["amazon"], filters: [name("amzn2-ami-hvm-*-x86_64-ebs")] },
    "amzn2-ami-hvm-2.0.20260930.0-x86_64-ebs",
  ],
  [
    { owners: ["137112412989"], filters: [name("amzn2-ami-hvm-*")] },
    "amzn2-ami-hvm-2.0.20260930.0-x86_64-gp2",
  ],
  [
    { owners: ["amazon"], filters: [name("amzn2-ami-kernel-5.10-hvm-*-arm64-gp2")] },
    "amzn2-ami-kernel-5.10-hvm-2.0.20260930.0-arm64-gp2",
  ],
  [
    {
      owners: ["amazon"],
      filters: [filter("description", "Amazon Linux 2 AMI *"), filter("architecture", "x86_64")],
    },
    "amzn2-ami-hvm-2.0.20260930.0-x86_64-gp2",
  ],
  [
    { owners: ["amazon"], filters: [filter("description", "Amazon Linux 2 *")] },
    "amzn2-ami-kernel-5.10-hvm-2.0.20260930.0-x86_64-gp2",
  ],
  [
    { owners: ["amazon"], filters: [name("al2023-ami-*-x86_64")] },
    "al2023-ami-2023.12.20260930.0-kernel-6.18-x86_64",
  ],
  [
    { owners: ["amazon"], filters: [name("al2023-ami-2023*-kernel-*-arm64")] },
    "al2023-ami-2023.12.20260930.0-kernel-6.18-arm64",
  ],
  [
    {
      owners: ["amazon"],
      filters: [name("al2023-ami-2023.*-kernel-6.1-x86_64"), filter("state", "available")],
    },
    "al2023-ami-2023.12.20260930.0-kernel-6.1-x86_64",
  ],
  [
    { owners: ["137112412989"], filters: [name("amzn-ami-hvm-*")] },
    "amzn-ami-hvm-2018.03.0.20231218.0-x86_64-gp2",
  ],
  [
    { owners: ["137112412989"], filters: [name("amzn-ami-hvm-*-x86_64-ebs")] },
    "amzn-ami-hvm-2018.03.0.20231218.0-x86_64-ebs",
  ],
  [
    { owners: ["amazon"], filters: [name("amzn-ami-vpc-nat-*")] },
    "amzn-ami-vpc-nat-2018.03.0.20230724.0-x86_64-ebs",
  ],
  [
    { owners: ["amazon"], filters: [name("amzn-ami-vpc-nat-hvm-*")] },
    "amzn-ami-vpc-nat-hvm-2018.03.0.20181116-x86_64-ebs",
  ],
  [
    { owners: ["amazon"], filters: [name("amzn2-ami-ecs-hvm-*-x86_64-ebs")] },
    "amzn2-ami-ecs-hvm-2.0.20260924-x86_64-ebs",
  ],
  [
    { owners: ["amazon"], filters: [name("al2023-ami-ecs-hvm-*-x86_64")] },
    "al2023-ami-ecs-hvm-2023.0.20260922-kernel-6.1-x86_64",
  ],
  ...(
    [
      ["trusty-14.04", "hvm-ssd", "20191107"],
      ["xenial-16.04", "hvm-ssd", "20210928"],
      ["bionic-18.04", "hvm-ssd", "20230531"],
      ["focal-20.04", "hvm-ssd", "20250624"],
      ["jammy-22.04", "hvm-ssd", "20260731"],
      ["noble-24.04", "hvm-ssd-gp3", "20260923"],
    ] as const
  ).map(([release, disk, date]): [GetAmiArgs, string] => {
    const image = `ubuntu/images/${disk}/ubuntu-${release}-amd64-server-`;
    return [
      { owners: canonical, filters: [name(`${image}*`), filter("virtualization-type", "hvm")] },
      image + date,
    ];
  }),
  [
    {
      owners: canonical,
      filters: [
        name("ubuntu/images/hvm-ssd/ubuntu-*-22.04-arm64-server-*"),
        filter("root-device-type", "ebs"),
      ],
    },
    "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-arm64-server-20260731",
  ],
  [
    { owners: canonical, filters: [name("ubuntu/images/*/ubuntu-noble-24.04-amd64-server-*")] },
    "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260923",
  ],
  [
    {
      owners: ["amazon"],
      filters: [
        filter("manifest-location", "amazon/ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-*"),
        filter("platform-details", "Linux/UNIX"),
      ],
    },
    "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20250624",
  ],
  [
    { nameRegex: "^ubuntu/images/hvm-ssd/ubuntu-jammy-22\\.04-amd64", owners: canonical },
    "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20260731",
  ],
  [{ nameRegex: "(?i)DEBIAN-12-AMD64-\\d{8}-(?P<build>\\d+)" }, "debian-12-amd64-20260821-2577"],
  [{ owners: ["136693071363"], filters: [name("debian-11-amd64-*")] }, "debian-11-amd64-20250428-2096"],
  [
    { owners: ["136693071363"], filters: [name("debian-1?-*"), filter("architecture", "arm64")] },
    "debian-13-arm64-20260914-2601",
  ],
  [{ owners: ["125523088429"], filters: [name("CentOS 7.*x86_64")] }, "CentOS 7.9.2009 x86_64"],
  [
    { owners: ["125523088429"], filters: [name("CentOS Stream 9 x86_64 *")] },
    "CentOS Stream 9 x86_64 20260930",
  ],
  [
    { owners: ["aws-marketplace"], filters: [filter("product-code", "aw0evgkw8e5c1q413zgy5pjce")] },
    "CentOS Linux 7 x86_64 HVM EBS ENA 2002_01-b7ee8a69-ee97-4a49-9e68-afaee216db2e-ami-0042af67f8e4dcc20.4",
  ],
  [
    { owners: ["679593333241"], filters: [name("CentOS Linux 7 x86_64 HVM EBS *")] },
    "CentOS Linux 7 x86_64 HVM EBS ENA 2002_01-b7ee8a69-ee97-4a49-9e68-afaee216db2e-ami-0042af67f8e4dcc20.4",
  ],
  [
    {
      owners: ["309956199498"],
      filters: [name("RHEL-9.*_HVM-*-x86_64-*-Hourly2-GP?"), filter("is-public", "true")],
    },
    "RHEL-9.6.0_HVM-20250910-x86_64-0-Hourly2-GP3",
  ],
  [
    {
      owners: ["309956199498"],
      filters: [filter("platform-details", "Red Hat Enterprise Linux"), filter("architecture", "x86_64")],
    },
    "RHEL-8.10.0_HVM-20260721-x86_64-2225-Hourly2-GP3",
  ],
  [
    { owners: ["764336703387"], filters: [name("AlmaLinux OS 9.* x86_64")] },
    "AlmaLinux OS 9.7.20251118 x86_64",
  ],
  [
    { owners: ["792107900819"], filters: [name("Rocky-9-EC2-Base-9.*x86_64*")] },
    "Rocky-9-EC2-Base-9.8-20260525.0.x86_64",
  ],
  [
    { owners: ["125523088429"], filters: [name("Fedora-Cloud-Base-AmazonEC2.x86_64-42-*")] },
    "Fedora-Cloud-Base-AmazonEC2.x86_64-42-1.1",
  ],
  [
    { owners: ["538276064493"], filters: [name("alpine-3.*-x86_64-uefi-tiny-*")] },
    "alpine-3.23.3-x86_64-uefi-tiny-r0",
  ],
  [
    { owners: ["013907871322"], filters: [name("suse-sles-15-sp6-v202*-hvm-ssd-x86_64")] },
    "suse-sles-15-sp6-v20251016-hvm-ssd-x86_64",
  ],
  [
    {
      owners: ["801119661308"],
      filters: [name("Windows_Server-2022-English-Full-Base-*"), filter("platform", "windows")],
    },
    "Windows_Server-2022-English-Full-Base-2026.09.17",
  ],
  [
    { filters: [filter("owner-alias", "amazon"), name("amzn2-ami-hvm*")] },
    "amzn2-ami-hvm-2.0.20260930.0-x86_64-gp2",
  ],
  [
    { owners: ["amazon", "self"], filters: [name("amzn2-ami-hvm-2.0.20240131.0-x86_64-gp2", "none")] },
    "amzn2-ami-hvm-2.0.20240131.0-x86_64-gp2",
  ],
])("%j finds %s as the newest", (query, newest) => {
  expect(checkQuery("getAmi", { ...query }, Object.keys(query), "us-east-1")).toEqual([]);
  expect(matching(query, all).at(-1)?.name).toBe(newest);
});
