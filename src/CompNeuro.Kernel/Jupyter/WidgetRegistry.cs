using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CompNeuro.Kernel.Jupyter;

/// <summary>The widgets of a kernel. A page that was loaded again asks here for all of them.</summary>
public sealed class WidgetRegistry
{
    private const string ControlTarget = "jupyter.widget.control";

    // Both generations that are in use, of ipywidgets 7 (VS Code) and 8 (Jupyter), know every field sent here.
    private static readonly (string Module, string Version) Base = ("@jupyter-widgets/base", "^1.2.0 || ^2.0.0");
    private static readonly (string Module, string Version) Controls = ("@jupyter-widgets/controls", "^1.5.0 || ^2.0.0");

    private readonly CommRegistry comms;
    private readonly ConcurrentDictionary<string, Widget> widgets = new();

    /// <param name="comms">Those of a kernel that has not started yet.</param>
    public WidgetRegistry(CommRegistry comms)
    {
        this.comms = comms;
        comms.Register(ControlTarget, (comm, _) => comm.Received = message =>
        {
            if (message.Data["method"]?.ToString() is "request_states")
            {
                comm.Send(AllStates());
            }
        });
    }

    /// <summary>Opens one of the widgets that every front end with Jupyter widgets has, such as <c>FloatSlider</c> or <c>VBox</c>.</summary>
    /// <param name="state">The fields that differ from the widget's defaults.</param>
    public Widget OpenControl(string name, JsonObject state) => Open(Controls, name + "Model", Controls, name + "View", state);

    /// <summary>Opens what a control's <c>style</c> refers to.</summary>
    public Widget OpenStyle(JsonObject state) => Open(Controls, "DescriptionStyleModel", Base, "StyleView", state);

    /// <summary>Opens what a widget's <c>layout</c> refers to: sizes by the names of CSS.</summary>
    public Widget OpenLayout(JsonObject state) => Open(Base, "LayoutModel", Base, "LayoutView", state);

    /// <summary>What a cell shows to place the widget on the page.</summary>
    /// <param name="widget">It stands in the forms of the bundle beside those given.</param>
    /// <param name="otherwise">For pages that know no widgets.</param>
    public static MimeBundle View(Widget widget, MimeBundle otherwise) => new(new Dictionary<string, JsonNode>(otherwise.Data)
    {
        ["application/vnd.jupyter.widget-view+json"] = new JsonObject { ["version_major"] = 2, ["version_minor"] = 0, ["model_id"] = widget.Id },
    });

    private Widget Open((string Module, string Version) model, string modelName, (string Module, string Version) view, string viewName, JsonObject state)
    {
        var widget = new Widget(comms, new JsonObject(state.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())))
        {
            ["_model_module"] = model.Module, ["_model_module_version"] = model.Version, ["_model_name"] = modelName,
            ["_view_module"] = view.Module, ["_view_module_version"] = view.Version, ["_view_name"] = viewName,
        });
        widgets[widget.Id] = widget;
        widget.Closed = () => widgets.TryRemove(widget.Id, out _);
        return widget;
    }

    private JsonObject AllStates()
    {
        JsonObject states = [];
        foreach (var (id, widget) in widgets)
        {
            var state = widget.State;
            states[id] = new JsonObject
            {
                ["model_name"] = state["_model_name"]?.DeepClone(),
                ["model_module"] = state["_model_module"]?.DeepClone(),
                ["model_module_version"] = state["_model_module_version"]?.DeepClone(),
                ["state"] = state,
            };
        }

        return new() { ["method"] = "update_states", ["states"] = states, ["buffer_paths"] = new JsonArray() };
    }
}
