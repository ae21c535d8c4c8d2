/** sudo for an image that has none: a command as root, or as another user by su. The package sudo replaces it. */
export const sudo = `#!/bin/sh
# ec2-pods: sudo for root
fail() {
  echo "Cannot run sudo: $1" >&2
  exit 1
}
[ "$(id -u)" = 0 ] || fail "only root can, because the image has no sudo. Install the package sudo."

quote() {
  rest=$1 quoted=
  while :; do
    case $rest in
      *\\'*) quoted=$quoted\${rest%%\\'*}"'\\\\''" rest=\${rest#*\\'} ;;
      *) break ;;
    esac
  done
  quoted="'$quoted$rest'"
}

user=root login= shell=
while [ "$#" -gt 0 ]; do
  case $1 in
    -u | --user)
      [ "$#" -gt 1 ] || fail "$1 needs a user."
      user=$2
      shift
      ;;
    --user=*) user=\${1#*=} ;;
    -u?*) user=\${1#-u} ;;
    -i | --login) login=yes ;;
    -s | --shell) shell=yes ;;
    -E | --preserve-env | --preserve-env=* | -H | --set-home | -n | --non-interactive | -S | --stdin | -k | -P) ;;
    -v | -K | --validate) exit 0 ;;
    -[EHnSkPis]?*)
      rest=\${1#-?} option=\${1%"$rest"}
      shift
      set -- "$option" "-$rest" "$@"
      continue
      ;;
    --)
      shift
      break
      ;;
    -*) fail "$1 isn't supported. Install the package sudo." ;;
    *) break ;;
  esac
  shift
done
while :; do
  case $1 in
    [A-Za-z_]*=*)
      export "$1"
      shift
      ;;
    *) break ;;
  esac
done
[ "$#" -gt 0 ] || [ -n "$login$shell" ] || fail "there is no command. Add one."
case $user in
  "#"*) fail "users by number aren't supported. Use a name." ;;
esac
export SUDO_USER=root SUDO_UID=0 SUDO_GID=0

if [ "$user" = root ] && [ -z "$login$shell" ]; then
  exec "$@"
fi
words=
for word in "$@"; do
  quote "$word"
  words="$words $quoted"
done
if [ -n "$login" ]; then
  exec su - "$user" \${words:+-c "$words"}
fi
[ "$#" -gt 0 ] || exec su "$user"
exec su -s /bin/sh "$user" -c "$words"
`;

/** Puts this file in place if the image has no sudo. */
export const installSudo = (file: string): string => `
        command -v sudo >/dev/null || {
          mkdir -p /usr/bin && cp ${file} /usr/bin/sudo && chmod 755 /usr/bin/sudo
        }`;
