using CompNeuro.Kernel.Directives;
using Microsoft.CodeAnalysis;

namespace CompNeuro.Kernel.Errors;

/// <summary>Turns what went wrong in a cell into text that points at the cell and its line.</summary>
internal static class CellErrors
{
    public static CellError FromDiagnostics(IReadOnlyList<Diagnostic> diagnostics)
    {
        var first = diagnostics[0];
        var where = first.Location.GetLineSpan();
        return new CellError(
            first.Id,
            first.GetMessage(),
            [.. diagnostics.SelectMany(Describe)],
            where.Path,
            where.IsValid ? where.StartLinePosition.Line + 1 : null);
    }

    public static CellError FromDirective(DirectiveException failed) =>
        new("Directive", failed.Message, [$"{failed.Path}, line {failed.Line}: {failed.Message}"], failed.Path, failed.Line);

    private static IEnumerable<string> Describe(Diagnostic diagnostic)
    {
        var where = diagnostic.Location.GetLineSpan();
        var position = where.StartLinePosition;
        if (diagnostic.Location.SourceTree?.GetText() is not { } source)
        {
            yield return $"error {diagnostic.Id}: {diagnostic.GetMessage()}";
            yield break;
        }

        yield return $"{where.Path}, line {position.Line + 1}, column {position.Character + 1}: error {diagnostic.Id}: {diagnostic.GetMessage()}";
        var line = source.Lines[position.Line].ToString();
        var end = where.EndLinePosition.Line == position.Line ? where.EndLinePosition.Character : line.Length;
        yield return "    " + line.Replace('\t', ' ');
        yield return "    " + new string(' ', position.Character) + new string('^', Math.Max(1, end - position.Character));
    }
}
