using System.Text.Json.Nodes;

namespace CompNeuro.Notebook.Controls;

/// <summary>Something on the page by which a reader sets a value. A description: it holds no value of its own, and may be used more than once.</summary>
public abstract class Control
{
    private protected Control()
    {
    }

    /// <summary>Stands behind the value, such as <c>µA/cm²</c>; empty where there is none.</summary>
    public string Unit { get; private protected init; } = "";

    /// <summary>The value before anything was set.</summary>
    public abstract object Start { get; }

    /// <summary>The Jupyter widget that shows this control: <c>FloatSlider</c>, <c>Dropdown</c>, …</summary>
    public abstract string Widget { get; }

    /// <summary>What that widget needs to know, by the names it uses.</summary>
    public abstract JsonObject WidgetState(string name);

    /// <summary>The value that a message of the widget gives; null when it gives none.</summary>
    /// <param name="message">The changed part of its state, or its event.</param>
    /// <param name="before">The value so far.</param>
    public abstract object? Read(JsonObject message, object before);

    /// <summary>A value as a reader is told it, with its unit.</summary>
    public abstract string Text(object value);

    /// <summary>What the model is given for a value.</summary>
    internal virtual object ForModel(object value) => value;

    /// <summary>At most so many values in order, spread over all that can be set; the start is one of them.</summary>
    internal abstract IReadOnlyList<object> Spread(int most);

    /// <summary>The element by which a page without a kernel steps through <see cref="Spread"/>. A browser must not remember how it was left: the picture starts anew.</summary>
    internal abstract string Html(IReadOnlyList<object> values);

    private protected static string Escape(string text) => Figures.Symbol.Escape(text);
}

/// <summary>A control that gives values of one type.</summary>
public abstract class Control<T> : Control
{
    private protected Control()
    {
    }
}
