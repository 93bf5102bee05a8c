using CompNeuro.Exercises;
using CompNeuro.Kernel.Directives;
using CompNeuro.Kernel.Execution;
using CompNeuro.Notebook;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using RoslynCompilation = Microsoft.CodeAnalysis.Compilation;

namespace CompNeuro.Grading.Compiling;

/// <summary>Compiles the cells of a submission, each after the ones before it, without running any of them.</summary>
internal sealed class CellCompiler
{
    private static readonly string[] CoursePackages = ["CompNeuro", "CompNeuro.Figures", "CompNeuro.Notebook", "CompNeuro.Exercises"];

    private readonly byte[] library;
    private readonly Script<object> start;

    public CellCompiler()
    {
        var framework = CellReferences.Framework.Select(CellReferences.At).ToArray();
        library = Emit(CSharpCompilation.Create(
            StandIns.Name, [CSharpSyntaxTree.ParseText(StandIns.Source)], framework, new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true))).Image
            ?? throw new InvalidOperationException("The stand-ins do not compile.");
        var seen = CellReferences.Closure([typeof(UnitAttribute).Assembly, typeof(Figures.Figure).Assembly, typeof(MathNet.Numerics.Combinatorics).Assembly, typeof(Deedle.Frame).Assembly, typeof(Plotly.NET.Chart).Assembly]);
        start = CSharpScript.Create<object>("", CellOptions.Common
            .WithReferences([.. framework, .. seen.Select(CellReferences.At), MetadataReference.CreateFromImage(library)])
            .WithImports(CellOptions.Imports.Concat(CourseImports.All).Select(CellOptions.WithoutStatic).Distinct())
            .WithSourceResolver(new NoFiles())
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithSearchPaths())
            .WithEmitDebugInformation(false));
        start.GetCompilation().GetSpecialType(SpecialType.System_Object);
    }

    /// <param name="source">What to compile.</param>
    /// <param name="begun">Told the name of each cell before it is compiled: one that ends this process is known by it.</param>
    /// <param name="cancellation">Ends the work.</param>
    public CompiledCode Compile(SourceCode source, Action<string>? begun = null, CancellationToken cancellation = default)
    {
        var last = start;
        var (cells, faults, analysed) = (new List<CompiledCell>(), new List<CellFault>(), new List<RoslynCompilation>());
        var sources = source.Upstream.Count == 0 ? source.Cells
            : [new("upstream", null, string.Concat(source.Upstream.Select(id => $"{StandIns.Form(Exercise(id), id)} => {UpstreamFunctions.Call(Exercise(id))};\n")), Given: true), .. source.Cells];
        foreach (var cell in sources)
        {
            begun?.Invoke(cell.Name);
            if (Refused(cell) is { } refused)
            {
                faults.Add(refused);
                continue;
            }

            var script = Continue(last, UpstreamFunctions.Replace(WithoutDirectives(cell), cell.Given ? [] : source.Upstream), cell.Name);
            var compilation = script.GetCompilation();
            var tree = compilation.SyntaxTrees.Single(t => t.FilePath == cell.Name);
            var (image, errors) = Emit(RecursionGuard.Apply(tree, compilation) is { } guarded ? compilation.ReplaceSyntaxTree(tree, guarded) : compilation, cancellation);
            if (errors.Count > 0)
            {
                (image, errors) = Emit(compilation, cancellation);
            }

            if (errors.Count > 0)
            {
                var first = errors[0];
                faults.Add(new(cell.Name, cell.GradeId, first.Location.GetLineSpan().StartLinePosition.Line + 1, Running.Wire.Short(first.GetMessage()), Declared(tree)));
                continue;
            }

            if (image is not null)
            {
                cells.Add(Program(cell.Name, compilation, image, cancellation));
            }

            analysed.Add(compilation);
            last = script;
        }

        var (answers, functions) = Functions([.. source.Exercises.Select(Exercise)], last, new(analysed), cancellation);
        return new(library, cells, faults, answers, functions);
    }

    // All in one program, which takes less time than one each; every function on a line of its own, so that an error tells which one is not of the right form.
    private static (CompiledCell Answers, IReadOnlyList<CompiledFunction> Functions) Functions(IReadOnlyList<Exercise> exercises, Script<object> last, ForbiddenCalls forbidden, CancellationToken cancellation)
    {
        var misfits = new string?[exercises.Count];
        while (true)
        {
            var lines = exercises.Select((exercise, i) => misfits[i] is null ? $"() => new global::CompNeuro.Exercises.{exercise.Id}Answer({exercise.Id})" : "null");
            var compilation = Continue(last, $"new global::System.Func<global::System.Delegate>[] {{\n{string.Join(",\n", lines)} }}", "answers").GetCompilation();
            var (image, errors) = Emit(compilation, cancellation);
            if (image is not null)
            {
                var takers = new Queue<SyntaxNode>(compilation.SyntaxTrees.Single().GetRoot(cancellation).DescendantNodes().OfType<ObjectCreationExpressionSyntax>());
                return (Program("answers", compilation, image, cancellation), [.. exercises.Select((exercise, i) =>
                    misfits[i] is { } misfit ? new CompiledFunction(false, misfit, []) : new(true, "", forbidden.In(exercise, compilation, takers.Dequeue())))]);
            }

            var wrong = errors.ToLookup(error => error.Location.GetLineSpan().StartLinePosition.Line - 1);
            var found = wrong.Select(line => line.Key).Where(i => i >= 0 && i < misfits.Length && misfits[i] is null).ToArray();
            foreach (var i in found.Length > 0 ? found : Enumerable.Range(0, misfits.Length))
            {
                var missing = wrong[i].Any(error => error.Id is "CS0103" or "CS0119" or "CS0118");
                misfits[i] = missing ? "" : $"{exercises[i].Id} has not the parameters or the result that are asked for: {StandIns.Form(exercises[i], exercises[i].Id)}.";
            }
        }
    }

    private static Script<object> Continue(Script<object> last, string code, string name) =>
        last.ContinueWith<object>(code, last.Options.WithImports().WithReferences(Array.Empty<MetadataReference>()).WithFilePath(name));

    private static (byte[]? Image, IReadOnlyList<Diagnostic> Errors) Emit(RoslynCompilation compilation, CancellationToken cancellation = default)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, cancellationToken: cancellation);
        return emitted.Success ? (image.ToArray(), []) : (null, [.. emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }

    private static CompiledCell Program(string name, RoslynCompilation compilation, byte[] image, CancellationToken cancellation)
    {
        var entry = compilation.GetEntryPoint(cancellation)!;
        return new(name, entry.ContainingType.MetadataName, entry.MetadataName, image);
    }

    // What a cell would have brought, for the message to those who miss it.
    private static IReadOnlyList<string> Declared(SyntaxTree tree) =>
        [.. tree.GetRoot().DescendantNodes().Select(node => node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            LocalFunctionStatementSyntax function => function.Identifier.Text,
            VariableDeclaratorSyntax variable => variable.Identifier.Text,
            _ => "",
        }).Where(name => name.Length > 0).Distinct()];

    private static CellFault? Refused(SourceCell cell)
    {
        if (cell.TooMuch)
        {
            return new(cell.Name, cell.GradeId, 1, "The compiler gave up on this cell: it is too deeply nested, or takes too long to compile.", []);
        }

        var line = cell.Given ? null : DirectiveLine.Of(cell.Code, cell.Name).FirstOrDefault(line => !IsOfTheCourse(line));
        return line is null ? null : new(cell.Name, cell.GradeId, line.Line, $"#{line.Name} is not carried out in a homework: take the line out.", Declared(CSharpSyntaxTree.ParseText(cell.Code, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script))));
    }

    private static bool IsOfTheCourse(DirectiveLine line) =>
        (line.Name is "r" && line.Arguments.Trim('"', ' ', ';') is var target && target.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase) && CoursePackages.Contains(target["nuget:".Length..].Split(',')[0].Trim()))
        || line.Name is "!time";

    private static string WithoutDirectives(SourceCell cell) => DirectiveLine.Blank(cell.Code, DirectiveLine.Of(cell.Code, cell.Name));

    private static Exercise Exercise(string id) => Exercises.Exercise.All.Single(exercise => exercise.Id == id);

    private sealed class NoFiles : SourceReferenceResolver
    {
        public override string? NormalizePath(string path, string? baseFilePath) => null;

        public override string? ResolveReference(string path, string? baseFilePath) => null;

        public override Stream OpenRead(string resolvedPath) => throw new FileNotFoundException(resolvedPath);

        public override bool Equals(object? other) => other is NoFiles;

        public override int GetHashCode() => 0;
    }
}
