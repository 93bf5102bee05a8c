using System.Collections.Immutable;

namespace CompNeuro.Figures;

/// <summary>Something drawn in a panel. Its numbers are kept whole; only the drawing is thinned out.</summary>
/// <param name="Name">Shown in the legend; empty for a series that needs none.</param>
public abstract record Series(string Name)
{
    /// <summary>The unit of the values; empty where it is that of the panel's y axis.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The colour's place in the theme's palette; null to take the next free one.</summary>
    public int? Colour { get; init; }

    /// <summary>Every x of the series that the x axis must show.</summary>
    public abstract IEnumerable<double> AllX { get; }

    /// <summary>Every y of the series that the y axis must show.</summary>
    public abstract IEnumerable<double> AllY { get; }

    private protected string Title => Name is "" ? "The series" : $"Series '{Name}'";
}

/// <summary>How the points of a <see cref="Curve"/> are drawn.</summary>
public enum CurveStyle
{
    Line,
    DashedLine,
    LineAndPoints,
    Points,

    /// <summary>Each value is held until the next x.</summary>
    Step,
}

/// <summary>A quantity y against x. NaN in y, where allowed, is a gap in the line.</summary>
public sealed record Curve : Series
{
    /// <exception cref="ArgumentException">No values, different lengths, or a value that is not finite; the message names the series and the place.</exception>
    public Curve(string name, IEnumerable<double> x, IEnumerable<double> y, CurveStyle style = CurveStyle.Line, bool gaps = false)
        : base(name)
    {
        (X, Y, Style) = ([.. x], [.. y], style);
        Data.MustMatch(Title, "x", X, "y", Y);
        Data.MustBeFinite(Title, "x", X);
        Data.MustBeFinite(Title, "y", Y, X, gaps);
    }

    public ImmutableArray<double> X { get; }

    public ImmutableArray<double> Y { get; }

    public CurveStyle Style { get; init; }

    /// <summary>The width of the line relative to that of the theme: less than 1 for what stands in the background.</summary>
    public double Weight { get; init; } = 1;

    public override IEnumerable<double> AllX => X;

    public override IEnumerable<double> AllY => Y.Where(double.IsFinite);
}

/// <summary>The area between two curves, for example mean ± standard deviation.</summary>
public sealed record Band : Series
{
    /// <exception cref="ArgumentException">No values, different lengths, or a value that is not finite.</exception>
    public Band(string name, IEnumerable<double> x, IEnumerable<double> lower, IEnumerable<double> upper)
        : base(name)
    {
        (X, Lower, Upper) = ([.. x], [.. lower], [.. upper]);
        Data.MustMatch(Title, "x", X, "lower", Lower);
        Data.MustMatch(Title, "x", X, "upper", Upper);
        Data.MustBeFinite(Title, "x", X);
        Data.MustBeFinite(Title, "lower", Lower, X);
        Data.MustBeFinite(Title, "upper", Upper, X);
    }

    public ImmutableArray<double> X { get; }

    public ImmutableArray<double> Lower { get; }

    public ImmutableArray<double> Upper { get; }

    public override IEnumerable<double> AllX => X;

    public override IEnumerable<double> AllY => Lower.Concat(Upper);
}

/// <summary>A labelled horizontal or vertical line at one value, for example a reversal potential or the onset of a step.</summary>
public sealed record ReferenceLine : Series
{
    public ReferenceLine(string name, double value, bool isVertical)
        : base(name)
    {
        Data.MustBeFinite(Title, "value", [value]);
        (Value, IsVertical) = (value, isVertical);
    }

    public double Value { get; }

    public bool IsVertical { get; }

    public override IEnumerable<double> AllX => IsVertical ? [Value] : [];

    public override IEnumerable<double> AllY => IsVertical ? [] : [Value];
}

/// <summary>Spike times as ticks, one row per train; the first train is row 1.</summary>
public sealed record SpikeRaster : Series
{
    public SpikeRaster(string name, IEnumerable<IEnumerable<double>> trains)
        : base(name)
    {
        Trains = [.. trains.Select(train => train.ToImmutableArray())];
        foreach (var train in Trains)
        {
            Data.MustBeFinite(Title, "spike time", train);
        }
    }

    public ImmutableArray<ImmutableArray<double>> Trains { get; }

    /// <summary>Half the height of a tick, in rows. Among many trains it reaches over its neighbours, or nobody could see it.</summary>
    internal double Reach => Math.Max(0.4, Trains.Length / 200.0);

    public override IEnumerable<double> AllX => Trains.SelectMany(train => train);

    public override IEnumerable<double> AllY => [0.5, Math.Max(1, Trains.Length) + 0.5];
}
