using System.Numerics;

namespace CompNeuro.Biophysics.Cables;

/// <summary>Passive membrane that extends in space. It answers linearly, so all its answers follow from those to currents e^(st), s being a complex rate in 1/ms.</summary>
/// <typeparam name="TPlace">A place on it; the default is where it starts.</typeparam>
public interface IPassiveNeurite<in TPlace>
    where TPlace : struct
{
    /// <summary>Voltage at <paramref name="to"/> by a current at <paramref name="from"/>, mV/nA = MΩ.</summary>
    Complex Transfer(Complex s, TPlace from, TPlace to);

    /// <summary>Voltage at <paramref name="to"/> over the one at <paramref name="from"/>, when the current or the clamp is there.</summary>
    Complex Ratio(Complex s, TPlace from, TPlace to);
}
