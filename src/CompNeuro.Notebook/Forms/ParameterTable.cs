using System.Reflection;

namespace CompNeuro.Notebook.Forms;

/// <summary>A model, a state, or any value whose properties declare a <see cref="UnitAttribute"/>: symbol, value, unit, and what it is.</summary>
internal static class ParameterTable
{
    public static bool Suits(Type type) => Properties(type).Length > 0;

    public static Shown Of(object value)
    {
        var type = value.GetType();
        var rows = Properties(type).Select(property => Row(value, property)).ToArray();
        var isDescribed = rows.Any(row => row[3].Text is not "");
        return Table.Of(Name(type), isDescribed ? ["symbol", "value", "unit", "meaning"] : ["symbol", "value", "unit"], [.. rows.Select(row => isDescribed ? row : row[..3])]);
    }

    /// <summary>Several results of one kind: a row for each, a column for each quantity.</summary>
    public static Shown OfMany(IEnumerable<object> values, Type type)
    {
        var properties = Properties(type);
        var rows = values.Take(MostRows + 1).Select(value => (IReadOnlyList<Cell>)[.. properties.Select(property => Row(value, property)[1])]).ToList();
        if (rows.Count > MostRows)
        {
            rows[MostRows] = ["⋮"];
        }

        return Table.Of($"{Name(type)}{(rows.Count == 0 ? ": none" : "")}", [.. properties.Select(Heading)], rows);
    }

    private const int MostRows = 24;

    private static Cell Heading(PropertyInfo property)
    {
        var unit = property.GetCustomAttribute<UnitAttribute>()?.Symbol ?? "1";
        var text = unit is "1" or "" ? property.Name : $"{property.Name} ({unit})";
        return Cell.Symbol(text);
    }

    // What can be set comes with the model; what follows from it is shown only where there is nothing else, as in a result.
    private static PropertyInfo[] Properties(Type type)
    {
        var all = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && (property.GetCustomAttribute<UnitAttribute>() is not null || IsPart(type, property))).ToArray();
        var settable = all.Where(property => property.SetMethod is { IsPublic: true }).ToArray();
        return settable.Length > 0 ? settable : all;
    }

    // A part of the model with units of its own, such as an ion of an environment.
    private static bool IsPart(Type type, PropertyInfo property) =>
        property.PropertyType != type && property.SetMethod is { IsPublic: true } && property.PropertyType.Namespace == type.Namespace && Suits(property.PropertyType);

    private static string Brief(object part) => string.Join(", ", Properties(part.GetType()).Select(property => Row(part, property)).Select(row => $"{row[0].Text} {row[1].Text} {row[2].Text}".TrimEnd()));

    private static Cell[] Row(object value, PropertyInfo property)
    {
        var unit = property.GetCustomAttribute<UnitAttribute>()?.Symbol ?? "1";
        var number = property.GetValue(value);
        Cell shown = number is double or int or float or System.Numerics.Complex ? new Cell(Numbers.Of(number), IsNumber: true)
            : property.GetCustomAttribute<UnitAttribute>() is null && number is not null ? Brief(number) : ArrayStatistics.Brief(number);
        return [Cell.Symbol(property.Name), shown, new Cell(unit is "1" ? "" : unit, unit is "1" ? "" : Figures.Symbol.Html(unit)), XmlDocumentation.FirstSentence(property)];
    }

    private static string Name(Type type) => type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
}
