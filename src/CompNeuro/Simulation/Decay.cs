using System.Runtime.CompilerServices;
using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>Exponential decay over a step.</summary>
internal static class Decay
{
    /// <summary>The mean over a step of what starts at 1 and decays with time constant tau.</summary>
    public static double Mean(double tau, double step) => -Special.ExpM1(-step / tau) * tau / step;

    /// <summary>x a step later, if dx/dt = drive − decay·x with both constant: a step of exponential Euler.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T After<T>(T x, T drive, T decay, T step)
        where T : unmanaged, IReal<T>
    {
        var end = drive / decay;
        return T.FusedMultiplyAdd(x - end, T.ExpOfSmall(-step * decay), end);
    }
}
