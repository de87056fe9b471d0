/* reason.c: see reason.h. */
#include "base/diag/reason.h"

#include <errno.h>
#include <glib.h>

static const struct {
    int error;
    const char *chinese;
} reasons[] = {
    {EPERM, "系统不许这样做"},
    {ENOENT, "没有这个文件或文件夹"},
    {EINTR, "被信号打断"},
    {EIO, "读写出错，磁盘或网络可能有故障"},
    {ENXIO, "没有这个设备"},
    {E2BIG, "参数太长"},
    {ENOEXEC, "不是可以运行的程序"},
    {EBADF, "文件没有打开"},
    {EAGAIN, "暂时办不到，请再试"},
    {ENOMEM, "内存不足"},
    {EACCES, "没有权限"},
    {EBUSY, "正在使用"},
    {EEXIST, "已经有同名的文件"},
    {EXDEV, "不在同一个文件系统里"},
    {ENODEV, "没有这个设备"},
    {ENOTDIR, "路径中有一段不是文件夹"},
    {EISDIR, "是文件夹，不是文件"},
    {EINVAL, "系统不接受这样的要求"},
    {ENFILE, "系统里打开的文件太多"},
    {EMFILE, "打开的文件太多"},
    {ETXTBSY, "程序正在运行"},
    {EFBIG, "文件太大"},
    {ENOSPC, "磁盘已满"},
    {EROFS, "磁盘是只读的"},
    {EMLINK, "链接太多"},
    {EPIPE, "接收的一方已经关闭"},
    {ENAMETOOLONG, "名称太长"},
    {ENOSYS, "系统没有这个功能"},
    {ENOTEMPTY, "文件夹不是空的"},
    {ELOOP, "符号链接绕成了圈"},
    {EOVERFLOW, "数值太大"},
    {EILSEQ, "字符编码不对"},
    {EOPNOTSUPP, "这里不支持这个功能"},
    {ETIMEDOUT, "等待超时"},
    {ESTALE, "网络上的文件已经换了"},
    {EDQUOT, "磁盘配额已满"},
    {ENOKEY, "没有解密的钥匙"},
    {ENOLCK, "不能再加锁"},
    {ENOTCONN, "网络没有连上"},
    {EHOSTDOWN, "对方的机器没有开"},
    {EREMOTEIO, "远处的磁盘读写出错"},
};

struct gaz_reason gaz_reason_of(int error) {
    const char *english = g_strerror(error);
    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++)
        if (reasons[i].error == error) return (struct gaz_reason){reasons[i].chinese, english};
    g_autofree char *chinese = g_strdup_printf("系统错误%d（%s）", error, english);
    return (struct gaz_reason){g_intern_string(chinese), english};
}
