// What runs in an instance, in any POSIX sh and without a file. All that comes from the client is an argument or standard
// input, never a part of a script.

/**
 * Becomes the user and the program: MARK USER UID GID HOME SHELL KIND COMMAND [ARGUMENT...].
 *
 * First it writes the number of its process after the mark. KIND is "shell" for the login shell, "exec" for a command of
 * that shell, whose arguments are assignments for the environment, and "script" for one of sh, whose arguments are its own.
 */
export const launch = `
printf '%s%s;' "$1" "$$"
user=$2 uid=$3 gid=$4 home=$5 shell=$6 kind=$7 command=$8
shift 8
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
 * Runs a program without a terminal: MARK LAUNCH, and the arguments of launch on standard input.
 *
 * Standard input is a series of lines for the script, some followed by bytes. So it has an end of its own for the program,
 * and one that says that the connection is gone: the processes of the session then get HUP.
 *
 * The program's end is said on both outputs, with its exit status. The script itself only ends when all has arrived:
 * Kubernetes drops what it hasn't sent yet once a command has ended (kubernetes/kubernetes#124571).
 */
export const piped = `
mark=$1 launch=$2
shift 2
read -r count || exit
while [ "$count" -gt 0 ]; do
  read -r size || exit
  word=$(dd bs="$size" count=1 iflag=fullblock 2>/dev/null)
  set -- "$@" "\${word%.}"
  count=$((count - 1))
done

to_session() {
  signal=$1
  for process in /proc/[0-9]*; do
    read -r line <"$process/stat" || continue
    set -- \${line##*) }
    [ "\${process#/proc/}" != "$session" ] && [ "$4" != "$session" ] || kill -s "$signal" "\${process#/proc/}"
  done
} 2>/dev/null

feed() {
  session=none
  while read -r word value; do
    case $word in
      line) printf '%s\\n' "$value" ;;
      data) dd bs="$value" count=1 iflag=fullblock 2>/dev/null ;;
      end) exec >/dev/null ;;
      session) session=$value ;;
      signal) to_session "$value" ;;
      done) return ;;
    esac
  done
  to_session HUP
  to_session CONT
}

feed | {
  if command -v setsid >/dev/null; then
    setsid sh -c "$launch" sh "$mark" "$@"
  else
    sh -c "$launch" sh "$mark" "$@"
  fi
  status=$?
  # What the program left unread must not hold up the lines after it.
  exec </dev/null
  printf '%s%s;' "$mark" "$status"
  printf '%s%s;' "$mark" "$status" >&2
}
`;

/**
 * The same with a terminal, whose input is that of the program: MARK COLUMNS ROWS UID LAUNCH, and the arguments of launch.
 *
 * After the program's end, a line that ends with the mark says that all has arrived.
 */
export const onTerminal = `
mark=$1 uid=$2 launch=$5
stty cols "$3" rows "$4" 2>/dev/null
shift 5
SSH_TTY=$(tty 2>/dev/null) && export SSH_TTY && chown "$uid" "$SSH_TTY" 2>/dev/null
trap : INT QUIT TSTP
sh -c "$launch" sh "$mark" "$@"
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
export const hangUp = `
for process in /proc/[0-9]*; do
  read -r line <"$process/stat" || continue
  set_stat() { process_session=$4; }
  set_stat \${line##*) }
  if [ "$process_session" = "$1" ]; then
    kill -s HUP "\${process#/proc/}"
    kill -s CONT "\${process#/proc/}"
  fi
done 2>/dev/null
`;
