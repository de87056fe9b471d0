#!/usr/bin/env python3
"""interrupt.py SIGNAL LINES COMMAND…: sends the signal when the command has printed so many lines; prints its exit
status (128 + the signal when it died of it) and "late" when it took more than a second after that.

interrupt.py --worker SIGNAL COMMAND…: sends it to the first child that the command starts; prints the command's status.
"""
import os
import signal
import subprocess
import sys
import time


def start(command):
    # a script's background jobs have SIGINT and SIGQUIT switched off; this one is as in the foreground
    return subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=lambda: [signal.signal(one, signal.SIG_DFL) for one in (signal.SIGINT, signal.SIGQUIT)])


def child_of(parent):
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % name) as f: stat = f.read()
        except OSError:
            continue
        if int(stat.rsplit(")", 1)[1].split()[1]) == parent: return int(name)
    return None


def status(process):
    process.stdout.read()
    code = process.wait()
    return 128 - code if code < 0 else code


if sys.argv[1] == "--worker":
    process = start(sys.argv[3:])
    child = None
    while child is None and process.poll() is None: child = child_of(process.pid)
    time.sleep(0.05)  # until it has become the program
    if child is not None: os.kill(child, getattr(signal, "SIG" + sys.argv[2]))
    print(status(process))
else:
    process = start(sys.argv[3:])
    for _ in range(int(sys.argv[2])): process.stdout.readline()
    began = time.monotonic()
    process.send_signal(getattr(signal, "SIG" + sys.argv[1]))
    print(status(process), "late" if time.monotonic() - began > 1 else "")
