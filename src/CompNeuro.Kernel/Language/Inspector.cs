using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace CompNeuro.Kernel.Language;

/// <summary>Signature, documentation and units of what stands at the cursor.</summary>
internal static class Inspector
{
    private static readonly SymbolDisplayFormat Signature = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .AddKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword);

    public static async Task<Inspection?> InspectAsync(Document document, int position, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        foreach (var place in new[] { position, position - 1 }.Where(p => p >= 0 && p < text.Length))
        {
            if (await SymbolFinder.FindSymbolAtPositionAsync(model!, place, document.Project.Solution.Workspace, cancellation).ConfigureAwait(false) is { } symbol)
            {
                return Describe(symbol, cancellation);
            }
        }

        return await CalledAsync(document, model!, position, cancellation).ConfigureAwait(false);
    }

    /// <summary>Between the parentheses of a call, the method that is called.</summary>
    private static async Task<Inspection?> CalledAsync(Document document, SemanticModel model, int position, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var call = root!.FindToken(Math.Clamp(position - 1, 0, root.FullSpan.Length)).Parent?.FirstAncestorOrSelf<ArgumentListSyntax>()?.Parent;
        var found = call is null ? default : model.GetSymbolInfo(call, cancellation);
        return (found.Symbol ?? found.CandidateSymbols.FirstOrDefault()) is { } symbol ? Describe(symbol, cancellation) : null;
    }

    private static Inspection Describe(ISymbol symbol, CancellationToken cancellation)
    {
        var kind = symbol switch { ILocalSymbol => "(local) ", IParameterSymbol => "(parameter) ", _ => "" };
        var signature = kind + symbol.ToDisplayString(Signature) + (Units.Of(symbol) is { } unit ? $"   [{unit}]" : "");
        var type = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType : symbol as INamedTypeSymbol;
        var documentation = Documentation.Of(symbol, cancellation);
        if (documentation.Summary.Length == 0 && type is not null)
        {
            documentation = Documentation.Of(type, cancellation);
        }

        var plain = new StringBuilder(signature);
        var markdown = new StringBuilder($"```csharp\n{signature}\n```");
        void Section(string text, string formatted)
        {
            plain.Append("\n\n").Append(text);
            markdown.Append("\n\n").Append(formatted);
        }

        if (documentation.Summary.Length > 0)
        {
            Section(documentation.Summary, documentation.Summary);
        }

        var parameters = documentation.Parameters.Concat(type is null ? [] : Units.OfMembers(type, cancellation)).ToList();
        if (parameters.Count > 0)
        {
            Section(
                string.Join('\n', parameters.Select(p => $"  {p.Name}: {p.Text}")),
                string.Join('\n', parameters.Select(p => $"- `{p.Name}`: {p.Text}")));
        }

        if (documentation.Returns.Length > 0)
        {
            Section($"Returns {documentation.Returns}", $"**Returns** {documentation.Returns}");
        }

        return new Inspection(plain.ToString(), markdown.ToString());
    }
}
