using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CompNeuro.Kernel.Execution;

/// <summary>
/// Lets functions that may call themselves, directly or by way of others, check that there is stack left: endless recursion
/// then is an exception in place of the end of the process. Other functions are not touched and stay as fast as they are.
/// </summary>
internal static class RecursionGuard
{
    private const string Check = " global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();";

    /// <summary>The code with checks, every line where it was; null where none is needed, or the code is not whole: the checks might mend it.</summary>
    public static SyntaxTree? Apply(SyntaxTree tree, Compilation compilation)
    {
        if (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            return null;
        }

        var functions = tree.GetRoot().DescendantNodes().Select(n => (Node: n, Name: Name(n), Body: Body(n))).Where(f => f is { Name: not null, Body: not null }).ToList();
        var calls = functions.GroupBy(f => f.Name!).ToDictionary(g => g.Key, g => g.SelectMany(f => Mentions(f.Body!)).ToHashSet());
        var recursive = calls.Keys.Where(name => Reaches(name, name, calls)).ToHashSet();
        var changes = functions.Where(f => recursive.Contains(f.Name!)).SelectMany(f => Changes(f.Node, f.Body!, tree, compilation)).OrderBy(c => c.Span.Start).ToList();
        return changes.Count == 0 ? null : tree.WithChangedText(tree.GetText().WithChanges(changes));
    }

    private static string? Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        PropertyDeclarationSyntax { ExpressionBody: not null } property => property.Identifier.Text,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.Text,
        AnonymousFunctionExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } } => variable.Identifier.Text,
        AnonymousFunctionExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } } => variable.Identifier.Text,
        _ => null,
    };

    private static SyntaxNode? Body(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        AnonymousFunctionExpressionSyntax lambda => lambda.Body,
        _ => null,
    };

    private static IEnumerable<string> Mentions(SyntaxNode body) => body.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.Text);

    private static bool Reaches(string from, string target, Dictionary<string, HashSet<string>> calls)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var name))
        {
            foreach (var next in calls[name].Where(calls.ContainsKey))
            {
                if (next == target)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private static List<TextChange> Changes(SyntaxNode function, SyntaxNode body, SyntaxTree tree, Compilation compilation)
    {
        if (body is BlockSyntax block)
        {
            return [Insert(block.OpenBraceToken.Span.End, Check)];
        }

        var expression = body is ArrowExpressionClauseSyntax arrow ? arrow.Expression : (ExpressionSyntax)body;
        var statement = expression is ThrowExpressionSyntax || HasNoResult(function, tree, compilation) ? " " : " return ";
        var (open, close) = function is PropertyDeclarationSyntax ? ("{ get {", "; } }") : ("{", "; }");
        var changes = new List<TextChange> { Insert(expression.Span.End, close) };
        if (body is ArrowExpressionClauseSyntax clause)
        {
            changes.Add(new TextChange(clause.ArrowToken.Span, open + Check + statement));
            var end = function.GetLastToken();
            if (end.IsKind(SyntaxKind.SemicolonToken))
            {
                changes.Add(new TextChange(end.Span, ""));
            }
        }
        else
        {
            changes.Add(Insert(expression.SpanStart, open + Check + statement));
        }

        return changes;
    }

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    private static bool HasNoResult(SyntaxNode function, SyntaxTree tree, Compilation compilation)
    {
        var model = compilation.GetSemanticModel(tree);
        var symbol = function is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(function).Symbol : model.GetDeclaredSymbol(function);
        return symbol is IMethodSymbol method && (method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false }));
    }
}
