using System.Collections.Immutable;
using CompNeuro.Exercises;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RoslynCompilation = Microsoft.CodeAnalysis.Compilation;

namespace CompNeuro.Grading.Compiling;

/// <summary>
/// Finds out whether an answer calls library members that its exercise asks to write by hand: directly, by way of the student's other functions, or by way of a variable that
/// holds them. What could call anything (reflection, dynamic, native code) counts as such a call.
/// </summary>
internal sealed class ForbiddenCalls(IReadOnlyList<RoslynCompilation> cells)
{
    private static readonly string[] Namespaces =
        ["System.Reflection", "System.Linq.Expressions", "System.Runtime.InteropServices", "System.Runtime.Loader", "System.ComponentModel", "System.Dynamic", "Microsoft.CSharp", "Microsoft.VisualBasic", "System.IO"];

    private static readonly string[] Types =
    [
        "System.Activator", "System.AppContext", "System.AppDomain", "System.Threading.Thread", "System.RuntimeMethodHandle", "System.RuntimeTypeHandle", "System.Runtime.CompilerServices.UnsafeAccessorAttribute", "System.Runtime.CompilerServices.CallSite",
        "System.Runtime.CompilerServices.Unsafe", "System.Runtime.CompilerServices.RuntimeHelpers", "System.Runtime.CompilerServices.ModuleInitializerAttribute", "System.Text.Json.JsonSerializer",
    ];

    private static readonly string[] HarmlessOfType = ["Name", "FullName", "ToString", "Equals", "GetHashCode", "op_Equality", "op_Inequality"];
    private static readonly string[] OfDelegate = ["DynamicInvoke", "CreateDelegate", "Method", "Target"];

    private readonly Dictionary<SyntaxTree, RoslynCompilation> compilations = cells.SelectMany(cell => cell.SyntaxTrees.Select(tree => (tree, cell))).ToDictionary(pair => pair.tree, pair => pair.cell);
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private ILookup<ISymbol, SyntaxNode>? writers;
    private ILookup<ISymbol, SyntaxNode>? users;

    /// <param name="exercise">Whose answer is looked at.</param>
    /// <param name="binding">The code that takes answers by their names.</param>
    /// <param name="root">Where it takes this one.</param>
    public IReadOnlyList<string> In(Exercise exercise, RoslynCompilation binding, SyntaxNode root)
    {
        if (exercise.Forbidden.Count == 0)
        {
            return [];
        }

        var forbidden = exercise.Forbidden.Select(member => (Type: binding.GetTypeByMetadataName(member.Type.FullName!), member.Member)).ToArray();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var (seen, open) = (new HashSet<SyntaxNode>(), new Stack<(SyntaxNode Node, SemanticModel Model)>());
        open.Push((root, binding.GetSemanticModel(root.SyntaxTree)));
        while (open.TryPop(out var next))
        {
            var own = next.Node == root;
            foreach (var node in next.Node.DescendantNodesAndSelf().Where(node => node is ExpressionSyntax or ConstructorInitializerSyntax or AttributeSyntax or ExternAliasDirectiveSyntax or PrimaryConstructorBaseTypeSyntax))
            {
                if (!own && next.Model.GetTypeInfo(node).Type is IDynamicTypeSymbol or IFunctionPointerTypeSymbol)
                {
                    found.Add("dynamic code or function pointers");
                }

                foreach (var symbol in Symbols(next.Model, node))
                {
                    if (!own && Forbidden(symbol, forbidden) is { } words)
                    {
                        found.Add(words);
                    }

                    foreach (var code in Code(symbol).Where(seen.Add))
                    {
                        open.Push((code, Model(code.SyntaxTree)));
                    }
                }
            }
        }

        return [.. found];
    }

    private static ImmutableArray<ISymbol> Symbols(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        return info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
    }

    private static string? Forbidden(ISymbol symbol, (INamedTypeSymbol? Type, string Member)[] forbidden)
    {
        if (symbol is not (IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol) || symbol.ContainingType is not { } owner || owner.IsScriptClass)
        {
            return null;
        }

        var member = symbol is IMethodSymbol { AssociatedSymbol: { } associated } ? associated : symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        var hit = forbidden.FirstOrDefault(one => one.Type is { } type && one.Member == member.Name
            && (Same(owner, type) || Bases(type).Any(parent => Same(parent, owner)) || Bases(owner).Any(parent => Same(parent, type) && parent.TypeKind is TypeKind.Interface)));
        return hit.Type is { } named ? (hit.Member is ".ctor" ? $"new {named.Name}" : $"{named.Name}.{hit.Member}") : Universal(symbol, owner);
    }

    // What could call any member by its name or address.
    private static string? Universal(ISymbol symbol, INamedTypeSymbol owner)
    {
        var (space, type) = (owner.ContainingNamespace?.ToDisplayString() ?? "", owner.OriginalDefinition.ToDisplayString());
        return Namespaces.Any(one => space == one || space.StartsWith(one + ".", StringComparison.Ordinal)) || Types.Contains(type) || (type == "System.Type" && !HarmlessOfType.Contains(symbol.Name))
            || (type is "System.Delegate" or "System.MulticastDelegate" && OfDelegate.Contains(symbol.Name)) || symbol is IMethodSymbol { IsExtern: true, Locations: [{ IsInSource: true }] }
            ? $"reflection or native code ({owner.Name}.{symbol.Name})"
            : null;
    }

