using MathNet.Numerics.RootFinding;

namespace CompNeuro.Biophysics;

/// <summary>
/// How strong a rectangular pulse of each width must be to make the membrane fire, beside the two classical laws drawn through the same
/// rheobase and chronaxie. Short pulses need a constant charge, long ones a constant current.
/// </summary>
/// <param name="Widths">Pulse widths, ascending, ms.</param>
/// <param name="Thresholds">The weakest pulse of each width that brings a spike, µA/cm².</param>
/// <param name="Rheobase">The threshold of an endless pulse, µA/cm².</param>
/// <param name="Chronaxie">The width at which the threshold is twice the rheobase, ms.</param>
public sealed record StrengthDuration(double[] Widths, double[] Thresholds, [property: Unit("µA/cm²")] double Rheobase, [property: Unit("ms")] double Chronaxie)
{
    /// <summary>The charge of each threshold pulse, nC/cm².</summary>
    public double[] Charges => [.. Widths.Zip(Thresholds, (width, current) => width * current)];

    /// <summary>Lapicque (1907), the law of a passive membrane with a fixed voltage threshold: I = Irh/(1 − e^(−w/τ)), where the chronaxie is τ ln 2.</summary>
    public double[] Lapicque => Array.ConvertAll(Widths, width => Rheobase / (1 - Math.Exp(-Math.Log(2) * width / Chronaxie)));

    /// <summary>Weiss (1901), the law of a charge threshold that grows evenly with the width: I = Irh(1 + chronaxie/w).</summary>
    public double[] Weiss => Array.ConvertAll(Widths, width => Rheobase * (1 + Chronaxie / width));
}

/// <summary>Strength–duration curve of the Hodgkin–Huxley membrane.</summary>
public static class HodgkinHuxleyStrengthDuration
{
    /// <summary>The threshold current at each pulse width (ms), with rheobase and chronaxie.</summary>
    public static StrengthDuration StrengthDuration(this HodgkinHuxley hh, IEnumerable<double> widths)
    {
        ArgumentNullException.ThrowIfNull(hh);
        ArgumentNullException.ThrowIfNull(widths);
        double[] ascending = [.. widths.Order()];
        if (ascending.FirstOrDefault(width => !(width > 0), 1) is var bad && !(bad > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(widths), bad, $"A pulse cannot last {bad} ms: give positive widths.");
        }

        var rheobase = hh.Rheobase();
        var thresholds = new double[ascending.Length];
        Parallel.For(0, ascending.Length, k => thresholds[k] = hh.ThresholdCurrent(ascending[k]));
        return new(ascending, thresholds, rheobase, Chronaxie(hh, rheobase));
    }

    private static double Chronaxie(HodgkinHuxley hh, double rheobase) =>
        Math.Exp(Brent.FindRoot(log => hh.ThresholdCurrent(Math.Exp(log)) / rheobase - 2, Math.Log(0.001), Math.Log(100), 1e-6));
}
