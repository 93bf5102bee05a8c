using System.Net;
using CompNeuro.Kernel;
using CompNeuro.Notebook.Controls;

namespace CompNeuro.Cli.Live;

/// <summary>What a panel shows below its controls, with the settings it belongs to.</summary>
internal sealed record PanelPicture(string Html, string Text)
{
    // Only HTML, which every front end shows: Jupyter servers drop what exceeds 1 MB a second.
    internal static PanelPicture Of(ControlPanel panel)
    {
        var forms = MimeBundle.Of(panel.Compute(), "text/html").Data;
        var text = $"{forms["text/plain"]}";
        var html = forms.TryGetValue("text/html", out var rich) ? $"{rich}" : $"<pre>{WebUtility.HtmlEncode(text)}</pre>";
        return new($"{html}<p>{WebUtility.HtmlEncode(panel.Settings)}</p>", $"{text}\n{panel.Settings}");
    }

    internal static PanelPicture Of(ControlPanel panel, CellError error)
    {
        var text = $"{panel.Settings}\n{string.Join('\n', error.Traceback)}";
        return new($"<pre role=\"alert\" style=\"color:#c0392b;white-space:pre-wrap\">{WebUtility.HtmlEncode(text)}</pre>", text);
    }
}
