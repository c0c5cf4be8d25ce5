# shellcheck shell=bash
# Sourced by the scripts beside it: where the project is, and how they speak.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# say 中文 English
say() { printf '== %s / %s\n' "$1" "$2"; }

# complain 中文 English: the reason why a script stops.
complain() {
    printf '%s\n%s\n' "$1" "$2" >&2
    exit 1
}

# built_program PRESET: prints the path of the program that the preset built.
built_program() {
    local candidate
    for candidate in "build/$1/compiler/fadu" "build/$1/bin/fadu" "build/$1/fadu"; do
        if [[ -x $candidate && -f $candidate ]]; then
            printf '%s\n' "$root/$candidate"
            return
        fi
    done
    complain "没有找到 build/$1 中的 fadu" "there is no fadu in build/$1"
}

# The C++ sources of the project, one a line.
cxx_files() { find bench compiler checks editors tests -name node_modules -prune -o \( -name '*.cpp' -o -name '*.h' \) -print | sort; }
