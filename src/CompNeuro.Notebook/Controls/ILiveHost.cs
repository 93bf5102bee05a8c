namespace CompNeuro.Notebook.Controls;

/// <summary>A notebook host in which controls are alive. Elsewhere <c>Interact</c> shows the picture of the start.</summary>
public interface ILiveHost
{
    /// <summary>The host of this process; null for none.</summary>
    static ILiveHost? Current { get; set; }

    /// <summary>Shows the controls with what the panel computes, and computes again when they are moved.</summary>
    /// <returns>The value of the cell that called <c>Interact</c>.</returns>
    object? Show(ControlPanel panel);
}
