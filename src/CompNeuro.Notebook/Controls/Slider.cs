using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace CompNeuro.Notebook.Controls;

/// <summary>A slider over whole numbers or over real ones.</summary>
internal sealed class Slider<T> : Control<T>
    where T : struct, INumber<T>
{
    private const int MostDecimals = 8;

    private static readonly bool IsWhole = typeof(T) == typeof(int);

    private readonly T from;
    private readonly T to;
    private readonly T step;
    private readonly T start;

    /// <exception cref="ArgumentException">The range is empty, or the start or the step lies outside.</exception>
    public Slider(T from, T to, T start, T step, string unit)
    {
        var length = Number(to) - Number(from);
        if (!(from < to) || !double.IsFinite(length))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A slider goes from a lower to a higher number, and not from {from} to {to}."));
        }

        if (!(step > T.Zero) || Number(step) > length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The step of a slider from {from} to {to} must be above 0 and at most {length}; it is {step}."));
        }

        if (!(start >= from && start <= to))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A slider from {from} to {to} cannot start at {start}."));
        }

        (this.from, this.to, this.step, this.start, Unit) = (from, to, step, start, unit);
    }

    public override object Start => start;

    public override string Widget => IsWhole ? "IntSlider" : "FloatSlider";

    public override JsonObject WidgetState(string name) => new()
    {
        ["description"] = name, ["description_allow_html"] = true,
        ["min"] = Number(from), ["max"] = Number(to), ["step"] = Number(step), ["value"] = Number(start), ["readout_format"] = ReadoutFormat(),
    };

    public override object? Read(JsonObject message, object before) =>
        message["value"] is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? Within(number) : null;

    public override string Text(object value) => $"{Numbers.Of(value)} {Unit}".TrimEnd();

    internal override IReadOnlyList<object> Spread(int most)
    {
        // Of what the slider can be set to, every so many, and the last: round numbers where the step is one.
        var steps = Math.Floor((Number(to) - Number(from)) / Number(step) * (1 + 1e-9));
        var stride = Math.Ceiling(steps / Math.Max(1, most - 1));
        object[] values = [.. Enumerable.Range(0, (int)Math.Ceiling(steps / stride) + 1).Select(i => Within(Number(from) + Math.Min(i * stride, steps) * Number(step))).Distinct()];
        values[values.Index().MinBy(value => T.Abs((T)value.Item - start)).Index] = start;
        return values;
    }

    internal override string Html(IReadOnlyList<object> values) =>
        $"<input type=\"range\" autocomplete=\"off\" style=\"width:18em;max-width:60%\" min=\"0\" max=\"{values.Count - 1}\" value=\"{values.Index().First(value => value.Item.Equals(start)).Index}\"> <output>{Escape(Text(start))}</output>";

    private static double Number(T value) => double.CreateChecked(value);

    // Steps of binary fractions add up to 0.30000000000000004 where the reader of the page sees 0.3.
    private T Within(double number) =>
        T.Clamp(T.CreateChecked(IsWhole ? Math.Round(number) : double.Parse(number.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)), from, to);

    private string ReadoutFormat()
    {
        var decimals = Enumerable.Range(0, MostDecimals).FirstOrDefault(digits => Math.Abs(Number(step) - Math.Round(Number(step), digits)) < 1e-9 * Number(step), MostDecimals);
        return IsWhole ? "d" : decimals < MostDecimals ? $".{decimals}f" : ".4g";
    }
}
