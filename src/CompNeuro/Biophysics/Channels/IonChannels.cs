using static CompNeuro.Maths.Special;
using static System.Math;

namespace CompNeuro.Biophysics.Channels;

/// <summary>Channels beyond the sodium and potassium channels of the squid, with their published voltage dependence. V in mV, rates per ms.</summary>
public static class IonChannels
{
    /// <summary>The transient potassium current of crab motor axons, which delays the first spike and lets firing begin at any low rate (Connor, Walter &amp; McKown, Biophys. J. 18:81, 1977, as in Dayan &amp; Abbott, Theoretical Neuroscience, 2001, appendix 6.6.A).</summary>
    /// <remarks>The published fit of the activation exceeds one, by up to 1.3 %, above 40 mV.</remarks>
    public static IonChannel ACurrent { get; } = new()
    {
        Name = "A",
        g = 47.7,
        E = -75,
        Activation = new(3, V => Cbrt(0.0761 * Exp(0.0314 * (V + 94.22)) / (1 + Exp(0.0346 * (V + 1.17)))), V => 0.3632 + 1.158 / (1 + Exp(0.0497 * (V + 55.96)))),
        Inactivation = new(1, V => Pow(1 + Exp(0.0688 * (V + 53.3)), -4), V => 1.24 + 2.678 / (1 + Exp(0.0624 * (V + 50)))),
    };

    /// <summary>
    /// The slow muscarinic potassium current of spike-frequency adaptation (kinetics of Yamada, Koch &amp; Adams, in Methods in Neuronal Modeling, 1989;
    /// conductance and slowest time constant of the regular-spiking cell of Pospischil et al., Biol. Cybern. 99:427, 2008).
    /// </summary>
    public static IonChannel MCurrent { get; } = new()
    {
        Name = "M",
        g = 0.075,
        E = -90,
        Activation = new(1, V => Rising(V, -35, 10), V => 608 / (3.3 * Exp((V + 35) / 20) + Exp(-(V + 35) / 20))),
    };

    /// <summary>The hyperpolarisation-activated cation current of thalamic relay cells (McCormick &amp; Huguenard, J. Neurophysiol. 68:1384, 1992); conductance of Destexhe, McCormick &amp; Sejnowski, Biophys. J. 65:2473, 1993.</summary>
    public static IonChannel HCurrent { get; } = new()
    {
        Name = "h",
        g = 0.02,
        E = -43,
        Activation = new(1, V => Rising(V, -75, -5.5), V => 1 / (Exp(-14.59 - 0.086 * V) + Exp(-1.87 + 0.0701 * V))),
    };

    /// <summary>
    /// The low-threshold calcium current of thalamic relay cells, which fires a burst on release from hyperpolarisation (kinetics at 24 °C of Huguenard &amp; McCormick,
    /// J. Neurophysiol. 68:1373, 1992; ohmic, with the conductance and reversal of Destexhe, McCormick &amp; Sejnowski, Biophys. J. 65:2473, 1993).
    /// </summary>
    /// <remarks>The published inactivation time constant jumps at −80 mV, from 334 to 279 ms.</remarks>
    public static IonChannel TCurrent { get; } = new()
    {
        Name = "T",
        g = 2,
        E = 120,
        Activation = new(2, V => Rising(V, -57, 6.2), V => 0.612 + 1 / (Exp(-(V + 132) / 16.7) + Exp((V + 16.8) / 18.2))),
        Inactivation = new(1, V => Rising(V, -81, -4), V => V < -80 ? Exp((V + 467) / 66.6) : 28 + Exp(-(V + 22) / 10.5)),
    };

    /// <summary>The high-threshold calcium current of cortical pyramidal cells (Reuveni, Friedman, Amitai &amp; Gutnick, J. Neurosci. 13:4609, 1993; conductance of Pospischil et al., Biol. Cybern. 99:427, 2008).</summary>
    public static IonChannel LCurrent { get; } = new()
    {
        Name = "L",
        g = 0.1,
        E = 120,
        Activation = Gate.FromRates(2, V => 0.055 * 3.8 * XOverExpM1((-27 - V) / 3.8), V => 0.94 * Exp((-75 - V) / 17)),
        Inactivation = Gate.FromRates(1, V => 0.000457 * Exp((-13 - V) / 50), V => 0.0065 / (Exp((-15 - V) / 28) + 1)),
    };

    /// <summary>The persistent sodium current of respiratory pacemaker cells; it follows voltage at once and inactivates over seconds (Butera, Rinzel &amp; Smith, J. Neurophysiol. 82:382, 1999: 2.8 nS on 21 pF, here per µF).</summary>
    public static IonChannel PersistentSodium { get; } = new()
    {
        Name = "NaP",
        g = 2.8 / 21,
        E = 50,
        Activation = new(1, V => Rising(V, -40, 6), null),
        Inactivation = new(1, V => Rising(V, -48, -6), V => 10_000 / Cosh((V + 48) / 12)),
    };

    /// <summary>All of the above.</summary>
    public static IReadOnlyList<IonChannel> All => [ACurrent, MCurrent, HCurrent, TCurrent, LCurrent, PersistentSodium];

    /// <summary>Boltzmann's curve: half open at <paramref name="half"/>, opening with depolarisation if <paramref name="slope"/> is positive and closing if it is negative.</summary>
    private static double Rising(double V, double half, double slope) => 1 / (1 + Exp(-(V - half) / slope));
}
