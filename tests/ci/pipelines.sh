#!/usr/bin/env bash
# tests/ci/pipelines.sh PATH-OF-FADU
#
# What docs/ci.md and the examples beside it tell a pipeline to run is run here, on a package with a
# mistake and on one without; the pre-commit hook by pre-commit itself.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$root/tests/cli/harness.sh"

for tool in pre-commit python3 git xmllint; do
    if ! command -v $tool >/dev/null; then
        echo "$tool is missing; run scripts/install-dependencies test" >&2
        exit 2
    fi
done
export HOME=$streams PRE_COMMIT_HOME=$streams/pre-commit GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL=$streams/gitconfig
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
git config --global user.name 测试
git config --global user.email test@example.invalid
git config --global init.defaultBranch main
PATH=$(dirname "$fadu"):$PATH

# package DIRECTORY good|bad: a repository with one commit.
package() {
    rm -rf "$1"
    mkdir -p "$1/事项"
    printf 'name = "集市事项"\nas-of = "2026-11-21"\n' >"$1/fadu.toml"
    case $2 in
        good) clean_text ;;
        bad) slow_text ;;
    esac >"$1/事项/集市.fadu"
    git -C "$1" init -q
    git -C "$1" add .
    git -C "$1" commit -qm 甲
}

# shell STATUS COMMAND: as a pipeline runs a line.
shell() {
    command_line=$2
    status=0
    bash -eo pipefail -c "$2" >"$streams/out" 2>"$streams/err" </dev/null || status=$?
    expect_status "$1"
}

cd "$work" || exit 2
records=$streams/records

it "docs/ci.md: its commands end as it says"
python3 "$root/tests/ci/commands.py" "$root/docs/ci.md" >"$records"
ran=0
while IFS= read -r -d '' kind && IFS= read -r -d '' text; do
    case $kind in
        start)
            cd "$work" || exit 2
            package document bad
            cd document || exit 2
            ;;
        toml) printf '%s' "$text" >fadu.toml ;;
        sh*)
            ran=$((ran + 1))
            shell "${kind#sh }" "$text"
            ;;
    esac
done <"$records"
cd "$work" || exit 2
((ran >= 30)) || problem "only $ran commands were found"

it "docs/ci.md says the same in both languages"
commands() { sed 's/ *# .*//' <<<"$1"; }
zh=$(commands "$(sed '/^---$/,$d' "$root/docs/ci.md" | sed -n '/^```sh/,/^```/p')")
en=$(commands "$(sed '1,/^---$/d' "$root/docs/ci.md" | sed -n '/^```sh/,/^```/p')")
[[ $zh == "$en" ]] || problem "$(diff <(echo "$zh") <(echo "$en") | head -3)"

it "docs/ci.md names every format"
run check --help
for format in $(grep -oE 'text\|json[a-z|]*' "$streams/out" | tr '|' ' '); do
    (($(grep -c "^| \`$format\` |" "$root/docs/ci.md") == 2)) || problem "$format"
done

# github good|bad: the steps of the workflow as its runner would take them.
github() {
    package github "$1"
    cd github || exit 2
    export GITHUB_STEP_SUMMARY=$work/summary.md
    : >"$GITHUB_STEP_SUMMARY"
    job=success
    annotated=no
    python3 "$root/tests/ci/commands.py" "$root/docs/ci/github.yml" github >"$records"
    while IFS= read -r -d '' kind && IFS= read -r -d '' text; do
        case "${kind#run }" in
            'success() || failure()') ;;
            'failure()') [[ $job == failure ]] || continue ;;
            'success()') [[ $job == success ]] || continue ;;
            *) problem "unknown condition $kind" ;;
        esac
        shell "0" "$text" 2>/dev/null
        if ((status != 0)); then
            # The one step that is meant to fail the job.
            [[ $1 == bad && $job == success && $status == 1 ]] && unset 'problems[-1]'
            job=failure
        fi
        ! grep -q '^::error file=事项/集市.fadu,line=24,' "$streams/out" || annotated=yes
    done <"$records"
    cd "$work" || exit 2
}

