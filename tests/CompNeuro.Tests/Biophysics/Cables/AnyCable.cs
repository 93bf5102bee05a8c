using CompNeuro.Biophysics;
using CompNeuro.Biophysics.Cables;
using CsCheck;

namespace CompNeuro.Tests.Biophysics.Cables;

/// <summary>Cables of all sizes and ends for the laws that hold for every one.</summary>
internal static class AnyCable
{
    public static readonly Gen<CableEnd> FiniteEnd = Gen.Select(Gen.Int[0, 3], Gen.Double[0, 30], Gen.Double[0, 300]).Select((kind, conductance, capacitance) => kind switch
    {
        0 => CableEnd.Sealed,
        1 => CableEnd.Killed,
        2 => CableEnd.Loaded(conductance),
        _ => CableEnd.Loaded(conductance, capacitance),
    });

    public static readonly Gen<Cable> Finite = Gen.Select(Gen.Double[0.3, 10], Gen.Double[50, 3000], Gen.Double[50, 300], Gen.Double[5, 50], FiniteEnd, FiniteEnd)
        .Select((d, length, Ri, Rm, start, end) => new Cable { Diameter = d, Length = length, Ri = Ri, Membrane = PassiveMembrane.FromResistance(Rm), Start = start, End = end });

    public static readonly Gen<double> Fraction = Gen.Double[0, 1];

    public static Cable Of(double L, CableEnd? start = null, CableEnd? end = null)
    {
        var cable = new Cable();
        return cable with { Length = L * cable.lambda, Start = start ?? CableEnd.Sealed, End = end ?? CableEnd.Sealed };
    }

    public static Cable Infinite { get; } = Of(1, CableEnd.Endless, CableEnd.Endless);

    public static Cable SemiInfinite { get; } = Of(1, end: CableEnd.Endless);
}
