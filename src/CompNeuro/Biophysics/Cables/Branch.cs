namespace CompNeuro.Biophysics.Cables;

/// <summary>An unbranched cylinder of a dendrite or an axon, and the branches that continue from its far end: a tree.</summary>
/// <param name="Diameter">µm.</param>
/// <param name="Length">µm.</param>
/// <param name="Children">The branches at the far end; none where the tree ends.</param>
public sealed record Branch(double Diameter, double Length, params IReadOnlyList<Branch> Children)
{
    [Unit("µm", Above = 0)] public double Diameter { get; init => field = Parameter.Checked<Branch>(value); } = Parameter.Checked<Branch>(Diameter, nameof(Diameter));

    [Unit("µm", Above = 0)] public double Length { get; init => field = Parameter.Checked<Branch>(value); } = Parameter.Checked<Branch>(Length, nameof(Length));
}
