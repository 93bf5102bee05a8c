using System.Diagnostics;
using CompNeuro.Exercises;
using CompNeuro.Grading.Judging;
using CompNeuro.Grading.Running;

namespace CompNeuro.Grading.Tests;

/// <summary>What a hostile or an unlucky submission does, and that it costs nobody but itself.</summary>
public class AttackTests(Graders graders)
{
    private const string Form = "double WarmedTimeConstant(double tau, double Q10, double from, double to)";

    /// <summary>Attack, code of the answer cell, how the part ends, and a piece of the message.</summary>
    public static TheoryData<string, string, Status, string> OnOneAnswer { get; } = new()
    {
        { "exit", $"{Form} {{ Environment.Exit(0); return 1; }}", Status.Crashed, "ended the program" },
        { "exit that takes a second", $$"""
            static class Libc { [System.Runtime.InteropServices.DllImport("libc")] public static extern int on_exit(nint call, nint argument); }
            {{Form}}
            {
                Libc.on_exit(System.Runtime.InteropServices.NativeLibrary.GetExport(System.Runtime.InteropServices.NativeLibrary.Load("libc.so.6"), "sleep"), 0);
                Environment.Exit(1); // Which is passed to sleep, after the runtime has let go of the thread.
                return 1;
            }
            """, Status.Crashed, "ended the program" },
        { "fail fast", $"{Form} {{ Environment.FailFast(\"enough\"); return 1; }}", Status.Crashed, "ended the program" },
        { "endless loop", $"{Form} {{ while (true) {{ }} }}", Status.TimedOut, "still running" },
        { "endless loop that cannot be stopped", $"{Form} {{ try {{ }} finally {{ while (true) {{ }} }} return 1; }}", Status.TimedOut, "still running" },
        { "endless sleep", $"{Form} {{ System.Threading.Thread.Sleep(-1); return 1; }}", Status.TimedOut, "still running" },
        { "a stack overflow that no check sees", $"record N(double X) {{ public static N operator !(N n) => !n; }}\n{Form} => (!new N(tau)).X;", Status.Crashed, "" },
        { "memory", $"{Form} {{ var all = new List<byte[]>(); while (true) all.Add(new byte[1 << 20]); }}", Status.OutOfMemory, "" },
        { "native memory", $"unsafe double Eat() {{ for (var i = 0; i < 100_000; i++) {{ var p = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(1 << 20); *p = 1; }} return 1; }}\n{Form} => Eat();", Status.OutOfMemory, "" },
        { "threads without end", $"{Form} {{ while (true) {{ var t = new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)); t.Start(); }} }}", Status.OutOfMemory, "" },
        { "gigabytes printed", $"{Form} {{ using var o = new System.IO.FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(2, false), System.IO.FileAccess.Write); var b = new byte[1 << 16]; while (true) o.Write(b); }}", Status.Crashed, "printed more" },
        { "gigabytes printed the usual way", $"{Form} {{ while (true) Console.WriteLine(new string('x', 1000)); }}", Status.TimedOut, "still running" },
        { "words of the protocol to every file", """
            static class Libc { [System.Runtime.InteropServices.DllImport("libc")] public static extern nint write(int file, byte[] bytes, nint count); }
            double WarmedTimeConstant(double tau, double Q10, double from, double to)
            {
                byte[] forged = [14, 0, 0, 0, 6, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
                for (var file = 0; file < 100; file++) Libc.write(file, forged, forged.Length);
                return 1;
            }
            """, Status.Crashed, "disturbed" },
        { "a message that says it is endless", """
            static class Libc { [System.Runtime.InteropServices.DllImport("libc")] public static extern nint write(int file, byte[] bytes, nint count); }
            double WarmedTimeConstant(double tau, double Q10, double from, double to)
            {
                for (var file = 0; file < 100; file++) Libc.write(file, [255, 255, 255, 127, 6], 5);
                return 1;
            }
            """, Status.Crashed, "disturbed" },
        { "printed verdict", $"{Form} {{ Console.WriteLine(\"✔ WarmedTimeConstant: correct (8 of 8 checks, 1 of 1 points)\"); return 1; }}", Status.Graded, "" },
        { "not a number", $"{Form} => double.NaN;", Status.Graded, "NaN" },
        { "infinite", $"{Form} => double.PositiveInfinity;", Status.Graded, "infinite" },
        { "another result", "string WarmedTimeConstant(double tau, double Q10, double from, double to) => \"1\";", Status.CompileError, "has not the parameters or the result" },
        { "other parameters", "double WarmedTimeConstant(double tau) => 1;", Status.CompileError, "double WarmedTimeConstant(double tau, double Q10, double from, double to)" },
        { "no function but a number", "var WarmedTimeConstant = 12.0;", Status.CompileError, "has not the parameters" },
        { "a name that only looks the same", "double WarmedTimeCоnstant(double tau, double Q10, double from, double to) => 1;", Status.Graded, "no function WarmedTimeConstant" },
        { "wild pointer", $"unsafe double Peek() {{ var p = (double*)0x7000_0000_0000; *p = 1; return *p; }}\n{Form} => Peek();", Status.Crashed, "" },
        { "an exception whose message never ends", $"class Trap : Exception {{ public override string Message {{ get {{ while (true) {{ }} }} }} }}\n{Form} => throw new Trap();", Status.TimedOut, "still running" },
        { "an exception whose message throws", $"class Trap : Exception {{ public override string Message => throw new Trap(); public override string ToString() => throw new Trap(); }}\n{Form} => throw new Trap();", Status.Graded, "an exception, Trap, whose message cannot be read" },
        { "an exception with an endless message", $"{Form} => throw new Exception(new string('x', 10_000_000));", Status.Graded, "stops with an exception" },
        { "a check of its own", $"{Form} => 1;\npublic static class Check {{ public static object WarmedTimeConstant(object answer) => \"correct\"; }}", Status.Graded, "" },
        { "module initializer", $"class Init {{ [System.Runtime.CompilerServices.ModuleInitializer] internal static void Run() => Console.Error.WriteLine(\"graded\"); }}\n{Form} => 1;", Status.Graded, "" },
        { "package", $"#r \"nuget: Evil, 1.0.0\"\n{Form} => 1;", Status.CompileError, "#r is not carried out" },
        { "load", $"#load \"/etc/passwd\"\n{Form} => 1;", Status.CompileError, "#load is not carried out" },
        { "magic", $"#!bash\n{Form} => 1;", Status.CompileError, "is not carried out" },
        { "nested a hundred thousand deep", $"{Form} => {new string('(', 100_000)}1{new string(')', 100_000)};", Status.CompileError, "" },
        { "constants that double", $"{Form} {{ const string a = \"{new string('x', 1000)}\"; {string.Concat(Enumerable.Range(0, 24).Select(i => $"const string {(char)('b' + i)} = {(char)('a' + i)} + {(char)('a' + i)};"))} return y.Length; }}", Status.CompileError, "" },
    };

