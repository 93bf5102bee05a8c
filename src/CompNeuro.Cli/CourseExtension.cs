using System.Reflection;
using CompNeuro.Figures;
using CompNeuro.Kernel;
using CompNeuro.Notebook;
using Microsoft.DotNet.Interactive.Formatting;

namespace CompNeuro.Cli;

/// <summary>What the course adds to the general C# kernel: its libraries, their names, and what a cell shows.</summary>
/// <param name="warmUp">Prepare for a person who types; a headless run starts at once instead.</param>
/// <param name="wholeFigures">Show figures as all their numbers and not as pictures, for a parent process that draws them.</param>
internal sealed class CourseExtension(bool warmUp, bool wholeFigures = false) : IKernelExtension
{
    public IReadOnlyList<Assembly> References { get; } =
    [
        typeof(UnitAttribute).Assembly, typeof(Figure).Assembly, typeof(Exercises.Verdict).Assembly, typeof(NotebookFormatters).Assembly,
        typeof(MathNet.Numerics.Combinatorics).Assembly, typeof(Deedle.Frame).Assembly, typeof(Plotly.NET.Chart).Assembly,
    ];

    public IReadOnlyList<string> Imports => CourseImports.All;

    public IReadOnlyList<string> Packages => ["CompNeuro", "CompNeuro.Figures", "CompNeuro.Notebook"];

    public IReadOnlyList<IDirective> Directives => [];

    public IReadOnlyList<string> WarmUpCells { get; } = warmUp
        ?
        [
            "1 + 1",
            "var warm = Enumerable.Range(0, 3).Select(n => n * 0.5).ToArray(); Console.Write(\"\"); warm",
            "Plot.Lines(warm, (\"y\", warm))",
        ]
        : [];

    public void Initialize()
    {
        NotebookFormatters.Register();
        if (wholeFigures)
        {
            // Asked once, the library has read what the type itself prefers, which would come on top later.
            _ = Formatter.GetPreferredMimeTypesFor(typeof(Figure));
            Formatter.Register<Figure>((figure, writer) => writer.Write(figure.ToJson().ToJsonString()), Figure.JsonMimeType);
            Formatter.SetPreferredMimeTypesFor(typeof(Figure), Figure.JsonMimeType);
        }
    }
}
