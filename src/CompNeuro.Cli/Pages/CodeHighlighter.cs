using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompNeuro.Cli.Pages;

/// <summary>C# script as HTML with classes for keywords, types, methods, strings, numbers and comments.</summary>
internal static class CodeHighlighter
{
    private static readonly CSharpParseOptions Script = new(kind: SourceCodeKind.Script);

    internal static string ToHtml(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, Script).GetRoot().DescendantTokens(descendIntoTrivia: false))
        {
            Trivia(html, token.LeadingTrivia);
            Span(html, Class(token), token.Text);
            Trivia(html, token.TrailingTrivia);
        }
        return html.ToString();
    }

    private static void Trivia(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
        {
            var isComment = trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;
            Span(html, isComment ? "comment" : trivia.IsDirective ? "directive" : null, trivia.ToFullString());
        }
    }

    private static void Span(StringBuilder html, string? style, string text)
    {
        var escaped = WebUtility.HtmlEncode(text);
        html.Append(style is null || text.Length == 0 ? escaped : $"<span class=\"{style}\">{escaped}</span>");
    }

    private static string? Class(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "number",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedRawStringEndToken => "string",
        SyntaxKind.IdentifierToken => Identifier(token),
        var kind when SyntaxFacts.IsKeywordKind(kind) => "keyword",
        _ => null,
    };

    private static string? Identifier(SyntaxToken token) => token.Parent switch
    {
        IdentifierNameSyntax { IsVar: true } => "keyword",
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax => "type",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "method",
        SimpleNameSyntax { Parent: InvocationExpressionSyntax } => "method",
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } name
            when access.Name == name && call.Expression == access => "method",
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name
            when access.Expression == name && char.IsAsciiLetterUpper(token.ValueText[0]) && token.ValueText.Length > 1 => "type",
        TypeSyntax { Parent: ObjectCreationExpressionSyntax or VariableDeclarationSyntax or ParameterSyntax or TypeArgumentListSyntax
            or BaseTypeSyntax or CastExpressionSyntax or ArrayTypeSyntax or NullableTypeSyntax or MethodDeclarationSyntax
            or LocalFunctionStatementSyntax or PropertyDeclarationSyntax } type when !IsValue(type) => "type",
        _ => null,
    };

    private static bool IsValue(TypeSyntax name) => name.Parent is CastExpressionSyntax cast && cast.Expression == name;
}
