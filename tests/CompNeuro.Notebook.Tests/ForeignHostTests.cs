using CompNeuro.Dynamics;
using CompNeuro.Exercises;
using CompNeuro.Figures;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace CompNeuro.Notebook.Tests;

/// <summary>A notebook host that is not ours: Roslyn scripting and the formatting library, nothing else.</summary>
[Collection("formatters")]
public sealed class ForeignHostTests
{
    private static readonly string[] Setup = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "extension.dib")).Split('\n');

    private ScriptState? state;

    public ForeignHostTests() => Formatter.ResetToDefault();

    [Fact]
    public async Task Figures_and_verdicts_bring_their_formatters_along()
    {
        await Cell("using CompNeuro.Figures; using CompNeuro.Exercises;");
        var figure = await Cell("Plot.Lines(new double[] { 1, 10 }, (\"E_K\", x => 58 * System.Math.Log10(x))).LogX()");
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(figure.GetType()));
        Assert.StartsWith("{\"data\":[", figure.ToDisplayString("application/vnd.plotly.v1+json"));
        Assert.StartsWith("<figure", figure.ToDisplayString("text/html"));
        var verdict = await Cell("new Verdict(Outcome.Correct, \"1.1-nernst\", \"Well done.\", 1, 1, 2, 2)");
        Assert.Contains("<b>✔ 1.1-nernst", verdict.ToDisplayString("text/html"));
    }

    [Fact]
    public async Task An_exercise_is_checked_and_hints_are_given()
    {
        Environment.SetEnvironmentVariable("COMPNEURO_PROGRESS", Path.Combine(Path.GetTempPath(), $"foreign-{Environment.ProcessId}", "progress.json"));
        await Cell("using CompNeuro.Exercises; using static CompNeuro.Exercises.ProgressOfUser;");
        await Cell("double AlphaM(double V) => (V + 40) / 10 / (1 - System.Math.Exp(-(V + 40) / 10));");
        Assert.Contains("your quotient is 0/0", (await Cell("Check.AlphaM(AlphaM)")).ToDisplayString("text/html"));
        Assert.Contains("Hint 1 of 3", (await Cell("Hint.AlphaM(1)")).ToDisplayString("text/html"));
        Assert.Contains("Opening rate", (await Cell("Progress()")).ToDisplayString("text/html"));
    }

    [Fact]
    public async Task A_chapter_runs_after_the_extension_s_own_cell()
    {
        await Cell(string.Join('\n', Setup.Where(line => !line.StartsWith("#!", StringComparison.Ordinal))));
        await Cell("var hh  = HodgkinHuxley.SquidAxon;\nvar run = hh.Simulate(Step(10, from: 5, to: 45), duration: 60);");
        Assert.Contains("g<sub>Na</sub>", (await Cell("hh")).ToDisplayString("text/html"));
        Assert.Contains("HodgkinHuxley, 60 ms", (await Cell("run")).ToDisplayString("text/plain"));
        Assert.Contains("<svg", (await Cell("run.Plot(\"m\", \"h\", \"n\")")).ToDisplayString("image/svg+xml"));
    }

    [Fact]
    public async Task Registering_after_a_value_was_already_shown_still_takes_effect()
    {
        await Cell("using CompNeuro.Biophysics;");
        var model = await Cell("HodgkinHuxley.SquidAxon");
        Assert.DoesNotContain("g<sub>Na</sub>", model.ToDisplayString("text/html"));
        NotebookFormatters.Register();
        Assert.Contains("g<sub>Na</sub>", model.ToDisplayString("text/html"));
    }

    [Fact]
    public void The_extension_imports_what_the_course_imports()
    {
        // Every C# notebook host has these from the start.
        string[] known = ["System", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks"];
        var usings = Setup.Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Select(line => line["using ".Length..].TrimEnd(';'));
        Assert.Equal(CourseImports.All.Except(known).Order(), usings.Order());
    }

    private async Task<object> Cell(string code)
    {
        var options = ScriptOptions.Default
            .AddReferences(typeof(UnitAttribute).Assembly, typeof(Figure).Assembly, typeof(Verdict).Assembly, typeof(NotebookFormatters).Assembly, typeof(Simulation<>).Assembly)
            .AddImports("System", "System.Collections.Generic", "System.Linq");
        state = state is null ? await CSharpScript.RunAsync(code, options) : await state.ContinueWithAsync(code);
        return state.ReturnValue;
    }
}
