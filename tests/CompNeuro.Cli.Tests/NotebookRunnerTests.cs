using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CompNeuro.Kernel.Notebooks;

namespace CompNeuro.Cli.Tests;

/// <summary>The runner with the real worker process and the real engine.</summary>
public sealed class NotebookRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compneuro-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static NotebookRunOptions Options(double? timeout = null, double? total = null, bool keepGoing = false, long memory = 2L << 30) => new()
    {
        Worker = () => Commands.WorkerCommand.Start(memory),
        CellTimeout = timeout is { } cell ? TimeSpan.FromSeconds(cell) : null,
        TotalTimeout = total is { } all ? TimeSpan.FromSeconds(all) : null,
        KeepGoing = keepGoing,
    };

    private async Task<(NotebookRun Run, NotebookDocument Document)> RunAsync(NotebookRunOptions options, params string[] cells)
    {
        var document = NotebookDocument.Parse(Encoding.UTF8.GetBytes(Notebooks.Of(cells)), "test.ipynb");
        return (await NotebookRunner.RunAsync(document, _folder, options, cancellation: TestContext.Current.CancellationToken), document);
    }

    private static string Text(JsonNode? lines) => string.Concat(lines!.AsArray().Select(line => (string?)line));

    [Fact]
    public async Task Cells_share_variables_and_their_streams_and_values_become_outputs()
    {
        var (run, document) = await RunAsync(Options(), "md:# Title", "var x = 20;\nConsole.WriteLine(\"Grüße 😀 𝜏\");\nConsole.Error.Write(\"e\");", "x + 1");
        Assert.True(run.Succeeded);
        Assert.Equal(2, run.CellsRun);
        var streams = document.Cells[1].Outputs;
        Assert.Equal("Grüße 😀 𝜏\n", Text(streams[0]["text"]));
        Assert.Equal("stderr", (string?)streams[1]["name"]);
        Assert.Equal("21", Text(Assert.Single(document.Cells[2].Outputs)["data"]!["text/plain"]));
        Assert.Contains("\"execution_count\": 2", document.ToJson());
    }

    [Fact]
    public async Task A_run_leaves_nothing_in_the_folder_of_temporary_files()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(_folder, "temporary")).FullName;
        var options = Options() with
        {
            Worker = () =>
            {
                var how = Commands.WorkerCommand.Start(2L << 30);
                how.Environment["TMPDIR"] = how.Environment["TEMP"] = how.Environment["TMP"] = temporary;
                return how;
            },
        };
        Assert.True((await RunAsync(options, "1 + 1")).Run.Succeeded);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact]
    public async Task Cells_run_in_the_notebooks_folder()
    {
        var (_, document) = await RunAsync(Options(), "Directory.GetCurrentDirectory()");
        Assert.Contains(_folder, Text(document.Cells[0].Outputs[0]["data"]!["text/plain"]));
    }

    [Fact]
    public async Task A_failing_cell_stops_the_run_and_its_line_is_known()
    {
        var (run, document) = await RunAsync(Options(), "var x = 1;", "\nthrow new InvalidOperationException(\"boom\");", "x");
        var failure = Assert.Single(run.Failures);
        Assert.Equal((CellFailureKind.Error, 2, "cell 2 (cell-id-2)"), (failure.Kind, failure.Line, failure.Cell.ToString()));
        Assert.Contains("boom", failure.Message);
        Assert.Equal("error", (string?)Assert.Single(document.Cells[1].Outputs)["output_type"]);
        Assert.Empty(document.Cells[2].Outputs);
    }

    [Fact]
    public async Task With_keep_going_later_cells_run_and_a_tagged_cell_may_fail()
    {
        var (run, document) = await RunAsync(
            Options(keepGoing: true), "throw new Exception();", "tag raises-exception:throw new Exception();", "tag skip-execution:throw new Exception();", "7");
        Assert.Equal(1, Assert.Single(run.Failures).Cell.Number);
        Assert.Equal("7", Text(document.Cells[3].Outputs[0]["data"]!["text/plain"]));
    }

    [Theory]
    [InlineData("Console.Write(\"before\"); Environment.Exit(3);", "exit code 3", "before")]
    [InlineData("Console.Write(\"before\");\nunsafe void Fill() { while (true) { var block = stackalloc byte[1 << 16]; block[0] = 1; } }\nFill();", "overflowed the stack in Fill()", "before")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill(); Thread.Sleep(Timeout.Infinite);", "signal 9", "")]
    public async Task A_cell_that_takes_the_process_with_it_is_named_with_the_cause(string code, string cause, string printed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && cause == "signal 9", "signals are a Unix matter");
        var (run, document) = await RunAsync(Options(timeout: 60, keepGoing: true), code, "1");
        var failure = Assert.Single(run.Failures);
        Assert.Equal(CellFailureKind.Died, failure.Kind);
        Assert.Contains(cause, failure.Message);
        Assert.Equal(1, run.CellsRun);
        Assert.Contains(printed, document.ToJson());
    }

    [Fact]
    public async Task An_exception_on_a_thread_of_the_cells_own_is_told_and_the_cell_goes_on()
    {
        var (run, document) = await RunAsync(Options(timeout: 60), "var lost = new Thread(() => throw new Exception(\"on its own\")); lost.Start(); lost.Join();", "7");
        Assert.Empty(run.Failures);
        Assert.Contains("on its own", string.Concat(document.Cells[0].Outputs.Select(output => Text(output["text"]))));
    }

    [Fact]
    public async Task Endless_recursion_is_an_error_of_the_cell()
    {
        var (run, _) = await RunAsync(Options(timeout: 60), "int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)");
        var failure = Assert.Single(run.Failures);
        Assert.Equal(CellFailureKind.Error, failure.Kind);
        Assert.Contains("recurs", failure.Message);
    }

    [Fact]
    public async Task Too_much_memory_is_an_error_of_the_cell()
    {
        var (run, _) = await RunAsync(Options(memory: 400L << 20), "var all = new List<byte[]>(); while (true) all.Add(new byte[1 << 20]);");
        Assert.Matches("OutOfMemory|used up the memory", Assert.Single(run.Failures).Message);
    }

    [Fact]
    public async Task An_endless_cell_is_stopped_when_its_time_is_up_and_the_next_one_runs()
    {
        var (run, document) = await RunAsync(Options(timeout: 3, keepGoing: true), "Console.Write(\"start\"); while (true) { }", "5");
        var failure = Assert.Single(run.Failures);
        Assert.Equal((CellFailureKind.TimedOut, "the cell ran longer than 3 s and was stopped"), (failure.Kind, failure.Message));
        Assert.Equal("start", Text(document.Cells[0].Outputs[0]["text"]));
        Assert.Equal("5", Text(document.Cells[1].Outputs[0]["data"]!["text/plain"]));
    }

    [Fact]
    public async Task The_time_of_the_whole_notebook_is_limited()
    {
        var (run, _) = await RunAsync(Options(total: 3, keepGoing: true), "Thread.Sleep(Timeout.Infinite);", "5");
        Assert.Contains("the notebook's time was up", Assert.Single(run.Failures).Message);
        Assert.Equal(1, run.CellsRun);
    }

    [Fact]
    public async Task A_gigabyte_of_output_is_bounded_and_the_run_goes_on()
    {
        var (run, document) = await RunAsync(Options(), "var block = new string('x', 1 << 20); for (var i = 0; i < 1024; i++) Console.Write(block);", "2");
        Assert.True(run.Succeeded);
        Assert.InRange(document.ToJson().Length, 100_000, 2_500_000);
        Assert.Contains("dropped", document.ToJson());
    }

    [Fact]
    public async Task Native_output_and_output_of_child_processes_do_not_corrupt_the_protocol()
    {
        var (run, document) = await RunAsync(
            Options(),
            "using (var raw = Console.OpenStandardOutput()) raw.Write(\"{\\\"type\\\":\\\"done\\\"}\\nnoise\\n\"u8); System.Diagnostics.Process.Start(\"dotnet\", \"--version\").WaitForExit();",
            "6 * 7");
        Assert.True(run.Succeeded);
        Assert.Equal("42", Text(document.Cells[1].Outputs[0]["data"]!["text/plain"]));
    }

    [Fact]
    public async Task Asking_for_input_is_an_error_and_not_a_hang()
    {
        var (run, _) = await RunAsync(Options(timeout: 30), "Console.ReadLine()");
        Assert.Contains("nobody is there to answer", Assert.Single(run.Failures).Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_process_and_those_it_started()
    {
        using var stop = new CancellationTokenSource();
        var document = NotebookDocument.Parse(Encoding.UTF8.GetBytes(Notebooks.Of(
            "Console.Write(Environment.ProcessId);", "System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);")), "test.ipynb");
        var second = new Progress(value =>
        {
            if (value.Cell?.Number == 2)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NotebookRunner.RunAsync(document, _folder, Options(), second, stop.Token));
        var worker = int.Parse(Text(document.Cells[0].Outputs[0]["text"]));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(worker));
    }

    [Fact]
    public async Task A_worker_that_cannot_start_is_reported()
    {
        var options = Options() with { Worker = () => new ProcessStartInfo("dotnet", ["no-such-program.dll"]) };
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(options, "1"));
        Assert.Contains("did not start", error.Message);
    }

    private sealed class Progress(Action<NotebookProgress> report) : IProgress<NotebookProgress>
    {
        public void Report(NotebookProgress value) => report(value);
    }
}
