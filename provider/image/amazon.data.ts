// Names and dates as AWS has them: those of Amazon Linux and of its ECS-optimized AMIs are from DescribeImages' answers
// of September 2026 in moto 5.2.5 (https://pypi.org/project/moto, Apache-2.0); older ones, those of NAT instances and of
// Windows are names that public programs look up. Container images: https://gallery.ecr.aws/amazonlinux/amazonlinux.
// Add releases, and remove none: states keep ids that are made of these names.
import type { Architecture, Family, Owner } from "./family";

const amazon: Owner = { id: "137112412989", alias: "amazon" };
const ecs: Owner = { id: "591542846629", alias: "amazon" };

const both = { arm64: "arm64", x86_64: "x86_64" };
const intel = { x86_64: "x86_64" };

const image = "public.ecr.aws/amazonlinux/amazonlinux";
const latest = "/aws/service/ami-amazon-linux-latest";
const optimized = "/aws/service/ecs/optimized-ami";

const kernels = {
  "6.1": [
    "2023.0.20230419.0",
    "2023.2.20231016.0",
    "2023.4.20240319.1",
    "2023.5.20240819.0",
    "2023.6.20241121.0",
    "2023.7.20250609.0",
    "2023.8.20250915.0",
    "2023.9.20251208.0",
    "2023.10.20260302.1",
    "2023.11.20260509.0",
    "2023.12.20260930.0",
  ],
  "6.12": ["2023.9.20251110.1", "2023.10.20260120.4", "2023.11.20260509.0", "2023.12.20260930.0"],
  "6.18": ["2023.10.20260302.1", "2023.11.20260406.2", "2023.12.20260930.0"],
};

const amazonLinux2: readonly [size: string, kernel: string, volume: string, ...Architecture[]][] = [
  ["minimal-", "", "ebs", "arm64", "x86_64"],
  ["minimal-", "kernel-5.10-", "gp2", "arm64", "x86_64"],
  ["", "", "ebs", "x86_64"],
  ["", "kernel-5.10-", "ebs", "x86_64"],
  ["", "", "gp2", "arm64", "x86_64"],
  ["", "kernel-5.10-", "gp2", "arm64", "x86_64"],
];

const amazonLinux1: readonly [name: string, description: string, volume: string][] = [
  ["pv", "PV ebs", "ebs"],
  ["minimal-hvm", "Minimal HVM ebs", "ebs"],
  ["hvm", "HVM ebs", "ebs"],
  ["hvm", "HVM gp2", "gp2"],
];

const windows = (version: string): Family => ({
  system: `Windows Server ${version}`,
  owner: { id: "801119661308", alias: "amazon" },
  root: "/dev/sda1 30 gp2",
  architectures: intel,
  releases: ["2026.08.12", "2026.09.17"],
  variants: ["Core", "Full"].map((edition) => ({
    name: `Windows_Server-${version}-English-${edition}-Base-{release}`,
    description: `Microsoft Windows Server ${version} ${edition} Locale English AMI provided by Amazon`,
    parameters: [`/aws/service/ami-windows-latest/Windows_Server-${version}-English-${edition}-Base`],
  })),
  platformDetails: "Windows",
  usageOperation: "RunInstances:0002",
});

