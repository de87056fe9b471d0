#!/usr/bin/env python3
"""ratios.py PROGRAM EARLIER ISSUE [RUNS]: what a command costs against an earlier program, both run by turns in one go.

Processor time of the whole process (its children's too), the memory it held at most, and the size of what it wrote: medians of
RUNS (default 9) as ratios PROGRAM : EARLIER. A ratio that is more than 15 % above its bound ends the run with status 1. The
bounds below were seen against the program of 2026-11-24 (commit 1a4c59d) on an issue of 41 pages; against another program they
are to be read anew. Machines and their load differ, ratios hardly.
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

TOLERANCE = 1.15
BOUNDS = {  # name: processor time, memory
    "build": (0.72, 1.12),  # its files have tags, and are PDF/UA-1; then they had none
    "lock": (0.36, 0.78),
    "build --locked": (0.37, 0.78),
    "png": (0.38, 0.70),
    "check": (0.34, 0.56),
    "--version": (0.90, 0.93),
    "regenerate": (0.54, None),
    "regenerate --resume": (0.21, None),
}
COPIES = 8  # issues of the shelf that is regenerated


def run(argv, folder):
    """Processor milliseconds and kilobytes of a process that must end well."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(argv, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 3):
        sys.exit("%s: status %d" % (" ".join(argv), process.returncode))
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent * 1000, usage.ru_maxrss


def command(name, program, issue):
    return {
        "build": [program, "build", issue, "-q", "-o", "out.pdf"],
        "lock": [program, "lock", issue, "-q", "--force"],
        "build --locked": [program, "build", issue, "-q", "--locked", "-o", "out.pdf"],
        "png": [program, "png", issue, "-q", "-o", "page-"],
        "check": [program, "check", issue, "-q"],
        "--version": [program, "--version"],
        "regenerate": [program, "regenerate", "shelf", "-q", "-o", "made"],
        "regenerate --resume": [program, "regenerate", "shelf", "-q", "-o", "made", "--resume"],
    }[name]


def alternate(name, programs, runs):
    """Medians of (time, memory) of each program; each works in its own folder."""
    seen = [[], []]
    for _ in range(runs):
        for which, (program, folder) in enumerate(programs):
            if name == "regenerate":
                shutil.rmtree(os.path.join(folder, "made"), ignore_errors=True)
            seen[which].append(run(command(name, program, "issue"), folder))
    return [tuple(statistics.median(column) for column in zip(*each)) for each in seen]


def tell(name, now, then, bounds):
    """A line of the table; whether it keeps its bounds."""
    ratios = [a / b for a, b in zip(now, then)]
    good = all(bound is None or ratio <= bound * TOLERANCE for ratio, bound in zip(ratios, bounds))
    print("%-20s %7.0f ms against %7.0f ms: %.2f   %7d kB against %7d kB: %.2f%s"
          % (name, now[0], then[0], ratios[0], now[1], then[1], ratios[1], "" if good else "   TOO DEAR"), flush=True)
    return good


def main():
    program, earlier, issue = (os.path.realpath(path) for path in sys.argv[1:4])
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 9
    good = True
    with tempfile.TemporaryDirectory() as work:
        programs = [(program, os.path.join(work, "now")), (earlier, os.path.join(work, "then"))]
        for _, folder in programs:
            shutil.copytree(issue, os.path.join(folder, "issue"))
            for i in range(COPIES):
                shutil.copytree(issue, os.path.join(folder, "shelf", "%02d" % i))
        for name, bounds in BOUNDS.items():
            times = max(runs // 3, 1) if name == "regenerate" else runs
            good &= tell(name, *alternate(name, programs, times), bounds)
        sizes = [os.path.getsize(os.path.join(folder, "out.pdf")) for _, folder in programs]
        print("the file: %d against %d bytes: %.2f" % (*sizes, sizes[0] / sizes[1]))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
