/**
 * The part of the metadata handler that answers for the role's credentials, as shell functions.
 *
 * It reads three files of a Secret: `facts` has lines like those of the other answers, `role` the role's name, and
 * `source` either "fixed" and three lines of JSON, or "sts", URL, Authorization header and body of a request.
 */
export const credentialsHandler = `seconds_from_now() { date -u -d "@$(($(date +%s) + $1))" +%Y-%m-%dT%H:%M:%SZ; }
credentials() { # path
  [ -s "$IAM/role" ] && [ "$1" = "meta-data/iam/security-credentials/$(cat "$IAM/role")" ] ||
    respond '404 Not Found' '404 - Not Found'
  { read -r kind; read -r url; read -r authorization; read -r body; } <"$IAM/source"
  if [ "$kind" = fixed ]; then
    respond '200 OK' "{
  \\"Code\\" : \\"Success\\",
  \\"LastUpdated\\" : \\"$(seconds_from_now 0)\\",
  \\"Type\\" : \\"AWS-HMAC\\",
$(sed 1d "$IAM/source")
  \\"Expiration\\" : \\"$(seconds_from_now 21600)\\"
}"
  fi
  # The first line says for which request the answer is kept, and until when.
  kept=$STATE/credentials asked=$(sha256sum <"$IAM/source") kept_for= until=0
  [ ! -f "$kept" ] || IFS="$tab" read -r kept_for until <"$kept"
  [ "$kept_for" = "$asked" ] || until=0
  # EC2 has new credentials at least five minutes before the old ones expire.
  if [ "$((until - 300))" -lt "$(date +%s)" ]; then assume_role; fi
  if [ "$until" -gt "$(date +%s)" ]; then respond '200 OK' "$(sed 1d "$kept")"; fi
  respond '200 OK' "{
  \\"Code\\" : \\"AssumeRoleUnauthorizedAccess\\",
  \\"Message\\" : \\"The STS endpoint of ec2-pods:credentials gave no credentials of the role $(cat "$IAM/role")\\",
  \\"LastUpdated\\" : \\"$(seconds_from_now 0)\\"
}"
}
assume_role() {
  answer=$(timeout 5 wget -q -O - --header "Authorization: $authorization" --post-data "$body" "$url" | tr -d '\\r\\n"\\\\')
  expiration=$(part Expiration)
  expiration=\${expiration%%[.Z+]*}
  [ -n "$expiration" ] && [ -n "$(part SecretAccessKey)" ] || return
  expires=$(date -u -d "$(echo "$expiration" | tr T ' ')" +%s) || return
  until=$expires
  printf '%s\\t%s\\n{
  "Code" : "Success",
  "LastUpdated" : "%s",
  "Type" : "AWS-HMAC",
  "AccessKeyId" : "%s",
  "SecretAccessKey" : "%s",
  "Token" : "%s",
  "Expiration" : "%sZ"
}\\n' "$asked" "$until" "$(seconds_from_now 0)" "$(part AccessKeyId)" "$(part SecretAccessKey)" \\
    "$(part SessionToken)" "$expiration" >"$kept.$$"
  mv "$kept.$$" "$kept"
}
part() { # element
  printf %s "$answer" | sed -n "s/.*<$1>\\([^<]*\\)<.*/\\1/p"
}
`;
