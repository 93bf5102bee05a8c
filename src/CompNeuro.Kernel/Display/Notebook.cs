using CompNeuro.Kernel.Execution;

namespace CompNeuro.Kernel.Display;

/// <summary>What a cell can call by its bare name. The lower-case names are those of .NET Interactive notebooks.</summary>
public static class Notebook
{
    /// <summary>Shows a value under the cell, in every form its type has or only in the ones named.</summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => new(value, mimeTypes);

    /// <summary>HTML as a value: the last line of a cell, or something to <see cref="display"/>.</summary>
    public static MimeBundle HTML(string html) => DisplayExtensions.Raw(html, "text/html");

    /// <summary>Markdown, with LaTeX between dollar signs, as a value.</summary>
    public static MimeBundle Markdown(string markdown) => DisplayExtensions.Raw(markdown, "text/markdown");

    /// <summary>A LaTeX formula as a value, without dollar signs.</summary>
    public static MimeBundle LaTeX(string formula) => DisplayExtensions.Raw($"$\\displaystyle {formula}$", "text/latex");

    /// <summary>A drawing in SVG as a value.</summary>
    public static MimeBundle SVG(string svg) => DisplayExtensions.Raw(svg, "image/svg+xml");

    /// <summary>Removes what the cell showed so far; with <paramref name="wait"/>, only when the next output arrives.</summary>
    public static void ClearOutput(bool wait = false) => CellContext.Current?.Outbox.ClearOutput(wait);

    /// <summary>Asks the reader for a line of text.</summary>
    public static string ReadLine(string prompt = "") => Ask(prompt, password: false);

    /// <summary>Asks the reader for a secret, which is not shown while it is typed.</summary>
    public static string ReadPassword(string prompt = "") => Ask(prompt, password: true);

    private static string Ask(string prompt, bool password) =>
        (CellContext.Current ?? throw new InvalidOperationException("Only a cell can ask the reader.")).Outbox.ReadLine(prompt, password);
}
