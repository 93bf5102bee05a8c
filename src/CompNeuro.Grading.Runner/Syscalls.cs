using System.Runtime.InteropServices;

namespace CompNeuro.Grading.Runner;

/// <summary>The numbers of Linux system calls on one kind of processor.</summary>
/// <param name="Architecture">What the kernel calls it (linux/audit.h).</param>
/// <param name="NewThread">The call clone: it makes a thread, which is allowed, or a process, which is not.</param>
/// <param name="NewThread3">The call clone3: the same, with flags that a filter cannot see; where it is missing, libc takes the other.</param>
/// <param name="SignalThread">The call tgkill: the runtime interrupts its own threads with it, and no other process is to be.</param>
/// <param name="LimitOfProcess">The call prlimit64, which is for the caller where it names process 0.</param>
/// <param name="Refused">
/// In this order: execve, execveat, ptrace, process_vm_readv, process_vm_writev, kill, tkill, rt_sigqueueinfo, rt_tgsigqueueinfo, pidfd_send_signal, pidfd_open, pidfd_getfd, socket,
/// socketpair, shmget, semget, msgget, mq_open, memfd_create, io_uring_setup, bpf, perf_event_open, userfaultfd, add_key, request_key, keyctl, unshare, setns, mount, umount2,
/// chroot, pivot_root, open_by_handle_at, open_tree, move_mount, fsopen; and where there are such, fork and vfork.
/// </param>
internal sealed record Syscalls(uint Architecture, nint Seccomp, uint NewThread, uint NewThread3, uint SignalThread, uint LimitOfProcess, uint[] Refused)
{
    private static readonly Syscalls X64 = new(0xC000003E, 317, 56, 435, 234, 302,
        [59, 322, 101, 310, 311, 62, 200, 129, 297, 424, 434, 438, 41, 53, 29, 64, 68, 240, 319, 425, 321, 298, 323, 248, 249, 250, 272, 308, 165, 166, 161, 155, 304, 428, 429, 430, 57, 58]);

    private static readonly Syscalls Arm64 = new(0xC00000B7, 277, 220, 435, 131, 261,
        [221, 281, 117, 270, 271, 129, 130, 138, 240, 424, 434, 438, 198, 199, 194, 190, 186, 180, 279, 425, 280, 241, 282, 217, 218, 219, 97, 268, 40, 39, 51, 41, 265, 428, 429, 430]);

    /// <summary>Null where they are not known.</summary>
    public static Syscalls? OfThisMachine() => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => X64,
        System.Runtime.InteropServices.Architecture.Arm64 => Arm64,
        _ => null,
    };
}
