#!/bin/sh
# Makes sure that .venv exists, made by the Python $2, with all of requirements/$3.txt installed.
# The audit tools go into .venv-audit, so that they do not audit themselves; those of `make mutants`
# go into .venv-mutants, since the tests do not need them; the peers that `make bench` measures go
# into .venv-bench, so that they run with their own libraries and not with ours; `bench-run` is what
# an operator installs, without the tests' libraries, some of which others import where they find them.
#   ready.sh ask python3 run     prints in one line why this cannot work, or nothing
#   ready.sh make python3 run    sets it up; does nothing if that is done already
set -eu

asked=$1 python=$2 wanted=$3 list=$3
case $wanted in
    audit) venv=.venv-audit ;;
    bench) venv=.venv-bench ;;
    bench-run) venv=.venv-bench-run list=run ;;
    mutants) venv=.venv-mutants ;;
    *) venv=.venv ;;
esac

version_of() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true
}

can_make_venv() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null
}

# After a change of Python, or an interrupted set-up, the folder is made again.
venv_fits() {
    [ "$(version_of $venv/bin/python)" = "$version" ] && $venv/bin/python -c 'import pip' 2>/dev/null
}

stamp_for() {
    echo "$venv/.$1-$version-$(cksum <"requirements/${2:-$1}.txt" | cut -d ' ' -f 1)"
}

is_ready() {
    [ -e "$(stamp_for "$wanted" "$list")" ] && [ "$(version_of $venv/bin/python)" = "$version" ]
}

ask() {
    if [ -z "$version" ]; then
        echo "Same Side needs Python 3.11 or newer, and $python does not run here"
    elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "Same Side needs Python 3.11 or newer, and $python is $version:" \
            "choose one with make PYTHON=python3.12"
    elif ! is_ready && ! venv_fits && ! can_make_venv; then
        echo "Same Side needs Python's venv module, and $python comes without it:" \
            "on Debian and Ubuntu, apt install python$version-venv"
    fi
}

pip_install() {
    $venv/bin/python -m pip --disable-pip-version-check --no-input \
        install --progress-bar off --require-hashes -r "requirements/$list.txt"
}

# Shows pip's progress, on one line in a terminal, and otherwise only its errors.
progress() {
    all=$(grep -c == "requirements/$list.txt") count=0 end='\n'
    if [ -t 2 ]; then end='\r'; fi
    while IFS= read -r line; do
        case $line in
            Collecting*)
                count=$((count + 1))
                printf "  %s of %s libraries$end" "$count" "$all" ;;
            Installing*) echo "  putting them in place" ;;
            *ERROR* | *rror:*) printf '%s\n' "$line" ;;
        esac
    done
}

ready() {
    if is_ready; then return; fi
    echo "Setting up $venv with Python $version (about a minute, once)…" >&2
    venv_fits || "$python" -m venv --clear $venv
    # A pipe returns the exit code of its last part, so pip's own takes another way.
    ended=$({ { pip_install 2>&1 && echo 0 >&3 || echo $? >&3; } | progress >&2; } 3>&1)
    [ "$ended" = 0 ] || exit "$ended"
    rm -f $venv/.run-* $venv/.test-* $venv/.audit-* $venv/.bench-* $venv/.mutants-*
    if [ "$wanted" = test ]; then touch "$(stamp_for run)"; fi  # test.txt holds all of run.txt
    touch "$(stamp_for "$wanted" "$list")"
}

version=$(version_of "$python")
case $asked in
    ask) ask ;;
    make) ready ;;
esac
