# Runs a PostgreSQL server for as long as standard input stays open, then removes its
# folder. The operating system closes that pipe however the parent ends, SIGKILL
# included, so the server never outlives the program that wanted it.
# Arguments: bin folder, work folder, superuser, then the server's settings.
bin=$1 work=$2 user=$3
shift 3
exec 3<&0 </dev/null

"$bin/initdb" --pgdata="$work/data" --username="$user" --pwfile="$work/password" \
    --auth-local=trust --auth-host=scram-sha-256 \
    --encoding=UTF8 --locale=C --no-sync --no-instructions 3<&- || exit

"$bin/postgres" -D "$work/data" -k "$work" "$@" 3<&- &
server=$!
(
    read -r _ <&3
    # Fast shutdown; a server that is stuck gets the immediate one.
    kill -INT "$server"
    sleep 10
    kill -QUIT "$server"
) 2>/dev/null &
watcher=$!
exec 3<&-

wait "$server"
status=$?
rm -rf "$work"
kill "$watcher" 2>/dev/null
exit "$status"
