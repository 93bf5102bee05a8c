using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace CompNeuro.Figures;

/// <summary>How names are printed: <c>gNa</c> as g with a subscript Na, <c>tauM</c> as τ with a subscript M, <c>E_K</c> as E with a subscript K.</summary>
/// <remarks>The one place that knows it. Renderers ask for runs, HTML, or plain text.</remarks>
public static partial class Symbol
{
    private static readonly Dictionary<string, string> Greek = new()
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["eta"] = "η", ["theta"] = "θ", ["kappa"] = "κ", ["lambda"] = "λ",
        ["mu"] = "µ", ["nu"] = "ν", ["xi"] = "ξ", ["pi"] = "π", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ", ["phi"] = "φ", ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω",
        ["Gamma"] = "Γ", ["Delta"] = "Δ", ["Theta"] = "Θ", ["Lambda"] = "Λ", ["Sigma"] = "Σ", ["Phi"] = "Φ", ["Psi"] = "Ψ", ["Omega"] = "Ω",
    };

    private const string GreekNames = "alpha|beta|gamma|delta|epsilon|theta|eta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega";

    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", RaisedPlain = "0123456789+−n";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", LoweredPlain = "0123456789+−aeoxhklmnpstijruv";

    /// <summary>The text in runs of one height.</summary>
    public static ImmutableArray<TextRun> Runs(string text)
    {
        var runs = new List<TextRun>();
        var at = 0;
        foreach (Match name in NamePattern().Matches(text))
        {
            AddPlain(runs, text[at..name.Index]);
            AddName(runs, name);
            at = name.Index + name.Length;
        }

        AddPlain(runs, text[at..]);
        return [.. runs];
    }

    /// <summary>The text as HTML, escaped, with <c>&lt;sub&gt;</c> and <c>&lt;sup&gt;</c>.</summary>
    public static string Html(string text)
    {
        var html = new StringBuilder();
        foreach (var run in Runs(text))
        {
            var tag = run.Height switch { TextHeight.Subscript => "sub", TextHeight.Superscript => "sup", _ => null };
            html.Append(tag is null ? Escape(run.Text) : $"<{tag}>{Escape(run.Text)}</{tag}>");
        }

        return html.ToString();
    }

    /// <summary>Plain text for HTML and XML: the reserved characters as entities, those that XML cannot hold as \uFFFD, all others as they are.</summary>
    public static string Escape(string text) => NoXml().Replace(text, "\uFFFD")
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    // Control characters, non-characters, and halves of surrogate pairs.
    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex NoXml();

    private static void AddName(List<TextRun> runs, Match name)
    {
        var head = name.Groups["head"].Value;
        Add(runs, Greek.GetValueOrDefault(head, head), TextHeight.Base);
        var rest = name.Groups["sub"].Value;
        Add(runs, rest is "inf" or "Inf" ? "∞" : rest, TextHeight.Subscript);
    }

    private static void AddPlain(List<TextRun> runs, string text)
    {
        foreach (var character in text)
        {
            if (Raised.IndexOf(character) is >= 0 and var up)
            {
                Add(runs, RaisedPlain[up].ToString(), TextHeight.Superscript);
            }
            else if (Lowered.IndexOf(character) is >= 0 and var down)
            {
                Add(runs, LoweredPlain[down].ToString(), TextHeight.Subscript);
            }
            else
            {
                Add(runs, character.ToString(), TextHeight.Base);
            }
        }
    }

    private static void Add(List<TextRun> runs, string text, TextHeight height)
    {
        if (text is "")
        {
            return;
        }

        if (runs.Count > 0 && runs[^1].Height == height)
        {
            runs[^1] = new TextRun(runs[^1].Text + text, height);
        }
        else
        {
            runs.Add(new TextRun(text, height));
        }
    }

    // Whole words only: E_K and E_{Na}; a Greek name with an index (tauM) or, where it is not a word of a sentence, alone;
    // gNa, EK; Vth, tref. Units such as mA, nM, mm and words such as Ca, in, me, V1 must stay as they are.
    [GeneratedRegex(@"(?<![\p{L}\p{N}_])(?:
        (?<head>\p{L}[\p{L}\p{N}]*)_(?:\{(?<sub>[^}]+)\}|(?<sub>[\p{L}\p{N}∞]+))
      | (?<head>" + GreekNames + @")(?<sub>[\p{Lu}\p{N}][\p{L}\p{N}]*)
      | (?<!\p{L}\s)(?<head>" + GreekNames + @")(?<sub>)(?!\s\p{L})
      | (?<head>[gEIPV])(?<sub>Na|K|Ca|Cl|L|AMPA|NMDA|GABA|A|M|T|H)
      | (?<head>[VEICRTg])(?<sub>th|rest|reset|ref|ext|in|out|inf|max|min|peak|syn|app|m|i|r)
      | (?<head>[tkrmhn])(?<sub>ref|inf|max|min|peak|syn)
    )(?![\p{L}\p{N}_])", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

public enum TextHeight
{
    Base,
    Subscript,
    Superscript,
}

/// <summary>A piece of text at one height.</summary>
public sealed record TextRun(string Text, TextHeight Height);
