namespace CompNeuro.Notebook.Controls;

/// <summary>For notebooks that become pages: every panel is computed in advance, so that its controls work without a kernel.</summary>
public sealed class PrecomputingHost : ILiveHost
{
    public object Show(ControlPanel panel) => new Frames(panel);
}
