import { bootFiles, powerFile, runcmdName, scriptsMark } from "./boot-script";
import type { Boot, Program } from "./boot-script";
import { readConfig } from "./cloud-config/config";
import type { Mapping } from "./cloud-config/forms";
import { merge, takeMergers } from "./cloud-config/merge";
import { parseYaml } from "./cloud-config/yaml";
import { decodeBase64, gunzip, isGzip, unpackedLimitBytes } from "./encoding";
import { isMime, parseMime } from "./mime";
import type { MimePart } from "./mime";
import { installShutdown } from "./shutdown";
import { installSudo, sudo } from "./sudo";
import { supervisor } from "./supervisor";
import { systemctl } from "./systemctl";

/** EC2's limit, before base64. */
const limitBytes = 16_384;

/** Where the Secret with the user data is mounted. Each boot copies it to where cloud-init has it. */
export const userDataDirectory = "/run/ec2-pods/user-data";
export const userDataFile = "user-data.txt";

/** The bytes of the user data; undefined if the instance has none. */
export function decodeUserData(inputs: { userData?: string; userDataBase64?: string }): Buffer | undefined {
  if (inputs.userDataBase64 !== undefined) return Buffer.from(inputs.userDataBase64, "base64");
  return inputs.userData === undefined ? undefined : plainOrBase64(inputs.userData);
}

/** `userData` may be base64 already, as in aws.ec2.Instance: text that starts like user data once decoded. */
function plainOrBase64(text: string): Buffer {
  const decoded = decodeBase64(text);
  const content = decoded?.toString("latin1") ?? "";
  return decoded && (isGzip(decoded) || content.trimStart().startsWith("#") || isMime(content))
    ? decoded
    : Buffer.from(text);
}

/** Why this user data is rejected. Never includes its text, which may be a secret. */
export function userDataFailures(key: "userData" | "userDataBase64", text: string): string[] {
  if (key === "userDataBase64" && !decodeBase64(text)) {
    return ["isn't valid base64. Encode it, or set plain text as userData"];
  }
  const bytes = decodeUserData({ [key]: text }) ?? Buffer.alloc(0);
  const failures: string[] = [];
  if (bytes.length > limitBytes) {
    failures.push(
      `has ${bytes.length} bytes; EC2 accepts at most ${limitBytes}. Shorten it, or fetch the rest from a script`,
    );
  }
  const files = filesOf(bytes, (reason) => failures.push(reason));
  const total = Object.values(files).reduce((sum, file) => sum + file.length, systemctl.length + sudo.length);
  if (total > unpackedLimitBytes) {
    failures.push("unpacks to more than 1 MiB, the limit of a Secret. Shorten it");
  }
  return failures;
}

/** Why nothing of this user data runs, here as on EC2; undefined if something does. Never includes its text. */
export function userDataWarning(key: "userData" | "userDataBase64", text: string): string | undefined {
  const content = unpacked(decodeUserData({ [key]: text }) ?? Buffer.alloc(0));
  const plain = Buffer.isBuffer(content) ? content.toString("latin1") : "";
  if (plain.trim() === "" || isMime(plain)) return undefined;
  if (plain.startsWith(byteOrderMark)) {
    return "starts with a byte-order mark, so it doesn't run, as on EC2. Save the file as UTF-8 without one";
  }
  if (isBrokenScript(plain)) {
    return 'has whitespace before "#!", so it doesn\'t run, as on EC2. Start its first line with "#!"';
  }
  return isIgnored(plain)
    ? `isn't in a format of cloud-init, so it doesn't run, as on EC2. ${formatAdvice}`
    : undefined;
}

/** That of UTF-8, in the encoding that user data is read in. */
const byteOrderMark = "\xef\xbb\xbf";

const systemctlFile = "systemctl";
const sudoFile = "sudo";

/**
 * The files of the Pod's Secret: the original user data, boot.sh with the files that it runs and writes, systemctl and
 * sudo. An instance whose user data is gone still starts the services that are enabled on its disk.
 */
export const userDataFiles = (bytes: Buffer | undefined): Record<string, Buffer> => ({
  ...(bytes ? filesOf(bytes, () => undefined) : bootFiles(readBoot(Buffer.alloc(0), () => undefined))),
  [systemctlFile]: Buffer.from(systemctl),
  [sudoFile]: Buffer.from(sudo),
});

/** Reports why user data, or a part of it, is rejected: a phrase that follows its name. */
type Note = (reason: string) => void;

