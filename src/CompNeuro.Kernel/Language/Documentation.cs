using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace CompNeuro.Kernel.Language;

/// <summary>The XML documentation of a symbol as plain sentences.</summary>
internal sealed partial record Documentation(string Summary, IReadOnlyList<(string Name, string Text)> Parameters, string Returns)
{
    private static readonly Documentation None = new("", [], "");

    public static Documentation Of(ISymbol symbol, CancellationToken cancellation)
    {
        var definition = symbol.OriginalDefinition is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol.OriginalDefinition;
        var xml = definition.GetDocumentationCommentXml(expandIncludes: true, cancellationToken: cancellation);
        if (string.IsNullOrEmpty(xml))
        {
            return None;
        }

        try
        {
            var root = XElement.Parse(xml.TrimStart().StartsWith("<member", StringComparison.Ordinal) || xml.TrimStart().StartsWith("<doc", StringComparison.Ordinal) ? xml : $"<doc>{xml}</doc>");
            return new Documentation(
                Text(root.Element("summary")),
                [.. root.Elements("param").Select(p => ((string?)p.Attribute("name") ?? "", Text(p)))],
                Text(root.Element("returns")));
        }
        catch (XmlException)
        {
            return None; // Someone's documentation file is not well formed.
        }
    }

    private static string Text(XElement? element) =>
        element is null ? "" : Space().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } link
            when (string?)(link.Attribute("cref") ?? link.Attribute("name") ?? link.Attribute("langword") ?? link.Attribute("href")) is { } target
            => link.IsEmpty ? target.Split('(')[0].Split('.', ':')[^1].Split('`')[0] : Text(link),
        XElement element => Text(element),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
