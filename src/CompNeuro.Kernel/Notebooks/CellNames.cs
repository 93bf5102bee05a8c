using CompNeuro.Kernel.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>
/// The names that a cell declares for later cells, and those it uses or changes, read off its syntax. What a lambda, function or loop
/// declares for itself is none of them. An extension method is also known by its name with a dot before it, as it is called.
/// </summary>
internal sealed class CellNames
{
    private readonly Dictionary<SyntaxNode, HashSet<string>> _locals = [];
    private readonly List<(string Name, SyntaxNode Declaration)> _declared = [];

    internal CellNames(string source)
    {
        Root = Syntax.Parse(source);
        foreach (var node in Root.DescendantNodes())
        {
            if (NameOf(node) is not { } name)
            {
                continue;
            }
            // A loop's variable belongs to the loop; a function's name to what surrounds the function.
            var scope = node is ForEachStatementSyntax ? node : node.Ancestors().FirstOrDefault(IsScope);
            if (scope is not null)
            {
                (_locals.TryGetValue(scope, out var names) ? names : _locals[scope] = []).Add(name);
                continue;
            }
            var declaration = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Last();
            _declared.Add((name, declaration));
            if (node is MethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] } && first.Modifiers.Any(SyntaxKind.ThisKeyword))
            {
                _declared.Add(("." + name, declaration));
            }
        }
    }

    internal CompilationUnitSyntax Root { get; }

    internal IReadOnlyList<(string Name, SyntaxNode Declaration)> Declared => _declared;

    internal IEnumerable<string> UsedIn(SyntaxNode part) => part.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(Used).OfType<string>();

    /// <summary>Names that are assigned to, passed by reference, or part of a call whose value nobody takes.</summary>
    internal IEnumerable<string> ChangedIn(SyntaxNode part) => part.DescendantNodesAndSelf().SelectMany(node => node switch
    {
        AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment => UsedIn(assignment.Left),
        PrefixUnaryExpressionSyntax prefix when prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression => UsedIn(prefix.Operand),
        PostfixUnaryExpressionSyntax postfix when postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression => UsedIn(postfix.Operand),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: not DeclarationExpressionSyntax } argument => UsedIn(argument.Expression),
        RefExpressionSyntax reference => UsedIn(reference.Expression),
        ExpressionStatementSyntax { SemicolonToken.IsMissing: false, Expression: InvocationExpressionSyntax or AwaitExpressionSyntax } call when !IsPrinting(call) => UsedIn(call),
        _ => [],
    });

    private static bool IsPrinting(SyntaxNode call) => call.GetFirstToken().ValueText is "Console";

    private string? Used(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => "." + name.Identifier.ValueText,
        MemberBindingExpressionSyntax => "." + name.Identifier.ValueText,
        NameColonSyntax or NameEqualsSyntax => null,
        _ when name.IsVar => null,
        QualifiedNameSyntax qualified when qualified.Right == name => null,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } property when property.Left == name => null,
        _ => name.Ancestors().Any(scope => _locals.TryGetValue(scope, out var names) && names.Contains(name.Identifier.ValueText)) ? null : name.Identifier.ValueText,
    };

    private static string? NameOf(SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        FromClauseSyntax from => from.Identifier.ValueText,
        LetClauseSyntax let => let.Identifier.ValueText,
        JoinClauseSyntax join => join.Identifier.ValueText,
        QueryContinuationSyntax into => into.Identifier.ValueText,
        CatchDeclarationSyntax exception => exception.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };

    private static bool IsScope(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax
        or BlockSyntax or ForStatementSyntax or ForEachStatementSyntax or UsingStatementSyntax or CatchClauseSyntax or SwitchSectionSyntax
        or SwitchExpressionArmSyntax or QueryExpressionSyntax or BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;
}
