using CompNeuro.Dynamics;
using CompNeuro.Neurons;

namespace CompNeuro.Figures;

/// <summary>Figures of the patterns of Izhikevich's neuron.</summary>
public static class IzhikevichPlots
{
    /// <summary>The potential in one or several runs of a pattern, and below it the course of the input, not to scale.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="runs">Runs of it, with their names; unnamed ones need no legend.</param>
    public static Figure Plot(this IzhikevichPattern pattern, params IReadOnlyList<(string Name, Simulation<Izhikevich.State> Run)> runs)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var times = Enumerable.Range(0, 1001).Select(k => k * pattern.Duration / 1000).ToArray();
        var input = times.Select(pattern.Input.At).ToArray();
        var (least, span) = (input.Min(), input.Max() - input.Min());
        var below = new Curve("", times, input.Select(I => -98 + 12 * (I - least) / span)) { Colour = Theme.Neutral };
        return new Figure(new Panel(new Axis("t", "ms").WithRange(0, pattern.Duration), new Axis("v", "mV").WithRange(-100, 35), [below, .. runs.Select(Potential)]))
            .WithTitle($"{pattern.Letter} {pattern.Name}");
    }

    private static Curve Potential((string Name, Simulation<Izhikevich.State> Run) one)
    {
        var (time, values) = one.Run.Line("v");
        return new(one.Name, time, values);
    }
}
