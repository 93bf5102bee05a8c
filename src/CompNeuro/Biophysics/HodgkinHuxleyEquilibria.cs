using CompNeuro.Dynamics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.RootFinding;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>Where the Hodgkin–Huxley membrane rests, and how it moves nearby.</summary>
public static class HodgkinHuxleyEquilibria
{
    /// <summary>The state in which every gate has settled at voltage <paramref name="V"/> (mV).</summary>
    public static State SteadyState(this HodgkinHuxley hh, double V)
    {
        var (m, h, n) = hh.Gates(V);
        return new(V, m.inf, h.inf, n.inf);
    }

    /// <summary>The ionic current, µA/cm², that flows at voltage <paramref name="V"/> (mV) once every gate has settled: the steady current–voltage relation.</summary>
    public static double SteadyCurrent(this HodgkinHuxley hh, double V)
    {
        var state = hh.SteadyState(V);
        return hh.INa(state) + hh.IK(state) + hh.IL(state);
    }

    /// <summary>Every state in which nothing changes under the constant current <paramref name="I"/> (µA/cm²), lowest voltage first. The squid axon has one.</summary>
    public static IReadOnlyList<Equilibrium<State>> Equilibria(this HodgkinHuxley hh, double I) => [.. hh.EquilibriumVoltages(I).Select(hh.EquilibriumAt)];

    /// <summary>The state of lowest voltage in which nothing changes under the constant current <paramref name="I"/> (µA/cm²), with its eigenvalues.</summary>
    public static Equilibrium<State> Equilibrium(this HodgkinHuxley hh, double I) => hh.EquilibriumAt(hh.EquilibriumVoltages(I)[0]);

    /// <summary>The largest real part of the eigenvalues at the equilibrium for a current (µA/cm²), per ms; positive means unstable.</summary>
    public static double GrowthRate(this HodgkinHuxley hh, double I) => hh.Equilibrium(I).Eigenvalues[0].Real;

    internal static double[] EquilibriumVoltages(this HodgkinHuxley hh, double I)
    {
        ArgumentNullException.ThrowIfNull(hh);
        if (!double.IsFinite(I / hh.gL))
        {
            throw new ArgumentOutOfRangeException(nameof(I), I, $"I = {I} µA/cm² is not possible: it must be a finite number, and one that the leak of {hh.gL} mS/cm² can carry at a finite voltage.");
        }

        // Beyond all reversal potentials every ionic current has one sign, and the leak alone balances I at the outer ends.
        var low = Math.Min(hh.ENa, Math.Min(hh.EK, hh.EL));
        var high = Math.Max(hh.ENa, Math.Max(hh.EK, hh.EL));
        var parts = (int)Math.Ceiling(2 * (high - low)) + 1;
        double[] grid = [low + Math.Min(0, I) / hh.gL - 1, .. Enumerable.Range(0, parts + 1).Select(k => low + (high - low) * k / parts), high + Math.Max(0, I) / hh.gL + 1];
        var excess = Array.ConvertAll(grid, V => hh.SteadyCurrent(V) - I);
        return
        [
            .. Enumerable.Range(0, grid.Length - 1)
                .Where(k => excess[k] < 0 != excess[k + 1] < 0)
                .Select(k => Brent.FindRoot(V => hh.SteadyCurrent(V) - I, grid[k], grid[k + 1], 1e-13, 200)),
        ];
    }

    /// <summary>
    /// ∂(dV/dt, dm/dt, dh/dt, dn/dt)/∂(V, m, h, n), per ms: rows are rates, columns what they change with. It does not depend on the current.
    /// In closed form, where that of other models is measured by differences.
    /// </summary>
    public static Matrix<double> Jacobian(this HodgkinHuxley hh, State state)
    {
        var (V, m, h, n) = state;
        var gate = hh.Gates(V);
        var slope = hh.GateSlopes(V);
        return Matrix<double>.Build.DenseOfArray(new[,]
        {
            {
                -(hh.gNa * m * m * m * h + hh.gK * n * n * n * n + hh.gL) / hh.C,
                -3 * hh.gNa * m * m * h * (V - hh.ENa) / hh.C,
                -hh.gNa * m * m * m * (V - hh.ENa) / hh.C,
                -4 * hh.gK * n * n * n * (V - hh.EK) / hh.C,
            },
            { slope.m.alpha * (1 - m) - slope.m.beta * m, -1 / gate.m.tau, 0, 0 },
            { slope.h.alpha * (1 - h) - slope.h.beta * h, 0, -1 / gate.h.tau, 0 },
            { slope.n.alpha * (1 - n) - slope.n.beta * n, 0, 0, -1 / gate.n.tau },
        });
    }

    private static Equilibrium<State> EquilibriumAt(this HodgkinHuxley hh, double V)
    {
        var state = hh.SteadyState(V);
        return new(state, [.. hh.Jacobian(state).Evd().EigenValues.OrderByDescending(value => value.Real).ThenByDescending(value => value.Imaginary)]);
    }
}
