using System.Numerics;

namespace CompNeuro.Biophysics.Cables;

/// <summary>
/// An unbranched, uniform, passive cable: λ² ∂²V/∂x² = τ ∂V/∂t + V − rm i(x, t), with V measured from rest, i the current injected per unit length, and at either end
/// a load (W. Rall, Exp. Neurol. 1:491, 1959).
/// </summary>
/// <remarks>Places are distances from the start, µm. Currents are in nA and resistances in MΩ, so that voltages are in mV.</remarks>
public sealed record Cable : IPassiveNeurite<double>
{
    [Unit("µm", Above = 0)] public double Diameter { get; init => field = Parameter.Checked<Cable>(value); } = 2;

    [Unit("µm", Above = 0)] public double Length { get; init => field = Parameter.Checked<Cable>(value); } = 1000;

    /// <summary>Resistivity of the cytoplasm.</summary>
    [Unit("Ω·cm", Above = 0)] public double Ri { get; init => field = Parameter.Checked<Cable>(value); } = 150;

    /// <summary>The membrane; its resting potential plays no part.</summary>
    public PassiveMembrane Membrane { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = new();

    /// <summary>What stands at x = 0.</summary>
    public CableEnd Start { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = CableEnd.Sealed;

    /// <summary>What stands at x = Length.</summary>
    public CableEnd End { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = CableEnd.Sealed;

    /// <summary>The resistance of the membrane around a unit length, Rm/πd: the longer the piece, the lower.</summary>
    [Unit("MΩ·cm")] public double rm => 1e-3 * Membrane.Rm / (Math.PI * 1e-4 * Diameter);

    /// <summary>The resistance of the cytoplasm along a unit length, 4Ri/πd²: the longer the piece, the higher.</summary>
    [Unit("MΩ/cm")] public double ra => 1e-6 * Ri / (Math.PI * Math.Pow(1e-4 * Diameter, 2) / 4);

    /// <summary>The length constant, √(rm/ra) = √((d/4) Rm/Ri).</summary>
    [Unit("µm")] public double lambda => 1e4 * Math.Sqrt(rm / ra);

    /// <summary>The time constant of the membrane, Rm Cm.</summary>
    [Unit("ms")] public double tau => Membrane.tau;

    /// <summary>The electrotonic length, Length/λ.</summary>
    [Unit("1")] public double L => Length / lambda;

    /// <summary>The input resistance of a cable that goes on for ever to one side, √(rm ra) = (2/π) √(Rm Ri)/d^(3/2).</summary>
    [Unit("MΩ")] public double Rinf => Math.Sqrt(rm * ra);

    /// <summary>The input conductance of such a cable, 1/R∞; also the conductance of the membrane around one λ.</summary>
    [Unit("nS")] public double Ginf => 1000 / Rinf;

    Complex IPassiveNeurite<double>.Transfer(Complex s, double from, double to) => Waves(s).Transfer(Place(from), Place(to));

    Complex IPassiveNeurite<double>.Ratio(Complex s, double from, double to) => Waves(s).Ratio(Place(from), Place(to));

    internal CableWaves Waves(Complex s)
    {
        var q = Complex.Sqrt(1 + s * tau);
        var Y = q / Rinf;
        return new(Y, q, L, CableWaves.Reflection(Y, Start.Admittance(s, Y)), CableWaves.Reflection(Y, End.Admittance(s, Y)));
    }

    /// <summary>A distance from the start in units of λ.</summary>
    internal double Place(double x, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(x))] string name = "") =>
        double.IsFinite(x) && (x >= 0 || Start.IsEndless) && (x <= Length || End.IsEndless)
            ? x / lambda
            : throw new ArgumentOutOfRangeException(name, x, $"{name} = {x} µm is not on the cable: it reaches from {(Start.IsEndless ? "−∞" : "0")} to {(End.IsEndless ? "∞" : $"{Length} µm")}.");
}
