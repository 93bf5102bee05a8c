using System.Reflection;
using CompNeuro.Notebook.Controls;

namespace CompNeuro.Notebook;

/// <summary>Live controls: a figure that is computed again while its parameters are moved.</summary>
public static class LiveControls
{
    /// <summary>Shows what a model gives, with a control for its parameter; moving the control computes it again.</summary>
    /// <param name="model">A lambda that returns what to show, usually a figure. The names of its parameters label the controls.</param>
    /// <param name="control">A <see cref="Slider"/>, <see cref="IntSlider"/>, <see cref="Dropdown{T}(IReadOnlyList{T})"/>, <see cref="Checkbox"/> or <see cref="Button"/>.</param>
    /// <returns>What the cell shows: let the call be its last line. Without a live notebook it is the figure of the start.</returns>
    /// <example><c>Interact(I => hh.Simulate(Step(I), 50).Plot(), Slider(0, 20))</c></example>
    public static object? Interact<T>(Func<T, object?> model, Control<T> control)
        where T : notnull =>
        Show(model.Method, [control], at => model((T)at[0]));

    /// <inheritdoc cref="Interact{T}"/>
    /// <summary>Shows what a model gives, with a control for each of its two parameters.</summary>
    public static object? Interact<T1, T2>(Func<T1, T2, object?> model, Control<T1> first, Control<T2> second)
        where T1 : notnull
        where T2 : notnull =>
        Show(model.Method, [first, second], at => model((T1)at[0], (T2)at[1]));

    /// <inheritdoc cref="Interact{T}"/>
    /// <summary>Shows what a model gives, with a control for each of its three parameters.</summary>
    public static object? Interact<T1, T2, T3>(Func<T1, T2, T3, object?> model, Control<T1> first, Control<T2> second, Control<T3> third)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull =>
        Show(model.Method, [first, second, third], at => model((T1)at[0], (T2)at[1], (T3)at[2]));

    /// <inheritdoc cref="Interact{T}"/>
    /// <summary>Shows what a model gives, with a control for each of its four parameters.</summary>
    public static object? Interact<T1, T2, T3, T4>(Func<T1, T2, T3, T4, object?> model, Control<T1> first, Control<T2> second, Control<T3> third, Control<T4> fourth)
        where T1 : notnull
        where T2 : notnull
        where T3 : notnull
        where T4 : notnull =>
        Show(model.Method, [first, second, third, fourth], at => model((T1)at[0], (T2)at[1], (T3)at[2], (T4)at[3]));

    /// <summary>A slider over real numbers.</summary>
    /// <param name="start">Where it stands at first; in the middle if not given.</param>
    /// <param name="step">The least it can be moved; about a hundredth of the range if not given.</param>
    /// <param name="unit">Stands behind the value, for example <c>µA/cm²</c>.</param>
    public static Control<double> Slider(double from, double to, double? start = null, double? step = null, string unit = "")
    {
        var least = step ?? Round((to - from) / 100);
        return new Slider<double>(from, to, start ?? from + least * Math.Round((to - from) / 2 / least), least, unit);
    }

    /// <summary>A slider over whole numbers.</summary>
    /// <param name="start">Where it stands at first; in the middle if not given.</param>
    /// <param name="unit">Stands behind the value, for example <c>cells</c>.</param>
    public static Control<int> IntSlider(int from, int to, int? start = null, int step = 1, string unit = "") =>
        new Slider<int>(from, to, start ?? (int)(((long)from + to) / 2), step, unit);

    /// <summary>A list from which one value is chosen, named as it prints; the first one at the start.</summary>
    public static Control<T> Dropdown<T>(params IReadOnlyList<T> options) => new Dropdown<T>([.. options.Select(option => ($"{option}", option))]);

    /// <summary>A list from which one value is chosen by its label; the first one at the start.</summary>
    /// <example><c>Dropdown(("squid axon", HodgkinHuxley.SquidAxon), ("without sodium", noSodium))</c></example>
    public static Control<T> Dropdown<T>(params IReadOnlyList<(string Label, T Value)> options) => new Dropdown<T>(options);

    /// <summary>A box to check: true or false.</summary>
    public static Control<bool> Checkbox(bool start = false) => new Checkbox(start);

    /// <summary>A button. Its value is how often it was pressed, which makes it a seed: another press, another run.</summary>
    public static Control<int> Button(string text) => new Button(text);

    private static object? Show(MethodInfo named, IReadOnlyList<Control> controls, Func<IReadOnlyList<object>, object?> model)
    {
        var panel = new ControlPanel(named, controls, model);
        return ILiveHost.Current is { } host ? host.Show(panel) : panel.Compute();
    }

    // To 1, 2 or 5 times a power of ten, the nearest below.
    private static double Round(double value)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            return 1; // The slider says what is wrong with its ends.
        }

        var decade = Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9));
        return Math.Round(value / decade, 9) switch { >= 5 => 5 * decade, >= 2 => 2 * decade, _ => decade };
    }
}
