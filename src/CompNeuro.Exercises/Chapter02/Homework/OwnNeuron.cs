using CompNeuro.Neurons;

namespace CompNeuro.Exercises;

/// <summary>The leaky neuron of problem 1 of chapter 2's homework, of which each student has their own. The rest of it is the chapter's.</summary>
internal sealed record OwnNeuron(double Tau = 20, double Threshold = -50)
{
    public const double EL = -70;
    public const double Reset = -60;
    public const double R = 10;
    public const double Refractory = 2;

    public static OwnParameter TauParameter { get; } = new("myTau", "ms", 20, Low: 12, High: 30, Decimals: 1);

    public static OwnParameter ThresholdParameter { get; } = new("myThreshold", "mV", -50, Low: -53, High: -47, Decimals: 1);

    /// <summary>Library members that run it or give its intervals.</summary>
    public static IReadOnlyList<(Type Type, string Member)> Library { get; } =
    [
        (typeof(LeakyIntegrateAndFire), nameof(LeakyIntegrateAndFire.TimeToThreshold)), (typeof(LeakyIntegrateAndFire), nameof(LeakyIntegrateAndFire.Period)),
        (typeof(LeakyIntegrateAndFire), nameof(LeakyIntegrateAndFire.SteadyRate)), (typeof(Dynamics.ModelExtensions), nameof(Dynamics.ModelExtensions.Simulate)),
        (typeof(Dynamics.OdeMethod), nameof(Dynamics.OdeMethod.Solve)),
    ];

    /// <summary>The current, nA, that only just reaches the threshold.</summary>
    public double Rheobase => (Threshold - EL) / R;

    public OwnNeuron With(IReadOnlyDictionary<string, double> own) =>
        new(own.GetValueOrDefault(TauParameter.Name, Tau), own.GetValueOrDefault(ThresholdParameter.Name, Threshold));

    /// <summary>Without threshold, under a constant current less an adaptation w0 e^(−t/tauw).</summary>
    public double Voltage(double t, double V0, double w0, double I, double tauw)
    {
        var (steady, pulled) = (EL + R * I, -R * w0 * tauw / (tauw - Tau));
        return steady + (V0 - steady - pulled) * Math.Exp(-t / Tau) + pulled * Math.Exp(-t / tauw);
    }
}
