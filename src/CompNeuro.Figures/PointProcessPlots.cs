using CompNeuro.Neurons.PointProcess;

namespace CompNeuro.Figures;

/// <summary>Basis functions, fitted filters and goodness of fit of point processes.</summary>
public static class PointProcessPlots
{
    /// <summary>Every function of a basis over time.</summary>
    public static Figure Plot(this SampledBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return new(new Panel(new Axis("time back", "ms"), new Axis("basis function", "1"), basis.Functions.Select(function => new Curve("", basis.Times, function))));
    }

    /// <summary>A filter with a band of two standard errors around it, and where it is known the true one, dashed.</summary>
    /// <param name="filter">As from <c>fit["history"]</c>.</param>
    /// <param name="truth">One value for each bin back, from the first of the filter on; beyond its end it is zero.</param>
    /// <param name="legend">Whether the curves have names: where many panels show the same three, one is enough.</param>
    public static Figure Plot(this FittedFilter filter, IReadOnlyList<double>? truth = null, bool legend = true)
    {
        ArgumentNullException.ThrowIfNull(filter);
        string Named(string name) => legend ? name : "";
        Series[] series =
        [
            new Band(Named("± 2 s.e."), filter.Times, Around(-2), Around(2)) { Colour = 0 },
            new Curve(Named("fitted"), filter.Times, filter.Values) { Colour = 0 },
            .. truth is null ? Array.Empty<Series>() : [new Curve(Named("true"), filter.Times, filter.Times.Select((_, lag) => truth.ElementAtOrDefault(lag)), CurveStyle.DashedLine) { Colour = 1 }],
            new ReferenceLine("", 0, isVertical: false),
        ];
        return new(new Panel(new Axis("time back", "ms"), new Axis("change of ln λ", "1"), series) { Title = filter.Name });

        IEnumerable<double> Around(double errors) => filter.Values.Zip(filter.StandardErrors, (value, error) => value + errors * error);
    }

    /// <summary>How well held-out data are predicted with each ridge.</summary>
    public static Figure Plot(this RidgeCrossValidation validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        return Figures.Plot.LinesAndPoints(validation.Ridges, ("", validation.BitsPerSpike)).LogX().WithAxes("ridge (1)", "held-out bits/spike");
    }

    /// <summary>
    /// The plot of Kolmogorov and Smirnov with its diagonal taken away: how far the distribution of z lies above the uniform one, and the band that right models keep to.
    /// </summary>
    /// <param name="rescaling">As from <see cref="ConditionalIntensity.Rescaled"/>.</param>
    /// <param name="name">The curve's name in the legend.</param>
    /// <param name="others">More of them, of as many intervals.</param>
    public static Figure Plot(this TimeRescaling rescaling, string name = "", params IReadOnlyList<(string Name, TimeRescaling Rescaling)> others)
    {
        ArgumentNullException.ThrowIfNull(rescaling);
        return new(new Panel(new Axis("z", "1") { Minimum = 0, Maximum = 1 }, new Axis("share below z, minus z", "1"),
        [
            new Band("95 % of right models", [0, 1], [-rescaling.Band, -rescaling.Band], [rescaling.Band, rescaling.Band]) { Colour = Theme.Neutral },
            .. others.Prepend((Name: name, Rescaling: rescaling)).Select(one => new Curve(one.Name, one.Rescaling.Sorted, one.Rescaling.Uniform.Zip(one.Rescaling.Sorted, (share, z) => share - z))),
        ]));
    }
}
