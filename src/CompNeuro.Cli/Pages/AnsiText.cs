using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CompNeuro.Cli.Pages;

/// <summary>Terminal text as HTML: colours become classes, other escape sequences vanish, a carriage return overwrites its line.</summary>
internal static partial class AnsiText
{
    private static readonly string[] Colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    internal static string ToHtml(string text)
    {
        var html = new StringBuilder();
        var (colour, bold) = ((string?)null, false);
        var at = 0;
        text = Overwrite(text);
        foreach (Match escape in Escape().Matches(text))
        {
            Append(html, text[at..escape.Index], colour, bold);
            at = escape.Index + escape.Length;
            if (escape.Groups["sgr"].Success)
            {
                foreach (var code in escape.Groups["sgr"].Value.Split(';'))
                {
                    (colour, bold) = code switch
                    {
                        "" or "0" => (null, false),
                        "1" => (colour, true),
                        "22" => (colour, false),
                        "39" => (null, bold),
                        _ when int.TryParse(code, out var number) && number is (>= 30 and <= 37) or (>= 90 and <= 97) => (Colours[number % 10], bold),
                        _ => (colour, bold),
                    };
                }
            }
        }
        Append(html, text[at..], colour, bold);
        return html.ToString();
    }

    private static void Append(StringBuilder html, string text, string? colour, bool bold)
    {
        if (text.Length == 0)
        {
            return;
        }
        var escaped = WebUtility.HtmlEncode(Controls().Replace(text, ""));
        var style = string.Join(' ', new[] { colour is null ? null : $"ansi-{colour}", bold ? "ansi-bold" : null }.OfType<string>());
        html.Append(style.Length == 0 ? escaped : $"<span class=\"{style}\">{escaped}</span>");
    }

    private static string Overwrite(string text) => !text.Contains('\r', StringComparison.Ordinal)
        ? text
        : string.Join('\n', text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd('\r').Split('\r')[^1]));

    /// <summary>SGR (colours), other control sequences, operating system commands (titles, links).</summary>
    [GeneratedRegex(@"\x1b\[(?<sgr>[0-9;]*)m|\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)")]
    private static partial Regex Escape();

    [GeneratedRegex(@"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")]
    private static partial Regex Controls();
}
