namespace CompNeuro.Kernel.Tests.Engine;

public sealed class LanguageTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    [Fact]
    public async Task Members_are_completed_with_kind_and_documentation()
    {
        var found = await notebook.Engine.CompleteAsync("Math.Sqr", 8);
        Assert.Equal((5, 8), (found.Start, found.End));
        var item = Assert.Single(found.Items);
        Assert.Equal(("Sqrt", "method"), (item.Text, item.Kind));
        Assert.Contains("square root", item.Documentation);
    }

    [Fact]
    public async Task Earlier_cells_are_known_and_positions_count_in_UTF16()
    {
        await notebook.Value("record Neuron(double Threshold) { public double Voltage { get; init; } } var cell = new Neuron(-55);");
        const string code = "var s = \"🧠\"; cell.";
        var found = await notebook.Engine.CompleteAsync(code, code.Length);
        Assert.Equal(code.Length, found.Start);
        Assert.Contains(found.Items, i => i is { Text: "Threshold", Kind: "property" });
        Assert.Contains((await notebook.Engine.CompleteAsync("ce", 2)).Items, i => i.Text == "cell");
        Assert.Contains((await notebook.Engine.CompleteAsync("#!time\nNeu", 10)).Items, i => i is { Text: "Neuron" });
    }

    [Fact]
    public async Task Nothing_of_the_engine_is_offered()
    {
        var spaces = (await notebook.Engine.CompleteAsync("using ", 6)).Items.Select(i => i.Text).ToList();
        Assert.Contains("System", spaces);
        Assert.DoesNotContain("NetMQ", spaces);
        Assert.DoesNotContain("Internal", spaces);
        Assert.DoesNotContain((await notebook.Engine.CompleteAsync("using Microsoft.", 16)).Items, i => i.Text == "CodeAnalysis");
    }

    [Fact]
    public async Task Directives_are_completed()
    {
        var found = await notebook.Engine.CompleteAsync("1;\n#!ti", 7);
        Assert.Equal("#!time", Assert.Single(found.Items).Text);
        Assert.Equal((3, 7), (found.Start, found.End));
    }

    [Fact]
    public async Task Inspection_shows_signature_summary_parameters_and_unit()
    {
        await notebook.Value("""
            class UnitAttribute(string symbol) : Attribute { public string Symbol => symbol; }
            class Membrane
            {
                /// <summary>Sodium conductance.</summary>
                [Unit("mS/cm²")] public double gNa { get; set; }

                /// <summary>Voltage after a time, see <see cref="gNa"/>.</summary>
                /// <param name="t">Time in ms.</param>
                public double At(double t) => t;
            }
            var membrane = new Membrane();
            """);
        var property = await notebook.Engine.InspectAsync("membrane.gNa", 12);
        Assert.Contains("[mS/cm²]", property!.PlainText);
        Assert.Contains("Sodium conductance.", property.PlainText);
        var method = await notebook.Engine.InspectAsync("membrane.At(", 12);
        Assert.Contains("double Membrane.At(double t)", method!.PlainText);
        Assert.Contains("Voltage after a time, see gNa.", method.PlainText);
        Assert.Contains("- `t`: Time in ms.", method.Markdown);
        Assert.Contains("gNa: [mS/cm²] Sodium conductance.", (await notebook.Engine.InspectAsync("new Membrane", 8))!.PlainText);
        Assert.Contains("(double x)", (await notebook.Engine.InspectAsync("double Twice(double x) => x;", 9))!.PlainText);
        Assert.Null(await notebook.Engine.InspectAsync("   ", 1));
        Assert.Null(await notebook.Engine.InspectAsync("", 0));
    }

    [Theory]
    [InlineData("1 + 1", Completeness.Complete)]
    [InlineData("var x = 1;", Completeness.Complete)]
    [InlineData("#!time\nvar x = 1;", Completeness.Complete)]
    [InlineData("#r \"nuget: A\"", Completeness.Complete)]
    [InlineData("", Completeness.Complete)]
    [InlineData("for (var i = 0; i < 3; i++) {", Completeness.Incomplete)]
    [InlineData("var text = \"\"\"\n", Completeness.Incomplete)]
    [InlineData("Console.Write(", Completeness.Incomplete)]
    [InlineData("var x = );", Completeness.Invalid)]
    public void Complete_incomplete_and_invalid_code_are_told_apart(string code, Completeness expected) =>
        Assert.Equal(expected, notebook.Engine.IsComplete(code));
}
