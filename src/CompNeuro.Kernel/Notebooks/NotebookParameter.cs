using System.Globalization;
using CompNeuro.Kernel.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompNeuro.Kernel.Notebooks;

/// <summary>
/// A variable that a cell tagged <c>parameters</c> (as papermill has it) declares by a literal value or an array of them: a run may start
/// from another value.
/// </summary>
public sealed record NotebookParameter
{
    public const string Tag = "parameters";

    private readonly string _type;
    private readonly bool _isArray;
    private readonly ExpressionSyntax _initializer;

    private NotebookParameter(NotebookCell cell, string name, ExpressionSyntax initializer, string type, bool isArray, string comment)
    {
        (Cell, Name, Value, Comment) = (cell, name, initializer.ToString(), comment);
        (_initializer, _type, _isArray) = (initializer, type, isArray);
    }

    public NotebookCell Cell { get; }

    public string Name { get; }

    /// <summary>As it stands in the cell.</summary>
    public string Value { get; }

    /// <summary>What is written behind the declaration: unit and meaning.</summary>
    public string Comment { get; }

    /// <summary>All parameters of a notebook.</summary>
    /// <exception cref="InvalidNotebookException">A cell tagged <c>parameters</c> declares something else than literals, or a name twice.</exception>
    public static IReadOnlyList<NotebookParameter> Of(NotebookDocument notebook)
    {
        var all = notebook.Cells.Where(cell => cell.Kind == CellKind.Code && cell.Tags.Contains(Tag)).SelectMany(Of).ToList();
        return all.GroupBy(parameter => parameter.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new InvalidNotebookException($"{twice.Last().Cell} declares the parameter {twice.Key} a second time: give it another name.")
            : all;
    }

    /// <summary>A copy of the notebook in which parameters start from other values.</summary>
    /// <param name="literals">By parameter, what <see cref="Literal"/> made of the value.</param>
    public static NotebookDocument With(NotebookDocument notebook, IReadOnlyDictionary<NotebookParameter, string> literals) => notebook.WithSources(cell =>
    {
        var source = cell.Source;
        foreach (var (parameter, literal) in literals.Where(one => one.Key.Cell == cell).OrderByDescending(one => one.Key._initializer.SpanStart))
        {
            var span = parameter._initializer.Span;
            source = source[..span.Start] + literal + source[span.End..];
        }
        return source;
    });

    /// <summary>The value as C#, of the type that the parameter was declared with.</summary>
    /// <exception cref="FormatException">It is not of that type; the message says what is expected.</exception>
    public string Literal(string value)
    {
        if (!_isArray)
        {
            return Single(value.Trim(), value);
        }
        var elements = value.Trim() is ['[', .., ']'] text ? text[1..^1] : value.Trim();
        return $"[{string.Join(", ", elements.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(element => Single(element, value)))}]";
    }

    private string Single(string text, string whole)
    {
        switch (_type)
        {
            case "double" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                var digits = number.ToString("R", CultureInfo.InvariantCulture);
                return digits.AsSpan().IndexOfAny(".E") < 0 ? digits + ".0" : digits;
            case "int" when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole32):
                return whole32.ToString(CultureInfo.InvariantCulture);
            case "bool" when bool.TryParse(text, out var truth):
                return truth ? "true" : "false";
            case "string":
                return SymbolDisplay.FormatLiteral(text is ['"', .., '"'] ? text[1..^1] : text, quote: true);
            default:
                var wanted = _type switch { "double" => ("a number", "numbers"), "int" => ("a whole number", "whole numbers"), _ => ("true or false", "true and false") };
                throw new FormatException($"\"{whole}\" is no value for {Name}, which is {(_isArray ? $"a list of {wanted.Item2}" : wanted.Item1)} (in the notebook {Value}). Write numbers as 0.5 or 1e-3{(_isArray ? ", with commas between them" : "")}.");
        }
    }

    private static IEnumerable<NotebookParameter> Of(NotebookCell cell)
    {
        foreach (var field in Syntax.Parse(cell.Source).Members)
        {
            if (field is not FieldDeclarationSyntax { Declaration: { } declaration })
            {
                throw Unsuitable(cell, field);
            }
            foreach (var variable in declaration.Variables)
            {
                var initializer = variable.Initializer?.Value ?? throw Unsuitable(cell, field);
                var elements = initializer is CollectionExpressionSyntax collection ? collection.Elements.Select(element => (element as ExpressionElementSyntax)?.Expression) : null;
                var type = declaration.Type switch
                {
                    PredefinedTypeSyntax one when elements is null => one.ToString(),
                    ArrayTypeSyntax { ElementType: PredefinedTypeSyntax element } when elements is not null => element.ToString(),
                    { IsVar: true } when elements is null => TypeOf(initializer),
                    _ => null,
                };
                if (type is not ("double" or "int" or "bool" or "string") || (elements ?? [initializer]).Any(value => TypeOf(value) is null))
                {
                    throw Unsuitable(cell, variable);
                }
                yield return new NotebookParameter(cell, variable.Identifier.ValueText, initializer, type, elements is not null, CommentBehind(field));
            }
        }
    }

    /// <summary>The type of a literal, which may have a minus before it; null for any other expression.</summary>
    private static string? TypeOf(ExpressionSyntax? value) => value switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax negated } => TypeOf(negated),
        LiteralExpressionSyntax { Token.Value: double } => "double",
        LiteralExpressionSyntax { Token.Value: int } => "int",
        LiteralExpressionSyntax { Token.Value: bool } => "bool",
        LiteralExpressionSyntax { Token.Value: string } => "string",
        _ => null,
    };

    private static string CommentBehind(SyntaxNode declaration) =>
        declaration.GetTrailingTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).ToString().TrimStart('/').Trim();

    private static InvalidNotebookException Unsuitable(NotebookCell cell, SyntaxNode code) => new(
        $"{cell} is tagged \"{Tag}\" and so may only declare numbers, texts and truth values, or arrays of them, by literals; this is none: {code}");
}
