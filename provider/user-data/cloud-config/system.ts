import { quote } from "../../common/text";
import { argv } from "./commands";
import { choice, isMapping, kind, line, mapping, text } from "./forms";
import type { Form } from "./forms";
import { filePath } from "./write-files";
import { YamlNumber } from "./yaml-number";

const label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
export const hostName = text(
  new RegExp(`^${label}(\\.${label})*$`),
  "a host name",
  'Use letters, digits and hyphens, such as "web-1"',
);

export const timeZone = text(
  /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/,
  "a time zone",
  'Use a name such as "Europe/Berlin"',
);

/** The steps of a host name, as cloud-init derives it. */
export function hostSteps(values: {
  hostname?: string | undefined;
  fqdn?: string | undefined;
  prefer_fqdn_over_hostname?: boolean | undefined;
  preserve_hostname?: boolean | undefined;
}): string[] {
  const full = values.fqdn ?? values.hostname;
  if (!full || values.preserve_hostname) return [];
  const short = (values.fqdn === undefined ? undefined : values.hostname) ?? full.split(".")[0] ?? full;
  return [
    `set_hostname ${quote(values.prefer_fqdn_over_hostname ? full : short)} ${quote(full)} ${quote(short)}`,
  ];
}

/** The file that an operator of output writes; undefined for the log that has all output anyway. */
const target: Form<string | undefined> = (value, path, note) => {
  const [, file] =
    (typeof value === "string" && /^(?:\|\s*tee(?:\s+-a)?|>>?)\s*(\S.*)$/.exec(value.trim())) || [];
  if (file) return filePath(file, path, note);
  note(
    `whose ${path} is ${typeof value === "string" ? "a command" : kind(value)}. Use "| tee -a /var/log/NAME.log"`,
  );
  return undefined;
};

const operator: Form<(string | undefined)[]> = (value, path, note) => {
  const error: Form<string | undefined> = (entry, at, report) =>
    entry === "&1" || entry === null ? undefined : target(entry, at, report);
  if (Array.isArray(value)) return value.map((entry, index) => error(entry, `${path}[${index}]`, note));
  if (!isMapping(value)) return [target(value, path, note)];
  const both = mapping({ output: target, error })(value, path, note);
  return [both.output, both.error];
};

export const output = mapping({ all: operator, init: operator, config: operator, final: operator });

export function outputSteps(values: ReturnType<typeof output>): string[] {
  const files = new Set(Object.values(values).flat());
  return [...files].flatMap((file) => (file ? [`link_log ${quote(file)}`] : []));
}

const templates: Readonly<Record<string, string>> = {
  uptime: '"$(read_uptime)"',
  timestamp: '"$(date -R)"',
  version: "ec2-pods",
  datasource: "DataSourceEc2",
};

/** The final message as words of sh, with what cloud-init fills in. */
export function messageWords(message: string): string {
  const plain = message.replace(/^## template: *jinja *\n/, "").trim();
  const parts = plain.split(/(\$\{\w+\}|\$\w+|\{\{ *\w+ *\}\})/);
  return parts
    .map(
      (part, index) =>
        (index % 2 ? templates[part.replace(/\W/g, "").toLowerCase()] : undefined) ?? quote(part),
    )
    .join("");
}

const delay: Form<number> = (value, path, note) => {
  if (value === "now") return 0;
  const written = value instanceof YamlNumber ? value.source : value;
  return Number(text(/^\+?\d{1,6}$/, "a delay", 'Use minutes, or "now"')(written, path, note));
};

/** A command that decides, as a line of sh. */
const condition: Form<string> = (value, path, note) => {
  if (typeof value === "boolean" || typeof value === "string") return String(value);
  if (Array.isArray(value)) return argv(value, path, note);
  note(`whose ${path} is ${kind(value)}. Use true, false or a command`);
  return "false";
};

export const powerState = mapping(
  {
    mode: choice("poweroff", "reboot", "halt"),
    delay,
    message: line(),
    timeout: text(/^\d+(\.\d+)?$/, "a number of seconds", "Use digits"),
    condition,
  },
  ["mode"],
);

/** What ends the first boot: a script that runs after all of it. */
export function powerScript(
  state: ReturnType<typeof powerState> | undefined,
  rebootIfRequired: boolean,
): Buffer | undefined {
  const lines = rebootIfRequired
    ? ["[ ! -e /run/reboot-required ] || { /usr/local/sbin/reboot; exit; }"]
    : [];
  if (state?.mode) {
    const { condition: decides = "true", delay: minutes = 0, message = "" } = state;
    lines.push(
      `(\n${decides}\n) || exit 0`,
      ...(minutes ? [`sleep ${minutes * 60}`] : []),
      ...(message ? [`printf '%s\\n' ${quote(message)}`] : []),
      `/usr/local/sbin/${state.mode}`,
    );
  }
  return lines.length > 0 ? Buffer.from(["#!/bin/sh", ...lines, ""].join("\n")) : undefined;
}
