using System.Reflection;

namespace CompNeuro.Exercises;

/// <summary>How a call of an answer ended.</summary>
public enum Ending
{
    Returned,

    /// <summary>With <see cref="NotImplementedException"/>: the stub.</summary>
    NotImplemented,

    /// <summary>With another exception.</summary>
    Threw,

    /// <summary>It was still running when the time was over.</summary>
    TimedOut,
}

/// <summary>What an answer did on one case, as plain data, so that it can be made in one process and judged in another.</summary>
/// <param name="Ending">How the call ended.</param>
/// <param name="Value">What it returned: a double, int, bool or string, an array of them, or null.</param>
/// <param name="Problem">The exception that ended it, in words; empty for none.</param>
public sealed record Response(Ending Ending, object? Value = null, string Problem = "")
{
    /// <summary>Calls an answer; what it throws becomes a response, and it cannot change the arguments.</summary>
    public static Response Of(Delegate answer, IReadOnlyList<object> arguments)
    {
        ArgumentNullException.ThrowIfNull(answer);
        try
        {
            return new(Ending.Returned, Copy(answer.DynamicInvoke([.. arguments.Select(Copy)])));
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } thrown)
        {
            return thrown is NotImplementedException ? new(Ending.NotImplemented) : new(Ending.Threw, Problem: Words(thrown));
        }
        catch (OutOfMemoryException tooMuch)
        {
            return new(Ending.Threw, Problem: Words(tooMuch));
        }
    }

    private static object? Copy(object? value) => value is Array array ? array.Clone() : value;

    private static string Words(Exception thrown)
    {
        try
        {
            return thrown is InsufficientExecutionStackException ? "StackOverflow: the function calls itself without end" : $"{thrown.GetType().Name}: {thrown.Message}";
        }
        catch (Exception)
        {
            return $"{thrown.GetType().Name}, whose message cannot be read"; // Message may be the answer's own code.
        }
    }
}
