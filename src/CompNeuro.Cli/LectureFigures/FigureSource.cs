using CompNeuro.Kernel.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompNeuro.Cli.LectureFigures;

/// <summary>A figure as the source of its cell names it: what is chained to the call of <c>WithId</c>.</summary>
/// <param name="AltText">The author's words for who cannot see it; empty where there are none.</param>
internal sealed record FigureSource(string Id, string Title, string AltText, NotebookCell Cell)
{
    internal static IEnumerable<FigureSource> In(NotebookCell cell)
    {
        if (cell.Kind != CellKind.Code || !cell.Source.Contains("WithId", StringComparison.Ordinal))
        {
            yield break;
        }
        var root = CSharpSyntaxTree.ParseText(cell.Source, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script)).GetRoot();
        foreach (var call in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (Text(call, "WithId") is { } id)
            {
                var chain = Chain(call).ToList();
                yield return new FigureSource(id, Of("WithTitle"), Of("WithAltText"), cell);

                string Of(string method) => chain.Select(one => Text(one, method)).FirstOrDefault(text => text is not null) ?? "";
            }
        }
    }

    /// <summary>All calls of the chain that a call is part of, from the last to the first.</summary>
    private static IEnumerable<InvocationExpressionSyntax> Chain(InvocationExpressionSyntax call)
    {
        while (call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
        {
            call = next;
        }
        for (SyntaxNode? at = call; at is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } one; at = access.Expression)
        {
            yield return one;
        }
    }

    /// <summary>The text that a method is called with; joined by + it may go over several lines.</summary>
    private static string? Text(InvocationExpressionSyntax call, string method) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }, ArgumentList.Arguments: [var argument] } && name == method ? Text(argument.Expression) : null;

    private static string? Text(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Text(sum.Left) + Text(sum.Right),
        InterpolatedStringExpressionSyntax text => text.Contents.ToString(),
        _ => null,
    };
}
