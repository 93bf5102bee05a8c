using CompNeuro.Biophysics.Channels;

namespace CompNeuro.Biophysics.Compartments;

/// <summary>Any voltage-gated channel.</summary>
/// <param name="channel">The channel.</param>
/// <param name="nodes">The nodes it is in.</param>
/// <param name="maximal">Its conductance in each with every gate open, nS.</param>
internal sealed class ChannelMechanism(IonChannel channel, int[] nodes, double[] maximal) : Mechanism
{
    private readonly double[] m = new double[nodes.Length];
    private readonly double[] h = new double[nodes.Length];

    public override void Settle(ReadOnlySpan<double> V)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            m[i] = channel.Activation.SteadyState(V[nodes[i]]);
            h[i] = channel.Inactivation?.SteadyState(V[nodes[i]]) ?? 1;
        }
    }

    public override void Advance(double dt, ReadOnlySpan<double> V, ReadOnlySpan<double> ahead, Span<double> conductance, Span<double> drive)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            m[i] = After(channel.Activation, m[i], V[node], dt);
            h[i] = channel.Inactivation is { } gate ? After(gate, h[i], V[node], dt) : 1;
            var open = maximal[i] * channel.Activation.Open(m[i], ahead[node]) * (channel.Inactivation?.Open(h[i], ahead[node]) ?? 1);
            conductance[node] += open;
            drive[node] += open * channel.E;
        }
    }

    private static double After(Gate gate, double x, double V, double dt)
    {
        var end = gate.SteadyState(V);
        return gate.TimeConstant is null ? end : end + (x - end) * Math.Exp(-dt / gate.TimeConstant(V));
    }
}
