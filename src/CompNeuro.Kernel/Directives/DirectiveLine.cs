using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CompNeuro.Kernel.Directives;

/// <summary>A line of code that begins with <c>#r</c>, <c>#load</c> or <c>#!</c>. Look-alikes inside strings and comments are none.</summary>
/// <param name="Line">1-based.</param>
internal sealed record DirectiveLine(string Name, string Arguments, string Path, int Line, TextSpan Span)
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    public static IReadOnlyList<DirectiveLine> Of(string code, string path)
    {
        if (!code.Contains('#'))
        {
            return [];
        }

        var text = SourceText.From(code);
        return [.. CSharpSyntaxTree.ParseText(text, Script).GetRoot()
            .DescendantTrivia(descendIntoTrivia: true)
            .Where(t => t.IsDirective && ((DirectiveTriviaSyntax)t.GetStructure()!).IsActive)
            .Select(t => text.Lines.GetLineFromPosition(t.SpanStart))
            .DistinctBy(line => line.Start)
            .Select(line => Parse(line, path))
            .OfType<DirectiveLine>()];
    }

    /// <summary>The code with these lines blank, every other character in its place.</summary>
    public static string Blank(string code, IEnumerable<DirectiveLine> lines)
    {
        var characters = code.ToCharArray();
        foreach (var line in lines)
        {
            characters.AsSpan(line.Span.Start, line.Span.Length).Fill(' ');
        }

        return new string(characters);
    }

    private static DirectiveLine? Parse(TextLine line, string path)
    {
        var words = line.ToString().TrimStart()[1..].TrimStart();
        var length = words.StartsWith('!') ? words.TakeWhile(c => !char.IsWhiteSpace(c)).Count() : words.TakeWhile(char.IsLetter).Count();
        var name = words[..length];
        return name is "r" or "load" || name.StartsWith('!')
            ? new DirectiveLine(name, words[length..].Trim(), path, line.LineNumber + 1, line.Span)
            : null;
    }
}
