using System.Globalization;
using System.Numerics;

namespace CompNeuro.Notebook;

/// <summary>Numbers as a student reads them: six digits, and a minus sign that can be copied into code.</summary>
internal static class Numbers
{
    public static string Of(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        0 => "0",
        _ => value.ToString("G6", CultureInfo.InvariantCulture),
    };

    public static string Of(Complex value) => value.Imaginary == 0
        ? Of(value.Real)
        : $"{Of(value.Real)} {(double.IsNegative(value.Imaginary) ? '-' : '+')} {Of(Math.Abs(value.Imaginary))}i";

    public static string Of(object? value) => value switch
    {
        null => "",
        double number => Of(number),
        float number => Of((double)number),
        Complex number => Of(number),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
