import type { Machine } from "./machine";

export const sshPort = 22;

const ownNames = ["localhost", "127.0.0.1", "::1", "0.0.0.0", "ip6-localhost"];

/** Whether a connection to this name, from inside the instance, is one to the instance itself. */
export const isSelf = (host: string, { addresses = [] }: Pick<Machine, "addresses">): boolean =>
  [...ownNames, ...addresses].includes(host.toLowerCase());

/** Names and addresses that no program takes for an option or a path. */
export const isHostName = (host: string): boolean => /^[A-Za-z0-9:_][A-Za-z0-9.:_-]{0,254}$/.test(host);

/**
 * Connects standard input and output to HOST PORT, by what the image has for it. Its first line says whether it has.
 *
 * The nc of OpenBSD comes last: when the other end has said all, it waits for the end of its own input.
 */
export const connectScript = `
host=$1 port=$2
if case "$(nc --help 2>&1 </dev/null)" in *BusyBox*) ;; *) false ;; esac; then
  echo connects
  exec nc "$host" "$port"
elif command -v socat >/dev/null; then
  echo connects
  exec socat - "TCP:$host:$port"
elif command -v bash >/dev/null; then
  exec bash -c '
    exec 3<>"/dev/tcp/$0/$1" || exit
    echo connects
    cat >&3 <&0 &
    cat <&3
    kill $!
  ' "$host" "$port"
elif command -v nc >/dev/null; then
  echo connects
  exec nc "$host" "$port"
fi
echo "the image has neither nc, socat nor bash"
exit 127
`;

/** The line before the data of a connection. */
export const connects = "connects\n";

/** Prints what a connection to HOST PORT meets: "open", "refused", or "filtered" if nothing answers. */
export const probeScript = `
host=$1 port=$2
if command -v nc >/dev/null; then
  said=$(timeout 5 nc "$host" "$port" </dev/null 2>/dev/null)
elif command -v socat >/dev/null; then
  said=$(timeout 5 socat - "TCP:$host:$port" </dev/null 2>/dev/null)
else
  said=$(timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1" && echo open' "$host" "$port" 2>/dev/null)
fi
# The timeout of BusyBox ends the program by a signal, and has no exit status of its own for that.
case $?:$said in
  *:?*) echo open ;;
  124: | 143:) echo filtered ;;
  *) echo refused ;;
esac
`;
