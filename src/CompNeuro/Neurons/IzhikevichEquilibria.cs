namespace CompNeuro.Neurons;

/// <summary>
/// Where Izhikevich's neuron rests, where its threshold lies, and how it loses both. The equilibria are the roots of 0.04 v² + (5 − b) v + 140 + I = 0, the lower one rest and the upper one,
/// a saddle, the threshold. For the neurons whose u restrains itself with strength 1.
/// </summary>
public static class IzhikevichEquilibria
{
    /// <summary>The current at which rest and threshold meet and vanish, a saddle-node: (5 − b)²/0.16 − 140, mV/ms.</summary>
    [return: Unit("mV/ms")]
    public static double SaddleNodeCurrent(this Izhikevich neuron)
    {
        var slope = Ordinary(neuron).linear - neuron.b;
        return slope * slope / 0.16 - neuron.constant + neuron.b * neuron.v0;
    }

    /// <summary>
    /// The current, mV/ms, at which rest loses its stability before it meets the threshold, a Hopf bifurcation: there 0.08 v + 5 = a. If b &lt; a the saddle-node comes first, and there is none (null).
    /// </summary>
    public static double? HopfCurrent(this Izhikevich neuron)
    {
        if (Ordinary(neuron).b <= neuron.a)
        {
            return null;
        }

        var v = (neuron.a - neuron.linear) / 0.08;
        return -(0.04 * v + neuron.linear) * v - neuron.constant + neuron.b * (v - neuron.v0);
    }

    /// <summary>The two equilibria under a constant current: rest (stable below the current of the bifurcation) and the saddle that is its threshold.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="I">mV/ms.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none: the current is above that of the saddle-node.</exception>
    public static (Izhikevich.State Stable, Izhikevich.State Saddle) RestAndThreshold(this Izhikevich neuron, double I)
    {
        var excess = neuron.SaddleNodeCurrent() - I;
        if (!(excess >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(I), I, $"Under I = {I} mV/ms the neuron has no equilibrium: the two met at {neuron.SaddleNodeCurrent()}.");
        }

        var (middle, apart) = ((neuron.b - neuron.linear) / 0.08, Math.Sqrt(excess / 0.04));
        Izhikevich.State At(double v) => new(v, neuron.b * (v - neuron.v0));
        return (At(middle - apart), At(middle + apart));
    }

    private static Izhikevich Ordinary(Izhikevich neuron)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        return neuron.decay == 1 ? neuron : throw new ArgumentException($"These formulas hold for decay = 1, not for {neuron.decay}.", nameof(neuron));
    }
}
