import { credentialsHandler } from "./metadata-credentials";

/** Requests to 169.254.169.254:80 are redirected to this port, because port 80 is the instance's own. */
export const metadataPort = 61_254;

/** Answers one request from its standard input. It only compares that text and never evaluates it. */
export const metadataHandler = `#!/bin/sh
set -f
tab=$(printf '\\t') return=$(printf '\\r') headers=

respond() { # status line, body
  printf 'HTTP/1.1 %s\\r\\nServer: EC2ws\\r\\nContent-Type: text/plain\\r\\nConnection: close\\r\\n%sContent-Length: %s\\r\\n\\r\\n' \\
    "$1" "$headers" "$(printf %s "$2" | wc -c)"
  [ "$method" = HEAD ] || printf %s "$2"
  exit 0
}
add_ttl() { # seconds
  headers="X-Aws-Ec2-Metadata-Token-Ttl-Seconds: $1$return
"
}
facts() {
  sed "/^meta-data\\/tags\\//!{s/@privateIp@/$POD_IP/g;s/@mac@/$mac/g;}" "$FACTS"
  [ ! -f "$IAM/facts" ] || cat "$IAM/facts"
}
random() { # bytes
  head -c "$1" /dev/urandom | base64 | tr -d '\\n' | tr '+/' '-_'
}
# A token says when it ends, so that none has to be kept.
signature() { # text
  printf %s "$1$(cat "$STATE/key")" | sha256sum | head -c 43
}
option() { # name, default
  while IFS="$tab" read -r key value; do
    if [ "$key" = "options/$1" ]; then echo "$value"; return; fi
  done <"$FACTS"
  echo "$2"
}
show() { # path
  facts | {
    listing=
    while IFS="$tab" read -r key value; do
      if [ "$key" = "$1" ]; then respond '200 OK' "$(printf '%b' "$value")"; fi
      case $key in
      "$1"/*)
        rest=\${key#"$1"/}
        name=\${rest%%/*}
        [ "$name" = "$rest" ] || name=$name/
        case "
$listing
" in *"
$name
"*) ;; *) listing="$listing\${listing:+
}$name" ;; esac
        ;;
      esac
    done
    if [ -n "$listing" ]; then respond '200 OK' "$listing"; fi
    respond '404 Not Found' '404 - Not Found'
  }
  exit 0
}
${credentialsHandler}
read -r method target _
token= has_token= ttl= forwarded=
while IFS= read -r line; do
  line=\${line%"$return"}
  [ -n "$line" ] || break
  value=\${line#*:}
  value=\${value#" "}
  case $(printf %s "\${line%%:*}" | tr A-Z a-z) in
  x-aws-ec2-metadata-token) token=$value has_token=1 ;;
  x-aws-ec2-metadata-token-ttl-seconds) ttl=$value ;;
  x-forwarded-for) forwarded=1 ;;
  esac
done

[ "$(option httpEndpoint enabled)" = enabled ] || respond '403 Forbidden' '403 - Forbidden'
mac=$(cat /sys/class/net/eth0/address 2>/dev/null)
path=\${target%%[?#]*}
path=\${path#http://*/}
path=\${path#/}
path=\${path%/}

if [ "$method" = PUT ]; then
  [ "$path" = latest/api/token ] || respond '405 Method Not Allowed' '405 - Method Not Allowed'
  [ -z "$forwarded" ] || respond '403 Forbidden' '403 - Forbidden'
  case $ttl in '' | *[!0-9]* | ??????*) respond '400 Bad Request' '400 - Bad Request' ;; esac
  { [ "$ttl" -ge 1 ] && [ "$ttl" -le 21600 ]; } || respond '400 Bad Request' '400 - Bad Request'
  token=$(($(date +%s) + ttl)).$(random 9)
  token=$token.$(signature "$token")
  add_ttl "$ttl"
  respond '200 OK' "$token"
fi
case $method in GET | HEAD) ;; *) respond '405 Method Not Allowed' '405 - Method Not Allowed' ;; esac

if [ -n "$has_token" ]; then
  signed=\${token%.*}
  [ "\${token##*.}" = "$(signature "$signed")" ] || respond '401 Unauthorized' '401 - Unauthorized'
  left=$((\${signed%%.*} - $(date +%s)))
  [ "$left" -gt 0 ] || respond '401 Unauthorized' '401 - Unauthorized'
  add_ttl "$left"
elif [ "$(option httpTokens optional)" = required ]; then
  respond '401 Unauthorized' '401 - Unauthorized'
fi

[ -n "$path" ] || respond '200 OK' '1.0
2007-01-19
latest'
version=\${path%%/*}
case $version in
latest | 1.0 | [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
*) respond '404 Not Found' '404 - Not Found' ;;
esac
rest=\${path#"$version"}
rest=\${rest#/}
rest=$(printf '%b' "$(printf %s "$rest" | sed 's/\\\\/\\\\\\\\/g;s/%\\([0-9A-Fa-f][0-9A-Fa-f]\\)/\\\\x\\1/g')")
case $rest in
'') respond '200 OK' 'dynamic
meta-data
user-data' ;;
user-data)
  [ -f "$USER_DATA" ] || respond '404 Not Found' '404 - Not Found'
  printf 'HTTP/1.1 200 OK\\r\\nServer: EC2ws\\r\\nContent-Type: application/octet-stream\\r\\nConnection: close\\r\\n%sContent-Length: %s\\r\\n\\r\\n' \\
    "$headers" "$(wc -c <"$USER_DATA")"
  [ "$method" = HEAD ] || cat "$USER_DATA"
  ;;
meta-data/iam/security-credentials/?*) credentials "$rest" ;;
meta-data | meta-data/* | dynamic | dynamic/*) show "$rest" ;;
*) respond '404 Not Found' '404 - Not Found' ;;
esac
`;

/**
 * The sidecar's command. It redirects the instance's requests to the port, blocks everyone else, and serves the port.
 * The handler is a program of its own, because the servers of every busybox want one.
 */
export const metadataServer = `trap 'exit 0' TERM INT
for iptables in iptables iptables-nft iptables-legacy; do
  $iptables -A INPUT -p tcp --dport ${metadataPort} ! -i lo -j DROP &&
    $iptables -t nat -A OUTPUT -d 169.254.169.254/32 -p tcp --dport 80 -j REDIRECT --to-ports ${metadataPort} &&
    break
  [ "$iptables" = iptables-legacy ] && exit 1
done
handler=$STATE/handler key=$STATE/key
[ -f "$key" ] || head -c 32 /dev/urandom | sha256sum >"$key"
cat >"$handler" <<'END_OF_HANDLER'
${metadataHandler}END_OF_HANDLER
chmod 700 "$handler"
if command -v tcpsvd >/dev/null; then
  tcpsvd -c 200 127.0.0.1 ${metadataPort} "$handler" &
elif nc --help 2>&1 | grep -q -e -lk; then
  nc -lk -s 127.0.0.1 -p ${metadataPort} -e "$handler" &
else
  nc -ll -p ${metadataPort} -e "$handler" &
fi
wait $!
exit 1
`;

/** Exits once the server listens, so that the kubelet starts the instance only then. */
export const metadataListens = `until grep -qi ':${metadataPort.toString(16)} [0-9a-f:]* 0a ' /proc/net/tcp /proc/net/tcp6; do sleep 0.05; done`;
