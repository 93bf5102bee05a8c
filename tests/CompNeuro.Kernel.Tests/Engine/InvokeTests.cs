namespace CompNeuro.Kernel.Tests.Engine;

/// <summary>Code that a control of the front end runs between the cells.</summary>
[Collection("interrupts")]
public sealed class InvokeTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    private async Task<(CellResult Result, Recorder Output)> InvokeAsync(string name)
    {
        var work = (Action)AppContext.GetData(name)!;
        var output = new Recorder();
        return (await notebook.Engine.InvokeAsync(work, "control", output), output);
    }

    [Fact]
    public async Task It_prints_and_updates_what_a_cell_displayed()
    {
        await notebook.Value("var shown = display(1);\nAppContext.SetData(\"print\", (Action)(() => { Console.Write(\"moved\"); shown.Update(2); }));");
        var id = Assert.Single(notebook.Last.Displays).Id;
        var (result, output) = await InvokeAsync("print");
        Assert.Equal((CellStatus.Succeeded, "moved"), (result.Status, output.Output));
        var update = Assert.Single(output.Displays);
        Assert.Equal((id, true), (update.Id, update.Update));
    }

    [Fact]
    public async Task Its_errors_point_at_the_cell_and_name_no_caller()
    {
        await notebook.Value("AppContext.SetData(\"fail\", (Action)(() =>\n{\n    throw new ArithmeticException(\"too far\");\n}));");
        var (result, _) = await InvokeAsync("fail");
        Assert.Equal(("too far", 3), (result.Error!.Message, result.Error.Line));
        Assert.Equal(["ArithmeticException: too far", "cell 1, line 3", "throw new ArithmeticException(\"too far\");"], result.Error.Traceback.Select(line => line.Split(", in")[0].Trim()));
    }

    [Fact]
    public async Task It_can_be_interrupted_and_cells_run_again()
    {
        await notebook.Value("AppContext.SetData(\"endless\", (Action)(() => { Console.Write('>'); while (true) { } }));");
        var output = new Recorder();
        var run = notebook.Engine.InvokeAsync((Action)AppContext.GetData("endless")!, "control", output);
        while (output.Output.Length == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.True(await notebook.Engine.InterruptAsync());
        Assert.Equal(CellStatus.Interrupted, (await run).Status);
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task What_is_displayed_already_is_not_the_value_of_the_cell_too()
    {
        Assert.Null(await notebook.Value("display(5)"));
        Assert.Single(notebook.Last.Displays);
    }

    [Fact]
    public async Task A_display_is_updated_long_after_its_cell()
    {
        await notebook.Value("var early = display(1);");
        var first = notebook.Last;
        for (var i = 0; i < 110; i++)
        {
            await notebook.Engine.ExecuteAsync("", $"empty {i}", new Recorder());
        }

        await notebook.Value("AppContext.SetData(\"late\", (Action)(() => early.Update(2)));");
        ((Action)AppContext.GetData("late")!)();
        Assert.True(first.Displays[^1].Update);
    }
}
