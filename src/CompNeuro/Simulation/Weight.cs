using CompNeuro.Maths;

namespace CompNeuro.Simulation;

/// <summary>The weights of the synapses of a connection: one number for all, or drawn for each.</summary>
public abstract record Weight
{
    private Weight()
    {
    }

    /// <summary>The same for all.</summary>
    public static implicit operator Weight(double weight) => new Same(Finite(weight));

    /// <summary>The same for all.</summary>
    public static Weight FromDouble(double weight) => weight;

    /// <summary>Evenly distributed between two numbers.</summary>
    public static Weight Uniform(double low, double high) => Finite(high) >= Finite(low)
        ? new Even(low, high - low)
        : throw new ArgumentOutOfRangeException(nameof(high), high, $"No weight lies between {low} and {high}: give the lower first.");

    /// <summary>Normally distributed; with a standard deviation that is not small some have the other sign.</summary>
    public static Weight Normal(double mean, double sd)
    {
        Finite(mean);
        return Finite(sd) >= 0
            ? new Drawn(random => mean + sd * random.NextNormal())
            : throw new ArgumentOutOfRangeException(nameof(sd), sd, $"A standard deviation cannot be {sd}: give 0 or a positive number.");
    }

    /// <summary>Drawn by a function from random numbers of the presynaptic cell.</summary>
    public static Weight From(Func<RandomNumbers, double> draw) => new Drawn(draw ?? throw new ArgumentNullException(nameof(draw)));

    private static double Finite(double weight) => double.IsFinite(weight)
        ? weight
        : throw new ArgumentOutOfRangeException(nameof(weight), weight, $"A weight cannot be {weight}: give a finite number.");

    internal sealed record Same(double Value) : Weight;

    internal sealed record Even(double Low, double Width) : Weight;

    internal sealed record Matrix(double[,] Weights) : Weight;

    internal sealed record Drawn(Func<RandomNumbers, double> Draw) : Weight;
}