    private static bool Same(INamedTypeSymbol a, INamedTypeSymbol b) => SymbolEqualityComparer.Default.Equals(a.OriginalDefinition, b.OriginalDefinition);

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var parent = type.BaseType; parent is { SpecialType: not SpecialType.System_Object }; parent = parent.BaseType)
        {
            yield return parent;
        }

        foreach (var one in type.AllInterfaces)
        {
            yield return one;
        }
    }

    /// <summary>The student's code that a symbol stands for: a function's or type's own, a variable's and what else puts something into it.</summary>
    private IEnumerable<SyntaxNode> Code(ISymbol symbol)
    {
        var own = symbol.OriginalDefinition.DeclaringSyntaxReferences.Where(reference => compilations.ContainsKey(reference.SyntaxTree)).Select(reference => Member(reference.GetSyntax())).ToArray();
        var type = own.Length > 0 && symbol is IMethodSymbol { ContainingType: { IsScriptClass: false } owner } ? owner.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()) : [];
        return symbol is IFieldSymbol or IPropertySymbol && own.Length > 0 ? [.. own, .. IsNumber(symbol) ? Writing(symbol) : WithUsers(Writing(symbol))] : [.. own, .. type];
    }

    private IEnumerable<SyntaxNode> Writing(ISymbol variable) => (writers ??= Writers())[variable];

    // A function that puts something into a variable may have got it from those who call the function.
    private HashSet<SyntaxNode> WithUsers(IEnumerable<SyntaxNode> writing)
    {
        var seen = writing.ToHashSet();
        var open = new Queue<SyntaxNode>(seen);
        while (open.TryDequeue(out var code))
        {
            foreach (var user in Declared(code).SelectMany(symbol => (users ??= Users())[symbol]).Where(seen.Add))
            {
                open.Enqueue(user);
            }
        }

        return seen;
    }

    /// <summary>The function that this code is, or the variables it gives something to that may be shared.</summary>
    private IEnumerable<ISymbol> Declared(SyntaxNode code) => code switch
    {
        MethodDeclarationSyntax or PropertyDeclarationSyntax or LocalFunctionStatementSyntax or TypeDeclarationSyntax => [Model(code.SyntaxTree).GetDeclaredSymbol(code)!],
        ConstructorDeclarationSyntax constructor => [Model(code.SyntaxTree).GetDeclaredSymbol(constructor)!.ContainingType],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => Model(code.SyntaxTree).GetDeclaredSymbol(variable)!).Where(variable => !IsNumber(variable)),
        GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: SimpleNameSyntax name } } } => Symbols(Model(code.SyntaxTree), name).Where(symbol => symbol is IFieldSymbol && !IsNumber(symbol)),
        _ => [],
    };

    private ILookup<ISymbol, SyntaxNode> Users() =>
        compilations.Keys.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .SelectMany(name => Symbols(Model(tree), name).Select(symbol => (Symbol: symbol.OriginalDefinition, Code: Member(name)))))
            .ToLookup(pair => pair.Symbol, pair => pair.Code, SymbolEqualityComparer.Default)!;

    private static bool IsNumber(ISymbol variable) => (variable is IFieldSymbol field ? field.Type : ((IPropertySymbol)variable).Type).SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double;

    private ILookup<ISymbol, SyntaxNode> Writers() =>
        compilations.Keys.SelectMany(tree => tree.GetRoot().DescendantNodes().SelectMany(Written)
            .SelectMany(target => target.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
            .SelectMany(name => Symbols(Model(tree), name).Where(symbol => symbol is IFieldSymbol or IPropertySymbol).Select(symbol => (Symbol: symbol.OriginalDefinition, Code: Member(name)))))
            .ToLookup(pair => pair.Symbol, pair => pair.Code, SymbolEqualityComparer.Default)!;

    /// <summary>What a piece of code changes, or gives to others who may: the target of an assignment, an argument, a collection that a method is called on or that gets another name.</summary>
    private IEnumerable<ExpressionSyntax> Written(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => [assignment.Left, .. Shared(assignment.Right)],
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => [argument.Expression],
        ArgumentSyntax argument => Shared(argument.Expression),
        RefExpressionSyntax reference => [reference.Expression],
        EqualsValueClauseSyntax start => Shared(start.Value),
        ReturnStatementSyntax { Expression: { } result } => Shared(result),
        ArrowExpressionClauseSyntax arrow => Shared(arrow.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } => Shared(call.Expression),
        ConditionalAccessExpressionSyntax access => Shared(access.Expression),
        _ => [],
    };

    private IEnumerable<ExpressionSyntax> Shared(ExpressionSyntax expression) => IsMutable(Model(expression.SyntaxTree).GetTypeInfo(expression).Type) ? [expression] : [];

    private bool IsMutable(ITypeSymbol? type) => type is { TypeKind: TypeKind.Array or TypeKind.Interface } || type?.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) is true
        || type?.DeclaringSyntaxReferences.Any(reference => compilations.ContainsKey(reference.SyntaxTree)) is true;

    // A variable's code is all of the declaration or statement that makes it.
    private static SyntaxNode Member(SyntaxNode node) => node.AncestorsAndSelf().FirstOrDefault(one => one is MethodDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax or GlobalStatementSyntax
        or TypeDeclarationSyntax or LocalFunctionStatementSyntax or ConstructorDeclarationSyntax) ?? node;

    private SemanticModel Model(SyntaxTree tree) => models.TryGetValue(tree, out var known) ? known : models[tree] = compilations[tree].GetSemanticModel(tree);
}
