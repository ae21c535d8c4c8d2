import { quote } from "../../common/text";
import { anything, choice, flag, kind, line, list, mapping, mappingOf, text } from "./forms";
import type { Form, Note } from "./forms";

/** A name in place of a device. */
const aliases: Form<[string, string][]> = mappingOf(line(), line());

type Alias = (device: string) => string;

/** Devices that an instance type may lack. cloud-init skips those that aren't there. */
const absent = /^(\/dev\/)?(ephemeral\d+|swap)(\.\d+)?$/;
/** An EBS volume, or its only partition. */
const volume = /^(?:\/dev\/)?(?:sd|xvd)([f-p])1?(?:\.(?:0|1|auto))?$/;

const volumeFix = 'Use a deviceName of ebsBlockDevices, such as "/dev/sdf"';

/** `sdf` of a device; undefined if there is no such volume, which is reported unless EC2 skips it as well. */
function deviceOf(device: string, path: string, note: Note): string | undefined {
  if (device === "" || absent.test(device)) return undefined;
  const [, letter] = volume.exec(device) ?? [];
  if (letter) return `sd${letter}`;
  note(`whose ${path} isn't an EBS volume, and a Pod can't mount anything else. ${volumeFix}`);
  return undefined;
}

type Mount = [device: string | null, target?: string | null];

const mount: Form<Mount> = (value, path, note) => {
  if (!Array.isArray(value) || value.length < 1 || value.length > 6) {
    note(
      `whose ${path} is ${Array.isArray(value) ? "too short or too long" : kind(value)}. Use ["/dev/sdf", "/data"]`,
    );
    return [null];
  }
  const [device, target] = value as unknown[];
  const from = device === null ? null : line()(device, `${path}[0]`, note);
  const folder = text(/^(none|\/?[^\p{Cc}]*)$/u, "a path", 'Start it with "/"');
  return target === undefined || target === null ? [from] : [from, folder(target, `${path}[1]`, note)];
};

const layout: Form<unknown> = (value, path, note) => {
  if (Array.isArray(value) && value.length > 1) {
    note(`whose ${path} has several partitions, but a volume has one file system. Use a volume for each`);
  } else if (!Array.isArray(value) && typeof value !== "boolean" && value !== "remove") {
    note(`whose ${path} is ${kind(value)}. Use true or false`);
  }
};

const setup = mappingOf(line(), mapping({ table_type: choice("mbr", "gpt"), layout, overwrite: flag }));

const fileSystem = mapping(
  {
    device: line(),
    filesystem: line(),
    label: line(),
    partition: anything,
    overwrite: flag,
    replace_fs: line(),
    extra_opts: anything,
  },
  ["device"],
);

export const diskForms = {
  device_aliases: aliases,
  disk_setup: setup,
  fs_setup: list(fileSystem),
  mounts: list(mount),
};

type Values = { [K in keyof typeof diskForms]?: ReturnType<(typeof diskForms)[K]> | undefined };

/** Links from where volumes should be mounted to where they are. Reports devices that aren't volumes. */
export function mountSteps(values: Values, note: Note): string[] {
  const {
    device_aliases: aliased = [],
    disk_setup: disks = [],
    fs_setup: systems = [],
    mounts = [],
  } = values;
  const alias: Alias = (device) => {
    const [, name = device, rest = ""] = /^(.*?)(\.(?:\d+|auto|any|none))?$/.exec(device) ?? [];
    return (new Map(aliased).get(name) ?? name) + rest;
  };
  for (const [device] of disks) deviceOf(alias(device), `disk_setup.${device}`, note);
  systems.forEach(({ device = "" }, index) => deviceOf(alias(device), `fs_setup[${index}].device`, note));
  return mounts.flatMap(([device, target], index) => {
    // As in cloud-init, an entry without a target only removes a default.
    if (device === null || target === undefined || target === null || target === "none") return [];
    const name = deviceOf(alias(device), `mounts[${index}][0]`, note);
    const folder = target.startsWith("/") ? target : `/${target}`;
    return name ? [`link_volume ${name} ${quote(folder.replace(/(?<=.)\/+$/, ""))}`] : [];
  });
}
