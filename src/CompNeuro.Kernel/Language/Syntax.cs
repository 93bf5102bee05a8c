using CompNeuro.Kernel.Directives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CompNeuro.Kernel.Language;

/// <summary>The syntax of a cell, and whether it can be run as it stands.</summary>
internal static class Syntax
{
    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    public static Completeness IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(WithoutDirectives(code), Script);
        return !SyntaxFactory.IsCompleteSubmission(tree) ? Completeness.Incomplete
            : tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? Completeness.Invalid
            : Completeness.Complete;
    }

    public static CompilationUnitSyntax Parse(string code) => CSharpSyntaxTree.ParseText(WithoutDirectives(code), Script).GetCompilationUnitRoot();

    public static string WithoutDirectives(string code) => DirectiveLine.Blank(code, DirectiveLine.Of(code, ""));
}
