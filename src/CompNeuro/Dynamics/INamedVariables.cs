namespace CompNeuro.Dynamics;

/// <summary>A model put together from parts, whose variables are named by the parts and not by the type of its state alone.</summary>
public interface INamedVariables
{
    /// <summary>A name for every number of the state, in order; an empty one for a number that is of no interest.</summary>
    IEnumerable<string> VariableNames { get; }
}
