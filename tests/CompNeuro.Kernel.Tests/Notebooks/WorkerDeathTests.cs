using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Kernel.Tests.Notebooks;

public class WorkerDeathTests
{
    [Theory]
    [InlineData(134, false, "Stack overflow.\nRepeat 15 times:\n--------------------------------\n   at Submission#2.Deep(Int32)\n", "overflowed the stack in Deep(Int32)")]
    [InlineData(134, false, "Out of memory.\n", "used up the memory")]
    [InlineData(137, false, "", "signal 9")]
    [InlineData(3, true, "", "Environment.Exit, exit code 3")]
    [InlineData(0, true, "", "Environment.Exit, exit code 0")]
    [InlineData(134, false, "Unhandled exception. System.Exception: lost\n   at X()", "thread of its own, which ends the process: System.Exception: lost")]
    [InlineData(139, false, "noise\nlast\n", "exit code 139); its last words: last")]
    public void The_cause_is_told(int exitCode, bool orderly, string errorText, string expected) =>
        Assert.Contains(expected, WorkerDeath.Explain(exitCode, orderly, errorText));
}
