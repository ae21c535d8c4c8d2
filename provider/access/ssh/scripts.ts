// What runs in an instance, in any POSIX sh and without a file. All that comes from the client is an argument or standard
// input, never a part of a script.

/**
 * Becomes the user and the program: USER UID GID HOME SHELL KIND COMMAND [ARGUMENT...].
 *
 * KIND is "shell" for the login shell, "exec" for a command of that shell, whose arguments are assignments for the
 * environment, and "script" for one of sh, whose arguments are its own.
 */
export const launch = `
user=$1 uid=$2 gid=$3 home=$4 shell=$5 kind=$6 command=$7
shift 7
export USER="$user" LOGNAME="$user" HOME="$home"
[ -x "$shell" ] || shell=/bin/sh
export SHELL="$shell"
cd "$home" 2>/dev/null || cd /
if [ "$kind" = script ]; then
  set -- sh -c "$command" sh "$@"
else
  for assignment; do
    export "$assignment"
  done
  [ "$kind" = shell ] && set -- "$shell" -l || set -- "$shell" -c "$command"
fi
[ "$uid" != 0 ] || exec "$@"
# su is the last: some make a session of their own, which no signal reaches.
if setpriv --reuid="$uid" --regid="$gid" --init-groups true 2>/dev/null; then
  exec setpriv --reuid="$uid" --regid="$gid" --init-groups "$@"
elif chroot --userspec="$uid:$gid" --skip-chdir / true 2>/dev/null; then
  exec chroot --userspec="$user:$gid" --skip-chdir / "$@"
elif command -v su >/dev/null; then
  exec su -s /bin/sh -c 'exec "$0" "$@"' -- "$user" "$@"
fi
echo "Cannot log in as $user: the image has neither setpriv, su nor the chroot of coreutils. Log in as root." >&2
exit 126
`;

/**
 * Sends a signal to a program: SIGNAL SESSION; and those for the end of its connection: SESSION. Without setsid, its session is that of these scripts, and SESSION only the
 * number of its first process: then the program is what descends from that.
 */
const toSession = `
to_session() {
  signal=$1 first=$2 session=$2 members=" $2 " before=
  read -r line <"/proc/$first/stat" && set -- \${line##*) } && session=$4
  while [ "$members" != "$before" ]; do
    before=$members
    for process in /proc/[0-9]*; do
      read -r line <"$process/stat" || continue
      set -- "\${process#/proc/}" \${line##*) }
      [ "$5" = "$session" ] || continue
      case $members in
        *" $1 "*) ;;
        " $session "* | *" $3 "*) members="$members$1 " ;;
      esac
    done
  done
  kill -s "$signal" $members
} 2>/dev/null

hang_up() {
  to_session HUP "$1"
  to_session CONT "$1"
}
`;

/**
 * Runs a program without a terminal: MARK, and on standard input launch with its arguments: a URL has less room.
 *
 * Standard input is a series of lines for the script, some followed by bytes. So it has an end of its own for the program,
 * and one that says that the connection is gone: the processes of the session then get HUP.
 *
 * The number of the program's session is said after the mark, or 0 if it never began. Its end is said on both outputs, with
 * its exit status, by a process that doesn't run it, so that it is said whatever ends the one that does. The script itself
 * only ends when all has arrived: Kubernetes drops what it hasn't sent yet once a command has ended
 * (kubernetes/kubernetes#124571).
 *
 * Processes that the program has left, such as the tee of a shell, may still have something to write. They get two seconds.
 * Root can't see what the processes of other users have open, so these count as such.
 */
export const piped = `
mark=$1
shift
read -r count || exit
while [ "$count" -gt 0 ]; do
  read -r size || exit
  word=$(dd bs="$size" count=1 iflag=fullblock 2>/dev/null) || {
    echo "the image has no dd that knows iflag=fullblock" >&2
    exit 127
  }
  set -- "$@" "\${word%.}"
  count=$((count - 1))
done
launch=$1
shift
${toSession}
feed() {
  session=none
  while read -r word value; do
    case $word in
      line) printf '%s\\n' "$value" ;;
      data) dd bs="$value" count=1 iflag=fullblock 2>/dev/null ;;
      end) exec >/dev/null ;;
      session) session=$value ;;
      signal) to_session "$value" "$session" ;;
      done) return ;;
    esac
  done
  hang_up "$session"
}

run() {
  program='echo "session $$" >&3; exec 3>&-'$launch
  if command -v setsid >/dev/null; then
    setsid sh -c "$program" sh "$@" 3>&1 >&4 2>&5 4>&- 5>&-
  else
    sh -c "$program" sh "$@" 3>&1 >&4 2>&5 4>&- 5>&-
  fi
  echo "status $?"
}

has_writer() {
  for process in /proc/[0-9]*; do
    read -r line <"$process/stat" || continue
    set -- \${line##*) }
    [ "$1" != Z ] && { [ "$4" = "$session" ] || [ "$4" = "$own" ]; } || continue
    for file in "$process/fd/1" "$process/fd/2"; do
      [ -e "$file" ] && [ ! "$file" -ef /proc/self/fd/4 ] && [ ! "$file" -ef /proc/self/fd/5 ] || return 0
    done
  done
  return 1
} 2>/dev/null

say() { printf '%s%s;' "$mark" "$1"; }

watch() {
  session= status=255
  while read -r what value; do
    case $what in
      session) session=$value && say "$value" >&4 ;;
      status) status=$value ;;
    esac
  done
  [ -n "$session" ] || say 0 >&4
  read -r line </proc/self/stat
  set -- \${line##*) }
  own=$4
  turns=20
  while [ "$turns" -gt 0 ] && has_writer; do
    sleep 0.1 || sleep 1
    turns=$((turns - 1))
  done
  say "$status" >&4
  say "$status" >&5
}

exec 4>&1 5>&2 >/dev/null 2>&1
feed | run "$@" | watch
`;

/**
 * The same with a terminal, whose input is that of the program: MARK COLUMNS ROWS UID LAUNCH, and the arguments of launch.
 *
 * The number of its session is said first. After the program's end, a line that ends with the mark says that all has arrived.
 */
export const onTerminal = `
mark=$1 uid=$2 launch=$5
say_session() { printf '%s%s;' "$mark" "\${4:-0}"; }
read -r line </proc/$$/stat && say_session \${line##*) } || say_session
stty cols "$3" rows "$4" 2>/dev/null
shift 5
SSH_TTY=$(tty 2>/dev/null) && export SSH_TTY && chown "$uid" "$SSH_TTY" 2>/dev/null
trap : INT QUIT TSTP
sh -c "$launch" sh "$@"
status=$?
stty raw -echo 2>/dev/null
printf '%s%s;' "$mark" "$status"
while read -r line; do
  case $line in
    *"$mark") break ;;
  esac
done
`;

/** Sends HUP to the processes of a session whose connection is gone: SESSION. */
export const hangUp = `${toSession}
hang_up "$1"
`;
