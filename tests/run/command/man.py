#!/usr/bin/env python3
"""man.py GONGBAO: the manual page in Chinese, put together of what each command says of itself (gongbao help)."""
import collections
import os
import re
import subprocess
import sys

SHARED = 5  # options that so many commands have, with the same words, are told once

HEAD = """.\\" 由tests/run/man.py写出，出自gongbao help；要改，改程序里的表
.TH GONGBAO 1 2024-06-28 "gongbao {version}" "公报"
.ad l
.nh
.SH 名称
gongbao \\- 把一期政府公报排成可以付印的PDF
.SH 概述
"""

DESCRIPTION = """.SH 说明
.B gongbao
读一期公报的文件夹，写出一份PDF：封面、目录、每件公文的版头、正文、表格、图、附件、版记和页码。文件夹里是一份issue.yaml和每件公文一个.md文件；稿件的全部写法见
.BR "gongbao help 格式" ，
能写哪些键见
.BR "gongbao keys" 。
.PP
不丢字，不改字：排完以后逐字核对稿子和版面，再把PDF里的文字读回来核对一遍；差一个字就不出PDF。同样的稿子、样式、字体，得到同样的PDF，一个字节不差。不写
.B \\-\\-write
的命令都不改文稿。
"""

TAIL = """.SH 消息
每条写明文件、行、列和那一行原文，末尾方括号里是不变的代号。消息是中文；
.BR LC_ALL 、
.BR LC_MESSAGES 、
.B LANG
中第一个有值的以en开头的，是英文。
.SH 退出状态
.TP 6
.B 0
完成。
.TP
.B 1
文稿有错（
.BR diff ：
有不同）。
.TP
.B 2
用法不对。
.TP
.B 3
只有警告，用了
.BR \\-\\-strict 。
.TP
.B 70
程序的错。
.TP
.B 74
不能读写；可以再试。
.TP
.BR 129 、 130 、 131 、 143
被信号SIGHUP、SIGINT、SIGQUIT、SIGTERM结束。
.SH 环境
.TP
.B GONGBAO_DATA
styles/和fonts/files/所在的文件夹；不写，是程序旁边的../share/gongbao，再没有就是编译它的文件夹。
.TP
.B GONGBAO_EDITOR
.B watch
不写
.B \\-\\-editor
时运行的命令。
.TP
.B SOURCE_DATE_EPOCH
签字、校样的日期照它，不照今天。
.SH 文件
.TP
.I share/gongbao/styles/*.yaml
样式。
.TP
.I share/doc/gongbao/docs/
说明：稿件格式、来稿、校核、校对、实时、样式、印刷、存档、编辑器。
.TP
.I 机关.yaml、人名.yaml、用词.yaml
本刊的名单，
.B check
照着查：在本期文件夹，在本单位的样式旁边，在share/gongbao/styles/lists。
.TP
.I check\\-ignore.yaml
本期文件夹里，
.B check
放行的各处。
.TP
.I issue.lock
本期文件夹里，锁定和签字。
.SH 例子
.nf
gongbao new 2024\\-07 \\-\\-from 2024\\-06
gongbao import 通知.docx \\-\\-into 2024\\-07 \\-\\-under 市政府文件
gongbao check 2024\\-07
gongbao proof 2024\\-07 \\-\\-stage 一校 \\-o 一校
gongbao build 2024\\-07 \\-\\-for screen,print
gongbao approve 2024\\-07 \\-\\-stage 付印 \\-\\-by 张三
gongbao volume 2024\\-?? \\-o 2024.pdf
.fi
.SH 另见
GB/T 9704\\(em2012 党政机关公文格式
"""


def ask(gongbao, *words):
    return subprocess.run([gongbao, *words], capture_output=True, check=True, env={**os.environ, "LC_ALL": "C"}).stdout.decode()


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def read(gongbao, command):
    """its usage, what it does, its options with what each does"""
    usage, what, *rest = (line for line in ask(gongbao, "help", command).split("\n") if line)
    options = [re.match(r" *((?:-\w, )?--[^ ]+) +(.*)", line).groups() for line in rest]
    return usage.removeprefix("用法："), what, options


def put_options(options):
    return "".join(f".TP\n.B {roff(name)}\n{roff(what)}\n" for name, what in options)


def main():
    gongbao = sys.argv[1]
    names = re.findall(r"^  ([a-z]+) ", ask(gongbao, "help"), flags=re.M)
    commands = {name: read(gongbao, name) for name in names}
    count = collections.Counter(option for _, _, options in commands.values() for option in options)
    shared = [option for option in count if count[option] >= SHARED]
    page = HEAD.format(version=ask(gongbao, "version").split()[1])
    page += ".br\n".join(f"{roff(usage)}\n" for usage, _, _ in commands.values()) + DESCRIPTION + ".SH 命令\n"
    for name, (_, what, options) in commands.items():
        own = put_options(option for option in options if option not in shared)
        page += f".TP\n.B {name}\n{roff(what)}\n" + (f".RS\n{own}.RE\n" if own else "")
    page += ".SH 各命令共同的选项\n" + put_options(shared)
    sys.stdout.write(page + TAIL)


if __name__ == "__main__":
    main()
