#!/usr/bin/env bash
# cases.sh: tests/cases/*.case, one rule a file: an issue and what the program says about it.
#
#   # a sentence that tells the rule
#   == run doc            how far: doc (default), style or check (all stages; what is said of stand-in faces is
#                         left out, since it depends on the machine); then perhaps "en", "strict" or "verbose"
#   == file issue.yaml    the file's text follows; a file that is not given is tiny_issue's
#   == body               what follows the shortest front matter (three lines and a blank one) in 01.md
#   == add issue.yaml     the text is put behind tiny_issue's file
#   == out                expected on standard output (only where it is told; for run doc: the model)
#   == err                expected on standard error
#   == status 1
#
# GAZ_CASES='figure-*' runs those alone.
#
# "== raw NAME" is a file whose text goes through printf, for bytes that an editor cannot type (\\x01).
. "$(dirname "$0")/../lib.sh" "$@"

# cases.py runs them: some two hundred, each a handful of files.
tiny_issue tiny
python3 "$source_folder/tests/run/command/cases.py" "$gongbao" "$source_folder" && right || wrong "cases.py"
finish
