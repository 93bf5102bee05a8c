namespace CompNeuro.Notebook;

/// <summary>What a cell shows of a value: text always, HTML where the text would be hard to read.</summary>
internal sealed record Shown(string Text, string Html);

/// <summary>A cell of a table: its text, and its HTML where that has more than the text.</summary>
internal readonly record struct Cell(string Text, string? Markup = null, bool IsNumber = false)
{
    public string Html => Markup ?? Figures.Symbol.Escape(Text);

    public static implicit operator Cell(string text) => new(text);

    public static implicit operator Cell(double number) => new(Numbers.Of(number), IsNumber: true);

    public static Cell Symbol(string name) => new(name, Figures.Symbol.Html(name));
}
