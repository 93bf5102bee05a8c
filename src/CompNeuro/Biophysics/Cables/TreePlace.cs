namespace CompNeuro.Biophysics.Cables;

/// <summary>A place on a tree; the default is where its root starts.</summary>
/// <param name="Branch">The branch, numbered as in <see cref="DendriticTree.Branches"/>.</param>
/// <param name="At">Distance from that branch's near end, µm.</param>
public readonly record struct TreePlace(int Branch, [property: Unit("µm")] double At);
