#!/usr/bin/env bash
# tests/cli/format.sh PATH-OF-FADU
#
# fadu fmt as a user, a script and an editor have it: what is written where, and what is left alone.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

loose_text() { printf '职能 甲{层级:县以上}\n机关 乙：甲｛辖区：丙｝\n'; }
canonical_text() { printf '职能 甲 { 层级: 县以上 }\n机关 乙: 甲 { 辖区: 丙 }\n'; }
broken_text() { printf '职能 甲 { 层级: 县以上\n机关   乙 { 辖区: 丙 }\n'; }
canonical_text >canonical
loose_text >loose

# Old enough that any write would show.
age() { touch -d '2001-02-03 04:05:06' "$@"; }
stamp() { stat -c '%Y %i' "$1"; }

# ------------------------------------------------------------------------------------------ in place

it "a file is rewritten in canonical form"
cp loose a.fadu
run fmt a.fadu
expect_status 0
expect_same a.fadu canonical
expect_stdout '^已改写 1 个文件，0 个无须改动。$'
expect_no_stderr

it "a canonical file is not written at all"
age a.fadu
before=$(stamp a.fadu)
run fmt a.fadu
expect_status 0
expect_stdout '^已改写 0 个文件，1 个无须改动。$'
[[ $(stamp a.fadu) == "$before" ]] || problem "it was written"

it "the summary speaks English when asked, and -q leaves it out"
run --lang en fmt a.fadu
expect_stdout '^0 files rewritten, 1 left as they were\.$'
run fmt -q a.fadu
expect_status 0
expect_no_stdout

it "without a path, the package of the current directory and those inside it, by their globs"
mkdir -p package/事项 package/other package/nested
printf 'sources = ["事项/*.fadu", "*.fadu"]\n' >package/fadu.toml
printf '' >package/nested/fadu.toml
cp loose package/a.fadu
cp loose package/事项/b.fadu
cp loose package/other/c.fadu
cp loose package/nested/d.fadu
cd package/事项 || exit 2
run fmt
cd "$work" || exit 2
expect_status 0
expect_stdout '^已改写 3 个文件，0 个无须改动。$'
expect_same package/a.fadu canonical
expect_same package/事项/b.fadu canonical
expect_same package/other/c.fadu loose
expect_same package/nested/d.fadu canonical

it "a directory without fadu.toml: all sources below it"
mkdir -p loose.d/deep .hidden
cp loose loose.d/a.fadu
cp loose loose.d/deep/b.fadu
cp loose loose.d/notes.txt
printf '文字  \n\n```fadu\n职能 甲{}\n```\n' >loose.d/c.fadu.md
run fmt loose.d
expect_status 0
expect_same loose.d/deep/b.fadu canonical
expect_same loose.d/notes.txt loose
printf '文字  \n\n```fadu\n职能 甲 {}\n```\n' >expected
expect_same loose.d/c.fadu.md expected

it "a file with syntax errors is reported and left alone, the others are formatted"
mkdir mixed
cp loose mixed/a.fadu
broken_text >mixed/b.fadu
cp loose mixed/c.fadu
broken_text >broken
run fmt mixed
expect_status 1
expect_code SYN003 1
expect_stdout '^ *--> mixed/b\.fadu:1:6$'
expect_stdout '^已改写 2 个文件，0 个无须改动，1 个有语法错误，没有改写。$'
expect_no_stderr
expect_same mixed/a.fadu canonical
expect_same mixed/b.fadu broken
expect_same mixed/c.fadu canonical

it "a symbolic link stays one, its target is rewritten and keeps its mode"
cp loose target.fadu
chmod 640 target.fadu
ln -s target.fadu link.fadu
run fmt link.fadu
expect_status 0
[[ -L link.fadu ]] || problem "the link is gone"
expect_same target.fadu canonical
[[ $(stat -c %a target.fadu) == 640 ]] || problem "the mode changed"

it "byte order mark and CRLF stay"
{ printf '\xef\xbb\xbf'; loose_text | sed 's/$/\r/'; } >mark.fadu
{ printf '\xef\xbb\xbf'; canonical_text | sed 's/$/\r/'; } >expected
run fmt mark.fadu
expect_status 0
expect_same mark.fadu expected

# ----------------------------------------------------------------------------------- --check, --diff

it "--check lists what would change, and changes nothing"
mkdir checked
cp loose checked/a.fadu
cp canonical checked/b.fadu
age checked/a.fadu
before=$(stamp checked/a.fadu)
run fmt --check checked
expect_status 1
keep list
printf 'checked/a.fadu\n' >expected
expect_same list expected
expect_no_stderr
expect_same checked/a.fadu loose
[[ $(stamp checked/a.fadu) == "$before" ]] || problem "it was written"

it "--check is silent about canonical files"
run fmt --check checked/b.fadu
expect_status 0
expect_no_stdout
expect_no_stderr

