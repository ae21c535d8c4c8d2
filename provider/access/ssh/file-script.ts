/**
 * Works on the files of an instance: TOKEN. Reads one request a line, and answers each by data, the token and a status of
 * SFTP; the first answer is the folder where it begins.
 *
 * It is one process for all requests, because a process in an instance takes long to start.
 */
export const fileScript = `
token=$1
export LC_ALL=C
umask 022
set -f
exec 3>&1

answer() { printf '%s%s;' "$token" "$1"; }

# decode TEXT: what printf makes of its escapes, which need a process only if there are any.
decode() {
  decoded=$1
  case $1 in
    *\\\\*)
      decoded=$(printf '%b.' "$1")
      decoded=\${decoded%.}
      ;;
  esac
}

# try COMMAND...: answers by its status, and if it fails by what it says.
try() {
  if said=$("$@" 2>&1 >&3); then
    answer 0
    return
  fi
  printf %s "$said"
  case $said in
    *"o such file"* | *nonexistent*) answer 2 ;;
    *"ermission denied"* | *"not permitted"*) answer 3 ;;
    *) answer 4 ;;
  esac
}

# The same without a process of its own, for commands that do nothing if they fail.
quick() {
  if "$@" 2>/dev/null >&3; then
    answer 0
  else
    try "$@"
  fi
}

exists() { [ -e "$1" ] || [ -L "$1" ]; }
fail() { echo "$1" >&2; return 1; }
format='%f %s %u %g %X %Y %U %G %n'

list() {
  exists "$1" || fail "No such file" || return
  [ -d "$1" ] || fail "Not a directory" || return
  cd -- "$1" && [ -r . ] || fail "Permission denied" || return
  set +f
  set -- .* *
  set -f
  at=1
  while [ "$at" -le "$#" ]; do
    words= last=$((at + 500))
    while [ "$at" -lt "$last" ] && [ "$at" -le "$#" ]; do
      words="$words \\"\\\${$at}\\"" at=$((at + 1))
    done
    # A pattern without a match, or a file that is gone, isn't there.
    eval "stat -c '$token/$format' -- $words" 2>/dev/null
  done
  :
}

open_to_read() {
  [ ! -d "$1" ] || fail "Is a directory" || return
  true <"$1"
}

# open_to_write HOW MODE FILE
open_to_write() {
  exists "$3" && new= || new=yes
  case $1 in
    exclusive) [ -n "$new" ] || fail "File exists" || return ;;
    existing) [ -z "$new" ] || fail "No such file" || return ;;
  esac
  if [ "$1" = truncate ] || [ "$1" = exclusive ]; then
    true >"$3"
  else
    true >>"$3"
  fi || return
  [ -z "$new" ] || [ "$2" = 644 ] || chmod "$2" "$3"
}

# The first dd takes the bytes from the line of requests, whatever becomes of them.
write_at() {
  { said=$(dd bs="$2" count=1 iflag=fullblock 2>/dev/null |
    dd of="$3" bs=262144 oflag=seek_bytes seek="$1" conv=notrunc 2>&1); } || fail "$said"
}

remove() {
  exists "$1" || fail "No such file" || return
  [ -L "$1" ] || [ ! -d "$1" ] || fail "Is a directory" || return
  rm -f -- "$1"
}

rename() {
  ! exists "$2" || fail "File exists" || return
  mv -f -- "$1" "$2"
}

pwd
answer 0
while read -r request first second third; do
  decode "$first"
  path=$decoded
  case $request in
    stat) quick stat -L -c "$format" -- "$path" ;;
    lstat) quick stat -c "$format" -- "$path" ;;
    list) try list "$path" ;;
    read) try dd if="$path" bs=262144 iflag=skip_bytes,count_bytes,fullblock skip="$second" count="$third" status=none ;;
    write) try write_at "$second" "$third" "$path" ;;
    open) quick open_to_read "$path" ;;
    open-*) quick open_to_write "\${request#open-}" "$second" "$path" ;;
    remove) quick remove "$path" ;;
    mkdir) quick mkdir -m "$second" -- "$path" ;;
    rmdir) quick rmdir -- "$path" ;;
    chmod) quick chmod "$second" -- "$path" ;;
    chown) quick chown "$second" -- "$path" ;;
    touch) quick touch -c -d "@$second" -- "$path" ;;
    truncate) quick truncate -s "$second" -- "$path" ;;
    readlink) quick readlink -- "$path" ;;
    realpath) try readlink -f -- "$path" ;;
    rename | symlink)
      decode "$second"
      if [ "$request" = rename ]; then
        try rename "$path" "$decoded"
      else
        try ln -s -- "$decoded" "$path"
      fi
      ;;
    *) answer 8 ;;
  esac
done
`;

/** Statuses of SFTP. */
export const status = {
  ok: 0,
  endOfFile: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  unsupported: 8,
} as const;

/** A path as the script reads it: one word of a line, whatever its bytes. */
export const encoded = (path: string): string =>
  [...Buffer.from(path)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[\w/.,:@+-]/.test(letter) ? letter : `\\0${byte.toString(8).padStart(3, "0")}`;
    })
    .join("");

/** What `stat` says of a file. */
export interface FileFacts {
  /** With the type of the file. */
  mode: number;
  size: number;
  uid: number;
  gid: number;
  atime: number;
  mtime: number;
  user: string;
  group: string;
  name: string;
}

/** Reads a line of `stat`; undefined for another text. */
export function readFacts(text: string): FileFacts | undefined {
  const [, mode = "", size, uid, gid, atime, mtime, user = "", group = "", name = ""] =
    /^([0-9a-f]+) (\d+) (\d+) (\d+) (-?\d+) (-?\d+) (\S+) (\S+) (.*?)\n?$/s.exec(text) ?? [];
  if (mode === "") return undefined;
  // Times before 1970 and after 2106 have no place in the protocol.
  const time = (seconds = "0") => Math.min(Math.max(Number(seconds), 0), 4_294_967_295);
  return {
    ...{ mode: Number.parseInt(mode, 16), size: Number(size), uid: Number(uid), gid: Number(gid) },
    ...{ atime: time(atime), mtime: time(mtime), user, group, name },
  };
}

/** Reads the answer to `list`. */
export const readList = (text: string, token: string): FileFacts[] =>
  text
    .split(`${token}/`)
    .slice(1)
    .flatMap((entry) => readFacts(entry) ?? []);

const kinds: Readonly<Record<number, string>> = { 1: "p", 2: "c", 4: "d", 6: "b", 8: "-", 10: "l", 12: "s" };

/** The line that `ls -l` would print. */
export function longName({ mode, size, user, group, mtime, name }: FileFacts): string {
  const bits = [..."rwxrwxrwx"].map((letter, index) => (mode & (0o400 >> index) ? letter : "-")).join("");
  const time = new Date(1000 * mtime).toISOString().slice(0, 16).replace("T", " ");
  return `${kinds[mode >> 12] ?? "?"}${bits} 1 ${user} ${group} ${String(size).padStart(12)} ${time} ${name}`;
}
