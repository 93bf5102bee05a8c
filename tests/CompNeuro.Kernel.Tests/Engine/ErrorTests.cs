namespace CompNeuro.Kernel.Tests.Engine;

public sealed class ErrorTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    [Fact]
    public async Task A_compile_error_shows_cell_line_column_source_and_caret()
    {
        var error = await notebook.Failure("var x = 1;\nvar y = x + undefinedName;");
        Assert.Equal("CS0103", error.Name);
        Assert.Equal("cell 1", error.Cell);
        Assert.Equal(2, error.Line);
        Assert.StartsWith("cell 1, line 2, column 13: error CS0103:", error.Traceback[0]);
        Assert.Equal("    var y = x + undefinedName;", error.Traceback[1]);
        Assert.Equal("                ^^^^^^^^^^^^^", error.Traceback[2]);
    }

    [Fact]
    public async Task A_recursive_function_that_lacks_its_end_is_an_error_and_later_cells_run()
    {
        Assert.Equal("CS1002", (await notebook.Failure("int F(int n) => n < 2 ? 1 : n * F(n - 1)")).Name);
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task A_traceback_names_cells_lines_and_functions_and_nothing_of_the_engine()
    {
        await notebook.Value("double Inverse(int n)\n{\n    if (n == 0) throw new ArgumentException(\"n is zero\");\n    return 1.0 / n;\n}");
        var error = await notebook.Failure("#!time\nvar list = new[] { 1, 0 };\nlist.Select(n => Inverse(n)).ToList()");
        Assert.Equal("System.ArgumentException", error.Name);
        Assert.Equal(("cell 1", 3), (error.Cell, error.Line));
        Assert.Equal("ArgumentException: n is zero", error.Traceback[0]);
        Assert.Equal(["  cell 1, line 3, in Inverse", "    if (n == 0) throw new ArgumentException(\"n is zero\");"], error.Traceback.Skip(1).Take(2));
        Assert.Contains("  cell 2, line 3, in a lambda", error.Traceback);
        Assert.Contains("  cell 2, line 3", error.Traceback);
        Assert.DoesNotContain(error.Traceback, line => line.Contains("Submission") || line.Contains("CodeAnalysis") || line.Contains("CompNeuro.Kernel"));
    }

    [Fact]
    public async Task An_exception_whose_message_throws_ends_nothing()
    {
        await notebook.Value("class Mute : Exception { public override string Message => throw new FormatException(); public override string ToString() => throw new Mute(); }");
        Assert.StartsWith("Mute: the message cannot be read", (await notebook.Failure("throw new Mute();")).Traceback[0]);
        await notebook.Run("new Mute()");
        await notebook.Run("var thread = new Thread(() => throw new Mute()); thread.Start(); thread.Join();");
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task Lines_after_an_await_are_right()
    {
        var error = await notebook.Failure("async Task Later()\n{\n    await Task.Delay(1);\n    throw new FormatException(\"late\");\n}\nawait Later();");
        Assert.Equal(4, error.Line);
        Assert.Equal("  cell 1, line 4, in Later", error.Traceback[1]);
        Assert.Equal("  cell 1, line 6", error.Traceback[3]);
    }

    [Fact]
    public async Task Causes_are_shown_and_a_lone_cause_of_an_aggregate_stands_for_it()
    {
        var error = await notebook.Failure("try { int.Parse(\"x\"); } catch (Exception e) { throw new InvalidOperationException(\"reading\", e); }");
        Assert.Contains("caused by", error.Traceback);
        Assert.Contains(error.Traceback, line => line.StartsWith("  FormatException: ", StringComparison.Ordinal));
        Assert.Equal("System.FormatException", (await notebook.Failure("Task.Run(() => int.Parse(\"y\")).Wait();")).Name);
        var several = await notebook.Failure("Task.WaitAll(Task.Run(() => throw new Exception(\"one\")), Task.Run(() => throw new Exception(\"two\")));");
        Assert.Equal("2 tasks failed.", several.Message);
        Assert.Contains("  Exception: one", several.Traceback);
        Assert.Contains("  Exception: two", several.Traceback);
    }

    [Theory]
    [InlineData("int F(int n) { return F(n + 1) + 1; }\nF(0)")]
    [InlineData("int F(int n) => F(n + 1) + 1;\nF(0)")]
    [InlineData("void F(int n) => F(n + 1);\nF(0);")]
    [InlineData("class Gate { public double Value => Value + 1; }\nnew Gate().Value")]
    [InlineData("class Gate { public double Value { get { return Value; } set { Value = value; } } }\nnew Gate().Value = 3;")]
    [InlineData("Func<int, int> f = null; f = n => f(n + 1) + 1;\nf(0)")]
    [InlineData("bool Even(int n) => !Odd(n + 1); bool Odd(int n) => !Even(n + 1);\nEven(0)")]
    [InlineData("class Node { public Node Next; public Node() { Next = new Node(); } }\nnew Node()")]
    public async Task Endless_recursion_is_an_error_and_not_the_end(string code)
    {
        var error = await notebook.Failure(code);
        Assert.Equal("System.InsufficientExecutionStackException", error.Name);
        Assert.Contains("Does its recursion ever end?", error.Message);
        Assert.Equal(1, error.Line);
        Assert.True(error.Traceback.Count < 100);
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task Recursion_that_ends_works_in_every_form()
    {
        Assert.Equal("120", await notebook.Value("int Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1); Factorial(5)"));
        Assert.Equal("10000", await notebook.Value("int Depth(int n) { if (n == 0) return 0; return 1 + Depth(n - 1); } Depth(10_000)"));
        Assert.Equal("3", await notebook.Value("var calls = 0; Action<int> f = null; f = n => Count(n); void Count(int n) { calls++; if (n > 1) f(n - 1); } f(3); calls"));
        Assert.Equal("7", await notebook.Value("async Task Down(int n) { if (n > 0) await Down(n - 1); } await Down(5); 7"));
        Assert.Equal("{ 0, 1, 2 }", await notebook.Value("IEnumerable<int> Up(int n) { if (n >= 0) { foreach (var i in Up(n - 1)) yield return i; yield return n; } } Up(2)"));
    }

    [Fact]
    public async Task A_failure_on_a_background_thread_is_a_message()
    {
        await notebook.Value("var thread = new Thread(() => throw new InvalidOperationException(\"alone\")); thread.Start(); thread.Join();");
        var recorder = notebook.Last;
        while (recorder.Error.Length == 0)
        {
            await Task.Delay(5);
        }

        Assert.Contains("InvalidOperationException: alone", recorder.Error);
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }
}
