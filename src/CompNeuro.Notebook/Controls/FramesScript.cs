namespace CompNeuro.Notebook.Controls;

/// <summary>The script that precomputed panels carry. It may run again on the same page, for a page that keeps only scripts of its own.</summary>
public static class FramesScript
{
    private static readonly Lazy<string> text = new(() =>
    {
        using var reader = new StreamReader(typeof(FramesScript).Assembly.GetManifestResourceStream("frames.js")!);
        return reader.ReadToEnd();
    });

    public static string Text => text.Value;
}
