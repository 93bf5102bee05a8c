namespace CompNeuro.Kernel.Tests.Engine;

public sealed class DisplayTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("\"a\\nb\"", "a\nb")]
    [InlineData("new double[] { 1, 2.5, 3 }", "double[3] { 1, 2.5, 3 }")]
    [InlineData("new[] { \"a\" }.ToList()", "List<string>(1) { \"a\" }")]
    [InlineData("Enumerable.Range(0, 4).Where(x => x % 2 == 0)", "{ 0, 2 }")]
    [InlineData("(1, \"a\")", "(1, a)")]
    [InlineData("new { A = 1, B = 2.5 }", "{ A = 1, B = 2.5 }")]
    [InlineData("record P(int X); new P(3)", "P { X = 3 }")]
    [InlineData("new DateTime(2026, 1, 2)", "2026-01-02 00:00:00.")]
    [InlineData("DayOfWeek.Friday", "Friday")]
    [InlineData("new[,] { { 1, 2 }, { 3, 4 } }", "int[2, 2] { { 1, 2 }, { 3, 4 } }")]
    public async Task Plain_text_is_what_a_reader_of_CSharp_expects(string code, string expected) =>
        Assert.Equal(expected.TrimEnd('.'), (await notebook.Value(code))?.TrimEnd('.'));

    [Theory]
    [InlineData("IEnumerable<int> Forever() { for (var i = 0; ; i++) yield return i; } Forever()", "…")]
    [InlineData("new string('x', 50_000_000)", "of 50000000 characters")]
    [InlineData("new int[10_000_000]", "…")]
    [InlineData("class Bad { public override string ToString() => throw new Exception(\"no text\"); } new Bad()", "no text")]
    public async Task Huge_endless_and_failing_values_do_not_lose_the_cell(string code, string expected)
    {
        var text = await notebook.Value(code);
        Assert.Contains(expected, text);
        Assert.True(text!.Length < 110_000);
    }

    [Fact]
    public async Task Every_preferred_form_is_there_and_a_failing_formatter_leaves_a_note()
    {
        var result = await notebook.Run("""
            using Microsoft.DotNet.Interactive.Formatting;
            class Wave { }
            Formatter.SetPreferredMimeTypesFor(typeof(Wave), "image/svg+xml", "application/x.wave+json", "text/html");
            Formatter.Register<Wave>(w => "<svg/>", "image/svg+xml");
            Formatter.Register<Wave>(w => "{\"n\": 3}", "application/x.wave+json");
            Formatter.Register<Wave>((Func<Wave, string>)(w => throw new Exception("broken")), "text/html");
            new Wave()
            """);
        var data = result.Value!.Data;
        Assert.Equal("<svg/>", data["image/svg+xml"].GetValue<string>());
        Assert.Equal(3, data["application/x.wave+json"]["n"]!.GetValue<int>());
        Assert.False(data.ContainsKey("text/html"));
        Assert.Contains("could not be shown as text/html: broken", data["text/plain"].GetValue<string>());
    }

    [Fact]
    public async Task Displays_and_updates_arrive_in_order_with_text()
    {
        await notebook.Value("""
            Console.Write("before");
            var shown = display(1.5);
            Console.Write("after");
            Thread.Sleep(80);
            shown.Update("new");
            "**bold**".DisplayAs("text/markdown");
            3.Display();
            display(HTML("<b>x</b>"));
            """);
        Assert.Equal(["before", "display", "after", "display", "display", "display"], notebook.Last.Order);
        var displays = notebook.Last.Displays;
        Assert.Equal("1.5", displays[0].Bundle.Data["text/plain"].GetValue<string>());
        Assert.True(displays[1].Update);
        Assert.Equal(displays[0].Id, displays[1].Id);
        Assert.Equal("**bold**", displays[2].Bundle.Data["text/markdown"].GetValue<string>());
        Assert.Equal("<b>x</b>", displays[4].Bundle.Data["text/html"].GetValue<string>());
    }

    [Fact]
    public async Task An_animation_without_end_sends_only_what_can_be_seen()
    {
        await notebook.Value("var frame = display(0); for (var i = 1; i <= 10_000; i++) frame.Update(i);");
        Assert.True(notebook.Last.Displays.Count < 2_000);
        Assert.Equal("10000", notebook.Last.Displays[^1].Bundle.Data["text/plain"].GetValue<string>());
    }

    [Fact]
    public void A_value_cannot_be_displayed_outside_a_cell() =>
        Assert.Throws<InvalidOperationException>(() => Display.Notebook.display(1));

    [Fact]
    public async Task Rows_of_records_are_a_table()
    {
        var result = await notebook.Run("record Row(string Name, double Value); new List<Row> { new(\"gNa\", 120) }");
        Assert.Contains("<table>", result.Value!.Data["text/html"].GetValue<string>());
        Assert.DoesNotContain("<style>", result.Value.Data["text/html"].GetValue<string>());
    }
}
