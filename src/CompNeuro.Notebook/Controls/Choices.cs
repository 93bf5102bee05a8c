using System.Text.Json.Nodes;

namespace CompNeuro.Notebook.Controls;

/// <summary>A list of which one entry is chosen, told apart by its place: two entries may have equal values. The first one at the start.</summary>
internal sealed class Dropdown<T> : Control<T>
{
    private readonly IReadOnlyList<(string Label, T Value)> options;

    public Dropdown(IReadOnlyList<(string Label, T Value)> options)
    {
        if (options.Count == 0 || options.Select(option => option.Label).Distinct().Count() < options.Count || options.Any(option => option.Value is null))
        {
            throw new ArgumentException("A drop-down needs at least one option; no two may have the same label, and none may be null.");
        }

        this.options = options;
    }

    public override object Start => 0;

    public override string Widget => "Dropdown";

    public override JsonObject WidgetState(string name) => new()
    {
        ["description"] = name, ["description_allow_html"] = true, ["_options_labels"] = new JsonArray([.. options.Select(option => JsonValue.Create(option.Label))]), ["index"] = 0,
    };

    public override object? Read(JsonObject message, object before) =>
        message["index"] is JsonValue value && value.TryGetValue<int>(out var index) && index >= 0 && index < options.Count ? index : null;

    public override string Text(object value) => options[(int)value].Label;

    internal override object ForModel(object value) => options[(int)value].Value!;

    internal override IReadOnlyList<object> Spread(int most) => [.. Enumerable.Range(0, Math.Min(most, options.Count)).Select(i => (object)i)];

    internal override string Html(IReadOnlyList<object> values) => $"<select autocomplete=\"off\">{string.Concat(values.Select(value => $"<option>{Escape(Text(value))}</option>"))}</select>";
}

/// <summary>A box that is checked or not.</summary>
internal sealed class Checkbox(bool start) : Control<bool>
{
    public override object Start => start;

    public override string Widget => "Checkbox";

    public override JsonObject WidgetState(string name) => new() { ["description"] = name, ["description_allow_html"] = true, ["value"] = start, ["indent"] = true };

    public override object? Read(JsonObject message, object before) => message["value"] is JsonValue value && value.TryGetValue<bool>(out var isChecked) ? isChecked : null;

    public override string Text(object value) => (bool)value ? "yes" : "no";

    internal override IReadOnlyList<object> Spread(int most) => most < 2 ? [start] : [false, true];

    internal override string Html(IReadOnlyList<object> values) => $"<input type=\"checkbox\" autocomplete=\"off\"{(start ? " checked" : "")}>";
}

/// <summary>A button whose value is how often it was pressed.</summary>
internal sealed class Button(string text) : Control<int>
{
    // On a page without a kernel each press needs a picture of its own.
    private const int MostPresses = 6;

    public override object Start => 0;

    public override string Widget => "Button";

    public override JsonObject WidgetState(string name) => new() { ["description"] = text };

    public override object? Read(JsonObject message, object before) => message["event"]?.ToString() is "click" ? (int)before + 1 : null;

    public override string Text(object value) => Numbers.Of(value);

    internal override IReadOnlyList<object> Spread(int most) => [.. Enumerable.Range(0, Math.Min(most, MostPresses)).Select(i => (object)i)];

    internal override string Html(IReadOnlyList<object> values) => $"<button type=\"button\">{Escape(text)}</button>";
}
