using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;

namespace CompNeuro.Kernel.Language;

/// <summary>
/// The cells that ran, as a chain of projects that Roslyn's editor services understand. Those services take longer to load than a
/// first cell to run: they are loaded when a completion or inspection is first asked for.
/// </summary>
internal sealed class CellWorkspace : IDisposable
{
    private static readonly CSharpParseOptions Parse = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    private readonly Lock gate = new();
    private readonly List<Script> ran = [];
    private AdhocWorkspace? workspace;
    private Solution? cells;
    private ProjectId? last;

    /// <summary>Adds a cell that ran, so that later ones see what it declared.</summary>
    public void Add(Script script)
    {
        lock (gate)
        {
            ran.Add(script);
        }
    }

    /// <summary>A cell being written, after those that ran.</summary>
    public Document Draft(Script script)
    {
        lock (gate)
        {
            workspace ??= new(MefHostServices.DefaultHost);
            cells ??= workspace.CurrentSolution;
            foreach (var earlier in ran)
            {
                (cells, var added) = Append(cells, earlier);
                last = added.ProjectId;
            }

            ran.Clear();
            var (solution, document) = Append(cells, script);
            return solution.GetDocument(document)!;
        }
    }

    public void Dispose() => workspace?.Dispose();

    private (Solution Solution, DocumentId Document) Append(Solution solution, Script script)
    {
        var compilation = script.GetCompilation();
        var project = ProjectId.CreateNewId();
        var document = DocumentId.CreateNewId(project);
        var information = ProjectInfo.Create(
            project,
            VersionStamp.Default,
            compilation.AssemblyName!,
            compilation.AssemblyName!,
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: Parse,
            projectReferences: last is null ? [] : [new ProjectReference(last)],
            metadataReferences: script.Options.MetadataReferences.DistinctBy(r => r.Display),
            isSubmission: true);
        var text = SourceText.From(script.Code);
        return (solution.AddProject(information).AddDocument(document, "cell", text), document);
    }
}
