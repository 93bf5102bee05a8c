using System.Collections.Immutable;

namespace CompNeuro.Figures;

/// <summary>One pair of axes and what is drawn in it.</summary>
public sealed record Panel
{
    /// <exception cref="ArgumentException">No series, or a logarithmic axis with values that are not positive.</exception>
    public Panel(Axis x, Axis y, IEnumerable<Series> series)
    {
        (X, Y, Series) = (x, y, [.. series]);
        if (Series.Length == 0)
        {
            throw new ArgumentException("A panel needs at least one series to draw.");
        }

        foreach (var one in Series)
        {
            Data.MustSuitLogarithm(x, one.Name is "" ? "the data" : $"series '{one.Name}'", one.AllX);
            Data.MustSuitLogarithm(y, one.Name is "" ? "the data" : $"series '{one.Name}'", one.AllY);
        }
    }

    public Axis X { get; }

    public Axis Y { get; }

    public ImmutableArray<Series> Series { get; }

    /// <summary>A heading above this panel alone; empty for none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The panel's height relative to the others of its column.</summary>
    public double Height { get; init; } = 1;

    /// <summary>Whether it shares its x axis with the other panels of its column that measure the same.</summary>
    public bool SharesX { get; init; } = true;

    internal bool SharesXWith(Panel other) => ReferenceEquals(this, other) || (SharesX && other.SharesX && X == other.X);

    internal Panel With(Axis? x = null, Axis? y = null, IEnumerable<Series>? series = null) =>
        new(x ?? X, y ?? Y, series ?? Series) { Title = Title, Height = Height, SharesX = SharesX };
}
