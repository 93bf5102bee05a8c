namespace CompNeuro.Biophysics.Compartments;

/// <summary>A membrane conductance with gates, on some nodes of a tree.</summary>
internal abstract class Mechanism
{
    /// <summary>Lets every gate settle at its voltage.</summary>
    public abstract void Settle(ReadOnlySpan<double> V);

    /// <summary>Takes the gates <paramref name="h"/> ms forward at voltages that stay, then adds what they conduct.</summary>
    /// <param name="h">ms.</param>
    /// <param name="V">Voltages of the nodes, mV.</param>
    /// <param name="ahead">Voltages half a step later, extrapolated, for gates that follow at once.</param>
    /// <param name="conductance">To which is added the conductance g of every node, nS.</param>
    /// <param name="drive">To which is added g·E, pA.</param>
    public abstract void Advance(double h, ReadOnlySpan<double> V, ReadOnlySpan<double> ahead, Span<double> conductance, Span<double> drive);
}
