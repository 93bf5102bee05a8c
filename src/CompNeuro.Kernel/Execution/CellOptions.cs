using System.Text;
using CompNeuro.Kernel.Directives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace CompNeuro.Kernel.Execution;

/// <summary>What every cell sees: libraries and usings.</summary>
internal static class CellOptions
{
    internal static readonly string[] Imports =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Diagnostics", "System.IO", "System.Linq", "System.Numerics",
        "System.Text", "System.Threading", "System.Threading.Tasks", "CompNeuro.Kernel.Display", "CompNeuro.Kernel.Display.Notebook",
    ];

    /// <summary>How cells are compiled, whatever they see.</summary>
    public static ScriptOptions Common { get; } = ScriptOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithAllowUnsafe(true)
        .WithEmitDebugInformation(true)
        .WithFileEncoding(Encoding.UTF8);

    public static Script<object> Start(IReadOnlyList<IKernelExtension> extensions, string directory)
    {
        var shared = CellReferences.Closure(extensions.SelectMany(e => e.References).Append(typeof(Formatter).Assembly).Append(typeof(Engine).Assembly));
        var options = Common
            .WithReferences(CellReferences.Framework.Concat(shared).Select(CellReferences.At))
            .WithImports(Imports.Concat(extensions.SelectMany(e => e.Imports)).Select(WithoutStatic).Distinct())
            .WithSourceResolver(new LoadedSources(directory));
        var start = CSharpScript.Create<object>("", options);

        // Binds the libraries once, before anything runs beside anything else: two compilations that bind them at the same time make two sets
        // of symbols, and a later cell may find the other set than an earlier one did ("cannot convert from 'Stimulus' to 'Stimulus'").
        start.GetCompilation().GetSpecialType(SpecialType.System_Object);
        return start;
    }

    // A script option names a type to import its static members, without the keyword.
    internal static string WithoutStatic(string import) => import.StartsWith("static ", StringComparison.Ordinal) ? import["static ".Length..].Trim() : import;
}
