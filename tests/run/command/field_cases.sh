#!/usr/bin/env bash
# field_cases.sh: small inputs after what offices really type, where a folder "shared" lies beside the project. What is right for
# each of them stands in tests/field_cases.txt; the words of that table are in field_cases.py.
. "$(dirname "$0")/../lib.sh" "$@"

cases=${GAZ_SHARED:-$source_folder/../shared}/cases
[ -d "$cases" ] || skip "no cases beside the project"
expect_status 0 python3 "$source_folder/tests/run/command/field_cases.py" "$gongbao" "$cases" "$source_folder/tests/field_cases.txt"
cat out
finish
