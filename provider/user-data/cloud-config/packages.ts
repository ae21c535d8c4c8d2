import { quote } from "../../common/text";
import { isMapping, list, text, unknownKey } from "./forms";
import type { Form } from "./forms";

interface Manager {
  update: string;
  upgrade: string;
  /** Packages follow. */
  install: string;
  /** Between the name of a package and its version. */
  separator: string;
}

const apt = "DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Options::=--force-confold";

/** The package managers of images; the first that an image has is used. */
export const managers: Readonly<Record<string, Manager>> = {
  "apt-get": {
    update: `${apt} update`,
    upgrade: `${apt} dist-upgrade`,
    install: `${apt} install`,
    separator: "=",
  },
  dnf: {
    update: "dnf -y makecache",
    upgrade: "dnf -y upgrade",
    install: "dnf -y install",
    separator: "-",
  },
  yum: {
    update: "yum -y makecache",
    upgrade: "yum -y upgrade",
    install: "yum -y install",
    separator: "-",
  },
  microdnf: {
    update: "true",
    upgrade: "microdnf -y upgrade",
    install: "microdnf -y install",
    separator: "-",
  },
  zypper: {
    update: "zypper --non-interactive refresh",
    upgrade: "zypper --non-interactive update",
    install: "zypper --non-interactive install",
    separator: "=",
  },
  apk: {
    update: "apk -q update",
    upgrade: "apk -q upgrade --available",
    install: "apk -q add",
    separator: "=",
  },
};

/** A package, with its version if it isn't the latest. */
export type Package = [name: string, version?: string];

const fix = "Use a name that doesn't start with -, in quotes";
// Names of groups of packages may have spaces.
const word = text(/^(?!-)[^\s\p{Cc}]+$|^@[^\p{Cc}]+$/u, "a package", fix);

const single: Form<Package> = (value, path, note) => {
  if (!Array.isArray(value)) return [word(value, path, note)];
  if (value.length === 2) return [word(value[0], `${path}[0]`, note), word(value[1], `${path}[1]`, note)];
  note(`whose ${path} isn't a package. Use a name, or [name, version]`);
  return [""];
};

/** Names, names with a version, and what apt alone installs. */
export const packages: Form<Package[]> = (value, path, note) =>
  list<Package[]>((entry, at, report) => {
    if (!isMapping(entry)) return [single(entry, at, report)];
    for (const key of Object.keys(entry)) if (key !== "apt") report(unknownKey(`${at}.${key}`, key, ["apt"]));
    return "apt" in entry ? list(single)(entry["apt"], `${at}.apt`, report) : [];
  }, `Use a list of names`)(typeof value === "string" ? [value] : value, path, note).flat();

export const packageWord = ([name, version]: Package): string =>
  version === undefined ? quote(name) : `${quote(name)}"$separator"${quote(version)}`;
