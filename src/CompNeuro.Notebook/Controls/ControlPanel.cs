using System.Reflection;
using System.Text.Json.Nodes;

namespace CompNeuro.Notebook.Controls;

/// <summary>The controls of one <c>Interact</c>, the values they have, and what is computed from them.</summary>
public sealed class ControlPanel
{
    private readonly Func<IReadOnlyList<object>, object?> model;
    private readonly object[] values;

    internal ControlPanel(MethodInfo named, IReadOnlyList<Control> controls, Func<IReadOnlyList<object>, object?> model)
    {
        // A compiled lambda may have a hidden parameter before those that were written.
        Names = [.. named.GetParameters()[^controls.Count..].Select((parameter, i) => parameter.Name is { Length: > 0 } name ? name : $"value {i + 1}")];
        (Controls, this.model) = (controls, model);
        values = [.. controls.Select(control => control.Start)];
    }

    /// <summary>The names of the model's parameters.</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<Control> Controls { get; }

    /// <summary>The values as a reader is told them: <c>I = 10 µA/cm², noisy = no</c>.</summary>
    public string Settings => string.Join(", ", Controls.Select((control, i) => $"{Names[i]} = {control.Text(values[i])}"));

    /// <summary>Takes in what a control's widget says; whether the control has another value now.</summary>
    public bool Hear(int control, JsonObject message)
    {
        if (Controls[control].Read(message, values[control]) is not { } value || value.Equals(values[control]))
        {
            return false;
        }

        values[control] = value;
        return true;
    }

    /// <summary>What the model gives for the present values.</summary>
    public object? Compute() => Compute([.. values]);

    internal object? Compute(IReadOnlyList<object> at) => model([.. at.Select((value, i) => Controls[i].ForModel(value))]);
}
