namespace CompNeuro.Biophysics.Cables;

/// <summary>The voltage along a cable over time.</summary>
/// <param name="Cable">The cable.</param>
/// <param name="Time">Times of the samples, ms.</param>
/// <param name="Position">Distances of the nodes from the start, µm.</param>
/// <param name="V">Voltage above rest, mV: <c>V[k][i]</c> at time k and node i.</param>
public sealed record CableRun(Cable Cable, double[] Time, double[] Position, double[][] V)
{
    /// <summary>The voltage over time at a distance <paramref name="x"/> (µm) from the start, mV above rest; linear between nodes.</summary>
    public double[] At(double x)
    {
        _ = Cable.Place(x);
        var after = Math.Clamp(Array.FindIndex(Position, place => place >= x), 1, Position.Length - 1);
        var weight = (x - Position[after - 1]) / (Position[after] - Position[after - 1]);
        return Array.ConvertAll(V, row => (1 - weight) * row[after - 1] + weight * row[after]);
    }

    /// <summary>Peak, timing and area of the voltage at a distance <paramref name="x"/> (µm) from the start.</summary>
    public PotentialShape Shape(double x) => PotentialShape.Of(Time, At(x));
}
