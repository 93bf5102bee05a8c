namespace CompNeuro.Kernel.Tests.Engine;

public sealed class StreamTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    [Fact]
    public async Task Output_and_error_are_kept_apart()
    {
        await notebook.Value("Console.WriteLine(\"out\"); Console.Error.Write('e'); Console.Out.WriteLine(1.5);");
        Assert.Equal("out\n1.5\n", notebook.Last.Output);
        Assert.Equal("e", notebook.Last.Error);
    }

    [Fact]
    public async Task Text_of_other_threads_belongs_to_the_cell_and_none_is_lost()
    {
        await notebook.Value("""
            var threads = Enumerable.Range(0, 4).Select(k => new Thread(() => { for (var i = 0; i < 5000; i++) Console.WriteLine(5000 * k + i); })).ToList();
            threads.ForEach(thread => thread.Start());
            Parallel.For(20_000, 30_000, i => Console.WriteLine((double)i));
            threads.ForEach(thread => thread.Join());
            """);
        var lines = notebook.Last.Output.TrimEnd('\n').Split('\n').Select(int.Parse).Order();
        Assert.Equal(Enumerable.Range(0, 30_000), lines);
    }

    [Fact]
    public async Task A_background_task_writes_to_the_cell_that_started_it()
    {
        await notebook.Value("var go = new TaskCompletionSource(); var late = Task.Run(async () => { await go.Task; Console.Write(\"late\"); });");
        var first = notebook.Last;
        await notebook.Value("Console.Write(\"second\"); go.SetResult(); await late;");
        Assert.Equal("second", notebook.Last.Output);
        while (first.Output.Length == 0)
        {
            await Task.Delay(5);
        }

        Assert.Equal("late", first.Output);
    }

    [Fact]
    public async Task A_flood_is_cut_with_a_notice_and_the_cell_goes_on()
    {
        Assert.Equal("done", await notebook.Value("for (var i = 0; i < 300_000; i++) Console.WriteLine(new string('x', 1000)); \"done\""));
        Assert.Equal(4_000_000, notebook.Last.Output.Length);
        Assert.Contains("more than 4 million characters", notebook.Last.Error);
        Assert.Equal("", await notebook.Value("Console.Write(1); \"\""));
        Assert.Equal("1", notebook.Last.Output);
    }

    [Fact]
    public async Task Input_is_asked_from_the_front_end_after_what_was_printed()
    {
        var recorder = new Recorder(prompt => "Ada");
        var result = await notebook.Run("Console.Write(\"Name? \"); var name = Console.ReadLine(); Console.Write(\"Hello \" + name);", recorder);
        Assert.Equal(CellStatus.Succeeded, result.Status);
        Assert.Equal(["Name? ", "Hello Ada"], recorder.Order);
    }

    [Fact]
    public async Task Input_without_anybody_to_ask_is_an_error()
    {
        var error = await notebook.Failure("Console.ReadLine()");
        Assert.Equal("There is nobody to ask.", error.Message);
    }
}
