using System.Globalization;

namespace CompNeuro.Figures.Drawing;

/// <summary>A mark on an axis; the text is empty for a minor one.</summary>
internal readonly record struct Tick(double Value, string Text);

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten, or powers of ten on a logarithmic axis.</summary>
internal static class Ticks
{
    public static IReadOnlyList<Tick> Of(Scale scale, int about)
    {
        if (!scale.IsLogarithmic)
        {
            return Linear(scale.Minimum, scale.Maximum, about);
        }

        var decades = Math.Log10(scale.Maximum) - Math.Log10(scale.Minimum);
        return decades < 0.7 ? Linear(scale.Minimum, scale.Maximum, about) : Logarithmic(scale, decades, about);
    }

    /// <summary>Ticks at whole numbers only, for counts such as the trains of a raster.</summary>
    public static IReadOnlyList<Tick> Whole(Scale scale, int about) =>
        [.. Linear(scale.Minimum, scale.Maximum, Math.Min(about, (int)Math.Max(1, scale.Maximum - scale.Minimum)))
            .Where(tick => tick.Value == Math.Round(tick.Value)).Select(tick => new Tick(tick.Value, tick.Value.ToString("F0", CultureInfo.InvariantCulture)))];

    // At least two, so that the axis can be read: a wish for few ticks gives way.
    private static List<Tick> Linear(double minimum, double maximum, int about)
    {
        var ticks = WithSteps(minimum, maximum, about);
        return ticks.Count >= 2 ? ticks : Linear(minimum, maximum, about + 1);
    }

    private static List<Tick> WithSteps(double minimum, double maximum, int about)
    {
        var raw = (maximum - minimum) / Math.Max(1, about);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var ticks = new List<Tick>();
        for (var i = Math.Ceiling(minimum / step - 1e-9); i * step <= maximum + 1e-9 * step; i++)
        {
            ticks.Add(new Tick(i * step, Number(i * step, step)));
        }

        return ticks;
    }

    // As above: two numbers at least.
    private static List<Tick> Logarithmic(Scale scale, double decades, int about)
    {
        var every = Math.Max(1, (int)Math.Ceiling(decades / Math.Max(1, about)));
        while (every > 1 && Decades(scale, decades, every).Count(tick => tick.Text is not "") < 2)
        {
            every--;
        }

        return Decades(scale, decades, every);
    }

    private static List<Tick> Decades(Scale scale, double decades, int every)
    {
        var ticks = new List<Tick>();
        int[] labelled = decades < 2 ? [1, 2, 5] : [1];
        for (var exponent = (int)Math.Floor(Math.Log10(scale.Minimum)); exponent <= Math.Log10(scale.Maximum) + 1e-9; exponent++)
        {
            for (var digit = 1; digit <= 9; digit++)
            {
                var value = digit * Math.Pow(10, exponent);
                if (value >= scale.Minimum * (1 - 1e-9) && value <= scale.Maximum * (1 + 1e-9))
                {
                    ticks.Add(new Tick(value, exponent % every == 0 && labelled.Contains(digit) ? Number(value, value) : ""));
                }
            }
        }

        return ticks;
    }

    private static string Number(double value, double step)
    {
        var exponent = (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(value), step)) + 1e-9);
        var digits = (int)Math.Floor(Math.Log10(step) + 1e-9);
        var text = exponent is < -4 or > 5
            ? Mantissa(value / Math.Pow(10, exponent), exponent - digits) + "10" + Superscript(exponent)
            : Math.Round(value, Math.Max(0, -digits)).ToString("F" + Math.Max(0, -digits), CultureInfo.InvariantCulture);
        return value == 0 ? "0" : text.Replace('-', '−');
    }

    private static string Mantissa(double mantissa, int decimals) => Math.Round(mantissa, 9) == 1 ? "" : mantissa.ToString("F" + Math.Max(0, decimals), CultureInfo.InvariantCulture) + "·";

    private static string Superscript(int exponent) =>
        string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}
