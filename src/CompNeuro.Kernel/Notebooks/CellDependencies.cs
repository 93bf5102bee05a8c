using CompNeuro.Kernel.Directives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>Which cells must have run before others: those that declare what they use or that changed it since, and so on backwards.</summary>
/// <remarks>
/// Read off the syntax, and where that cannot tell, a cell too many is named and not one too few: what is changed may be seen by all that
/// was made of it; a source of random numbers is changed by each use; and a cell that changes what no cell declares (a static property,
/// the current directory) or holds directives or usings is needed by all later ones.
/// </remarks>
public sealed class CellDependencies
{
    private readonly Dictionary<NotebookCell, Needs> _needs = [];

    public CellDependencies(NotebookDocument notebook)
    {
        var visible = new Dictionary<string, Variable>();
        var always = new HashSet<NotebookCell>();
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            var names = new CellNames(cell.Source);
            var own = names.Declared.DistinctBy(one => one.Name).Select(one => new Variable(one.Name, cell, one.Declaration)).ToList();
            var earlier = names.UsedIn(names.Root).Except(own.Select(variable => variable.Name)).Where(visible.ContainsKey).Select(name => visible[name]).ToHashSet();
            own.ForEach(variable => visible[variable.Name] = variable);
            foreach (var variable in own)
            {
                variable.Uses.UnionWith(Visible(names.UsedIn(variable.Declaration)));
                variable.Changes.UnionWith(Visible(names.ChangedIn(variable.Declaration)));
            }

            var sources = Behind(earlier);
            var needs = _needs[cell] = new Needs([cell, .. always], sources);
            foreach (var before in sources.SelectMany(variable => variable.ChangedBy.Append(variable.Cell)).Distinct().Where(before => before != cell))
            {
                needs.Cells.UnionWith(_needs[before].Cells);
            }
            var changed = Visible(names.ChangedIn(names.Root)).Concat(sources.SelectMany(variable => variable.Changes)).Concat(sources.Where(variable => variable.IsRandom));
            foreach (var variable in Behind(changed))
            {
                variable.ChangedBy.Add(cell);
            }
            if (DirectiveLine.Of(cell.Source, "").Count > 0 || names.Root.Usings.Count > 0 || names.ChangedIn(names.Root).Any(IsElsewhere))
            {
                always.Add(cell);
                always.UnionWith(needs.Cells);
            }
        }

        IEnumerable<Variable> Visible(IEnumerable<string> used) => used.Where(visible.ContainsKey).Select(name => visible[name]);

        bool IsElsewhere(string name) => !name.StartsWith('.') && !visible.ContainsKey(name) && name is not "_";
    }

    /// <summary>These code cells and all that they need, in the notebook's order.</summary>
    public IReadOnlyList<NotebookCell> Needed(IEnumerable<NotebookCell> cells) =>
        [.. cells.SelectMany(cell => _needs[cell].Cells).Distinct().OrderBy(cell => cell.Number)];

    /// <summary>Whether what a cell computes may depend on a variable that an earlier cell declares.</summary>
    public bool DependsOn(NotebookCell cell, NotebookCell declaring, string name) =>
        _needs[cell].Variables.Any(variable => variable.Cell == declaring && variable.Name == name);

    /// <summary>The variables, and all that they were made of and changed with.</summary>
    private HashSet<Variable> Behind(IEnumerable<Variable> variables)
    {
        var found = new HashSet<Variable>();
        var open = new Stack<Variable>(variables);
        while (open.TryPop(out var variable))
        {
            if (found.Add(variable))
            {
                foreach (var next in variable.Uses.Concat(variable.ChangedBy.SelectMany(cell => _needs[cell].Variables)))
                {
                    open.Push(next);
                }
            }
        }
        return found;
    }

    private sealed record Needs(HashSet<NotebookCell> Cells, HashSet<Variable> Variables);

    private sealed class Variable(string name, NotebookCell cell, SyntaxNode declaration)
    {
        internal string Name => name;

        internal NotebookCell Cell => cell;

        internal SyntaxNode Declaration => declaration;

        internal HashSet<Variable> Uses { get; } = [];

        internal HashSet<Variable> Changes { get; } = [];

        internal HashSet<NotebookCell> ChangedBy { get; } = [];

        internal bool IsRandom { get; } = declaration.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
            .Any(creation => creation.Type.ToString().Contains("Random", StringComparison.Ordinal));
    }
}
