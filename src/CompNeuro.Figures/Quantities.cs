using System.Collections;

namespace CompNeuro.Figures;

/// <summary>A number with its name and unit.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="Unit">Its unit; empty for a pure number.</param>
public sealed record Quantity(string Name, double Value, string Unit);

/// <summary>Results with their names and units, in the order given: <c>new Quantities { ["rheobase", "µA/cm²"] = hh.Rheobase() }</c>.</summary>
public sealed class Quantities : IReadOnlyCollection<Quantity>
{
    private readonly List<Quantity> rows = [];

    public int Count => rows.Count;

    /// <summary>Adds a result, or reads one back.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="unit">Its unit; empty for a pure number.</param>
    /// <exception cref="ArgumentException">There is a result of that name already.</exception>
    /// <exception cref="KeyNotFoundException">There is no result of that name in that unit; the message lists those there are.</exception>
    public double this[string name, string unit = ""]
    {
        get => rows.Find(row => row.Name == name && row.Unit == unit)?.Value
            ?? throw new KeyNotFoundException($"There is no \"{name}\" in \"{unit}\" here, only {string.Join(", ", rows.Select(row => $"\"{row.Name}\" in \"{row.Unit}\""))}.");
        set
        {
            if (rows.Exists(row => row.Name == name))
            {
                throw new ArgumentException($"\"{name}\" stands here already: give each result a name of its own.", nameof(name));
            }

            rows.Add(new(name, value, unit));
        }
    }

    public IEnumerator<Quantity> GetEnumerator() => rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