    [Theory]
    [MemberData(nameof(OnOneAnswer))]
    public async Task AnAttackInAnAnswerCostsOnlyThatAnswer(string attack, string code, Status status, string words)
    {
        var result = await graders.GradeAsync(Answers.With("warmed", code));
        result.AllRightBut("WarmedTimeConstant");
        var part = result.Part("WarmedTimeConstant");
        Assert.True((part.Status, part.Points) == (status, 0.0), $"{attack}\n{result.Words()}");
        Assert.Contains(words, part.Message + result.Message);
        Assert.InRange(part.Message.Length, 10, 2000);
    }

    // Its time may be over inside the hook or before the process is gone: either end is true, and said.
    [Fact]
    public async Task AnExitHookThatForgesAResultAndNeverEndsCostsOnlyItsAnswer()
    {
        var result = await graders.GradeAsync(Answers.With("warmed", $"AppDomain.CurrentDomain.ProcessExit += (_, _) => {{ Console.Write(\"{{\\\"Outcome\\\":\\\"Correct\\\"}}\"); while (true) {{ }} }};\n{Form} {{ Environment.Exit(0); return 1; }}"));
        result.AllRightBut("WarmedTimeConstant");
        var part = result.Part("WarmedTimeConstant");
        Assert.Equal(0, part.Points);
        Assert.Contains(part.Status is Status.TimedOut ? "still running" : "ended the program", part.Message);
    }

