import { quote } from "../../common/text";
import { mountSteps } from "./disks";
import { unknownKey } from "./forms";
import type { Mapping, Note } from "./forms";
import { cloudConfigKeys } from "./keys";
import type { Values } from "./keys";
import { packageWord } from "./packages";
import { hostSteps, messageWords, outputSteps, powerScript } from "./system";
import { defaultName, keySteps, passwordSteps, userSteps, userWord } from "./users";
import type { Account } from "./users";
import type { WriteFile } from "./write-files";

/** What a cloud-config does. Each step is a line of sh that calls a function of the library. */
export interface CloudConfig {
  /** A script of every boot. */
  bootcmd?: Buffer | undefined;
  /** A script of the first boot. */
  runcmd?: Buffer | undefined;
  writeFiles: WriteFile[];
  /** Before services start, at every boot. */
  everyBoot: string[];
  /** Before services start, at the first boot. */
  firstBoot: string[];
  /** After services start, at the first boot, before scripts. */
  packages: string[];
  /** The end of every boot. */
  end: string[];
  /** A script that runs after the first boot. */
  power?: Buffer | undefined;
}

const forms = Object.entries(cloudConfigKeys);
/** Ones of the same meaning aren't worth a line of an error. */
const mainKeys = forms.filter(([, { support }]) => support === "works").map(([key]) => key);

/** The steps of a cloud-config, as far as it is supported. Reports the rest. */
export function readConfig(root: Mapping, note: Note): CloudConfig {
  for (const key of Object.keys(root)) {
    if (!Object.hasOwn(cloudConfigKeys, key)) note(unknownKey(key, key, mainKeys));
  }
  // An empty value is that of an absent key, as in cloud-init.
  const present = forms.filter(([key]) => Object.hasOwn(root, key) && root[key] !== null);
  const values = Object.fromEntries(
    present.map(([key, { form }]) => [key, form(root[key], key, note)]),
  ) as Values;
  return {
    bootcmd: values.bootcmd,
    runcmd: values.runcmd,
    writeFiles: (values.write_files ?? []).flat(),
    everyBoot: steps("hostname", hostSteps(values)),
    firstBoot: [
      ...steps("mounts", mountSteps(values, note)),
      ...steps("output", outputSteps(values.output ?? {})),
      ...accountSteps(values, note),
    ],
    packages: [
      ...packageSteps(values),
      ...(values.timezone ? steps("timezone", [`set_timezone ${quote(values.timezone)}`]) : []),
    ],
    end: values.final_message ? [`printf '%s\\n' ${messageWords(values.final_message)}`] : [],
    power: powerScript(
      values.power_state,
      Boolean(values.package_reboot_if_required ?? values.apt_reboot_if_required),
    ),
  };
}

/** Lines that name the path of what fails. */
const steps = (path: string, lines: string[]): string[] => lines.map((line) => `step ${quote(path)} ${line}`);

function packageSteps({ packages = [], ...values }: Values): string[] {
  const upgrade = values.package_upgrade ?? values.apt_upgrade;
  const update = values.package_update ?? values.apt_update;
  return [
    ...(update || upgrade || packages.length > 0 ? steps("package_update", ["packages update"]) : []),
    ...(upgrade ? steps("package_upgrade", ["packages upgrade"]) : []),
    ...(packages.length > 0
      ? steps("packages", [`install_packages ${packages.map(packageWord).join(" ")}`])
      : []),
  ];
}

function accountSteps(values: Values, note: Note): string[] {
  const { groups = [], chpasswd = {}, ssh_pwauth: login } = values;
  const all = accounts(values);
  const hasDefault = all.some(({ name }) => name === defaultName);
  if (new Set(all.map(({ name }) => name)).size < all.length)
    note("whose users has a user twice. Remove one");
  const listed = [...(chpasswd.users ?? []), ...(chpasswd.list ?? [])];
  const ofDefault = { name: defaultName, password: values.password ?? "", hashed: false };
  const passwords = values.password && hasDefault && listed.length === 0 ? [ofDefault] : listed;
  const expired = chpasswd.expire === false ? [] : passwords;
  const keys = hasDefault ? values.ssh_authorized_keys : undefined;
  return [
    ...(values.user?.name ? [`default_user=${quote(values.user.name)}`] : []),
    ...groups.flatMap(([group]) => steps("groups", [`add_group ${quote(group)}`])),
    ...all.flatMap((account) => steps(`the user ${account.name ?? defaultName}`, userSteps(account))),
    ...groups.flatMap(([group, members]) =>
      steps(
        "groups",
        members.map((member) => `add_member ${userWord(member)} ${quote(group)}`),
      ),
    ),
    ...(keys ? steps("ssh_authorized_keys", [keySteps(defaultName, keys)]) : []),
    ...steps("chpasswd", passwords.map(passwordSteps)),
    ...steps(
      "chpasswd",
      expired.map(({ name }) => `expire_password ${userWord(name)}`),
    ),
    ...(login === "true" ? steps("ssh_pwauth", ["set_password_login yes"]) : []),
    ...(login === "false" ? steps("ssh_pwauth", ["set_password_login no"]) : []),
  ];
}

/** The users. The default one is among them if they list it, if it has fields of its own, or if nothing lists users. */
function accounts({ users, user, ssh_authorized_keys: keys, password }: Values): Account[] {
  const isAbout = user !== undefined || (users === undefined && (keys ?? password) !== undefined);
  const all = users ?? [];
  const listed =
    isAbout && !all.some(({ name }) => name === defaultName) ? [{ name: defaultName }, ...all] : all;
  return listed.map((account) =>
    account.name === defaultName ? { sudo: ["ALL=(ALL) NOPASSWD:ALL"], ...user, ...account } : account,
  );
}
