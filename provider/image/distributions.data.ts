// Owners and names as AWS has them, dates as of October 2026. The sources:
// - Ubuntu: https://documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/
// - Debian: https://wiki.debian.org/Cloud/AmazonEC2Image, CentOS: https://www.centos.org/download/aws-images/
// - AlmaLinux: https://wiki.almalinux.org/cloud/AWS.html, Rocky Linux: https://rockylinux.org/download
// - Fedora: https://fedoraproject.org/cloud/download, Alpine: https://alpinelinux.org/cloud/
// - RHEL, SUSE, CentOS in the Marketplace, and the newest releases of all: names that public programs look up
// - container images: Docker's official ones, or those of the vendors
// Add releases, and remove none: states keep ids that are made of these names.
import type { Family, Owner } from "./family";

const canonical: Owner = { id: "099720109477", alias: "amazon" };
const centos: Owner = { id: "125523088429" };
const debian: Owner = { id: "136693071363", alias: "amazon" };
const marketplace: Owner = { id: "679593333241", alias: "aws-marketplace" };
const redHat: Owner = { id: "309956199498", alias: "amazon" };

const both = { arm64: "arm64", x86_64: "x86_64" };
const aarch = { arm64: "aarch64", x86_64: "x86_64" };
const amd = { arm64: "arm64", x86_64: "amd64" };
const intel = { x86_64: "x86_64" };

const ubuntu = (version: string, name: string, disk: string, ...releases: string[]): Family => {
  const volume = disk === "hvm-ssd-gp3" ? "gp3" : "gp2";
  const parameters = (product: string) =>
    [version, name].map(
      (series) =>
        `/aws/service/canonical/ubuntu/${product}/${series}/stable/{current}/{arch}/hvm/ebs-${volume}/ami-id`,
    );
  return {
    system: `Ubuntu ${version}`,
    image: `ubuntu:${version}`,
    owner: canonical,
    root: `/dev/sda1 8 ${volume}`,
    architectures: version === "14.04" ? { x86_64: "amd64" } : amd,
    releases,
    variants: [
      {
        name: `ubuntu-minimal/images/${disk}/ubuntu-${name}-${version}-{arch}-minimal-{release}`,
        description: `Canonical, Ubuntu Minimal, ${version}, {arch} ${name} minimal image`,
        parameters: parameters("server-minimal"),
      },
      {
        name: `ubuntu/images/${disk}/ubuntu-${name}-${version}-{arch}-server-{release}`,
        description:
          version < "24"
            ? `Canonical, Ubuntu, ${version} LTS, {arch} ${name} image build on {date}`
            : `Canonical, Ubuntu, ${version}, {arch} ${name} image`,
        parameters: parameters("server"),
      },
    ],
    ...(version >= "22" && { bootMode: "uefi-preferred" }),
    ...(version >= "24" && { imdsSupport: "v2.0" }),
  };
};

const debianFamily = (version: string, name: string, volume: string, ...releases: string[]): Family => ({
  system: `Debian ${version}`,
  image: `debian:${version}`,
  owner: debian,
  root: `/dev/xvda 8 ${volume}`,
  architectures: amd,
  releases,
  variants: [
    {
      name: `debian-${version}-{arch}-{release}`,
      description: `Debian ${version} ({release})`,
      parameters: [version, name].map((series) => `/aws/service/debian/release/${series}/{latest}/{arch}`),
    },
  ],
  ...(version >= "12" && { bootMode: "uefi-preferred" }),
});

const rhel = (version: string, suffix: string, ...releases: string[]): Family => ({
  system: `Red Hat Enterprise Linux ${version}`,
  image: `registry.access.redhat.com/ubi${version}/ubi`,
  owner: redHat,
  root: `/dev/sda1 10 ${suffix.toLowerCase()}`,
  architectures: version === "7" ? intel : both,
  releases,
  variants: [
    {
      name: `RHEL-{release}-{arch}-{build}-Hourly2-${suffix}`,
      description: "Provided by Red Hat, Inc.",
    },
  ],
  platformDetails: "Red Hat Enterprise Linux",
  usageOperation: "RunInstances:0010",
});

const centosStream = (version: string, ...releases: string[]): Family => ({
  system: `CentOS Stream ${version}`,
  image: `quay.io/centos/centos:stream${version}`,
  owner: centos,
  root: "/dev/sda1 10 gp2",
  architectures: aarch,
  releases,
  variants: [
    {
      name: `CentOS Stream ${version} {arch} {release}`,
      description: `CentOS Stream ${version} {arch} {release}`,
    },
  ],
});

const alma = (version: string, ...releases: string[]): Family => ({
  system: `AlmaLinux ${version}`,
  image: `almalinux:${version}`,
  owner: { id: "764336703387" },
  root: "/dev/sda1 10 gp2",
  architectures: aarch,
  releases,
  variants: [
    { name: "AlmaLinux OS {release} {arch}", description: "Official AlmaLinux OS {release} {arch} image" },
  ],
});

const rocky = (version: string, ...releases: string[]): Family => ({
  system: `Rocky Linux ${version}`,
  image: `rockylinux/rockylinux:${version}`,
  owner: { id: "792107900819" },
  root: "/dev/sda1 10 gp2",
  architectures: aarch,
  releases,
  variants: [
    {
      name: `Rocky-${version}-EC2-Base-{release}.{arch}`,
      description: `Rocky-${version}-EC2-Base-{release}.{arch}`,
    },
  ],
});

