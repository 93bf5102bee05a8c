using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;

namespace CompNeuro.Kernel.Language;

/// <summary>What may stand at the cursor.</summary>
internal static class Completer
{
    // Documentation is looked up item by item; a longer list is not read but narrowed by typing on.
    private const int Documented = 30;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        [WellKnownTags.ExtensionMethod] = "method",
        [WellKnownTags.EnumMember] = "constant",
        [WellKnownTags.Parameter] = "variable",
        [WellKnownTags.Local] = "variable",
        [WellKnownTags.RangeVariable] = "variable",
        [WellKnownTags.Structure] = "struct",
        [WellKnownTags.TypeParameter] = "type",
    };

    // Public in the runtime's own assemblies, though not meant for programs.
    private static readonly HashSet<string> Hidden = ["Internal", "Interop", "FxResources", "MS"];

    public static async Task<Completions> CompleteAsync(Document document, int position, CancellationToken cancellation)
    {
        var service = CompletionService.GetService(document)!;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var list = await service.GetCompletionsAsync(document, position, cancellationToken: cancellation).ConfigureAwait(false);
        var span = list.ItemsList.Count == 0 ? new(position, 0) : list.Span;
        var typed = text.ToString(span)[..Math.Clamp(position - span.Start, 0, span.Length)];
        var items = list.ItemsList
            .Where(i => i.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && i.InlineDescription.Length == 0 && !Hidden.Contains(i.DisplayText))
            .DistinctBy(i => i.DisplayText)
            .OrderByDescending(i => i.FilterText.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(i => i.SortText, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var found = new List<Completion>(items.Count);
        foreach (var item in items)
        {
            var description = items.Count <= Documented ? await service.GetDescriptionAsync(document, item, cancellation).ConfigureAwait(false) : null;
            found.Add(new Completion(Insertion(item), Kind(item), description?.Text is { Length: > 0 } words ? words : null));
        }

        return new Completions(span.Start, span.End, found);
    }

    // The text between < and > of a generic type is for the reader: the display text carries it apart, as a suffix.
    private static string Insertion(CompletionItem item) =>
        item.Properties.TryGetValue("InsertionText", out var insertion) && insertion.Length > 0 ? insertion : item.DisplayText;

    private static string Kind(CompletionItem item) =>
        item.Tags.FirstOrDefault(t => t is not (WellKnownTags.Public or WellKnownTags.Private or WellKnownTags.Protected or WellKnownTags.Internal)) is not { } tag ? "text"
        : Kinds.TryGetValue(tag, out var kind) ? kind
        : tag.ToLowerInvariant();
}
