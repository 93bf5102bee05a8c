using System.Reflection;

namespace CompNeuro.Kernel;

/// <summary>What a course or library adds to the kernel.</summary>
public interface IKernelExtension
{
    /// <summary>Assemblies that cells see without a <c>#r</c>.</summary>
    IReadOnlyList<Assembly> References { get; }

    /// <summary>Namespaces (<c>CompNeuro</c>) and types (<c>static CompNeuro.Figures.Plot</c>) that cells see without a <c>using</c>.</summary>
    IReadOnlyList<string> Imports { get; }

    /// <summary>Package names that <c>#r "nuget: …"</c> need not restore, because this extension brings them.</summary>
    IReadOnlyList<string> Packages { get; }

    /// <summary>Lines such as <c>#!time</c> that the extension understands.</summary>
    IReadOnlyList<IDirective> Directives { get; }

    /// <summary>Cells run once in the background at start, so that the student's first ones are fast.</summary>
    IReadOnlyList<string> WarmUpCells { get; }

    /// <summary>Called once before the first cell: registers formatters.</summary>
    void Initialize();
}

/// <summary>A line of a cell that starts with <c>#!</c> and a name.</summary>
public interface IDirective
{
    /// <summary>The name, without <c>#!</c>.</summary>
    string Name { get; }

    string Summary { get; }

    /// <summary>Runs before the cell's code; what it returns is called after the code ended, whatever the outcome.</summary>
    Action<CellStatus>? Begin(string arguments, ICellOutput output);
}
