using System.Text.Json.Nodes;
using CompNeuro.Kernel.Jupyter;
using CompNeuro.Notebook.Controls;

namespace CompNeuro.Cli.Live;

/// <summary>The widgets of a panel's controls.</summary>
internal static class PanelWidgets
{
    /// <param name="moved">Called when a control has another value.</param>
    internal static IEnumerable<Widget> Open(WidgetRegistry widgets, ControlPanel panel, Action moved)
    {
        var style = widgets.OpenStyle(new() { ["description_width"] = $"{panel.Names.Max(name => name.Length) + 2}ch" });
        var wide = widgets.OpenLayout(new() { ["width"] = "32em", ["max_width"] = "80%" });
        return panel.Controls.Select((control, i) =>
        {
            var state = control.WidgetState(Figures.Symbol.Html(panel.Names[i]));
            if (control.Widget is not "Button")
            {
                state["style"] = style.Reference;
            }
            if (control.Widget is "FloatSlider" or "IntSlider")
            {
                state["layout"] = wide.Reference;
            }
            var widget = widgets.OpenControl(control.Widget, state);
            widget.Changed = widget.Said = message =>
            {
                if (panel.Hear(i, message))
                {
                    moved();
                }
            };
            return control.Unit is "" ? widget : Box(widgets, "HBox", widget, widgets.OpenControl("Label", new() { ["value"] = control.Unit }));
        });
    }

    /// <param name="name"><c>VBox</c> or <c>HBox</c>.</param>
    internal static Widget Box(WidgetRegistry widgets, string name, params IEnumerable<Widget> children) =>
        widgets.OpenControl(name, new() { ["children"] = new JsonArray([.. children.Select(child => (JsonNode)child.Reference)]) });
}
