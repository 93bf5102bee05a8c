using System.Text;
using System.Text.Json;
using CompNeuro.Notebook.Forms;
using Microsoft.DotNet.Interactive.Formatting;

namespace CompNeuro.Notebook.Controls;

/// <summary>
/// A panel that works on a page without a kernel and without a network: a picture for every setting, computed when it is made, and
/// a few lines of script that step through them.
/// </summary>
internal sealed class Frames
{
    // A picture takes about 15 kB: a page stays below a megabyte or so for each panel.
    private const int MostOfOneControl = 25;
    private const int MostInAll = 64;

    private readonly ControlPanel panel;
    private readonly IReadOnlyList<object>[] values;
    private readonly Lazy<string> html;

    public Frames(ControlPanel panel)
    {
        this.panel = panel;
        html = new(Write);
        Start = panel.Compute();
        values = [.. panel.Controls.Select(control => control.Spread(MostOfOneControl))];
        while (Count > MostInAll)
        {
            var longest = values.Index().MaxBy(control => control.Item.Count).Index;
            values[longest] = panel.Controls[longest].Spread(values[longest].Count - 1);
        }
    }

    /// <summary>What the panel shows first.</summary>
    public object? Start { get; }

    /// <summary>How many pictures there are.</summary>
    public int Count => values.Aggregate(1, (product, one) => product * one.Count);

    /// <summary>The same each time: the model is asked once for each picture.</summary>
    public string ToHtml() => html.Value;

    private string Write()
    {
        var html = new StringBuilder("<div class=\"frames\"><p hidden>");
        for (var i = 0; i < values.Length; i++)
        {
            var control = panel.Controls[i];
            var (name, texts) = (Figures.Symbol.Html(panel.Names[i]), Figures.Symbol.Escape(JsonSerializer.Serialize(values[i].Select(control.Text))));
            html.Append($"<label data-values=\"{texts}\" style=\"margin-right:2em\">{name} {control.Html(values[i])}</label>");
        }

        html.Append($"</p><div class=\"frame\">{Html(Start)}</div>");
        for (var frame = 0; frame < Count; frame++)
        {
            html.Append($"<template>{At(frame)}</template>");
        }

        return html.Append($"<script>{FramesScript.Text}</script></div>").ToString();
    }

    private string At(int frame)
    {
        var setting = new object[values.Length];
        for (var i = values.Length - 1; i >= 0; frame /= values[i].Count, i--)
        {
            setting[i] = values[i][frame % values[i].Count];
        }

        try
        {
            return Html(panel.Compute(setting));
        }
        catch (Exception problem)
        {
            return $"<p>{ExceptionText.Of(problem).Html}</p>";
        }
    }

    private static string Html(object? value) => value.ToDisplayString("text/html");
}
