using System.Reflection;
using CompNeuro.Figures;
using CompNeuro.Kernel;
using CompNeuro.Notebook;
using CompNeuro.Notebook.Controls;
using Microsoft.DotNet.Interactive.Formatting;

namespace CompNeuro.Cli;

/// <summary>What the outputs of cells are for.</summary>
internal enum OutputsFor
{
    Notebooks,

    /// <summary>Pages without a kernel: live controls are computed in advance.</summary>
    Pages,

    /// <summary>A process that draws the figures: they come as all their numbers and not as pictures.</summary>
    Drawing,
}

/// <summary>What the course adds to the general C# kernel: its libraries, their names, and what a cell shows.</summary>
/// <param name="warmUp">Prepare for a person who types; a headless run starts at once instead.</param>
/// <param name="purpose">What the outputs are for.</param>
/// <param name="live">Where controls are alive; null where they stand still.</param>
internal sealed class CourseExtension(bool warmUp, OutputsFor purpose = OutputsFor.Notebooks, ILiveHost? live = null) : IKernelExtension
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
        ILiveHost.Current = purpose is OutputsFor.Pages ? new PrecomputingHost() : live;
        if (purpose is OutputsFor.Drawing)
        {
            // Asked once, the library has read what the type itself prefers, which would come on top later.
            _ = Formatter.GetPreferredMimeTypesFor(typeof(Figure));
            Formatter.Register<Figure>((figure, writer) => writer.Write(figure.ToJson().ToJsonString()), Figure.JsonMimeType);
            Formatter.SetPreferredMimeTypesFor(typeof(Figure), Figure.JsonMimeType);
        }
    }
}
