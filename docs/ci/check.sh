#!/usr/bin/env bash
# check.sh [版本]
#
# 任何流水线里的一步。写了 git 版本（如目标分支）的，只报告此后改动的行上的问题。
# A step for any pipeline. With a git revision (the target branch, say) only what stands on lines
# changed since is reported.
set -u

status=0
if (($# > 0)); then
    fadu check --since "$1" || status=$?
else
    fadu check || status=$?
fi
case $status in
    0) echo "通过 / passed" ;;
    1) echo "有须处理的问题 / there are findings to deal with" ;;
    *) echo "没有查成：命令或者输入有误 / not checked: the call or its input could not be used" ;;
esac
exit "$status"
