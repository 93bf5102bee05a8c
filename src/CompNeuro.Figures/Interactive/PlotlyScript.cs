namespace CompNeuro.Figures;

/// <summary>The plotly.js that Plotly.NET carries, for pages that must work without a network. About 3.6 MB: put it into a page once.</summary>
public static class PlotlyScript
{
    private static readonly Lazy<string> text = new(() =>
    {
        var assembly = typeof(Plotly.NET.GenericChart).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    });

    /// <summary>The whole script.</summary>
    public static string Text => text.Value;
}