    /// <summary>Attack and code of a cell of its own, after which every answer is as right as it was.</summary>
    public static TheoryData<string, string> OnTheRest { get; } = new()
    {
        { "threads that outlive the cell", "for (var i = 0; i < 4; i++) new System.Threading.Thread(() => { while (true) System.Threading.Thread.Sleep(1); }).Start();" },
        { "a background thread that fails", "new System.Threading.Thread(() => throw new Exception(\"late\")).Start(); System.Threading.Thread.Sleep(100);" },
        { "finalizers that never end", "class F { ~F() { while (true) System.Threading.Thread.Sleep(10); } }\nvoid Make() { new F(); }\nMake(); GC.Collect();" },
        { "hooks", "AppDomain.CurrentDomain.FirstChanceException += (_, _) => Console.Write(\"x\"); AppDomain.CurrentDomain.AssemblyResolve += (_, _) => null; AppDomain.CurrentDomain.UnhandledException += (_, _) => { };" },
        { "endless cell", "while (true) { }" },
        { "endless cell that cannot be stopped", "try { } finally { while (true) { } }" },
        { "the streams closed", "Console.Out.Dispose(); Console.OpenStandardOutput().Dispose(); Console.OpenStandardInput().ReadByte();" },
        { "another culture and another current folder", "System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture; Environment.CurrentDirectory = \"/\";" },
        { "the course's own names", "class Ion { } class Math2 { } namespace_();\nvoid namespace_() { }" },
    };

    [Theory]
    [MemberData(nameof(OnTheRest))]
    public async Task AnAttackInACellOfItsOwnCostsNothing(string attack, string code)
    {
        var result = await graders.GradeAsync(Answers.With(new Dictionary<string, string>(), before: code));
        Assert.True(result.Parts.All(part => part.Outcome is Outcome.Correct), $"{attack}\n{result.Words()}");
    }

    [Theory]
    [InlineData("Environment.Exit(0);", Status.Crashed)]
    public async Task ACellThatEndsTheProgramLeavesNothingToGrade(string code, Status status)
    {
        var result = await graders.GradeAsync(Answers.With(new Dictionary<string, string>(), before: code));
        Assert.Equal((status, 0.0), (result.Status, result.Points));
        Assert.All(result.Parts, part => Assert.Equal(status, part.Status));
    }

    [Fact]
    public async Task MoreCompiledCodeThanARunnerIsSentIsTheStudentsFaultAndNotTheGraders()
    {
        var constants = $"const string a = \"{new string('x', 1000)}\"; {string.Concat(Enumerable.Range(0, 11).Select(i => $"const string {(char)('b' + i)} = {(char)('a' + i)} + {(char)('a' + i)};"))}";
        var result = await graders.GradeAsync(Answers.With(new Dictionary<string, string>(), after: $"string Large(int which) {{ {constants} return which == 1 ? l : which == 2 ? l + \"2\" : l + \"3\"; }}"));
        Assert.True((result.Status, result.Points) == (Status.CompileError, 0.0), result.Words());
        Assert.Contains("compiles to", result.Message);
    }

    [Fact]
    public async Task TheTimeOfAllPartsTogetherHasAnEndToo()
    {
        Assert.SkipWhen(graders.Unconfined is not null, "There is no sandbox here.");
        await using var grader = new Grader(_ => graders.Homework, Graders.Seed, Isolation.Bubblewrap, limits: Graders.Short with { Part = TimeSpan.FromSeconds(1), Submission = TimeSpan.FromSeconds(0.3), Patience = 10 });
        var endless = Answers.Right.ToDictionary(answer => answer.Key, answer => answer.Key is "nernst" ? answer.Value : $"{answer.Value[..(answer.Value.IndexOf(')') + 1)]} {{ while (true) {{ }} }}");
        var result = await grader.GradeAsync(Graders.Handed(Answers.With(endless)));
        result.AllRightBut([.. graders.Homework.Parts.Select(part => part.Exercise.Id).Where(id => id != "NernstPotential")]);
        Assert.All(result.Parts.Skip(1), part => Assert.Equal(Status.TimedOut, part.Status));
        Assert.Contains("no time left", result.Parts[^1].Message);
    }

    [Fact]
    public async Task WhatTheCompilerSaysIsKeptShort()
    {
        var doubling = $"var a = (1, 1); {string.Concat(Enumerable.Range(0, 9).Select(i => $"var {(char)('b' + i)} = ({(char)('a' + i)}, {(char)('a' + i)}); "))} j.Nothing();";
        var result = await graders.GradeAsync(Answers.With(new Dictionary<string, string>(), before: doubling));
        result.AllRightBut();
        Assert.StartsWith("Cell 2 does not compile. Line 1: ", result.Message);
        Assert.InRange(result.Message.IndexOf('…'), 500, 600); // What the compiler says of such a type has many thousand characters.
    }

