using System.Runtime.CompilerServices;
using CompNeuro.Maths;
using CompNeuro.Simulation;

namespace CompNeuro.Biophysics;

/// <summary>Voltage and gates of squid axons side by side.</summary>
internal record struct HodgkinHuxleyVariables<T>(T V, T m, T h, T n);

/// <summary>
/// <see cref="HodgkinHuxley"/> for many cells side by side, by exponential Euler. Two exponentials give all six rates, powers of one e^(−V/80); one reciprocal serves the
/// three quotients, another the three gates.
/// </summary>
internal readonly record struct HodgkinHuxleyEquations<T>(T gNa, T gK, T gL, T ENa, T EK, T leak, T gates, T voltage) : IEquations<HodgkinHuxleyVariables<T>, T>
    where T : unmanaged, IReal<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance<TInput>(ref HodgkinHuxleyVariables<T> cell, TInput input)
        where TInput : struct, IInput<T>
    {
        var (V, m, h, n) = (cell.V, cell.m, cell.h, cell.n);
        var square = n * n;
        var sodium = gNa * (m * m) * (m * h);
        var potassium = gK * (square * square);
        var g = sodium + potassium + gL + input.G;
        var rest = T.FusedMultiplyAdd(sodium, ENa, T.FusedMultiplyAdd(potassium, EK, input.I + leak)) / g;
        var e80 = T.Exp((V + 65.0) * (-1.0 / 80));
        var e18 = T.Exp((V + 65.0) * (-1.0 / 18));
        var e40 = e80 * e80;
        var e20 = e40 * e40;
        var e10 = e20 * e20;
        // αm = x/(1 − e⁻ˣ), αn = 0.1 y/(1 − e⁻ʸ), βh = 1/(1 + e⁻ᶻ): each denominator is a multiple of e10.
        var x = (V + 40.0) * 0.1;
        var y = (V + 55.0) * 0.1;
        var dm = T.FusedMultiplyAdd(e10, -12.182493960703473, 1.0);
        var dn = T.FusedMultiplyAdd(e10, -2.718281828459045, 1.0);
        var dh = T.FusedMultiplyAdd(e10, 20.085536923187668, 1.0);
        T small = Special.XOverExpM1Near;
        var (nearm, nearn) = (T.Abs(x) < small, T.Abs(y) < small);
        dm = T.Select(nearm, 1.0, dm);
        dn = T.Select(nearn, 1.0, dn);
        var product = dm * dn;
        var inverse = 1.0 / (product * dh);
        var qm = x * (inverse * dh * dn);
        var qn = y * (inverse * dh * dm);
        if (T.Any(nearm | nearn))
        {
            qm = T.Select(nearm, Special.XOverExpM1Series(-x), qm);
            qn = T.Select(nearn, Special.XOverExpM1Series(-y), qn);
        }

        var alpham = qm;
        var alphan = 0.1 * qn;
        var alphah = 0.07 * e20;
        var sm = T.FusedMultiplyAdd(e18, 4.0, alpham);
        var sn = T.FusedMultiplyAdd(e80, 0.125, alphan);
        var sh = T.FusedMultiplyAdd(product, inverse, alphah);
        var smh = sm * sh;
        var all = 1.0 / (smh * sn);
        var rest2 = all * sn;
        var (mEnd, hEnd, nEnd) = (alpham * (rest2 * sh), alphah * (rest2 * sm), alphan * (smh * all));
        var (leftm, lefth, leftn, leftV) = (gates * sm, gates * sh, gates * sn, voltage * g);
        T.Exp(ref leftm, ref lefth, ref leftn, ref leftV);
        cell.m = T.FusedMultiplyAdd(cell.m - mEnd, leftm, mEnd);
        cell.h = T.FusedMultiplyAdd(cell.h - hEnd, lefth, hEnd);
        cell.n = T.FusedMultiplyAdd(cell.n - nEnd, leftn, nEnd);
        cell.V = T.FusedMultiplyAdd(V - rest, leftV, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Fired(T before, in HodgkinHuxleyVariables<T> cell) => (before < 0.0) & (cell.V >= 0.0);

    // The spike is part of the motion.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(ref HodgkinHuxleyVariables<T> cell, T fired)
    {
    }
}
