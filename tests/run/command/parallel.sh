#!/usr/bin/env bash
# parallel.sh: the commands of docs/regenerate.md for GNU parallel, as they stand there: eight shards, one of which fails
# until its issue is mended; then only that one is run again. What its Kubernetes job says each pod runs, is run for each index; the
# job itself is read by kubectl, where it is there, and nothing of it may get lost.
. "$(dirname "$0")/../lib.sh" "$@"
. "$source_folder/tests/run/file/archive_lib.sh"
command -v parallel >/dev/null && parallel --version 2>/dev/null | grep -q 'GNU parallel' || skip "GNU parallel is not there"

export HOME=$work PATH=$work/bin:$PATH
mkdir bin && ln -s "$gongbao" bin/gongbao
commands() { awk '/^```sh parallel$/ { inside = 1; n++; next } /^```$/ { inside = 0 } inside && n == '"$1" "$source_folder/docs/regenerate.md"; }

archive 往期 24
commands 1 >first.sh
expect_in first.sh '--joblog jobs.log'
expect_status 1 bash first.sh
expect_count 23 find 成品 -name '*.pdf'
expect_count 8 ls 成品/manifest-*-of-8.json
expect_count 9 cat jobs.log
sed -i '/没有的键/d' 往期/2000/02/issue.yaml
commands 2 >second.sh
expect_in second.sh '--resume-failed'
expect_status 0 bash second.sh
expect_count 10 cat jobs.log # the one that failed, once more
expect_count 24 find 成品 -name '*.pdf'
expect_status 0 "$gongbao" regenerate 往期 -o 一次
rm 成品/manifest-*-of-8.json
expect_same_output 一次 成品

# ---- the job
awk '/^```yaml job$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$source_folder/docs/regenerate.md" >job.yaml
python3 - >arguments <<'PYTHON' || wrong "the job is no YAML"
import re
job = open("job.yaml", encoding="utf-8").read()
arguments = re.search(r"args:\n((?: +- .*\n)+)", job)[1]
print(" ".join(line.strip()[2:].strip('"') for line in arguments.splitlines()))
PYTHON
completions=$(sed -n 's/^  completions: //p' job.yaml)
rm -r 成品
for index in $(seq 0 $((completions - 1))); do
    # shellcheck disable=SC2046
    expect_status 0 "$gongbao" $(sed "s/\$(JOB_COMPLETION_INDEX)/$index/" arguments)
done
expect_status 0 "$gongbao" regenerate 往期 -o 成品 --resume
rm 成品/manifest-*-of-8.json
expect_same_output 一次 成品
if command -v kubectl >/dev/null; then
    # read as a Job of its version, without a cluster, and printed: a field that it does not know is lost
    KUBECONFIG=/dev/null kubectl set image --local -f job.yaml gongbao=gongbao:read -o yaml >read.yaml 2>err || wrong "kubectl: $(cat err)"
    sed 's/#.*//; s/^ *\(- \)*//; s/ *$//; s/"//g' job.yaml | grep -vE '^$|^values:|^image:' | while read -r line; do
        grep -qF -- "$line" <(sed 's/"//g' read.yaml) || echo "$line"
    done >lost
    expect_same /dev/null lost
fi
finish
