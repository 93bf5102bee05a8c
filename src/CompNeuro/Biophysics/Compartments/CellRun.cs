namespace CompNeuro.Biophysics.Compartments;

/// <summary>The voltage recorded at one place.</summary>
/// <param name="Name">The soma, or how far from it.</param>
/// <param name="At">Where.</param>
/// <param name="V">mV, at every time of the run.</param>
public sealed record Trace(string Name, Place At, double[] V);

/// <summary>What a <see cref="Cell"/> did.</summary>
/// <param name="Time">ms.</param>
/// <param name="Traces">The voltages recorded, in the order asked for.</param>
public sealed record CellRun(double[] Time, IReadOnlyList<Trace> Traces)
{
    /// <summary>The voltage at a place, mV.</summary>
    /// <exception cref="KeyNotFoundException">It was not recorded.</exception>
    public double[] this[Place at] => Traces.FirstOrDefault(trace => trace.At == at)?.V
        ?? throw new KeyNotFoundException($"{at} was not recorded, only {string.Join(", ", Traces.Select(trace => trace.At))}: name it in record.");

    /// <summary>By how much the voltage at a place rose above where it started, mV.</summary>
    public double Rise(Place at) => this[at].Max() - this[at][0];

    /// <summary>The times at which the voltage at a place rises through a level in mV, between samples on a straight line.</summary>
    public double[] Crossings(Place at, double level = 0)
    {
        var V = this[at];
        return [.. Enumerable.Range(1, V.Length - 1)
            .Where(k => V[k - 1] < level && V[k] >= level)
            .Select(k => Time[k - 1] + (Time[k] - Time[k - 1]) * (level - V[k - 1]) / (V[k] - V[k - 1]))];
    }
}
