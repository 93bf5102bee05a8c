namespace CompNeuro.Figures;

/// <summary>One axis of a panel: what is measured along it, in which unit, over which range.</summary>
/// <param name="Label">The quantity, for example <c>V</c> or <c>[K]ₒ</c>.</param>
/// <param name="Unit">Its unit, for example <c>mV</c>; empty or <c>1</c> for a dimensionless number.</param>
public sealed record Axis(string Label, string Unit = "")
{
    public bool IsLogarithmic { get; init; }

    /// <summary>Where the axis starts; null to follow the data.</summary>
    public double? Minimum { get; init; }

    /// <summary>Where the axis ends; null to follow the data.</summary>
    public double? Maximum { get; init; }

    /// <summary>Reads <c>V (mV)</c> as the quantity <c>V</c> in <c>mV</c>. Text without a unit in brackets at its end is all label.</summary>
    public static Axis Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var open = text.LastIndexOf(" (", StringComparison.Ordinal);
        return open > 0 && text.EndsWith(')')
            ? new Axis(text[..open].TrimEnd(), text[(open + 2)..^1])
            : new Axis(text);
    }

    /// <summary>The text beside the axis: quantity, and unit in brackets where there is one.</summary>
    public override string ToString() => Unit is "" or "1" ? Label : $"{Label} ({Unit})";

    internal Axis WithRange(double minimum, double maximum)
    {
        var largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        if (!(largest <= Data.Largest && maximum - minimum > Drawing.Scale.LeastSpan(largest)))
        {
            throw new ArgumentException($"Axis {this}: the range must run from a smaller to a larger finite number, but it was given as {minimum} to {maximum}.");
        }

        return this with { Minimum = minimum, Maximum = maximum };
    }
}
