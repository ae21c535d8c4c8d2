import { existsSync } from "node:fs";
import { join } from "node:path";

import { succeed } from "../../tools/command";
import { debianTree } from "./debian";
import { writeTo } from "./machine";

/** Makes the package ec2-hello in two releases, as deb and as rpm, with a repository of each kind. */
const script = `set -e
cd /srv
for release in 1 2; do
  mkdir -p apt "deb/opt" deb/DEBIAN
  echo "hello $release" >deb/opt/hello
  printf 'Package: ec2-hello\\nVersion: 1.0-%s\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n' $release >deb/DEBIAN/control
  dpkg-deb -b deb "apt/ec2-hello_$release.deb" >/dev/null
  rpmbuild --quiet -bb --define "release $release" --define '_topdir /srv/rpmbuild' hello.spec
done
cd apt
for file in *.deb; do
  dpkg-deb -f "$file"
  printf 'Filename: ./%s\\nSize: %s\\nSHA256: %s\\n\\n' "$file" "$(stat -c %s "$file")" "$(sha256sum <"$file" | cut -d ' ' -f 1)"
done >Packages
mv /srv/rpmbuild/RPMS/noarch /srv/rpm
createrepo_c -q /srv/rpm
`;

const spec = `Name: ec2-hello
Version: 1.0
Release: %{release}
Summary: x
License: MIT
BuildArch: noarch
%description
x
%install
mkdir -p %{buildroot}/opt
echo "hello %{release}" >%{buildroot}/opt/hello
%files
/opt/hello
`;

/** Debian with apt, dnf and zypper, and with repositories of a package in /srv/apt and /srv/rpm. */
export async function packageTree(): Promise<string> {
  const packages = ["dnf", "zypper", "rpm", "createrepo-c"];
  const tree = await debianTree(packages);
  if (existsSync(join(tree, "srv/rpm/repodata"))) return tree;
  const install = ["apt-get", "install", "-qqy", "--no-download", "--no-install-recommends", ...packages];
  await succeed("chroot", [tree, ...install]);
  writeTo(tree, "/srv/hello.spec", spec);
  await succeed("chroot", [tree, "sh", "-c", script]);
  writeTo(tree, "/etc/apt/sources.list", "deb [trusted=yes] file:/srv/apt ./\n");
  return tree;
}
