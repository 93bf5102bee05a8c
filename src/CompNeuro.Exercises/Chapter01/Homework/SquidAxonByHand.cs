namespace CompNeuro.Exercises;

/// <summary>The squid axon as a student writes it, with the places in which it can go wrong.</summary>
internal sealed record SquidAxonByHand
{
    private const double Start = -65;

    public double SodiumPower { get; init; } = 3;

    public double PotassiumPower { get; init; } = 4;

    /// <summary>The power of h: 0 where sodium does not inactivate.</summary>
    public double InactivationPower { get; init; } = 1;

    public double CurrentSign { get; init; } = 1;

    public bool SettledGates { get; init; } = true;

    public bool Euler { get; init; }

    /// <summary>Opening and closing rates of m, h and n in turn.</summary>
    public static double[] Rates(double V) =>
    [
        Maths.Special.XOverExpM1(-(V + 40) / 10), 4 * Math.Exp(-(V + 65) / 18),
        0.07 * Math.Exp(-(V + 65) / 20), 1 / (1 + Math.Exp(-(V + 35) / 10)),
        0.1 * Maths.Special.XOverExpM1(-(V + 55) / 10), 0.125 * Math.Exp(-(V + 65) / 80),
    ];

    /// <summary>The voltage at evenly spaced times.</summary>
    /// <param name="steps">How many steps are taken from one time to the next.</param>
    public double[] Trace(double[] t, double I, int steps = 1)
    {
        var rates = Rates(Start);
        double[] state = SettledGates ? [Start, rates[0] / (rates[0] + rates[1]), rates[2] / (rates[2] + rates[3]), rates[4] / (rates[4] + rates[5])] : [Start, 0, 0, 0];
        var (trace, dt) = (new double[t.Length], (t[1] - t[0]) / steps);
        for (var i = 0; i < t.Length; i++)
        {
            trace[i] = state[0];
            for (var k = 0; k < steps; k++)
            {
                state = Step(state, CurrentSign * I, dt);
            }
        }

        return trace;
    }

    private double[] Step(double[] state, double I, double dt)
    {
        var k1 = Slope(state, I);
        if (Euler)
        {
            return Moved(state, k1, dt);
        }

        var k2 = Slope(Moved(state, k1, dt / 2), I);
        var k3 = Slope(Moved(state, k2, dt / 2), I);
        var k4 = Slope(Moved(state, k3, dt), I);
        return [.. state.Select((x, i) => x + dt / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]))];
    }

    private double[] Slope(double[] state, double I)
    {
        var (V, m, h, n) = (state[0], state[1], state[2], state[3]);
        var r = Rates(V);
        return
        [
            I - 120 * Math.Pow(m, SodiumPower) * Math.Pow(h, InactivationPower) * (V - 50) - 36 * Math.Pow(n, PotassiumPower) * (V + 77) - 0.3 * (V + 54.387),
            r[0] * (1 - m) - r[1] * m, r[2] * (1 - h) - r[3] * h, r[4] * (1 - n) - r[5] * n,
        ];
    }

    private static double[] Moved(double[] state, double[] slope, double dt) => [.. state.Zip(slope, (x, rate) => x + dt * rate)];
}
