using CompNeuro.Simulation;

namespace CompNeuro.Figures;

/// <summary>Figures of what a network did.</summary>
public static class NetworkPlots
{
    /// <summary>Every spike as a tick: when, and of which cell.</summary>
    public static Figure Plot(this Raster raster)
    {
        ArgumentNullException.ThrowIfNull(raster);
        return Figures.Plot.Raster(raster.Trains().Select(train => train.Times)).WithAxes("t (ms)", "cell");
    }

    /// <summary>The rate of a population over time.</summary>
    public static Figure Plot(this RateTrace rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return Figures.Plot.Line(rate.Time, rate.Rate).WithAxes("t (ms)", "firing rate (Hz)");
    }
}
