# A provider, which is called as pulumi-resource-NAME, served by the standing process (host.ts) where there is one.
# Killed, it takes its server along.
folder=${0%/*}
name=${folder##*/}
[[ -n ${STANDING_PORT-} ]] || exec "$folder/../../../../sandbox/$name/pulumi-resource-$name" "$@"
exec 3<>"/dev/tcp/127.0.0.1/$STANDING_PORT"
{ printf '%s\0' "$name"; env -0; printf '\0'; } >&3
read -r port <&3
echo "$port"
read -r _ <&3
