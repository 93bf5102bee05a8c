using System.Numerics;
using CompNeuro.Biophysics.Cables;

namespace CompNeuro.Figures;

/// <summary>How voltage falls along cables and trees, with distance in length constants so that one can be laid over the other.</summary>
public static class CablePlots
{
    /// <summary>The voltage along the cable over the one at its start, where the current is.</summary>
    /// <param name="cable">A cable of finite length, or its first <c>Length</c>.</param>
    /// <param name="name">The curve's name in the legend.</param>
    /// <param name="frequency">Of the current, Hz.</param>
    public static Figure PlotDecay(this Cable cable, string name = "", double frequency = 0)
    {
        ArgumentNullException.ThrowIfNull(cable);
        var places = MathNet.Numerics.Generate.LinearSpaced(101, 0, cable.Length);
        return Decay(name, CurveStyle.Line, places.Select(x => x / cable.lambda), places.Select(x => cable.VoltageRatio(0, x, frequency)));
    }

    /// <summary>The voltage at places on every branch, as points, over the one at the root's start, where the current is.</summary>
    /// <inheritdoc cref="PlotDecay(Cable, string, double)"/>
    /// <param name="tree">The tree.</param>
    public static Figure PlotDecay(this DendriticTree tree, string name = "", double frequency = 0)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var places = tree.Places(6);
        return Decay(name, CurveStyle.Points, places.Select(tree.ElectrotonicDistance), places.Select(place => tree.VoltageRatio(default, place, frequency)));
    }

    private static Figure Decay(string name, CurveStyle style, IEnumerable<double> X, IEnumerable<Complex> ratio) =>
        new(new Panel(new Axis("distance from the start", "λ"), new Axis("V/V₀", "1") { Minimum = 0, Maximum = 1 }, [new Curve(name, X, ratio.Select(value => value.Magnitude), style)]));
}
