namespace CompNeuro.Cli;

/// <summary>Something the user can act on: one sentence that says what is wrong, and one that says what to do.</summary>
internal sealed class UserError(string message, Exception? inner = null) : Exception(message, inner);
