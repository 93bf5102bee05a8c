using CompNeuro.Maths;

namespace CompNeuro.Dynamics;

/// <summary>A line in a phase plane: its points in order.</summary>
public sealed record PlaneCurve(double[] X, double[] Y);

/// <summary>What a model of two variables does under a constant input, as seen in a rectangle of its phase plane.</summary>
public sealed class PhasePlane<TState>
    where TState : unmanaged
{
    // Of the rectangle: the finest detail of a nullcline that is seen.
    private const int Cells = 200;

    private readonly Lazy<IReadOnlyList<Equilibrium<TState>>> equilibria;
    private readonly Lazy<IReadOnlyList<PlaneCurve>>[] nullclines;

    internal PhasePlane(IModel<TState> model, double input, (double Low, double High) x, (double Low, double High) y)
    {
        (Model, Input, X, Y) = (model, input, x, y);
        nullclines = [new(() => Nullcline(0)), new(() => Nullcline(1))];
        equilibria = new(() => PlaneEquilibria.Of(this));
    }

    public IModel<TState> Model { get; }

    /// <summary>The constant input, in the model's unit.</summary>
    public double Input { get; }

    /// <summary>The range of the first variable.</summary>
    public (double Low, double High) X { get; }

    /// <summary>The range of the second variable.</summary>
    public (double Low, double High) Y { get; }

    /// <summary>What the two variables are called, and their units.</summary>
    public IReadOnlyList<(string Name, string Unit)> Variables => [.. StateLayout<TState>.Named(Model).Select(variable => (variable.Name, variable.Unit))];

    /// <summary>Where the first variable stands still. Every point lies on it to rounding; details smaller than a 200th of the rectangle may be missed.</summary>
    public IReadOnlyList<PlaneCurve> XNullcline => nullclines[0].Value;

    /// <summary>Where the second variable stands still.</summary>
    /// <inheritdoc cref="XNullcline"/>
    public IReadOnlyList<PlaneCurve> YNullcline => nullclines[1].Value;

    /// <summary>Every equilibrium in the rectangle, from left to right: where the nullclines meet.</summary>
    public IReadOnlyList<Equilibrium<TState>> Equilibria => equilibria.Value;

    /// <summary>Where some of the equilibria stand, as in <c>plane.EquilibriumPoints(e => e.IsStable)</c>.</summary>
    public IReadOnlyList<(double X, double Y)> EquilibriumPoints(Func<Equilibrium<TState>, bool> which) => [.. Equilibria.Where(which).Select(equilibrium => Place(equilibrium.State))];

    /// <summary>The stable manifolds of the saddles, two branches each: the states that end in the saddle. They part the states that pass it on one side from those that pass it on the other.</summary>
    public IReadOnlyList<PlaneCurve> StableManifolds => PlaneManifolds.OfSaddles(this, stable: true);

    /// <summary>The unstable manifolds of the saddles, two branches each: where states go that start beside the saddle.</summary>
    public IReadOnlyList<PlaneCurve> UnstableManifolds => PlaneManifolds.OfSaddles(this, stable: false);

    /// <summary>The unstable cycles in the rectangle that surround a stable equilibrium and bound its basin, one turn each.</summary>
    public IReadOnlyList<PlaneCurve> UnstableCycles => PlaneManifolds.UnstableCycles(this);

    /// <summary>The borders between the states that end up in different places: <see cref="StableManifolds"/> and <see cref="UnstableCycles"/>.</summary>
    public IReadOnlyList<PlaneCurve> BasinBorders => [.. StableManifolds, .. UnstableCycles];

    /// <summary>The rate of change of the state at each point of an even grid.</summary>
    /// <param name="columns">How many points across; as many up.</param>
    public IReadOnlyList<(double X, double Y, double XRate, double YRate)> Field(int columns = 20)
    {
        if (columns < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(columns), columns, $"A field of {columns} columns cannot be drawn: give 2 or more.");
        }

        double At((double Low, double High) range, int k) => range.Low + (range.High - range.Low) * (k + 0.5) / columns;
        return
        [
            .. from i in Enumerable.Range(0, columns)
               from j in Enumerable.Range(0, columns)
               let rate = Rate(At(X, i), At(Y, j))
               select (At(X, i), At(Y, j), rate.X, rate.Y),
        ];
    }

    internal static (double X, double Y) Place(TState state)
    {
        var numbers = StateLayout<TState>.Numbers(ref state);
        return (numbers[0], numbers[1]);
    }

    internal (double X, double Y) Rate(double x, double y)
    {
        ReadOnlySpan<double> state = [x, y];
        var rate = Model.Derivative(StateLayout<TState>.State(state), Input);
        var numbers = StateLayout<TState>.Numbers(ref rate);
        return (numbers[0], numbers[1]);
    }

    /// <summary>How far a point lies inside the rectangle, as a part of its size; negative outside.</summary>
    internal double Inside(double x, double y) => Math.Min(
        Math.Min(x - X.Low, X.High - x) / (X.High - X.Low),
        Math.Min(y - Y.Low, Y.High - y) / (Y.High - Y.Low));

    /// <summary>The distance of two points in units of the rectangle.</summary>
    internal double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(Math.Pow((a.X - b.X) / (X.High - X.Low), 2) + Math.Pow((a.Y - b.Y) / (Y.High - Y.Low), 2));

    private IReadOnlyList<PlaneCurve> Nullcline(int variable) =>
    [
        .. ZeroContour.Of((x, y) => variable == 0 ? Rate(x, y).X : Rate(x, y).Y, X, Y, Cells)
            .Select(line => new PlaneCurve([.. line.Select(point => point.X)], [.. line.Select(point => point.Y)])),
    ];
}

/// <summary>The phase plane of a model.</summary>
public static class PhasePlanes
{
    /// <summary>A rectangle of the phase plane of a model with two variables: <c>ml.PhasePlane(40, x: (-70, 50), y: (-0.05, 0.6))</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The constant input, in its unit.</param>
    /// <param name="x">The range of the first variable.</param>
    /// <param name="y">The range of the second variable.</param>
    public static PhasePlane<TState> PhasePlane<TState>(this IModel<TState> model, double input, (double Low, double High) x, (double Low, double High) y)
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        if (StateLayout<TState>.Count != 2)
        {
            throw new ArgumentException($"{model.GetType().Name} has {StateLayout<TState>.Count} variables: only a model with two has a phase plane.", nameof(model));
        }

        if (!double.IsFinite(input))
        {
            throw new ArgumentOutOfRangeException(nameof(input), input, $"input = {input} is not possible: it must be a finite number.");
        }

        foreach (var (low, high, name) in new[] { (x.Low, x.High, nameof(x)), (y.Low, y.High, nameof(y)) })
        {
            if (!(low < high) || !double.IsFinite(high - low))
            {
                throw new ArgumentOutOfRangeException(name, $"The range of {name} from {low} to {high} is not possible: both must be finite and the second larger.");
            }
        }

        return new(model, input, x, y);
    }
}
