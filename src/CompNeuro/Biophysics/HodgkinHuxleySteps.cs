using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CompNeuro.Maths;
using static System.Runtime.Intrinsics.Vector256;

namespace CompNeuro.Biophysics;

/// <summary>
/// Exponential Euler for one patch of membrane, its variables (V, m, h, n) in the four lanes of one vector: one exponential serves the six rates of
/// <see cref="HodgkinHuxley.Gates"/>, one the decay of the three gates.
/// </summary>
internal static class HodgkinHuxleySteps
{
    private const double Small = 0.05;

    /// <summary>Steps: every row but the first follows from the one before and from the current.</summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="step">ms.</param>
    /// <param name="currents">µA/cm², one for each step.</param>
    /// <param name="rows">States.</param>
    public static void Take(HodgkinHuxley hh, double step, ReadOnlySpan<double> currents, Span<Vector256<double>> rows)
    {
        var (gNa, gK, gL, ENa, EK, leak) = (hh.gNa, hh.gK, hh.gL, hh.ENa, hh.EK, hh.gL * hh.EL);
        var (slowing, voltage) = (Create(-step * hh.phi), -step / hh.C);
        var state = rows[0];
        for (var k = 0; k < currents.Length; k++)
        {
            var V = Create(state[0]);
            var (m, h, n) = (state[1], state[2], state[3]);
            var (sodium, potassium) = (gNa * (m * m) * (m * h), gK * (n * n * (n * n)));
            var g = sodium + potassium + gL;
            var rest = Create(Math.FusedMultiplyAdd(sodium, ENa, Math.FusedMultiplyAdd(potassium, EK, currents[k] + leak)) / g);
            var decayed = FusedMultiplyAdd(V - rest, VectorExponential.Exp(Create(voltage * g)), rest);

            var powers = VectorExponential.Exp((V + Create(65.0)) * Create(-1.0 / 10, -1.0 / 18, -1.0 / 20, -1.0 / 80));
            var tenth = Create(powers[0]);
            // αm, βh and αn are quotients: x/(1 − e⁻ˣ), 1/(1 + e⁻ˣ), 0.1 x/(1 − e⁻ˣ). Where the first and the last lose digits their series stands in.
            var x = FusedMultiplyAdd(V, Create(0.0, 0.1, 0, 0.1), Create(1.0, 4, 1, 5.5));
            var quotients = x / FusedMultiplyAdd(tenth, Create(0.0, -12.182493960703473, 20.085536923187668, -2.718281828459045), Create(1.0));
            var near = LessThan(Abs(x), Create(Small));
            if (near != Vector256<double>.Zero)
            {
                quotients = ConditionalSelect(near, Series(x), quotients);
            }

            quotients *= Create(1.0, 1, 1, 0.1);
            var exponentials = powers * Create(0.0, 4, 0.07, 0.125);
            var rates = quotients + exponentials;
            var ends = ConditionalSelect(Create(0L, 0, -1, 0).AsDouble(), exponentials, quotients) / rates;
            var gates = FusedMultiplyAdd(state - ends, VectorExponential.Exp(rates * slowing), ends);
            state = ConditionalSelect(Create(-1L, 0, 0, 0).AsDouble(), decayed, gates);
            rows[k + 1] = state;
        }
    }

    // x/(1 − e⁻ˣ) = 1 + x/2 + x²/12 − x⁴/720 + x⁶/30240 − …
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Series(Vector256<double> x)
    {
        var square = x * x;
        var even = FusedMultiplyAdd(square, FusedMultiplyAdd(square, Create(1.0 / 30240), Create(-1.0 / 720)), Create(1.0 / 12));
        return FusedMultiplyAdd(square, even, FusedMultiplyAdd(x, Create(0.5), Create(1.0)));
    }
}
