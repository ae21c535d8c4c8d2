import { commands } from "./commands";
import { diskForms } from "./disks";
import { anything, choice, flag, list, text, unsupported } from "./forms";
import type { Form } from "./forms";
import { packages } from "./packages";
import { hostName, output, powerState, timeZone } from "./system";
import { chpasswd, groups, keys as publicKeys, oneUser, userPassword, users } from "./users";
import { writtenFile } from "./write-files";

interface Key<T> {
  support: "works" | "accepted" | "rejected";
  /** What it does, or why it doesn't: a phrase of the table in docs/instances.md. */
  note: string;
  form: Form<T>;
}

const works = <T>(form: Form<T>, note: string): Key<T> => ({ support: "works", note, form });
const accepted = (note: string, form: Form<unknown> = anything): Key<undefined> => ({
  support: "accepted",
  note,
  form: (value, path, report) => void form(value, path, report),
});
const rejected = (note: string, fix: string): Key<undefined> => ({
  support: "rejected",
  note,
  form: unsupported(fix),
});

const writeFilesFix = "Write its files with write_files";
const message = text(/^[^\0]*$/, "a message", "Remove the NUL character");
const locale = text(/^[\w.@-]+$/, "a locale", 'Use a name such as "en_US.UTF-8"');

/** Every key of a cloud-config that isn't rejected as unknown. */
export const cloudConfigKeys = {
  bootcmd: works(commands, "commands of every boot"),
  write_files: works(list(writtenFile), "files of the first boot; `defer` writes them after the packages"),
  runcmd: works(commands, "commands of the first boot"),
  final_message: works(
    message,
    "the last line of each boot, with `$UPTIME`, `$TIMESTAMP`, `$VERSION` and `$DATASOURCE`",
  ),
  power_state: works(powerState, "`poweroff`, `reboot` or `halt` once the first boot has ended"),

  packages: works(
    packages,
    "installs by `apt-get`, `dnf`, `yum`, `microdnf`, `zypper` or `apk` of the image",
  ),
  package_update: works(flag, "reads the lists of packages again"),
  package_upgrade: works(flag, "upgrades all packages"),
  package_reboot_if_required: works(
    flag,
    "reboots at the end of the first boot if `/run/reboot-required` is there",
  ),
  apt_update: works(flag, "`package_update`"),
  apt_upgrade: works(flag, "`package_upgrade`"),
  apt_reboot_if_required: works(flag, "`package_reboot_if_required`"),

  groups: works(groups, "groups, with their members"),
  users: works(users, "users; `default` is the user of the image's system, such as `ec2-user` or `ubuntu`"),
  user: works(oneUser, "another name or other fields of the default user"),
  ssh_authorized_keys: works(publicKeys, "`~/.ssh/authorized_keys` of the default user"),
  password: works(userPassword, "the default user's password, which expires at the first login"),
  chpasswd: works(chpasswd, "passwords; random ones are rejected"),
  ssh_pwauth: works(choice("true", "false", "unchanged"), "`/etc/ssh/sshd_config.d/50-cloud-init.conf`"),

  hostname: works(
    hostName,
    "`/etc/hostname` and `/etc/hosts`; a Pod keeps its own host name, which the console says",
  ),
  fqdn: works(hostName, "the full name in `/etc/hosts`"),
  prefer_fqdn_over_hostname: works(flag, "the host name is the `fqdn`"),
  preserve_hostname: works(flag, "`true` ignores `hostname` and `fqdn`"),
  timezone: works(timeZone, "`/etc/localtime`; needs the package `tzdata`"),

  mounts: works(
    diskForms.mounts,
    "a link from the mount point to `/mnt/sdf`, where the volume `/dev/sdf` is mounted; other devices are rejected",
  ),
  device_aliases: works(diskForms.device_aliases, "names for devices in the keys of disks"),
  disk_setup: works(
    diskForms.disk_setup,
    "nothing: a volume has one file system; several partitions are rejected",
  ),
  fs_setup: works(diskForms.fs_setup, "nothing: a volume has a file system, which keeps its files"),
  output: works(
    output,
    "the file becomes a link to `/var/log/cloud-init-output.log`; commands other than `tee` are rejected",
  ),
  merge_how: works(
    anything,
    "merges a part of MIME multipart into the parts before it, as the header `X-Merge-Type` does",
  ),
  merge_type: works(anything, "`merge_how`"),

  locale: accepted("an image has the locales that it has", (value, path, note) => {
    if (typeof value !== "boolean") locale(value, path, note);
  }),
  locale_configfile: accepted("see `locale`"),
  keyboard: accepted("a Pod has no keyboard"),
  manage_etc_hosts: accepted("`/etc/hosts` has the host name"),
  manage_resolv_conf: accepted(
    "the cluster writes `/etc/resolv.conf`, as a VPC does",
    (value, path, note) => {
      if (value !== false) unsupported("Use the cluster's DNS")(value, path, note);
    },
  ),
  disable_root: accepted("the instance's keys log in as root as well"),
  disable_root_opts: accepted("see `disable_root`"),
  growpart: accepted("a Pod's disk isn't partitioned"),
  resize_rootfs: accepted("a Pod's disk isn't partitioned"),
  mount_default_fields: accepted("volumes are mounted by the cluster"),
  swap: accepted("swap belongs to the node"),
  apt_pipelining: accepted("a matter of speed"),
  ssh_deletekeys: accepted("an SSH server of a package creates its keys"),
  ssh_genkeytypes: accepted("see `ssh_deletekeys`"),
  ssh_quiet_keygen: accepted("see `ssh_deletekeys`"),
  ssh_publish_hostkeys: accepted("see `ssh_deletekeys`"),
  allow_public_ssh_keys: accepted("see `ssh_deletekeys`"),
  no_ssh_fingerprints: accepted("the console shows no fingerprints"),
  ssh_fp_console_blacklist: accepted("the console shows no fingerprints"),
  ssh_key_console_blacklist: accepted("the console shows no keys"),
  ntp: accepted("the node keeps the time"),
  random_seed: accepted("the node's kernel has its own seed"),
  updates: accepted("nothing changes while the instance runs"),

  apt: rejected("sources of packages", "Write a file of /etc/apt/sources.list.d with write_files"),
  yum_repos: rejected("sources of packages", "Write a file of /etc/yum.repos.d with write_files"),
  zypper: rejected("sources of packages", "Write a file of /etc/zypp/repos.d with write_files"),
  apk_repos: rejected("sources of packages", "Write /etc/apk/repositories with write_files"),
  snap: rejected("snapd needs systemd", "Install a package instead"),
  ca_certs: rejected("certificates", "Write them with write_files, and update them with runcmd"),
  ssh_keys: rejected("host keys", writeFilesFix),
  ssh_import_id: rejected("keys of GitHub and Launchpad", "Set ssh_authorized_keys"),

  rsyslog: rejected("configuration of a service", writeFilesFix),
  phone_home: rejected("a request at the end", "Send it with runcmd"),
  ansible: rejected("configuration management", "Run it with runcmd"),
  chef: rejected("configuration management", "Run it with runcmd"),
  puppet: rejected("configuration management", "Run it with runcmd"),
  salt_minion: rejected("configuration management", "Run it with runcmd"),
} satisfies Record<string, Key<unknown>>;

type Keys = typeof cloudConfigKeys;

/** The checked values of the keys that a cloud-config has. */
export type Values = { [K in keyof Keys]?: ReturnType<Keys[K]["form"]> | undefined };
