namespace CompNeuro.Biophysics;

/// <summary>
/// How easily each ion crosses a membrane. Voltages depend on the ratios alone, so these may be relative to potassium; for currents they are in cm/s.
/// </summary>
public sealed record Permeabilities(double K = 1, double Na = 0, double Cl = 0, double Ca = 0)
{
    /// <summary>Squid giant axon at rest, 1 : 0.04 : 0.45 (Hodgkin &amp; Katz, J. Physiol. 108:37, 1949).</summary>
    public static Permeabilities SquidAtRest { get; } = new(K: 1, Na: 0.04, Cl: 0.45);

    /// <summary>Squid giant axon at the peak of the spike, 1 : 20 : 0.45 (Hodgkin &amp; Katz 1949).</summary>
    public static Permeabilities SquidAtSpikePeak { get; } = SquidAtRest with { Na = 20 };

    /// <summary>Frog muscle fibre in solutions without permeant anions, 1 : 0.01 (Hodgkin &amp; Horowicz, J. Physiol. 148:127, 1959).</summary>
    public static Permeabilities FrogMuscle { get; } = new(K: 1, Na: 0.01);

    [Unit("relative or cm/s", AtLeast = 0)] public double K { get; init => field = Parameter.Checked<Permeabilities>(value); } = Parameter.Checked<Permeabilities>(K, nameof(K));

    [Unit("relative or cm/s", AtLeast = 0)] public double Na { get; init => field = Parameter.Checked<Permeabilities>(value); } = Parameter.Checked<Permeabilities>(Na, nameof(Na));

    [Unit("relative or cm/s", AtLeast = 0)] public double Cl { get; init => field = Parameter.Checked<Permeabilities>(value); } = Parameter.Checked<Permeabilities>(Cl, nameof(Cl));

    [Unit("relative or cm/s", AtLeast = 0)] public double Ca { get; init => field = Parameter.Checked<Permeabilities>(value); } = Parameter.Checked<Permeabilities>(Ca, nameof(Ca));
}
