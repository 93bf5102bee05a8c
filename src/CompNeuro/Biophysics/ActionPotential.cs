using CompNeuro.Dynamics;
using State = CompNeuro.Biophysics.HodgkinHuxley.State;

namespace CompNeuro.Biophysics;

/// <summary>The shape of one spike.</summary>
/// <param name="Peak">Highest voltage.</param>
/// <param name="PeakTime">When it is reached.</param>
/// <param name="Amplitude">From rest to peak.</param>
/// <param name="HalfWidth">How long V stays above the middle between rest and peak.</param>
/// <param name="Trough">Lowest voltage after the peak: the undershoot.</param>
public sealed record ActionPotential(
    [property: Unit("mV")] double Peak,
    [property: Unit("ms")] double PeakTime,
    [property: Unit("mV")] double Amplitude,
    [property: Unit("ms")] double HalfWidth,
    [property: Unit("mV")] double Trough);

/// <summary>The spike of the Hodgkin–Huxley membrane.</summary>
public static class HodgkinHuxleyActionPotential
{
    /// <summary>
    /// The spike that follows a brief shock: at t = 0 the resting membrane is depolarised at once, then left alone, as in 1952d, Fig. 12.
    /// Warm membranes spike faster and lower: <c>(hh with { Temperature = 18.5 }).ActionPotential().HalfWidth</c>.
    /// </summary>
    /// <param name="hh">The membrane.</param>
    /// <param name="depolarisation">By the shock, mV: its charge (nC/cm²) over C.</param>
    /// <exception cref="InvalidOperationException">The shock brings no spike (no rise of V to 0 mV).</exception>
    public static ActionPotential ActionPotential(this HodgkinHuxley hh, double depolarisation = 15)
    {
        ArgumentNullException.ThrowIfNull(hh);
        var rest = hh.Rest;
        var turn = new Event<State>((_, s) => hh.Derivative(s, 0).V, Crossing.Any);
        var path = hh.Follow(0, rest with { V = rest.V + depolarisation }, 30 / Math.Min(1, hh.phi), turn);
        var turns = path.Occurrences;
        var top = turns.Count > 0 ? turns.MaxBy(turn => turn.State.V) : default;
        if (turns.Count == 0 || top.State.V < 0)
        {
            throw new InvalidOperationException($"A depolarisation of {depolarisation} mV at {hh.Temperature} °C brings no spike: depolarise more, or cool the membrane.");
        }

        var middle = (rest.V + top.State.V) / 2;
        var up = path.Crossings((_, s) => s.V - middle, Crossing.Rising).FirstOrDefault(0);
        var down = path.Crossings((_, s) => s.V - middle, Crossing.Falling).First(t => t > top.Time);
        return new(top.State.V, top.Time, top.State.V - rest.V, down - up, turns.Where(turn => turn.Time > top.Time).Min(turn => turn.State.V));
    }
}
