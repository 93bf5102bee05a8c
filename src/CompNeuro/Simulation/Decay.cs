namespace CompNeuro.Simulation;

/// <summary>Exponential decay over a step.</summary>
internal static class Decay
{
    /// <summary>The mean over a step of what starts at 1 and decays with time constant tau.</summary>
    public static double Mean(double tau, double step) => -double.ExpM1(-step / tau) * tau / step;
}
