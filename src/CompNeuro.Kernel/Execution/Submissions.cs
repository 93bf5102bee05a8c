using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;

namespace CompNeuro.Kernel.Execution;

/// <summary>The chain of cells that ran, each of which sees what the earlier ones declared.</summary>
/// <param name="start">An empty script with the libraries and usings that every cell sees.</param>
internal sealed class Submissions(Script<object> start, CellAssemblies assemblies)
{
    private Script<object> last = start;
    private object?[] states = new object?[16];
    private int count = 1; // Slot 0 is Roslyn's, for a globals object.

    /// <summary>Compiles a cell without running it.</summary>
    /// <exception cref="CompilationFailedException">The code does not compile.</exception>
    public Submission Compile(string code, string cell, IReadOnlyList<MetadataReference> references, CancellationToken cancellation)
    {
        var script = Continue(code, cell, references);
        var compilation = script.GetCompilation();
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == cell);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var guarded = RecursionGuard.Apply(tree, compilation) is { } checkedTree && Emit(compilation.ReplaceSyntaxTree(tree, checkedTree), image, symbols, cancellation).Success;
        if (!guarded && Emit(compilation, image, symbols, cancellation) is { Success: false } emitted)
        {
            var errors = emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            return errors.Count > 0 ? throw new CompilationFailedException(errors) : new Submission(script, null, HasValue: false);
        }

        image.Position = symbols.Position = 0;
        var entry = compilation.GetEntryPoint(cancellation)!;
        var assembly = assemblies.Load(compilation.AssemblyName!, image, symbols);
        var run = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        return new Submission(script, run, HasValue(tree, compilation));
    }

    /// <summary>The cell as Roslyn sees it after the ones that ran.</summary>
    public Script<object> Continue(string code, string cell, IReadOnlyList<MetadataReference> references)
    {
        var continued = last.Options.WithImports().WithReferences(references).WithFilePath(cell);
        return last.ContinueWith<object>(code, continued);
    }

    public Task<object?> RunAsync(Submission submission)
    {
        if (submission.Run is null)
        {
            return Task.FromResult<object?>(null);
        }

        if (states.Length < count + 2)
        {
            Array.Resize(ref states, 2 * states.Length);
        }

        return submission.Run(states);
    }

    /// <summary>Keeps the variables of a cell that began to run, even if it failed or was stopped.</summary>
    /// <returns>False if it did not get that far.</returns>
    public bool Accept(Submission submission)
    {
        if (submission.Run is not null && states[count] is null)
        {
            return false;
        }

        count += submission.Run is null ? 0 : 1;
        last = submission.Script;
        return true;
    }

    private static EmitResult Emit(Compilation compilation, MemoryStream image, MemoryStream symbols, CancellationToken cancellation)
    {
        image.SetLength(0);
        symbols.SetLength(0);
        var format = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb);
        return compilation.Emit(image, symbols, options: format, cancellationToken: cancellation);
    }

    private static bool HasValue(SyntaxTree tree, Compilation compilation)
    {
        var end = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().LastOrDefault()?.Statement;
        return end switch
        {
            ReturnStatementSyntax { Expression: not null } => true,
            ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement
                => compilation.GetSemanticModel(tree).GetTypeInfo(statement.Expression).Type?.SpecialType != SpecialType.System_Void,
            _ => false,
        };
    }
}

/// <param name="Run">Null for a cell without code of its own, such as one with only usings.</param>
/// <param name="HasValue">Whether the cell ends in an expression whose value is shown.</param>
internal sealed record Submission(Script<object> Script, Func<object?[], Task<object?>>? Run, bool HasValue);

internal sealed class CompilationFailedException(IReadOnlyList<Diagnostic> diagnostics) : Exception
{
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;
}