it "the GitHub workflow fails on a mistake, uploads, sums up, annotates"
github bad
[[ $job == failure ]] || problem "the job is a $job"
[[ $annotated == yes ]] || problem "there are no annotations"
grep -q TIM001 summary.md || problem "the summary lacks the finding"
document=github/fadu.sarif expect_json 'd.runs[0].results.length' 1

it "the GitHub workflow passes without one"
github good
[[ $job == success ]] || problem "the job is a $job"
document=github/fadu.sarif expect_json 'd.runs[0].results.length' 0
grep -q 没有发现问题 summary.md || problem "the summary does not say so"

# gitlab STATUS good|bad: the script stops at the first line that fails.
gitlab() {
    package gitlab "$2"
    cd gitlab || exit 2
    python3 "$root/tests/ci/commands.py" "$root/docs/ci/gitlab.yml" gitlab >"$records"
    local script=
    while IFS= read -r -d '' kind && IFS= read -r -d '' text; do
        script+=$text$'\n'
    done <"$records"
    shell "$1" "$script"
    for report in $(python3 -c 'import sys, yaml
print(*yaml.safe_load(open(sys.argv[1]))["fadu"]["artifacts"]["reports"].values())' "$root/docs/ci/gitlab.yml"); do
        expect_file "$report"
    done
    cd "$work" || exit 2
}

it "the GitLab job fails on a mistake and leaves both reports"
gitlab 1 bad
document=gitlab/gl-code-quality-report.json expect_json 'd.length' 1 'd[0].location.path' 事项/集市.fadu
[[ $(xmllint --xpath 'string(/testsuites/@failures)' gitlab/fadu-junit.xml) == 1 ]] || problem "junit"

it "the GitLab job passes without one"
gitlab 0 good
document=gitlab/gl-code-quality-report.json expect_json 'd.length' 0

it "the plain script passes the status on"
package plain bad
cd plain || exit 2
shell 1 "bash '$root/docs/ci/check.sh'"
expect_stdout TIM001
shell 0 "bash '$root/docs/ci/check.sh' HEAD"
shell 2 "bash '$root/docs/ci/check.sh' nothing"
sed -i 's/承诺: 25/承诺: 30/' 事项/集市.fadu
shell 1 "bash '$root/docs/ci/check.sh' HEAD"
cd "$work" || exit 2

# --------------------------------------------------------------------------------------- pre-commit

it "the hook's manifest is valid"
shell 0 "pre-commit validate-manifest '$root/.pre-commit-hooks.yaml'"

mkdir hook
cp "$root/.pre-commit-hooks.yaml" hook/
git -C hook init -q
git -C hook add .
git -C hook commit -qm hook

it "the hook fails on a mistake"
package hooked bad
cd hooked || exit 2
shell 1 "pre-commit try-repo ../hook fadu --all-files"
expect_stdout TIM001
expect_stdout '^- exit code: 1'

it "the hook passes without one"
clean_text >事项/集市.fadu
git add .
shell 0 "pre-commit try-repo ../hook fadu --all-files"
expect_stdout Passed

it "the hook reads the whole package, whatever is committed"
slow_text >事项/集市.fadu
git add .
git commit -q --allow-empty -m 乙
printf '// 说明\n' >事项/说明.fadu
git add .
shell 1 "pre-commit try-repo ../hook fadu"
expect_stdout TIM001

it "the hook is not run for other files"
git commit -qm 丙
printf '说明\n' >说明.md
git add .
shell 0 "pre-commit try-repo ../hook fadu"
expect_stdout Skipped

it "the configuration of docs/ci.md works"
git -C ../hook tag v0.1.0
sed -n '/^```yaml/,/^```/p' "$root/docs/ci.md" | sed '/^```/d; s|\.\./fadu|../hook|' >.pre-commit-config.yaml
shell 0 "pre-commit validate-config"
git add .
shell 1 "pre-commit run --all-files"
expect_stdout TIM001

finish