export const amazonFamilies: readonly Family[] = [
  {
    system: "Amazon Linux 1",
    image: `${image}:1`,
    owner: amazon,
    root: "/dev/xvda 8 gp2",
    architectures: intel,
    releases: [
      "2017.09.1.20171103",
      "2018.03.0.20181129",
      "2018.03.0.20200904.0",
      "2018.03.0.20220802.0",
      "2018.03.0.20231218.0",
    ],
    variants: amazonLinux1.map(([name, description, volume]) => ({
      name: `amzn-ami-${name}-{release}-{arch}-${volume}`,
      description: `Amazon Linux AMI {release} {arch} ${description}`,
      volume: volume === "ebs" ? "standard" : "gp2",
      parameters: [`${latest}/amzn-ami-${name}-{arch}-${volume}`],
      ...(name === "pv" && { virtualizationType: "paravirtual" }),
    })),
  },
  {
    system: "Amazon Linux 1, NAT instance",
    image: `${image}:1`,
    owner: amazon,
    root: "/dev/xvda 8 standard",
    architectures: intel,
    releases: ["2018.03.0.20210721.0", "2018.03.0.20230724.0"],
    variants: [
      {
        name: "amzn-ami-vpc-nat-hvm-{release}-{arch}-ebs",
        description: "Amazon Linux AMI {release} {arch} VPC HVM ebs",
        releases: ["2018.03.0.20181116"],
      },
      {
        name: "amzn-ami-vpc-nat-{release}-{arch}-ebs",
        description: "Amazon Linux AMI {release} {arch} VPC HVM ebs",
      },
    ],
  },
  {
    system: "Amazon Linux 2",
    image: `${image}:2`,
    owner: amazon,
    root: "/dev/xvda 8 gp2",
    architectures: both,
    releases: ["2.0.20240131.0", "2.0.20240916.0", "2.0.20250201.0", "2.0.20250527.1", "2.0.20260930.0"],
    variants: amazonLinux2.map(([size, kernel, volume, ...architectures]) => ({
      name: `amzn2-ami-${size}${kernel}hvm-{release}-{arch}-${volume}`,
      description: `Amazon Linux 2{lts}${kernel && " Kernel 5.10"} AMI {release} {arch} ${size && "Minimal "}HVM ${volume}`,
      volume: volume === "ebs" ? "standard" : "gp2",
      architectures,
      parameters: [kernel, kernel ? "kernel-default-" : "kernel-4.14-"].map(
        (name) => `${latest}/amzn2-ami-${size}${name}hvm-{arch}-${volume}`,
      ),
    })),
  },
  {
    system: "Amazon Linux 2, ECS-optimized",
    image: `${image}:2`,
    owner: ecs,
    root: "/dev/xvda 30 gp2",
    architectures: both,
    releases: ["2.0.20251112", "2.0.20260914", "2.0.20260924"],
    variants: ["kernel-5.10-", ""].map((kernel) => ({
      name: `amzn2-ami-ecs-${kernel}hvm-{release}-{arch}-ebs`,
      description: `Amazon Linux AMI {release} ${kernel && "Kernel 5.10 "}{arch} ECS HVM GP2`,
      parameters: [`${optimized}/amazon-linux-2${kernel && "/kernel-5.10"}{/arm64}/recommended`],
    })),
  },
  {
    system: "Amazon Linux 2023",
    image: `${image}:2023`,
    owner: amazon,
    root: "/dev/xvda 8 gp3",
    architectures: both,
    releases: kernels["6.1"],
    variants: ["minimal-", ""].flatMap((size) =>
      Object.entries(kernels).map(([kernel, releases]) => ({
        name: `al2023-ami-${size}{release}-kernel-${kernel}-{arch}`,
        description: `Amazon Linux 2023 AMI {release} {arch} ${size && "Minimal "}HVM kernel-${kernel}`,
        releases,
        parameters: [kernel, ...(kernel === "6.18" ? ["default"] : [])].map(
          (name) => `${latest}/al2023-ami-${size}kernel-${name}-{arch}`,
        ),
      })),
    ),
    bootMode: "uefi-preferred",
    imdsSupport: "v2.0",
  },
  {
    system: "Amazon Linux 2023, ECS-optimized",
    image: `${image}:2023`,
    owner: ecs,
    root: "/dev/xvda 30 gp3",
    architectures: both,
    releases: ["2023.0.20260922"],
    variants: [
      {
        name: "al2023-ami-ecs-hvm-{release}-kernel-6.1-{arch}",
        description: "Amazon Linux AMI {release} {arch} ECS HVM EBS",
        parameters: [`${optimized}/amazon-linux-2023{/arm64}/recommended`],
      },
    ],
    bootMode: "uefi-preferred",
    imdsSupport: "v2.0",
  },
  windows("2016"),
  windows("2019"),
  windows("2022"),
  windows("2025"),
];