function filesOf(bytes: Buffer, note: Note): Record<string, Buffer> {
  return { [userDataFile]: bytes, ...bootFiles(readBoot(bytes, note)) };
}

/** The parts that were read: programs, and the cloud-configs merged into one. */
type Parts = Omit<Boot, "config"> & { config: Mapping };

function readBoot(bytes: Buffer, note: Note): Boot {
  const { config, ...programs } = readParts(bytes, note);
  return { ...programs, config: readConfig(config, () => undefined) };
}

function readParts(bytes: Buffer, note: Note): Parts {
  const parts: Parts = { boothooks: [], scripts: new Map(), config: {} };
  const content = unpacked(bytes);
  if (!Buffer.isBuffer(content)) {
    note(content.failure);
    return parts;
  }
  const text = content.toString("latin1");
  if (!isMime(text)) {
    if (isBrokenScript(text)) parts.scripts.set("part-001", brokenScript);
    else if (!isIgnored(text)) addPart(parts, { body: content }, 1, note);
    return parts;
  }
  const message = parseMime(text);
  if ("failure" in message) {
    note(message.failure);
    return parts;
  }
  message.parts.forEach((part, index) => {
    const notePart: Note = (reason) => note(`has part ${index + 1}, which ${reason}`);
    if ("failure" in part) notePart(part.failure);
    else addPart(parts, part, index + 1, notePart);
  });
  return parts;
}

const unpacked = (bytes: Buffer) => (isGzip(bytes) ? gunzip(bytes) : bytes);

/** A script that cloud-init finds and that no kernel runs. */
const isBrokenScript = (text: string): boolean => /^\s+#!/.test(text);
const brokenScript: Program = {
  content: Buffer.from('#!/bin/sh\necho "cloud-init: Exec format error. Missing #! in script?"\nexit 1\n'),
  interpreter: "/bin/sh",
};

/** Text that cloud-init ignores, because it begins like nothing that it knows. */
const isIgnored = (text: string): boolean =>
  !["#!", "#cloud-config", "#cloud-boothook", ...rejectedFormats].some((format) =>
    text.trimStart().toLowerCase().startsWith(format),
  );

