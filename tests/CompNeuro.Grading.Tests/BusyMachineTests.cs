using System.Diagnostics;
using CompNeuro.Grading.Compiling;
using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Tests;

/// <summary>No point is lost because a machine is busy. A process that is stopped for a while is one that gets no processor.</summary>
public class BusyMachineTests(Graders graders)
{
    private const string Form = "double WarmedTimeConstant(double tau, double Q10, double from, double to)";
    private const string Right = "tau / Math.Pow(Q10, (to - from) / 10)";

    private static readonly SourceCode Source = new([new("cell 1", null, Answers.Nernst, Given: false)], ["NernstPotential"], []);

    [Fact]
    public async Task ACompilerThatWaitsForAProcessorCompilesLater()
    {
        await using var compiler = new CompilerProcess(new() { Compilation = TimeSpan.FromSeconds(2) });
        var process = await compiler.StartAsync();
        await SignalAsync(process, "STOP");
        var compiling = compiler.CompileAsync(Source);
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        await SignalAsync(process, "CONT");
        Assert.True((await compiling).Code?.Functions[0].Found);
        Assert.False(process.HasExited);
    }

    [Fact]
    public async Task ACompilerWithoutAProcessorIsTheGradersFailure()
    {
        await using var compiler = new CompilerProcess(new() { Compilation = TimeSpan.FromSeconds(0.2) });
        await SignalAsync(await compiler.StartAsync(), "STOP");
        await Assert.ThrowsAsync<InfrastructureException>(() => compiler.CompileAsync(Source));
    }

    [Fact]
    public async Task ACompilerThatSomebodyEndedIsReplacedAndNoCellIsBlamed()
    {
        await using var compiler = new CompilerProcess(new());
        (await compiler.StartAsync()).Kill();
        var (code, cells) = await compiler.CompileAsync(Source);
        Assert.True(code?.Functions[0].Found);
        Assert.DoesNotContain(cells, cell => cell.TooMuch);
    }

    [Fact]
    public async Task ATimeThatAnAnswerWaitsIsNotOneThatItUses()
    {
        var result = await graders.GradeAsync(Answers.With("warmed", $"var waited = false;\n{Form} {{ if (!waited) System.Threading.Thread.Sleep(3000); waited = true; return {Right}; }}"));
        result.AllRightBut();
    }

    [Fact]
    public async Task ARunnerThatAnAnswerFreezesIsTriedTwiceAndThenTheAnswersFault()
    {
        Assert.SkipWhen(graders.Unconfined is not null || System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture is not System.Runtime.InteropServices.Architecture.X64, "The numbers are those of x64.");
        await using var grader = new Grader(_ => graders.Homework, Graders.Seed, Isolation.Bubblewrap, limits: new() { Part = TimeSpan.FromSeconds(0.5), Grace = TimeSpan.FromSeconds(1) });
        var freeze = "static class Libc { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern nint syscall(nint n, nint a, nint b, nint c); }\n";
        var result = await grader.GradeAsync(Graders.Handed(Answers.With("warmed", $"{freeze}{Form} {{ Libc.syscall(234, Environment.ProcessId, Environment.ProcessId, 19); return {Right}; }}")));
        result.AllRightBut("WarmedTimeConstant");
        Assert.Equal((Status.Graded, Status.TimedOut), (result.Status, result.Part("WarmedTimeConstant").Status));
    }

    [Fact]
    public async Task AnAnswerWhoseRunnerIsKilledIsRunOnceMore()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.X64, "The numbers are those of x64.");
        var killed = Path.Combine(Path.GetTempPath(), $"compneuro-killed-{Guid.NewGuid()}");
        var kill = "static class Libc { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern nint syscall(nint n, nint a, nint b, nint c); }\n";
        var answer = $"{kill}{Form} {{ if (!System.IO.File.Exists(\"{killed}\")) {{ System.IO.File.WriteAllText(\"{killed}\", \"\"); Libc.syscall(234, Environment.ProcessId, Environment.ProcessId, 9); }} return {Right}; }}";
        try
        {
            (await graders.Free.GradeAsync(Graders.Handed(Answers.With("warmed", answer)))).AllRightBut();
            Assert.True(File.Exists(killed));
        }
        finally
        {
            File.Delete(killed);
        }
    }

    private static Task SignalAsync(Process process, string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes cannot be stopped here.");
        return Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExitAsync();
    }
}