it "--diff is a patch that makes the same of the file"
run fmt --diff checked
expect_status 1
expect_no_stderr
expect_stdout '^--- a/checked/a\.fadu$'
expect_same checked/a.fadu loose
keep patch
if command -v git >/dev/null; then
    cp checked/a.fadu saved
    git apply --unsafe-paths --directory= patch 2>"$streams/err" || problem "git does not take it"
    expect_same checked/a.fadu canonical
    cp saved checked/a.fadu
    : >"$streams/err"
fi

it "--diff of canonical files is empty"
run fmt --diff checked/b.fadu
expect_status 0
expect_no_stdout

it "--check and --diff together give the diff alone"
run fmt --check --diff checked
expect_status 1
expect_stdout '^@@ '
expect_not_stdout '^checked'

it "findings do not go into a document"
for option in --check --diff; do
    more=yes run fmt "$option" mixed
    expect_status 1
    expect_no_stdout
    expect_stderr 'SYN003'
done

# ------------------------------------------------------------------------------------ standard input

it "- reads standard input and writes standard output"
input=loose run fmt -
expect_status 0
expect_no_stderr
keep made
expect_same made canonical

it "- gives a canonical text back"
input=canonical run fmt -
expect_status 0
keep made
expect_same made canonical

it "--stdin-filename says that it is literate"
printf '文字\n\n```fadu\n职能 甲{}\n```\n' >literate
input=literate run fmt - --stdin-filename a.fadu.md
expect_status 0
expect_stdout '^文字$'
expect_stdout '^职能 甲 \{\}$'

it "- with syntax errors writes nothing to standard output"
input=broken more=yes run fmt - --stdin-filename 甲.fadu
expect_status 1
expect_no_stdout
expect_stderr 'SYN003'
expect_stderr '甲\.fadu:1'

it "- with --check and --diff"
input=loose run fmt --check -
expect_status 1
expect_stdout '^stdin\.fadu$'
input=loose run fmt --diff - --stdin-filename x.fadu
expect_status 1
expect_stdout '^\+\+\+ b/x\.fadu$'
input=canonical run fmt --check -
expect_status 0
expect_no_stdout

it "- of nothing is nothing"
run fmt -
expect_status 0
expect_no_stdout

# ---------------------------------------------------------------------------------------- bad inputs

it "- and other paths exclude each other"
run fmt - a.fadu
expect_refusal '-'

it "a path that is not there"
run fmt nowhere.fadu
expect_refusal 'nowhere\.fadu'

it "a directory without sources"
mkdir empty
run fmt empty
expect_refusal 'empty'

it "a device"
run fmt /dev/zero
expect_status 2
expect_stderr '设备'

it "bytes that are no UTF-8 stay as they are"
printf '职能 甲{} // \xff\n' >bytes.fadu
cp bytes.fadu expected
run fmt bytes.fadu
expect_status 1
expect_code SYN002 1
expect_same bytes.fadu expected

it "a broken configuration is named, nothing is written"
mkdir config
printf 'sources = 3\n' >config/fadu.toml
cp loose config/a.fadu
run fmt config
expect_status 2
expect_stdout 'CFG003'
expect_same config/a.fadu loose

it "a full disk leaves the file as it was"
mkdir full
{ loose_text; head -c 200000 /dev/zero | tr '\0' ' '; printf '\n职能 丁{}\n%s\n' "// $(head -c 60000 /dev/zero | tr '\0' x)"; } >full/a.fadu
cp full/a.fadu expected
blocks=8 run fmt full/a.fadu
expect_status 2
expect_same full/a.fadu expected

it "standard output that cannot be written"
if [[ -w /dev/full ]]; then
    input=loose output=/dev/full run fmt -
    expect_status 2
    expect_stderr '标准输出'
else
    skip "there is no /dev/full"
fi

it "an unreadable file, a file and a directory that may not be written"
mkdir protected
cp loose protected/a.fadu
cp loose protected/b.fadu
cp loose protected/c.fadu
mkdir protected/fixed
cp loose protected/fixed/d.fadu
chmod 000 protected/a.fadu
chmod 444 protected/b.fadu
chmod 555 protected/fixed
if [[ -r protected/a.fadu ]]; then
    # Permissions mean nothing to root.
    if command -v setpriv >/dev/null && id nobody >/dev/null 2>&1; then
        chown -R nobody protected
        status=0
        env LC_ALL=C.UTF-8 setpriv --reuid=nobody --clear-groups "$fadu" fmt protected \
            >"$streams/out" 2>"$streams/err" || status=$?
    else
        skip "permissions mean nothing here"
    fi
else
    run fmt protected
fi
if [[ -n $title ]]; then
    expect_status 2
    expect_stdout '^已改写 1 个文件'
    expect_stderr '^fadu: .*protected/a\.fadu.*没有.*权限.*另有 2 处失败'
    expect_same protected/c.fadu canonical
    expect_same protected/b.fadu loose
    expect_same protected/fixed/d.fadu loose
fi

finish
