using CompNeuro.Biophysics;

namespace CompNeuro.Notebook.Forms;

/// <summary>The ions on both sides of a membrane, with the potential at which each would be in equilibrium.</summary>
internal static class IonTable
{
    public static Shown Of(IonicEnvironment environment) => Table.Of(
        $"{environment.Temperature} °C",
        ["ion", "valence", "inside (mM)", "outside (mM)", "Nernst potential (mV)"],
        [.. environment.Ions.Select(ion => (IReadOnlyList<Cell>)[ion.Symbol, new Cell($"{ion.Valence:+0;−0}", IsNumber: true), ion.Inside, ion.Outside, Potential(ion, environment.Temperature)])]);

    private static Cell Potential(Ion ion, double temperature) =>
        ion is { Inside: > 0, Outside: > 0 } ? new Cell(ion.NernstPotential(temperature).ToString("0.0"), IsNumber: true) : new("none");
}
