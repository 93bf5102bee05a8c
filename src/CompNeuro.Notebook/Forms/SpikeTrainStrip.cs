using CompNeuro.Figures;
using CompNeuro.SpikeTrains;
using MathNet.Numerics.Statistics;

namespace CompNeuro.Notebook.Forms;

/// <summary>A spike train: its ticks along time, its rate, and the coefficient of variation of its intervals.</summary>
internal static class SpikeTrainStrip
{
    public static Shown Of(SpikeTrain train)
    {
        var intervals = train.InterspikeIntervals;
        var variation = intervals.Count < 2 ? "" : $", CV of intervals {Numbers.Of(intervals.StandardDeviation() / intervals.Mean())}";
        var text = $"{train.Count} {(train.Count == 1 ? "spike" : "spikes")} in {Numbers.Of(train.Duration)} ms: {Numbers.Of(train.Rate)} Hz{variation}";
        var strip = Plot.Raster([train.Times]).WithXRange(0, train.Duration).WithAspect(0.14);
        return new(text, $"<div>{text}</div>{strip.ToSvg()}");
    }
}
