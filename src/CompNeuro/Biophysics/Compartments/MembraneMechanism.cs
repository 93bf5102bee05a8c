using CompNeuro.Dynamics;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>A whole membrane of any kind, leak included.</summary>
/// <param name="membrane">The membrane.</param>
/// <param name="capacitance">The capacitance of each of the first nodes, pF.</param>
internal sealed class MembraneMechanism<TState>(IConditionallyLinear<TState> membrane, double[] capacitance) : Mechanism
    where TState : unmanaged
{
    private static readonly int Voltage = StateLayout<TState>.IndexOf("V") ?? -1;

    private readonly TState[] states = new TState[capacitance.Length];

    /// <summary>What one unit of input adds to the drive of the voltage, per ms: 1/C.</summary>
    /// <exception cref="ArgumentException">The membrane has no variable V.</exception>
    public static double PerCapacitance(IConditionallyLinear<TState> membrane)
    {
        double DriveOf(double I)
        {
            var drive = membrane.Linear(membrane.Rest, I).Drive;
            return StateLayout<TState>.Numbers(ref drive)[Voltage];
        }

        return Voltage >= 0 ? DriveOf(1) - DriveOf(0) : throw new ArgumentException($"{membrane.GetType().Name} has no state variable V, so it cannot cover an axon.");
    }

    /// <summary>V at rest, mV.</summary>
    public static double RestingVoltage(IConditionallyLinear<TState> membrane)
    {
        var rest = membrane.Rest;
        return StateLayout<TState>.Numbers(ref rest)[Voltage];
    }

    public override void Settle(ReadOnlySpan<double> V) => states.AsSpan().Fill(membrane.Rest);

    public override void Advance(double dt, ReadOnlySpan<double> V, ReadOnlySpan<double> ahead, Span<double> conductance, Span<double> drive)
    {
        for (var i = 0; i < states.Length; i++)
        {
            var numbers = StateLayout<TState>.Numbers(ref states[i]);
            numbers[Voltage] = V[i];
            var (drives, decays) = membrane.Linear(states[i], 0);
            var drift = StateLayout<TState>.Numbers(ref drives);
            var decay = StateLayout<TState>.Numbers(ref decays);
            for (var j = 0; j < numbers.Length; j++)
            {
                if (j != Voltage)
                {
                    numbers[j] += ExponentialEuler.Change(numbers[j], drift[j], decay[j], dt);
                }
            }

            var (moved, slowed) = membrane.Linear(states[i], 0);
            conductance[i] += capacitance[i] * StateLayout<TState>.Numbers(ref slowed)[Voltage];
            drive[i] += capacitance[i] * StateLayout<TState>.Numbers(ref moved)[Voltage];
        }
    }
}
