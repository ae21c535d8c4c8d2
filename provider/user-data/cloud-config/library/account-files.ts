/** Reads and changes /etc/passwd and the like, because many images have neither useradd nor adduser. */
export const accountFiles = `
say() {
  printf 'cloud-init: %s\\n' "$*"
}

# Runs a step; its path in the cloud-config says which one failed.
step() {
  path=$1
  shift
  "$@" || {
    status=$?
    say "$path failed"
  }
}

# Sets second, third, fourth and sixth to the fields of an entry: find_entry FILE NAME.
find_entry() {
  second= third= fourth= sixth=
  [ -e "$1" ] || return
  while IFS=: read -r entry second third fourth fifth sixth seventh || [ -n "$entry" ]; do
    [ "$entry" != "$2" ] || return 0
  done <"$1"
  return 1
}

append_line() {
  [ ! -s "$1" ] || [ -z "$(tail -c 1 "$1")" ] || echo >>"$1"
  printf '%s\\n' "$2" >>"$1"
}

# set_field FILE NAME NUMBER VALUE
set_field() {
  changed=$(
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in
        "$2":*)
          before= number=1
          while [ "$number" -lt "$3" ]; do
            before=$before\${line%%:*}: line=\${line#*:} number=$((number + 1))
          done
          case $line in
            *:*) line=$before$4:\${line#*:} ;;
            *) line=$before$4 ;;
          esac
          ;;
      esac
      printf '%s\\n' "$line"
    done <"$1"
  ) && printf '%s\\n' "$changed" >"$1"
}

# Sets id to the first number from $1 on that no user and no group has.
free_id() {
  id=$1
  while cat /etc/passwd /etc/group 2>/dev/null | grep -q "^[^:]*:[^:]*:$id:"; do
    id=$((id + 1))
  done
}
`;
