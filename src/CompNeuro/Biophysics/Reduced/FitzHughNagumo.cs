using CompNeuro.Dynamics;
using MathNet.Numerics.Integration;

namespace CompNeuro.Biophysics.Reduced;

/// <summary>
/// FitzHugh and Nagumo's caricature of a nerve membrane, without units: v' = v − v³/3 − w + I, w' = ε(v + a − b w).
/// v stands for the voltage, w for the recovery from a spike, which is slow: ε ≪ 1.
/// </summary>
/// <remarks>FitzHugh, Biophys. J. 1:445, 1961 (in Hodgkin's old sign of the voltage); Nagumo, Arimoto &amp; Yoshizawa, Proc. IRE 50:2061, 1962.</remarks>
[Unit("1")]
public sealed record FitzHughNagumo : IModel<FitzHughNagumo.State>
{
    /// <summary>Voltage-like v and recovery w.</summary>
    public readonly record struct State([property: Unit("1")] double v, [property: Unit("1")] double w);

    /// <summary>How far the w-nullcline lies to the left.</summary>
    [Unit("1")] public double a { get; init => field = Parameter.Checked<FitzHughNagumo>(value); } = 0.7;

    /// <summary>How strongly w restrains itself. Below 1 there is exactly one equilibrium, whatever the input.</summary>
    [Unit("1", AtLeast = 0)] public double b { get; init => field = Parameter.Checked<FitzHughNagumo>(value); } = 0.8;

    /// <summary>How slow w is: the ratio of the two time scales.</summary>
    [Unit("1", Above = 0)] public double epsilon { get; init => field = Parameter.Checked<FitzHughNagumo>(value); } = 0.08;

    /// <summary>Van der Pol's oscillator in Liénard's form, v' = v − v³/3 − w, w' = εv: the symmetric case, which oscillates without input.</summary>
    public static FitzHughNagumo VanDerPol(double epsilon) => new() { a = 0, b = 0, epsilon = epsilon };

    /// <summary>The equilibrium without input; of several, the one of lowest v.</summary>
    public State Rest => this.Equilibrium(0, near: new(-2 - Math.Abs(a), 0)).State;

    /// <summary>The rate of change of the state.</summary>
    public State Derivative(State s, [Unit("1")] double I) => new(
        s.v - s.v * s.v * s.v / 3 - s.w + I,
        epsilon * (s.v + a - b * s.w));

    /// <summary>
    /// ε times the period of the relaxation oscillation as ε → 0, when v jumps in no time and all of the period is spent on the outer branches of the cubic:
    /// ∫(v² − 1)/|v + a − b w(v)| dv over 1 ≤ |v| ≤ 2 with w(v) = v − v³/3 + I. For van der Pol's oscillator, 3 − 2 ln 2.
    /// </summary>
    /// <param name="I">An input under which w moves on each branch towards the knee, so that it does oscillate.</param>
    /// <exception cref="ArgumentOutOfRangeException">An equilibrium lies on one of the outer branches: there is no relaxation oscillation.</exception>
    public double SingularPeriod(double I)
    {
        double Drift(double v) => v + a - b * (v - v * v * v / 3 + I);
        // On |v| ≥ 1 the drift is a cubic that is monotone or has its extremes at v² = (b − 1)/b < 1, so its signs at the ends decide.
        return Drift(1) > 0 && Drift(2) > 0 && Drift(-1) < 0 && Drift(-2) < 0
            ? GaussLegendreRule.Integrate(v => (v * v - 1) / Drift(v), 1, 2, 64) + GaussLegendreRule.Integrate(v => (v * v - 1) / -Drift(v), -2, -1, 64)
            : throw new ArgumentOutOfRangeException(nameof(I), I, $"Under I = {I} an equilibrium lies on an outer branch of the cubic, and the model comes to rest there: give an input for which |v| < 1 at the equilibrium.");
    }
}