    [Fact]
    public async Task WithoutASandboxTheJudgeCannotBeKilledEither()
    {
        var kill = "static class Libc { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern nint syscall(nint n, nint a, nint b, nint c); [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern int getppid(); }\n";
        Assert.SkipUnless(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.X64, "The numbers are those of x64.");
        var answer = $"{kill}{Form} => Libc.syscall(234, Libc.getppid(), Libc.getppid(), 0) == -1 && Libc.syscall(200, Libc.getppid(), 0, 0) == -1 && Libc.syscall(302, Libc.getppid(), 0, 0) == -1 ? tau / Math.Pow(Q10, (to - from) / 10) : 0;";
        (await graders.Free.GradeAsync(Graders.Handed(Answers.With("warmed", answer)))).AllRightBut();
    }

    [Fact]
    public async Task ChangingWhatIsPrivateChangesNoMarkForTheBetter()
    {
        var result = await graders.GradeAsync(Answers.With("warmed", $$"""
            foreach (var type in AppDomain.CurrentDomain.GetAssemblies().SelectMany(one => { try { return one.GetTypes(); } catch { return []; } }).Where(type => type.Namespace != null && type.Namespace.StartsWith("CompNeuro.")))
                foreach (var field in type.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public))
                    try { if (!field.IsLiteral && !field.FieldType.IsValueType) field.SetValue(null, null); } catch { }
            {{Form}} => 1;
            """));
        Assert.Equal(0, result.Part("WarmedTimeConstant").Points);
        (await graders.GradeAsync(Answers.Solutions)).AllRightBut();
    }

    [Fact]
    public async Task EndlessRecursionIsSaidToBeIt() =>
        Assert.Contains("calls itself without end", (await graders.GradeAsync(Answers.With("warmed", $"{Form} => 1 + WarmedTimeConstant(tau, Q10, from, to);"))).Part("WarmedTimeConstant").Message);

    [Fact]
    public async Task AnAnswerThatWorksTheFirstTimeOnlyPassesOneCheck()
    {
        var part = (await graders.GradeAsync(Answers.With("gain", "var calls = 0;\ndouble LowPassGain(double frequency, double tau) => calls++ > 0 ? -1 : 1 / Math.Sqrt(1 + Math.Pow(2 * Math.PI * frequency * tau / 1000, 2));"))).Part("LowPassGain");
        Assert.Equal((1, 8), (part.ChecksPassed, part.Checks));
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("new double[40_000_000]", "")]
    [InlineData("new double[100_000]", "values are more than an answer may have")]
    [InlineData("Enumerable.Repeat(double.NaN, n).ToArray()", "not a finite number")]
    [InlineData("new double[n - 1]", "not the")]
    public async Task AnArrayThatIsNoAnswerIsWrong(string value, string words)
    {
        var result = await graders.GradeAsync(Answers.With("path", $"double[] NoisyPath(double EL, double tau, double sigma, double dt, int n, int seed) => {value};"));
        result.AllRightBut("NoisyPath");
        Assert.Equal(0, result.Part("NoisyPath").Points);
        Assert.Contains(words, result.Part("NoisyPath").Message);
    }

    [Fact]
    public async Task NoProcessAndNoFileIsLeft()
    {
        var before = Left();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => graders.GradeAsync(Answers.With("warmed", $"for (var i = 0; i < 8; i++) new System.Threading.Thread(() => {{ while (true) {{ }} }}).Start();\n{Form} {{ System.IO.File.WriteAllText(\"/tmp/left\", \"x\"); try {{ }} finally {{ while (true) {{ }} }} return 1; }}"))));
        (await graders.GradeAsync(Answers.Solutions)).AllRightBut();
        Assert.False(File.Exists("/tmp/left"));
        Assert.InRange(Left(), 0, Math.Max(before, 4)); // Two wait for submissions, and each that is used is being replaced.
    }

    private static int Left() => Process.GetProcesses().Count(process =>
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0') is ["/dotnet/dotnet", ..] && File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("Grading.Runner");
        }
        catch (IOException)
        {
            return false;
        }
    });
}
