namespace CompNeuro.Kernel.Errors;

/// <summary>The message of an exception that may be a cell's own, with a message that is code and can throw itself.</summary>
internal static class ExceptionMessage
{
    public static string Of(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception another) when (another is not ThreadInterruptedException)
        {
            return $"the message cannot be read, for that throws a {another.GetType().Name}.";
        }
    }
}
