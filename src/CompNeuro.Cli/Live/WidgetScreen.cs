using System.Text.Json.Nodes;
using CompNeuro.Kernel;
using CompNeuro.Kernel.Display;
using CompNeuro.Kernel.Jupyter;

namespace CompNeuro.Cli.Live;

/// <summary>
/// A picture twice: in a widget, which is fast and still there when the page is loaded again, and as an output of the cell, which a
/// notebook saves. The widget hides the output while it is on the page; the output follows when the reader pauses.
/// </summary>
internal sealed class WidgetScreen
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private readonly string name = $"live-{Guid.NewGuid():N}";
    private volatile PanelPicture latest;
    private DisplayedValue? kept;

    internal WidgetScreen(WidgetRegistry widgets, PanelPicture picture)
    {
        latest = picture;
        Widget = widgets.OpenControl("HTML", new() { ["value"] = Live(picture) });
    }

    internal Widget Widget { get; }

    internal DisplayedValue Keep(PanelPicture picture) => kept = Still(picture).Display();

    internal void Show(PanelPicture picture)
    {
        latest = picture;
        Widget.Set("value", Live(picture));
        using (ExecutionContext.SuppressFlow())
        {
            // No part of the cell, which has ended by then.
            _ = KeepAfterPauseAsync(picture);
        }
    }

    private async Task KeepAfterPauseAsync(PanelPicture picture)
    {
        await Task.Delay(Pause).ConfigureAwait(false);
        if (ReferenceEquals(latest, picture))
        {
            kept!.Update(Still(picture));
        }
    }

    private string Live(PanelPicture picture) => $"<style>.{name}{{display:none}}</style>{picture.Html}";

    private MimeBundle Still(PanelPicture picture) => new(new Dictionary<string, JsonNode>
    {
        ["text/html"] = $"<div class=\"{name}\">{picture.Html}</div>", ["text/plain"] = picture.Text,
    });
}
