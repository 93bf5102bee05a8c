namespace CompNeuro.Dynamics;

/// <summary>A solution could not be continued: it left the finite numbers, or no step was small enough.</summary>
public sealed class IntegrationException : ArithmeticException
{
    public IntegrationException()
    {
    }

    public IntegrationException(string message)
        : base(message)
    {
    }

    public IntegrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public IntegrationException(string message, double time, string variable)
        : base(message) => (Time, Variable) = (time, variable);

    /// <summary>The last time reached.</summary>
    public double Time { get; } = double.NaN;

    /// <summary>The state variable that failed first.</summary>
    public string Variable { get; } = "";
}
