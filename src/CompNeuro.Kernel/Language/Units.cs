using Microsoft.CodeAnalysis;

namespace CompNeuro.Kernel.Language;

/// <summary>The units of quantities, from any attribute named <c>UnitAttribute</c> whose first argument is the unit.</summary>
internal static class Units
{
    public static string? Of(ISymbol symbol) => symbol.GetAttributes()
        .FirstOrDefault(a => a.AttributeClass?.Name == "UnitAttribute")?
        .ConstructorArguments.FirstOrDefault().Value as string;

    public static IEnumerable<(string Name, string Text)> OfMembers(INamedTypeSymbol type, CancellationToken cancellation) =>
        from member in type.GetMembers()
        where member is IPropertySymbol or IFieldSymbol
        let unit = Of(member)
        where unit is not null
        let summary = Documentation.Of(member, cancellation).Summary
        select (member.Name, $"[{unit}]{(summary.Length > 0 ? " " + summary : "")}");
}
