using CompNeuro.Kernel;
using CompNeuro.Kernel.Display;
using CompNeuro.Kernel.Jupyter;
using CompNeuro.Notebook.Controls;

namespace CompNeuro.Cli.Live;

/// <summary>Shows panels as Jupyter widgets of the kernel.</summary>
internal sealed class WidgetHost(CommRegistry comms) : ILiveHost
{
    private readonly WidgetRegistry widgets = new(comms);

    public object Show(ControlPanel panel)
    {
        // A model that fails from the start is an error of the cell.
        var picture = PanelPicture.Of(panel);
        var screen = new WidgetScreen(widgets, picture);
        var redraw = new DeferredWork("live control", () => screen.Show(PanelPicture.Of(panel)), error => screen.Show(PanelPicture.Of(panel, error)));
        var controls = PanelWidgets.Open(widgets, panel, () => comms.Defer(redraw));
        var all = PanelWidgets.Box(widgets, "VBox", [.. controls, screen.Widget]);
        WidgetRegistry.View(all, MimeBundle.PlainText($"Controls for {string.Join(", ", panel.Names)}. To move them, run this cell where Jupyter widgets are installed (ipywidgets 7 or 8), or in VS Code.")).Display();
        return screen.Keep(picture);
    }
}
