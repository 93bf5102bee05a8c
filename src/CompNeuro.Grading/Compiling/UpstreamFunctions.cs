using CompNeuro.Exercises;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompNeuro.Grading.Compiling;

/// <summary>Puts a call of the right answer in the place of a student's function, wherever it is defined.</summary>
internal static class UpstreamFunctions
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    /// <summary>The call, with the exercise's own names for the arguments.</summary>
    public static string Call(Exercise exercise) => $"{RightAnswer(exercise.Id)}({Arguments(exercise)})";

    /// <summary>The exercise's own names for the arguments: <c>x, y</c>.</summary>
    public static string Arguments(Exercise exercise) => string.Join(", ", exercise.Signature.Parameters.Select(parameter => parameter.Name));

    public static string Replace(string code, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return code;
        }

        var root = CSharpSyntaxTree.ParseText(code, Script).GetCompilationUnitRoot();
        var bodies = root.Members.OfType<MethodDeclarationSyntax>()
            .Where(method => ids.Contains(method.Identifier.Text))
            .Select(method => (Body: (SyntaxNode?)method.Body ?? method.ExpressionBody, Text: Forward(method.Identifier.Text, method.ParameterList, method.Body is not null)));
        var values = root.Members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables)
            .Where(variable => ids.Contains(variable.Identifier.Text))
            .Select(variable => (Body: (SyntaxNode?)variable.Initializer?.Value, Text: RightAnswer(variable.Identifier.Text)));
        return bodies.Concat(values).Where(change => change.Body is not null).OrderByDescending(change => change.Body!.SpanStart)
            .Aggregate(code, (text, change) => text[..change.Body!.SpanStart] + change.Text + text[change.Body.Span.End..]);
    }

    // The function of the stand-ins that asks for it.
    private static string RightAnswer(string id) => $"global::CompNeuro.Grading.Upstream.{id}";

    private static string Forward(string id, ParameterListSyntax parameters, bool block)
    {
        var call = $"{RightAnswer(id)}({string.Join(", ", parameters.Parameters.Select(parameter => parameter.Identifier.Text))})";
        return block ? $"{{ return {call}; }}" : $"=> {call}";
    }
}
