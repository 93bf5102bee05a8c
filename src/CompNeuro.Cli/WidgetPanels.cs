using System.Net;
using System.Text.Json.Nodes;
using CompNeuro.Kernel;
using CompNeuro.Kernel.Display;
using CompNeuro.Kernel.Jupyter;
using CompNeuro.Notebook.Controls;

namespace CompNeuro.Cli;

/// <summary>Shows panels as Jupyter widgets of the kernel, each above a picture that is replaced in place: so a saved notebook keeps the last one.</summary>
internal sealed class WidgetPanels(CommRegistry comms) : ILiveHost
{
    private readonly WidgetRegistry widgets = new(comms);

    public object Show(Panel panel)
    {
        // A model that fails from the start is an error of the cell.
        var picture = Picture(panel);
        DisplayedValue? shown = null;
        var redraw = new DeferredWork("live control", () => shown!.Update(Picture(panel)), error => shown!.Update(Message(panel, error)));
        WidgetRegistry.View(OpenWidgets(panel, redraw), MimeBundle.PlainText($"Live controls for {string.Join(", ", panel.Names)}: run this cell to move them.")).Display();
        return shown = picture.Display();
    }

    private Widget OpenWidgets(Panel panel, DeferredWork redraw)
    {
        var style = widgets.OpenStyle(new() { ["description_width"] = $"{panel.Names.Max(name => name.Length) + 2}ch" });
        var wide = widgets.OpenLayout(new() { ["width"] = "32em", ["max_width"] = "80%" });
        return Box("VBox", [.. panel.Controls.Select((control, i) => OpenControl(control, panel.Names[i], style, wide, message =>
        {
            if (panel.Hear(i, message))
            {
                comms.Defer(redraw);
            }
        }))]);
    }

    private Widget OpenControl(Control control, string name, Widget style, Widget wide, Action<JsonObject> heard)
    {
        var state = control.WidgetState(Figures.Symbol.Html(name));
        if (control.Widget is not "Button")
        {
            state["style"] = style.Reference;
        }
        if (control.Widget is "FloatSlider" or "IntSlider")
        {
            state["layout"] = wide.Reference;
        }
        var widget = widgets.OpenControl(control.Widget, state);
        widget.Changed = widget.Said = heard;
        return control.Unit is "" ? widget : Box("HBox", widget, widgets.OpenControl("Label", new() { ["value"] = control.Unit }));
    }

    private Widget Box(string name, params IEnumerable<Widget> children) =>
        widgets.OpenControl(name, new() { ["children"] = new JsonArray([.. children.Select(child => (JsonNode)child.Reference)]) });

    // Only HTML, which every front end shows: a picture in three forms takes three times as long, and servers drop what exceeds 1 MB a second.
    private static MimeBundle Picture(Panel panel)
    {
        var data = new Dictionary<string, JsonNode>(MimeBundle.Of(panel.Compute(), "text/html").Data);
        data["text/plain"] = $"{data["text/plain"]}\n{panel.Settings}";
        if (data.TryGetValue("text/html", out var html))
        {
            data["text/html"] = $"{html}<p>{WebUtility.HtmlEncode(panel.Settings)}</p>";
        }
        return new(data);
    }

    private static MimeBundle Message(Panel panel, CellError error)
    {
        var text = $"{panel.Settings}\n{string.Join('\n', error.Traceback)}";
        return new(new Dictionary<string, JsonNode>
        {
            ["text/plain"] = text,
            ["text/html"] = $"<pre role=\"alert\" style=\"color:#c0392b;white-space:pre-wrap\">{WebUtility.HtmlEncode(text)}</pre>",
        });
    }
}
