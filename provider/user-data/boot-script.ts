import { quote } from "../common/text";
import type { CloudConfig } from "./cloud-config/config";
import { library } from "./cloud-config/library";
import type { WriteFile } from "./cloud-config/write-files";

/** A program that runs at boot, with the interpreter that its first line names. */
export interface Program {
  content: Buffer;
  interpreter: string;
}

/** The steps of a boot that user data defines. */
export interface Boot {
  /** In the order of the parts. */
  boothooks: Program[];
  /** By file name, which orders them. */
  scripts: Map<string, Program>;
  config: CloudConfig;
}

/** The file name that cloud-init gives to the runcmd script, which orders it among the user's scripts. */
export const runcmdName = "runcmd";

/** Where cloud-init keeps which of its modules have run on this disk. */
const moduleMarks = "/var/lib/cloud/instance/sem";

/** The mark of a disk whose first boot is over, or has come to the scripts. */
export const scriptsMark = `${moduleMarks}/config_scripts_user`;

/** Finds its files in its own folder, so it must be run by its absolute path. */
const prologue = `#!/bin/sh
directory=\${0%/*}
turn=$1
status=0
cd /

run() {
  if ! command -v "$2" >/dev/null; then
    echo "cloud-init: $2 is not in the image"
    status=127
    return
  fi
  "$directory/$1" </dev/null || status=$?
}

# Whether a module of cloud-init hasn't run on this disk. As with cloud-init, it counts as run once it begins.
once() {
  [ "$turn" = first ] && [ ! -e "${moduleMarks}/config_$1" ] || return
  # A disk that is read-only ends a redirection, and with it this shell.
  (: >"${moduleMarks}/config_$1") 2>/dev/null || :
}

not_written() {
  status=$?
  printf 'cloud-init: %s was not written\\n' "$1"
}
`;

/** The script that runs after a first boot, if there is one. */
export const powerFile = "power-state";

/**
 * boot.sh and the files that it uses, in the same folder.
 *
 * The steps run in cloud-init's order: boothooks, bootcmd and the host name at every boot, then the services that are
 * enabled, by the systemctl that the second argument names. Only the first boot has files, disks and users before these,
 * and goes on with packages, deferred files, and the scripts and runcmd by file name. What a reboot kept from its turn
 * runs at the next boot. A step that fails doesn't stop the next ones. The exit status is that of the last step that
 * failed.
 */
export function bootFiles({ boothooks, scripts, config }: Boot): Record<string, Buffer> {
  const files: Record<string, Buffer> = {};
  const add = (prefix: string, content: Buffer): string => {
    const name = `${prefix}-${String(Object.keys(files).length + 1).padStart(3, "0")}`;
    files[name] = content;
    return name;
  };
  const run = (prefix: string, program: Program) =>
    `run ${add(prefix, program.content)} ${quote(program.interpreter)}`;
  const sh = (content: Buffer): Program => ({ content, interpreter: "/bin/sh" });

  const everyBoot = boothooks.map((hook) => run("boothook", hook));
  if (config.bootcmd) everyBoot.push(run("bootcmd", sh(config.bootcmd)));

  const writeAll = (all: WriteFile[]) => all.map((file) => write(add("file", file.content), file));
  const early = writeAll(config.writeFiles.filter((file) => !file.defer));
  const late = writeAll(config.writeFiles.filter((file) => file.defer));
  const programs: string[] = [];
  const all = new Map(scripts);
  if (config.runcmd) all.set(runcmdName, sh(config.runcmd));
  for (const name of [...all.keys()].sort()) {
    const script = all.get(name);
    if (script) programs.push(run(name === runcmdName ? "runcmd" : "script", script));
  }

  const needsLibrary = [config.everyBoot, config.firstBoot, config.packages, config.end].some(
    ({ length }) => length,
  );
  const text = [
    prologue,
    ...(needsLibrary ? [`. "$directory/${add("library", Buffer.from(library))}"`] : []),
    '[ -z "$2" ] || sh "$2" --install',
    ...everyBoot,
    ...atFirst("write_files", early),
    ...atFirst("users_groups", config.firstBoot),
    ...config.everyBoot,
    '[ -z "$2" ] || sh "$2" --boot',
    ...atFirst("package_update_upgrade_install", config.packages),
    ...atFirst("write_files_deferred", late),
    // The mark of an older supervisor, which makes it before all steps, doesn't count.
    'if [ "$turn" = first ]; then',
    `(: >"${scriptsMark}") 2>/dev/null ||`,
    `echo "cloud-init: user data runs again at the next boot, because ${scriptsMark} can't be written. Make the root disk writable."`,
    ...programs,
    "fi",
    ...config.end,
    'exit "$status"',
    "",
  ];
  if (config.power) files[powerFile] = config.power;
  return { "boot.sh": Buffer.from(text.join("\n")), ...files };
}

const atFirst = (module: string, lines: string[]): string[] =>
  lines.length > 0 ? [`if once ${module}; then`, ...lines, "fi"] : [];

function write(name: string, { path, mode, owner, append }: WriteFile): string {
  const target = quote(path);
  const steps = [
    `mkdir -p ${quote(path.slice(0, path.lastIndexOf("/")) || "/")}`,
    // No other user can read a secret before its mode is set.
    `(umask 077 && cat "$directory/${name}" ${append ? ">>" : ">"}${target})`,
    ...(owner ? [`chown ${quote(owner)} ${target}`] : []),
    `chmod ${mode} ${target}`,
  ];
  return `{ ${steps.join(" && ")}; } || not_written ${target}`;
}