const fedora = (version: string, ...releases: string[]): Family => ({
  system: `Fedora ${version}`,
  image: `fedora:${version}`,
  owner: centos,
  root: "/dev/sda1 6 gp3",
  architectures: aarch,
  releases,
  variants: [
    {
      name: `Fedora-Cloud-Base-AmazonEC2.{arch}-${version}-{release}`,
      description: `Created from build Fedora-Cloud-Base-AmazonEC2.{arch}-${version}-{release}`,
    },
  ],
});

const alpine = (version: string, ...releases: string[]): Family => ({
  system: `Alpine ${version}`,
  image: `alpine:${version}`,
  owner: { id: "538276064493" },
  root: "/dev/xvda 1 gp2",
  architectures: aarch,
  releases,
  variants: ["tiny", "cloudinit"].map((bootstrap) => ({
    name: `alpine-{release}-{arch}-uefi-${bootstrap}-r0`,
    description: `Alpine Linux {release} {arch} uefi ${bootstrap}`,
  })),
});

export const distributionFamilies: readonly Family[] = [
  ubuntu("14.04", "trusty", "hvm-ssd", "20170727", "20190514", "20191107"),
  ubuntu("16.04", "xenial", "hvm-ssd", "20170721", "20210721", "20210928"),
  ubuntu("18.04", "bionic", "hvm-ssd", "20230329", "20230424", "20230531"),
  ubuntu("20.04", "focal", "hvm-ssd", "20250111", "20250603", "20250624"),
  ubuntu("22.04", "jammy", "hvm-ssd", "20240411", "20251111", "20260503", "20260731"),
  ubuntu("24.04", "noble", "hvm-ssd-gp3", "20240423", "20240927", "20251212", "20260923"),
  ubuntu("26.04", "resolute", "hvm-ssd-gp3", "20260421", "20260604", "20261003"),
  debianFamily("11", "bullseye", "gp2", "20231013-1532", "20240717-1811", "20250428-2096"),
  debianFamily("12", "bookworm", "gp3", "20231013-1532", "20240717-1811", "20250316-2053", "20260821-2577"),
  debianFamily("13", "trixie", "gp3", "20251006-2257", "20260316-2418", "20260914-2601"),
  rhel("7", "GP2", "7.4_HVM_GA-20170808 2", "7.9_HVM-20210208 0", "7.9_HVM-20221027 0"),
  rhel("8", "GP3", "8.10.0_HVM-20240514 76", "8.10.0_HVM-20251002 1918", "8.10.0_HVM-20260721 2225"),
  rhel("9", "GP3", "9.4.0_HVM-20240605 82", "9.5.0_HVM-20250313 0", "9.6.0_HVM-20250910 0"),
  rhel("10", "GP3", "10.0.0_HVM_GA-20250423 0"),
  {
    system: "CentOS 7",
    image: "centos:7",
    owner: centos,
    root: "/dev/sda1 8 gp2",
    architectures: aarch,
    releases: ["7.9.2009 20201112"],
    variants: [{ name: "CentOS {release} {arch}", description: "CentOS {release} {arch}" }],
  },
  {
    system: "CentOS 7 in the Marketplace",
    image: "centos:7",
    owner: marketplace,
    root: "/dev/sda1 8 gp2",
    architectures: intel,
    releases: [],
    variants: [
      {
        name: "CentOS Linux 7 {arch} HVM EBS ENA {release}-b7ee8a69-ee97-4a49-9e68-afaee216db2e-ami-0042af67f8e4dcc20.4",
        description: "CentOS Linux 7 {arch} HVM EBS ENA {release}",
        releases: ["2002_01 20200302"],
        productCode: "aw0evgkw8e5c1q413zgy5pjce",
      },
      {
        name: "CentOS-7-2111-{release}.{arch}-d9a3032a-921c-4c6d-b150-bde168105e42",
        description: "CentOS-7-2111-{release}.{arch}",
        releases: ["20220330_2", "20220825_1"],
        productCode: "cvugziknvmxgqna9noibqnnsy",
      },
    ],
  },
  centosStream("8", "20210603", "20230830", "20240311"),
  centosStream("9", "20231128", "20260930"),
  alma("8", "8.10.20240820", "8.10.20251028", "8.10.20260518"),
  alma("9", "9.4.20240805", "9.7.20251118"),
  alma("10", "10.2.20260817.0"),
  rocky("8", "8.9-20231119.0", "8.10-20240528.0"),
  rocky("9", "9.5-20241118.0", "9.6-20250531.0", "9.8-20260525.0"),
  rocky("10", "10.0-20250609.1"),
  fedora("41", "1.4 20241024"),
  fedora("42", "1.1 20250409"),
  fedora("43", "20260226.0"),
  alpine("3.20", "3.20.3 20240906"),
  alpine("3.21", "3.21.2 20250108"),
  alpine("3.22", "3.22.1 20250715", "3.22.2 20251008"),
  alpine("3.23", "3.23.3 20260127"),
  {
    system: "SUSE Linux Enterprise Server 15",
    image: "registry.suse.com/bci/bci-base:15.6",
    owner: { id: "013907871322", alias: "amazon" },
    root: "/dev/sda1 10 gp3",
    architectures: both,
    releases: ["v20240625", "v20250210", "v20251016"],
    variants: [
      {
        name: "suse-sles-15-sp6-{release}-hvm-ssd-{arch}",
        description: "SUSE Linux Enterprise Server 15 SP6 (HVM, 64-bit, SSD-Backed)",
        parameters: ["/aws/service/suse/sles/15-sp6/{arch}/{latest}"],
      },
    ],
    platformDetails: "SUSE Linux",
    usageOperation: "RunInstances:000g",
  },
];
