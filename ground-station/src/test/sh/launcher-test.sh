#!/bin/sh
# Tests of the launcher ./gondola, on a copy of the sources in a folder whose name has a blank. Needs a JDK 25 and
# Maven; where network namespaces are not allowed the test without a JDK is left out and said to be.
set -u

root=$(CDPATH='' cd "$(dirname "$0")/../../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
copy="$work/a copy"
passed=0
failed=0

check() { # description, then a command that must succeed
  description=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    printf 'ok   %s\n' "$description"
  else
    failed=$((failed + 1))
    printf 'FAIL %s\n' "$description"
    sed 's/^/     out: /' "$work/out"
    sed 's/^/     err: /' "$work/err"
  fi
}

run() { # runs a command; its output in $work/out and $work/err, its exit code in $code
  "$@" >"$work/out" 2>"$work/err" </dev/null
  code=$?
}

ends_with() { [ "$code" -eq "$1" ]; }
says() { grep -q -- "$2" "$work/$1"; }
one_line() { [ "$(wc -l <"$work/err")" -eq 1 ] && [ ! -s "$work/out" ]; }

# --- the script itself
check 'is a POSIX shell script' sh -n "$root/gondola"
if command -v shellcheck >/dev/null; then
  check 'passes shellcheck' shellcheck -s sh "$root/gondola"
fi

# --- the JDK
run env GONDOLA_JAVA_HOME="$work" "$root/gondola" --version
check 'refuses a GONDOLA_JAVA_HOME that is no JDK 25' ends_with 1
check 'in one line' one_line

# Hides the usual places of JDKs from one process.
cat >"$work/hide" <<'END'
for folder in /usr/lib/jvm /opt; do
  [ ! -d $folder ] || mount -t tmpfs none $folder || exit 99
done
exec env -i PATH=/usr/bin:/bin HOME=/nonexistent "$@"
END
if unshare -m sh "$work/hide" true 2>/dev/null; then
  run unshare -m sh "$work/hide" "$root/gondola" --version
  check 'without a JDK ends with 1' ends_with 1
  check 'and says in one line how to get one' one_line
  check 'naming a package' says err openjdk-25-jdk
else
  echo 'skip without a JDK: cannot hide the installed ones here'
fi

# --- the first build, begun twice at once
mkdir "$copy"
(cd "$root" && tar -cf - --exclude=target --exclude=.git --exclude=.gondola .) | tar -xf - -C "$copy"
ln -s "$copy/gondola" "$work/a link"
"$work/a link" --version >"$work/second" 2>&1 </dev/null &
second=$!
run "$work/a link" --version
check 'builds what is not built, and runs it' ends_with 0
check 'prints the version' says out '^gondola [0-9]'
wait "$second"
code=$?
check 'two first runs do not collide' ends_with 0
builds=$(cat "$work/err" "$work/second" | grep -c 'built in')
check 'and build once' [ "$builds" -eq 1 ]
check 'leaving no lock' [ ! -e "$copy/.gondola/lock" ]
run find "$copy/.gondola/aot" -name '*.aot'
check 'makes an AOT cache' [ -s "$work/out" ]

# --- later runs
run "$work/a link" --version
check 'does not build again' [ ! -s "$work/err" ]
run "$work/a link" no-such-command
check 'an unknown command ends with 2' ends_with 2
run "$work/a link" log info no-such-file
check 'a missing file ends with 1' ends_with 1
check 'and is named' says err 'no such file: no-such-file'
printf 'no log' >"$work/here.mcap"
code=0
(cd "$work" && './a copy/gondola' log info here.mcap >out 2>err) || code=$?
check 'takes paths from the folder it is called in' says err '^gondola log info: here.mcap: '
run "$work/a link" completion
cp "$work/out" "$work/completion"
if command -v bash >/dev/null; then
  check 'prints a completion script that bash takes' bash -n "$work/completion"
fi

# --- the JVM's own words
golden=$copy/snn-controller/src/test/resources/dev/gondola/snn/golden
one_object() { [ "$(head -c 1 "$work/out")" = '{' ] && [ "$(tail -n 1 "$work/out")" = '}' ]; }
run "$work/a link" snn verify "$golden"
check 'the scalar engine needs no module' ends_with 0
check 'and the JVM says nothing' [ ! -s "$work/err" ]
run "$work/a link" snn verify "$golden" --engine all --json
check 'the fast engine gets the vector module' says err 'incubator modules: jdk.incubator.vector$'
check 'and JSON alone is on standard output' one_object
run "$work/a link" snn verify "$golden" --engine=fast
check 'and has an AOT cache of its own' [ "$(wc -l <"$work/err")" -eq 1 ]
run find "$copy/.gondola/aot" -name '*-vectors.aot'
check 'beside the other' [ -s "$work/out" ]
run env GONDOLA_JAVA_OPTS=--add-modules=java.sql.rowset "$work/a link" snn verify "$golden" --json
check 'options that no cache fits change no JSON' one_object

# --- rebuilding
sleep 1
source_file=$copy/ground-station/src/main/java/dev/gondola/ground/Main.java
printf 'this is not Java\n' >>"$source_file"
run "$work/a link" --version
check 'a build that fails ends with 1' ends_with 1
check 'and names its log' says err 'log in .*build.log'
check 'and shows the first error' says err ERROR

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