function addPart(parts: Parts, part: MimePart, index: number, note: Note): void {
  switch (formatOf(part, note)) {
    case "script": {
      const script = programOf(part.body.toString("latin1"), "script", note);
      const name = sortName(part.filename) || `part-${String(index).padStart(3, "0")}`;
      if (parts.scripts.has(name) || name === runcmdName) {
        note("is a script whose filename another script or runcmd has. Rename it");
      }
      if (script) parts.scripts.set(name, script);
      return;
    }
    case "boothook": {
      const text = part.body.toString("latin1").trimStart();
      const hook = programOf(text.replace(/^#cloud-boothook/i, "").trimStart(), "boothook", note);
      if (hook) parts.boothooks.push(hook);
      return;
    }
    case "config":
      parts.config = addConfig(parts.config, part, (reason) => note(`has a cloud-config ${reason}`));
  }
}

/** The cloud-configs so far with that of a part. Each is checked by itself, so that an error names its part. */
function addConfig(config: Mapping, { body, mergeType = "" }: MimePart, note: Note): Mapping {
  const { part, mergers } = takeMergers(parseYaml(body, note), mergeType, note);
  let isFine = true;
  readConfig(part, (reason) => {
    isFine = false;
    note(reason);
  });
  const merged = merge(config, part, mergers) as Mapping;
  if (isFine) readConfig(merged, (reason) => note(`that, merged into the parts before it, is one ${reason}`));
  return merged;
}

/** The file name that cloud-init derives for its folder of scripts. */
const sortName = (filename = ""): string => filename.replaceAll("/", "_").replace(/[^\w.()-]/g, "");

type Format = "script" | "boothook" | "config";

const formatAdvice =
  'Start the first line with "#!" (such as "#!/bin/sh"), "#cloud-config" or "#cloud-boothook", or use MIME multipart of these';
const rejectedFormats = [
  "#include",
  "#part-handler",
  "## template: jinja",
  "#cloud-config-archive",
  "#cloud-config-jsonp",
  "#upstart-job",
];

function formatOf({ type, body }: MimePart, note: Note): Format | undefined {
  if (type === "text/cloud-config") return "config";
  if (type === "text/cloud-boothook") return "boothook";
  if (type !== undefined && type !== "text/plain" && type !== "text/x-shellscript") {
    note(
      `has the type ${type}, which isn't supported. Use text/x-shellscript, text/cloud-config or text/cloud-boothook`,
    );
    return undefined;
  }
  const text = body.toString("latin1");
  if (text.startsWith("#!")) return "script";
  const start = text.trimStart().toLowerCase();
  const rejected = rejectedFormats.find((format) => start.startsWith(format));
  if (rejected) note(`starts with "${rejected}", which isn't supported. ${formatAdvice}`);
  else if (start.startsWith("#cloud-config")) return "config";
  else if (start.startsWith("#cloud-boothook")) return "boothook";
  else note(`isn't in a format of cloud-init. ${formatAdvice}`);
  return undefined;
}

function programOf(text: string, what: "script" | "boothook", note: Note): Program | undefined {
  // As cloud-init does: no kernel finds an interpreter with a carriage return in its name.
  const lines = /^[^\n]*\r\n/.test(text) ? text.replaceAll("\r\n", "\n") : text;
  const [, path, argument = ""] = /^#![ \t]*(\/\S+)[ \t]*(\S*)/.exec(lines) ?? [];
  if (!path) {
    note(`is a ${what} without an interpreter. Start it with a line like "#!/bin/sh"`);
    return undefined;
  }
  const byName = path.endsWith("/env") && /^\w[\w.+-]*$/.test(argument);
  return { content: Buffer.from(lines, "latin1"), interpreter: byName ? argument : path };
}

/** The start of the last line of a first boot; the exit status follows. */
export const exitMarker = "cloud-init: user data ended with exit status";

/**
 * The container's command: the supervisor, which runs the user data at each boot in the background, with the output in
 * cloud-init's log file and on the console.
 *
 * The marks of a first boot are on the disk, as with cloud-init: a new disk runs user data again, and user data that an
 * instance gets later doesn't run. The string is constant: the user data itself is a mounted Secret, never on a command
 * line.
 */
export function bootCommand(): string[] {
  const systemctlPath = `${userDataDirectory}/${systemctlFile}`;
  const boot = `INSTANCE_ID="$EC2_INSTANCE_ID" \${default_signals:+env $default_signals} sh ${userDataDirectory}/boot.sh`;
  // What a service says while it ends is on the console, too: tee ends after all that write to it.
  const background = `
      instance=/var/lib/cloud/instances/$EC2_INSTANCE_ID
      mkdir -p /var/log "$instance/sem"
      # An image that was made from a disk may have a folder there, in which a link would be made.
      [ -L /var/lib/cloud/instance ] || [ ! -e /var/lib/cloud/instance ] ||
        mv /var/lib/cloud/instance /var/lib/cloud/instance.image
      ln -sfn "$instance" /var/lib/cloud/instance
      [ -e ${scriptsMark} ] && turn=again || turn=first
      # A disk that is full or read-only ends a redirection, and with it this shell.
      [ -s ${userDataDirectory}/boot.sh ] || (: >${scriptsMark})
${installShutdown}
      [ ! -s ${userDataDirectory}/boot.sh ] || {
        rm -f "$instance/${userDataFile}"
        [ ! -e ${userDataDirectory}/${userDataFile} ] ||
          (umask 077 && cat ${userDataDirectory}/${userDataFile} >"$instance/${userDataFile}")
${installSudo(`${userDataDirectory}/${sudoFile}`)}
        # Shells ignore both in the background, and can't take that back.
        default_signals=--default-signal=INT,QUIT
        env $default_signals true 2>/dev/null || default_signals=
        ${boot} $turn ${systemctlPath}
        status=$?
        [ $turn = again ] || {
          echo "${exitMarker} $status"
          [ ! -e ${userDataDirectory}/${powerFile} ] || sh ${userDataDirectory}/${powerFile}
        }
      } </dev/null 2>&1 | {
        trap '' TERM
        command -v tee >/dev/null && exec tee -a /var/log/cloud-init-output.log
        while IFS= read -r line || [ -n "$line" ]; do printf '%s\\n' "$line"; done
      } &`;
  return supervisor(background);
}

/** The exit status of the user data, from the console of a first boot; undefined while it still runs. */
export function userDataExitStatus(console: string): number | undefined {
  const status = [...console.matchAll(new RegExp(`${exitMarker} (\\d+)\\r?$`, "gm"))].at(-1)?.[1];
  return status === undefined ? undefined : Number(status);
}
