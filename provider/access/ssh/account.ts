/** A user of an instance, as its `/etc/passwd` has it. */
export interface Account {
  name: string;
  uid: string;
  gid: string;
  home: string;
  shell: string;
}

/** Everything runs as root before it becomes a user. */
export const root: Account = { name: "root", uid: "0", gid: "0", home: "/root", shell: "/bin/sh" };

/** Names that users of Linux systems can have. */
export const isUserName = (name: string): boolean => /^[A-Za-z_][\w.-]{0,31}$/.test(name);

const largestKeysFile = 65_536;

/**
 * Prints the account that a user logs in to, and the keys that its `authorized_keys` lets in: USER, and the user that the
 * AMI has, if that is known. Prints nothing for an unknown user.
 *
 * The user of an AMI is root in an image that lacks it. Without a known AMI it is that of the image's system.
 */
export const lookUpAccount = `
user=$1 own=$2
entry() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      "$1":*) return ;;
    esac
  done 2>/dev/null </etc/passwd
  return 1
}
if [ -z "$own" ]; then
  own=ec2-user
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      ID=debian | ID=\\"debian\\") own=admin ;;
      ID=ubuntu | ID=alpine | ID=fedora) own=\${line#ID=} ;;
      ID=rocky | ID=\\"rocky\\") own=rocky ;;
      ID=\\"centos\\") own=centos ;;
    esac
  done 2>/dev/null </etc/os-release
fi
if ! entry "$user"; then
  [ "$user" = "$own" ] || [ "$user" = root ] || exit 0
  entry root || line=root:x:0:0:root:/root:/bin/sh
fi
printf '%s\\n' "$line"
rest=\${line#*:*:*:*:*:}
keys=\${rest%%:*}/.ssh/authorized_keys
[ -f "$keys" ] && owner=$(ls -nL -- "$keys") || exit 0
uid=\${line#*:*:}
set -- $owner
[ "$3" = 0 ] || [ "$3" = "\${uid%%:*}" ] || exit 0
dd bs=${largestKeysFile} count=1 if="$keys" 2>/dev/null || :
`;

/** The account and the lines of keys that {@link lookUpAccount} printed; undefined if nobody may log in by that name. */
export function readAccount(printed: string): { account: Account; keys: string[] } | undefined {
  const [line = "", ...keys] = printed.split("\n");
  const [name = "", , uid = "", gid = "", , home, shell] = line.split(":");
  if (!isUserName(name) || !/^\d+$/.test(uid) || !/^\d+$/.test(gid)) return undefined;
  return { account: { name, uid, gid, home: home || "/", shell: shell || "/bin/sh" }, keys };
}

/** The user that AWS's instances of a system have, by the system's name in the catalogue. */
export function userOfSystem(system: string): string {
  const [, name = ""] = /^(Ubuntu|Debian|Alpine|Fedora|Rocky|CentOS)/.exec(system) ?? [];
  return name === "Debian" ? "admin" : name.toLowerCase() || "ec2-user";
}

/** The same by the name of a container image; undefined for an image of another name. */
export function userOfImage(image: string): string | undefined {
  const [, name = ""] = /^(?:.*\/)?([\w.-]+?)(?:linux)?(?:[:@].*)?$/.exec(image) ?? [];
  const users: Readonly<Record<string, string>> = {
    alma: "ec2-user",
    alpine: "alpine",
    amazon: "ec2-user",
    centos: "centos",
    debian: "admin",
    fedora: "fedora",
    rocky: "rocky",
    ubuntu: "ubuntu",
  };
  return Object.hasOwn(users, name) ? users[name] : undefined;
}
