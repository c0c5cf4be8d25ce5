#!/usr/bin/env bash
# tests/cli/since.sh PATH-OF-FADU
#
# --since: only what stands on lines that changed since a git revision.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

# Nothing of the user's own git.
export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$work/gitconfig
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
git config --global user.name 测试
git config --global user.email test@example.invalid
git config --global init.defaultBranch main
mkdir -p "repository/包/事项 一"
cd repository || exit 2
git init -q .

printf 'name = "包"\nas-of = "2026-11-21"\n' >包/fadu.toml
slow_text | sed -n '1,/^}/p' >包/法律.fadu
items="包/事项 一/“集市”.fadu"
slow_text | sed -n '/^证照/,$p' >"$items"
{
    printf '职能 丙 { 层极: 县 }\n职能 丁 { 层级: 县 }\n'
    for name in 子 丑 寅 卯 辰; do printf '职能 %s { 层级: 县 }\n' $name; done
} >包/标签.fadu
git add .
git commit -qm 甲

# found EXPECTED: the findings of the last run, `file:line` each.
found() { expect_json 'd.diagnostics.map(x => x.file + ":" + x.range.start.line).join()' "$1"; }

it "nothing has changed"
run check --since HEAD --format json
expect_status 0
found ''
run check --format json
expect_status 1
expect_json 'd.diagnostics.length' 2

it "a line that was changed in the work tree"
sed -i 's/丁 { 层级/丁 { 层极/' 包/标签.fadu
run check --since HEAD --format json
expect_status 1
found '包/标签.fadu:2'
expect_json 'd.summary.errors' 1 'd.summary.files' 3

it "staged, then committed"
git add .
run check --since HEAD --format json
found '包/标签.fadu:2'
git commit -qm 乙
run check --since HEAD --format json
found ''
run check --since HEAD~1 --format json
found '包/标签.fadu:2'

it "a name with quotes, spaces and Chinese"
sed -i 's/承诺: 25/承诺: 26/' "$items"
for quote in true false; do
    git config core.quotepath $quote
    run check --since HEAD --format json
    found "$items:10"
done

it "whatever the configuration of git says"
git config color.ui always
git config diff.noprefix true
git config diff.mnemonicPrefix true
git config diff.external false
git config diff.context 9
git config diff.interHunkContext 9
git config diff.relative true
git config core.pager false
printf '*.fadu -diff binary\n' >.gitattributes
run check --since HEAD --format json
found "$items:10"
(cd 包 && exec "$fadu" check --since HEAD --format json) >"$streams/out" 2>"$streams/err"
expect_json 'd.diagnostics.length' 1
rm .gitattributes

it "a revision by its hash, a tag, a branch"
git tag 标记 HEAD~1
for revision in "$(git rev-parse HEAD~1)" 标记 'HEAD@{0}' main; do
    run check --since "$revision" --format json 包/标签.fadu
    expect_status 0 1
    expect_no_stderr
done
git checkout -q -- .

it "a file that moved has not changed; what was changed in it has"
git mv 包/标签.fadu "包/移来 的.fadu"
run check --since HEAD --format json
found ''
sed -i 's/丙 { 层极/丙丙 { 层极/' "包/移来 的.fadu"
run check --since HEAD --format json
found '包/移来 的.fadu:1'
git reset -q --hard

it "a file that git does not know yet is new as a whole"
printf '职能 戊 { 层极: 县 }\n' >包/新.fadu
run check --since HEAD --format json
found '包/新.fadu:1'
printf '新.fadu\n' >包/.gitignore
run check --since HEAD --format json
found '包/新.fadu:1'
rm 包/新.fadu 包/.gitignore

it "lines that were taken away change nothing that stands"
sed -i '2d' 包/标签.fadu
run check --since HEAD --format json
found ''
git checkout -q -- .

it "the whole package is read"
printf '职能 集市主管部门 { 层级: 县以上 }\n' >包/重复.fadu
run check --since HEAD --format json
expect_status 1
expect_json 'd.diagnostics.map(x => x.file + x.code).join()' 包/重复.faduREF006
rm 包/重复.fadu

it "a circle by any of its edges"
slow_text | sed -n '1,/^}/p' | sed '/^法律/,$d' >包/环.fadu
for pair in 一:二 二:三 三:一; do
    printf '事项 服务%s { 类型: 公共服务; 实施机关: 青山县集市管理局\n  前置审批: 服务%s\n}\n' \
        "${pair%:*}" "${pair#*:}"
done >>包/环.fadu
git add .
git commit -qm 环
run check --since HEAD --format json
found ''
place=
for i in 1 2 3; do
    line=$(grep -n 前置审批 包/环.fadu | sed -n "${i}p" | cut -d: -f1)
    sed -i "${line}s/\$/  \/\/ 核对过/" 包/环.fadu
    run check --since HEAD --format json
    expect_json 'd.diagnostics.map(x => x.code).join()' DEP001
    place+=" $(grep -m1 '"line"' "$streams/out")"
    git checkout -q -- .
done
(($(tr ' ' '\n' <<<"$place" | grep -cE '^[0-9]') == 3)) || problem "not found each time: $place"

it "with the baseline, --select and every format"
sed -i 's/承诺: 25/承诺: 26/' "$items"
run check -q --write-baseline known.json
expect_status 0
run check --since HEAD --baseline known.json
expect_status 0
run check --since HEAD --select DEP001
expect_status 0
run check --since HEAD --format github
expect_status 1
expect_stdout '^::error file=包/事项 一/“集市”\.fadu,line=10,'
run check --since HEAD --fail-on never --format gitlab
expect_status 0
expect_stdout TIM001
git checkout -q -- .
rm known.json

it "a package of another repository, in one call"
mkdir ../second
git -C ../second init -q
printf '职能 丙 { 层极: 县 }\n' >../second/丙.fadu
git -C ../second add .
git -C ../second commit -qm 丙
printf '职能 丁 { 层极: 县 }\n' >>../second/丙.fadu
run check --since HEAD --format json 包 ../second/丙.fadu
found '../second/丙.fadu:2'

# ------------------------------------------------------------------------------------------ refusals

it "no such revision"
for revision in nothing HEAD~999 '' a..b 'HEAD:包' '$(touch made)' '; touch made'; do
    run check --since "$revision" 包
    [[ -n $revision ]] && expect_refusal "$(sed 's/[$().]/./g' <<<"$revision")"
done
expect_no_file made

it "a revision that looks like an option"
for revision in --output=made -O/etc/passwd --; do
    run check "--since=$revision" 包
    expect_refusal since
done
expect_no_file made

it "no repository"
mkdir "$work/outside"
clean_text >"$work/outside/clean.fadu"
run check --since HEAD "$work/outside/clean.fadu"
expect_refusal 'git'

it "a repository without commits"
git init -q "$work/empty"
clean_text >"$work/empty/clean.fadu"
run check --since HEAD "$work/empty/clean.fadu"
expect_refusal 'HEAD'

it "git is missing"
command_line="check --since HEAD 包, without a PATH"
status=0
(PATH=/nonexistent && exec "$fadu" check --since HEAD 包) >"$streams/out" 2>"$streams/err" || status=$?
expect_refusal 'git'

it "standard input has no lines in a repository"
run check --since HEAD -
expect_refusal 'since'

finish
