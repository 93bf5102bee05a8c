using System.Reflection;
using CompNeuro.Figures;
using CompNeuro.Kernel;
using CompNeuro.Notebook;
using CompNeuro.Notebook.Controls;

namespace CompNeuro.Cli;

/// <summary>What the course adds to the general C# kernel: its libraries, their names, and what a cell shows.</summary>
/// <param name="warmUp">Prepare for a person who types; a headless run starts at once instead.</param>
/// <param name="live">Where controls are alive; null where they stand still.</param>
internal sealed class CourseExtension(bool warmUp, ILiveHost? live = null) : IKernelExtension
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
        ILiveHost.Current = live;
    }
}
