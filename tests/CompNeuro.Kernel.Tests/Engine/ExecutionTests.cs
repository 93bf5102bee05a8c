namespace CompNeuro.Kernel.Tests.Engine;

public sealed class ExecutionTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    [Fact]
    public async Task Variables_types_and_usings_reach_later_cells()
    {
        await notebook.Value("using System.Globalization; var v = -65.0; record Spike(double Time); double Twice(double x) => 2 * x;");
        await notebook.Value("v += 5;");
        Assert.Equal("-120", await notebook.Value("Twice(v)"));
        Assert.Equal("Spike { Time = 3 }", await notebook.Value("new Spike(3)"));
        Assert.Equal("System.Globalization.CultureInfo", await notebook.Value("typeof(CultureInfo)"));
    }

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("var x = 3; x * x", "9")]
    [InlineData("Math.Sqrt(4);", null)]
    [InlineData("var y = 2;", null)]
    [InlineData("Console.Write(\"\")", null)]
    [InlineData("(string)null", "null")]
    [InlineData("await Task.FromResult(7)", "7")]
    [InlineData("await Task.Delay(1)", null)]
    [InlineData("", null)]
    [InlineData("// nothing", null)]
    [InlineData("return 5;", "5")]
    public async Task Only_a_trailing_expression_has_a_value(string code, string? expected) =>
        Assert.Equal(expected, await notebook.Value(code));

    [Fact]
    public async Task Usings_in_a_cell_of_their_own_are_kept()
    {
        await notebook.Value("using System.Globalization;");
        await notebook.Value("");
        Assert.Equal("True", await notebook.Value("var invariant = CultureInfo.InvariantCulture; invariant != null"));
    }

    [Fact]
    public async Task Top_level_awaits_keep_their_variables()
    {
        Assert.Equal("6", await notebook.Value("var a = 1; await Task.Yield(); a += 2; await Task.Delay(5); a += 3; a"));
        Assert.Equal("6", await notebook.Value("a"));
    }

    [Fact]
    public async Task Waiting_for_a_task_that_awaits_does_not_deadlock()
    {
        await notebook.Value("async Task<int> Slow() { await Task.Delay(1); await Task.Yield(); return 4; }");
        Assert.Equal("4", await notebook.Value("Slow().Result"));
        Assert.Equal("8", await notebook.Value("var s = Slow(); s.Wait(); s.Result + await Slow()"));
    }

    [Fact]
    public async Task A_failed_cell_keeps_what_it_assigned()
    {
        var error = await notebook.Failure("var kept = 5; throw new InvalidOperationException(\"no\");");
        Assert.Equal("System.InvalidOperationException", error.Name);
        Assert.Equal("no", error.Message);
        Assert.Equal("5", await notebook.Value("kept"));
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        await notebook.Value("var a = 1;");
        await notebook.Failure("var a = 2; undefined");
        Assert.Equal("1", await notebook.Value("a"));
    }

    [Fact]
    public async Task Cells_queue_up_in_order()
    {
        var tasks = Enumerable.Range(1, 5).Select(i => notebook.Run(i == 1 ? "var n = 1;" : "n++;")).ToList();
        await Task.WhenAll(tasks);
        Assert.Equal("5", await notebook.Value("n"));
    }
}
